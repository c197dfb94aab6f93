/* csv_fuzz.c: tables as text. What was read, written and read again is the same. */
#include <stdint.h>
#include <stdlib.h>

#include "kit/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void write_again(struct text *out, struct list rows)
{
	for (EACH(struct csv_row, row, rows))
		for (size_t i = 0; i < row->count; i++)
			csv_add_cell(out, row->cells[i], i + 1 == row->count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	struct list rows, again;
	int64_t line;

	if (!arena)
		arena = arena_make(256u << 20);
	if (csv_read(arena, (const char *)bytes, length, &rows, &line) == CSV_GOOD && rows.count > 0) {
		struct text out = {.arena = arena};

		write_again(&out, rows);
		if (csv_read(arena, out.bytes, out.length, &again, &line) != CSV_GOOD || again.count != rows.count)
			abort();
		for (size_t i = 0; i < rows.count; i++) {
			const struct csv_row *a = LIST_AT(struct csv_row, rows, i),
					     *b = LIST_AT(struct csv_row, again, i);

			if (a->count != b->count)
				abort();
			for (size_t k = 0; k < a->count; k++)
				if (!text_same(a->cells[k], b->cells[k]))
					abort();
		}
	}
	arena_reset(arena);
	return 0;
}
