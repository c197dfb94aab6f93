/* summary.h: what lists say of a sheet's content, whether it was typed or came in a package. */
#ifndef CHOSHO_PLAN_SUMMARY_H
#define CHOSHO_PLAN_SUMMARY_H

#include <stdbool.h>

struct arena;

/* NULL where there is none. */
struct summary {
	const char *grade;   /* the value of the first choice */
	const char *excerpt; /* how the first text that is there begins */
	bool had_choice;     /* summary_take's own */
};

/* Takes the fields of a form one by one, in their order: type as forms write it (choice), value NULL when empty. */
void summary_take(struct arena *arena, struct summary *summary, const char *type, const char *value);

#endif
