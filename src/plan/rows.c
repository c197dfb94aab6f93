/* rows.c: a list that grows by one. */
#include "plan/rows.h"

#include <string.h>

void *rows_add(struct arena *arena, struct list *list, size_t size)
{
	if ((list->count & (list->count + 1)) == 0) { /* full at 0, 1, 3, 7, …: twice the room */
		char *room = arena_take_many(arena, size, list->count * 2 + 1);

		if (list->count)
			memcpy(room, list->rows, list->count * size);
		list->rows = room;
	}
	return (char *)list->rows + size * list->count++;
}
