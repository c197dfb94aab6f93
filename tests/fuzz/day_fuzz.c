/* day_fuzz.c: whatever people type as a day: it is refused, or it is a day that is written and read back the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kit/arena.h"
#include "kit/day.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	struct day day = {0, 0, 0}, again;
	struct moment moment;
	char *text;

	if (!arena)
		arena = arena_make(16u << 20);
	text = arena_copy(arena, (const char *)bytes, length);
	if (day_read(text, &day)) {
		if (!day_read_iso(day_iso(arena, day), &again) || memcmp(&day, &again, sizeof day) != 0)
			abort();
		if (day.year < 1868 || day.year > 2199 || !*day_words(arena, LANGUAGE_JA, day))
			abort();
	} else if (day_is(day)) {
		abort();
	}
	if (moment_read_iso(text, &moment))
		moment_words(arena, LANGUAGE_JA, moment);
	arena_reset(arena);
	return 0;
}
