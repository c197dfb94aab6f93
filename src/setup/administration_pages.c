/* administration_pages.c: where the administrator's work begins: each of their pages, and what it is for. */
#include "setup/administration_pages.h"

#include "pages_setup.h"
#include "sql_setup.h"
#include "web/answer.h"

/* What has been done in a new installation. */
struct setup_steps {
	bool has_departments;
	bool has_accounts;
	bool has_secretariat;
	bool has_plan;
};
static const struct field setup_steps_fields[] = {
	FIELD(struct setup_steps, has_departments),
	FIELD(struct setup_steps, has_accounts),
	FIELD(struct setup_steps, has_secretariat),
	FIELD(struct setup_steps, has_plan),
};
extern const struct shape setup_steps_shape;
const struct shape setup_steps_shape = SHAPE(struct setup_steps, setup_steps_fields);

struct administration_view {
	bool may_change; /* an auditor only reads */
	bool is_new;     /* not all steps are done */
	struct setup_steps steps;
};
static const struct field administration_view_fields[] = {
	FIELD(struct administration_view, may_change),
	FIELD(struct administration_view, is_new),
	FIELD_PART(struct administration_view, steps, setup_steps_shape),
};
extern const struct shape administration_view_shape;
const struct shape administration_view_shape = SHAPE(struct administration_view, administration_view_fields);

struct fail *administration(struct request *q)
{
	struct administration_view view = {.may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR)};
	const struct setup_steps *steps = &view.steps;

	TRY(db_one(q->db, &SQL_setup_steps, &view.steps, NO_ARGS));
	view.is_new = !steps->has_departments || !steps->has_accounts || !steps->has_secretariat || !steps->has_plan;
	return answer_page(q, &PAGE_setup_administration, &view);
}
