/* cookie_fuzz.c: any bytes as a Cookie header: what is found stood there, once. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "web/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	const char *header, *found;

	if (!arena)
		arena = arena_make(64u << 20);
	header = arena_copy(arena, (const char *)bytes, length);
	found = cookie_find(arena, header, "n");
	if (found && (strchr(found, ';') || !strstr(header, text_join(arena, "n=", found))))
		abort();
	if (found && cookie_find(arena, text_join(arena, header, ";n=1"), "n"))
		abort();
	arena_reset(arena);
	return 0;
}
