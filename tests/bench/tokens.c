/*
 * tokens.c: makes the tokens of forms without fetching the pages that hold them, so that a benchmark can send tens of
 * thousands. In: the installation's secret, then lines of session key, tab, path of the form. Out: one token each.
 */
#include <stdio.h>
#include <string.h>

#include "kit/secret.h"
#include "web/inside.h"

int main(void)
{
	struct arena *arena = arena_make((size_t)16 << 20);
	char secret[1000], line[1000];

	secret_start();
	if (!fgets(secret, sizeof secret, stdin))
		return 1;
	secret[strcspn(secret, "\n")] = '\0';
	while (fgets(line, sizeof line, stdin)) {
		char *path = strchr(line, '\t');

		if (!path)
			return 1;
		*path++ = '\0';
		path[strcspn(path, "\n")] = '\0';
		puts(token_make(arena, secret, secret_hash(arena, line), path, NULL));
		arena_reset(arena);
	}
	return 0;
}
