/* cookie.c: one cookie out of the Cookie header. A name sent twice counts as not sent: nobody honest does that. */
#include "web/inside.h"

#include <string.h>

const char *cookie_find(struct arena *arena, const char *header, const char *name)
{
	size_t width = strlen(name);
	const char *found = NULL;

	while (*header) {
		size_t length;

		header += strspn(header, " \t;");
		length = strcspn(header, ";");
		if (length > width && header[width] == '=' && memcmp(header, name, width) == 0) {
			size_t value = length - width - 1;

			if (found)
				return NULL;
			while (value && strchr(" \t", header[width + value]))
				value--;
			found = arena_copy(arena, header + width + 1, value);
		}
		header += length;
	}
	return found;
}
