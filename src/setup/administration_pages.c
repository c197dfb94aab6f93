/* administration_pages.c: where the administrator's work begins: each of their pages, and what it is for. */
#include "setup/administration_pages.h"

#include "pages_setup.h"
#include "web/answer.h"

struct administration_view {
	bool may_change; /* an auditor only reads */
};
static const struct field administration_view_fields[] = {
	FIELD(struct administration_view, may_change),
};
extern const struct shape administration_view_shape;
const struct shape administration_view_shape = SHAPE(struct administration_view, administration_view_fields);

struct fail *administration(struct request *q)
{
	const struct administration_view view = {.may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR)};

	return answer_page(q, &PAGE_setup_administration, &view);
}
