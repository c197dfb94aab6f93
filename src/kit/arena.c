/* arena.c: memory in chunks. What was never taken is always zero, so that taking needs no wiping. */
#include "arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "log.h"

#define FIRST_CHUNK (256u * 1024) /* kept when the arena is reset; the system gives its pages when they are touched */
#define ALIGNMENT alignof(max_align_t)

struct chunk {
	struct chunk *older;
	size_t size;
	size_t used;
	alignas(max_align_t) unsigned char bytes[];
};

struct deferred {
	struct deferred *earlier;
	void (*close)(void *);
	void *what;
};

struct arena {
	struct chunk *chunk;
	struct deferred *deferred;
	size_t ceiling;
	size_t older_used; /* in the chunks below the current one */
};

static void *must(void *memory, size_t bytes)
{
	if (!memory) {
		char text[24];
		size_t at = sizeof text;

		text[--at] = '\0';
		do
			text[--at] = (char)('0' + bytes % 10);
		while (bytes /= 10);
		log_line("out_of_memory", "bytes", text + at, NULL);
		abort();
	}
	return memory;
}

static void add_chunk(struct arena *arena, size_t bytes)
{
	size_t size = arena->chunk ? arena->chunk->size * 2 : FIRST_CHUNK;
	struct chunk *chunk;

	if (size > 16 * FIRST_CHUNK)
		size = 16 * FIRST_CHUNK;
	if (size < bytes)
		size = bytes;
	if (bytes > arena->ceiling || arena_used(arena) > arena->ceiling - bytes)
		must(NULL, arena_used(arena) + bytes);
	chunk = must(calloc(1, sizeof *chunk + size), size);
	chunk->size = size;
	chunk->older = arena->chunk;
	if (arena->chunk)
		arena->older_used += arena->chunk->used;
	arena->chunk = chunk;
}

struct arena *arena_make(size_t ceiling)
{
	struct arena *arena = must(calloc(1, sizeof *arena), sizeof *arena);

	arena->ceiling = ceiling;
	return arena;
}

void *arena_take(struct arena *arena, size_t bytes)
{
	struct chunk *chunk = arena->chunk;
	unsigned char *memory;

	if (bytes > SIZE_MAX / 2)
		must(NULL, bytes);
	bytes = (bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	if (!chunk || chunk->size - chunk->used < bytes) {
		add_chunk(arena, bytes);
		chunk = arena->chunk;
	}
	memory = chunk->bytes + chunk->used;
	chunk->used += bytes;
	return memory;
}

void *arena_take_many(struct arena *arena, size_t bytes, size_t count)
{
	if (bytes && count > SIZE_MAX / 2 / bytes)
		must(NULL, SIZE_MAX);
	return arena_take(arena, bytes * count);
}

void *arena_grow(struct arena *arena, void *old, size_t old_bytes, size_t bytes)
{
	struct chunk *chunk = arena->chunk;
	size_t taken = (old_bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	size_t wanted = (bytes + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
	void *moved;

	if (old && chunk && wanted >= bytes && (unsigned char *)old + taken == chunk->bytes + chunk->used &&
	    wanted - taken <= chunk->size - chunk->used) {
		chunk->used += wanted - taken;
		return old;
	}
	moved = arena_take(arena, bytes);
	if (old)
		memcpy(moved, old, old_bytes);
	return moved;
}

char *arena_copy(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = arena_take(arena, length + 1);

	if (length)
		memcpy(copy, bytes, length);
	return copy;
}

void arena_defer(struct arena *arena, void (*close)(void *), void *what)
{
	struct deferred *deferred = arena_new(arena, struct deferred);

	deferred->earlier = arena->deferred;
	deferred->close = close;
	deferred->what = what;
	arena->deferred = deferred;
}

void arena_reset(struct arena *arena)
{
	while (arena->deferred) {
		struct deferred *deferred = arena->deferred;

		arena->deferred = deferred->earlier;
		deferred->close(deferred->what);
	}
	while (arena->chunk && (arena->chunk->older || arena->chunk->size > FIRST_CHUNK)) {
		struct chunk *older = arena->chunk->older;

		explicit_bzero(arena->chunk->bytes, arena->chunk->used);
		free(arena->chunk);
		arena->chunk = older;
	}
	if (arena->chunk) {
		explicit_bzero(arena->chunk->bytes, arena->chunk->used);
		arena->chunk->used = 0;
	}
	arena->older_used = 0;
}

void arena_end(struct arena *arena)
{
	arena_reset(arena);
	free(arena->chunk);
	free(arena);
}

size_t arena_used(const struct arena *arena)
{
	return arena->older_used + (arena->chunk ? arena->chunk->used : 0);
}
