/* difference_fuzz.c: whatever two texts are compared, what is told makes up both of them, and no character is split. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kit/arena.h"
#include "kit/difference.h"
#include "kit/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* The input is the old text, a NUL, the new text; a third one is read as bytes that are no text. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	const char *old, *new;
	size_t old_at = 0, new_at = 0;
	bool is_text;

	if (!arena)
		arena = arena_make(256u << 20);
	old = arena_copy(arena, (const char *)bytes, length);
	new = strlen(old) < length ? old + strlen(old) + 1 : "";
	is_text = text_is_utf8(old, strlen(old)) && text_is_utf8(new, strlen(new));
	const struct list runs = difference_of(arena, old, new);
	for (EACH(const struct difference_run, run, runs)) {
		const size_t run_length = strlen(run->text);

		if (run_length == 0 || (run->is_removed && run->is_added) ||
		    (is_text && !text_is_utf8(run->text, run_length)))
			abort();
		if (!run->is_added && strncmp(old + old_at, run->text, run_length) != 0)
			abort();
		if (!run->is_removed && strncmp(new + new_at, run->text, run_length) != 0)
			abort();
		old_at += run->is_added ? 0 : run_length;
		new_at += run->is_removed ? 0 : run_length;
	}
	if (old[old_at] != '\0' || new[new_at] != '\0' ||
	    (runs.count <= 1) != (strcmp(old, new) == 0 || !*old || !*new))
		abort();
	arena_reset(arena);
	return 0;
}
