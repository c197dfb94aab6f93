/* path_fuzz.c: any bytes as an address: a path is text that begins with /, an object is found under one spelling only. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "web/inside.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

const struct route routes[] = {
	{GET, "/",			INTERACTIVE, WHO_ANYBODY, NULL, NULL},
	{GET, "/sheets/{id}",             INTERACTIVE, WHO_ANYBODY, NULL, NULL},
	{GET, "/sheets/{id}/parts/{id2}", INTERACTIVE, WHO_ANYBODY, NULL, NULL},
	{GET, "/language/{word}",         INTERACTIVE, WHO_ANYBODY, NULL, NULL},
	{GET, NULL,		       INTERACTIVE, 0,           NULL, NULL},
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	struct request request = {.id = 0};
	const char *uri, *path, *query;
	const struct route *route;
	bool other;

	if (!arena)
		arena = arena_make(64u << 20);
	request.arena = arena;
	uri = arena_copy(arena, (const char *)bytes, length);
	path = address_read(arena, uri, &query);
	if (path && (path[0] != '/' || !text_is_utf8(path, strlen(path)) || text_has_control(path)))
		abort();
	route = path ? route_find(GET, path, &request, &other) : NULL;
	if (route == &routes[1] && !text_same(path, text_format(arena, "/sheets/%lld", (long long)request.id)))
		abort();
	if (route == &routes[3] && !text_same(path, text_join(arena, "/language/", request.word)))
		abort();
	if (strcmp(answer_local(uri), "/") != 0 && (uri[0] != '/' || uri[1] == '/' || strchr(uri, '\n')))
		abort();
	arena_reset(arena);
	return 0;
}
