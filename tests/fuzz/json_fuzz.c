/* json_fuzz.c: whatever comes as JSON: it is refused with a place, or it prints and reads back the same. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kit/arena.h"
#include "kit/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	struct json_error error;
	struct json *json;

	if (!arena)
		arena = arena_make(256u << 20);
	json = json_read(arena, (const char *)bytes, length, &error);
	if (error.message ? json != NULL || error.offset > length : false)
		abort();
	if (json) {
		const char *printed = json_print(arena, json, false);
		struct json *again = json_read(arena, printed, strlen(printed), &error);

		if (!again || !text_same(json_print(arena, again, false), printed))
			abort();
		printed = json_print(arena, json, true);
		if (!json_read(arena, printed, strlen(printed), &error))
			abort();
	}
	arena_reset(arena);
	return 0;
}
