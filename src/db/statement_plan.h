/* statement_plan.h: how a statement's columns go into its struct. For db's own files and the code that embed_sql makes. */
#ifndef CHOSHO_DB_STATEMENT_PLAN_H
#define CHOSHO_DB_STATEMENT_PLAN_H

#include "db/db.h"

struct column_plan {
	enum kind kind;
	size_t offset;
	const struct names *names; /* KIND_NAMED */
};

/* Filled when the statement was described; the same on every connection of this program. */
struct statement_plan {
	struct column_plan *columns;
	size_t count;
	size_t texts; /* how many of them are KIND_TEXT */
};

#endif
