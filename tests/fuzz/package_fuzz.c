/* package_fuzz.c: any bytes as a plan package. What is taken without a mistake must read the same from its own text. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "kit/arena.h"
#include "plan/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	struct package *package;

	if (!arena)
		arena = arena_make((size_t)1 << 30);
	package = package_read(arena, LANGUAGE_JA, (const char *)bytes, length);
	if (package->mistakes.count == 0) {
		const char *text = package_text(arena, package);
		struct package *again = package_read(arena, LANGUAGE_EN, text, strlen(text));

		if (again->mistakes.count || strcmp(text, package_text(arena, again)) != 0)
			abort();
	}
	arena_reset(arena);
	return 0;
}
