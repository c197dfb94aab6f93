/* round.c: which rounds there are for somebody, and which one a page is about. */
#include "round/round.h"

#include "sql_round.h"

static const struct field round_option_fields[] = {
	FIELD(struct round_option, id),         FIELD(struct round_option, title),
	FIELD(struct round_option, plan_title), FIELD(struct round_option, fiscal_year),
	FIELD(struct round_option, due_on),     FIELD(struct round_option, is_history),
	FIELD(struct round_option, is_chosen),
};
const struct shape round_option_shape = SHAPE(struct round_option, round_option_fields);

struct fail *round_options(struct request *q, struct list *options)
{
	return db_many(q->db, &SQL_round_list_for_viewer, options, ARGS(V(q->viewer.account_id)));
}

const struct round_option *round_choose(struct list options, int64_t id)
{
	struct round_option *chosen = options.count > 0 ? options.rows : NULL;

	for (EACH(struct round_option, option, options))
		if (option->id == id)
			chosen = option;
	if (chosen)
		chosen->is_chosen = true;
	return chosen;
}
