/* rows.h: a list that grows by one. */
#ifndef CHOSHO_PLAN_ROWS_H
#define CHOSHO_PLAN_ROWS_H

#include "kit/arena.h"
#include "kit/shape.h"

/* A zeroed row behind the others. Rows move when room runs out: keep no pointer to an earlier one. */
void *rows_add(struct arena *arena, struct list *list, size_t size);

#endif
