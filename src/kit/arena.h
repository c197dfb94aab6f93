/* arena.h: memory that lives as long as a request. Nobody frees what was taken here; it goes all at once. */
#ifndef CHOSHO_KIT_ARENA_H
#define CHOSHO_KIT_ARENA_H

#include <stddef.h>

struct arena;

/* ceiling: bytes after which the process ends with a line in the log (a bug; what people send is limited at the door). */
struct arena *arena_make(size_t ceiling);

/* Zeroed, aligned for any type. Never NULL. */
void *arena_take(struct arena *arena, size_t bytes);
#define arena_new(arena, type) ((type *)arena_take((arena), sizeof(type)))
#define arena_many(arena, type, count) ((type *)arena_take_many((arena), sizeof(type), (count)))
void *arena_take_many(struct arena *arena, size_t bytes, size_t count);

/* The same bytes with more room behind them; in place where `old` is what was taken last. bytes >= old_bytes. */
void *arena_grow(struct arena *arena, void *old, size_t old_bytes, size_t bytes);

/* A copy that ends in NUL. */
char *arena_copy(struct arena *arena, const char *bytes, size_t length);

/* Closes `what` when the arena is reset: for things that are not memory (a PGresult, a JSON object). Latest first. */
void arena_defer(struct arena *arena, void (*close)(void *), void *what);

/* Wipes and gives back everything taken since the arena was made or last reset; large chunks go back to the system. */
void arena_reset(struct arena *arena);

/* Resets it and gives the arena itself back. */
void arena_end(struct arena *arena);

size_t arena_used(const struct arena *arena);

#endif
