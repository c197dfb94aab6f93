/* number_fuzz.c: numbers, folding and the other things that are done to whatever people type. */
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kit/arena.h"
#include "kit/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	static const char *const words[] = {"database", "secret", ""};
	const char *text, *folded;
	int64_t number, again;

	if (!arena)
		arena = arena_make(64u << 20);
	text = arena_copy(arena, (const char *)bytes, length);
	if (text_number(text, &number) &&
	    (!text_number(text_format(arena, "%" PRId64, number), &again) || again != number))
		abort();
	folded = text_fold(arena, text);
	if (!text_is_utf8(folded, strlen(folded)) || !text_same(folded, text_fold(arena, folded)))
		abort();
	text = text_mend(arena, (const char *)bytes, length);
	if (!text_is_utf8(text, strlen(text)) || text_count(text_excerpt(arena, text, 5)) > text_count(text) + 1)
		abort();
	text_lines(arena, text);
	text_has_control(text);
	text_empty(text);
	text_nearest(text, words, 3);
	arena_reset(arena);
	return 0;
}
