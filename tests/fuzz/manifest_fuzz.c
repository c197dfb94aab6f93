/* manifest_fuzz.c: any bytes as an exported sign-off. Only the good one, to the byte, is ever valid. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "../unit/manifest_good.h"
#include "kit/arena.h"
#include "kit/secret.h"
#include "kit/text.h"
#include "meeting/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena, *forever;
	static const char *good;
	static struct sign_key key;
	const struct manifest_report *report;

	if (!arena) {
		secret_start();
		arena = arena_make(512u << 20);
		forever = arena_make(1u << 20);
		if (!sign_key_read(forever, GOOD_KEY, &key))
			abort();
		good = good_file(forever, &key);
	}
	report = manifest_verify(arena, LANGUAGE_JA, (const char *)bytes, length, key.public_key);
	if (report->findings.count == 0 && (length != strlen(good) || memcmp(bytes, good, length) != 0))
		abort();
	/* the same bytes as the manifest inside a file that is whole */
	if (length > 0 && text_is_utf8((const char *)bytes, length) && !memchr(bytes, '\0', length)) {
		const char *text = arena_copy(arena, (const char *)bytes, length);
		const char *file = manifest_file(arena, text, sign(arena, &key, text, length), key.public_key,
		                                 (struct list){NULL, 0});

		(void)manifest_verify(arena, LANGUAGE_EN, file, strlen(file), NULL);
	}
	arena_reset(arena);
	return 0;
}
