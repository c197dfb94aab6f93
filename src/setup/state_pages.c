/* state_pages.c: the state of the system, for who administers it and for the audit: the check-up without a shell. */
#include "setup/administration_pages.h"

#include "pages_setup.h"
#include "setup/checkup.h"
#include "web/answer.h"

struct state_page {
	struct list findings; /* struct finding: the worst first */
	int64_t bad;
	int64_t care;
	bool is_well;
};
static const struct field state_page_fields[] = {
	FIELD_LIST(struct state_page, findings, finding_shape),
	FIELD(struct state_page, bad),
	FIELD(struct state_page, care),
	FIELD(struct state_page, is_well),
};
extern const struct shape state_page_shape;
const struct shape state_page_shape = SHAPE(struct state_page, state_page_fields);

static struct list worst_first(struct arena *arena, const struct checkup *checkup)
{
	struct finding *sorted = arena_many(arena, struct finding, checkup->count + 1);
	size_t count = 0;

	for (int health = HEALTH_BAD; health >= HEALTH_GOOD; health--)
		for (size_t i = 0; i < checkup->count; i++)
			if ((int)checkup->findings[i].health == health)
				sorted[count++] = checkup->findings[i];
	return (struct list){sorted, count};
}

struct fail *administration_state(struct request *q)
{
	struct checkup *checkup = arena_new(q->arena, struct checkup);
	struct state_page page = {.bad = 0};

	*checkup = (struct checkup){.arena = q->arena, .language = q->language, .config = q->config};
	TRY(checkup_database(checkup, q->db));
	checkup_settings(checkup);
	page.findings = worst_first(q->arena, checkup);
	for (EACH(const struct finding, finding, page.findings)) {
		page.bad += finding->health == HEALTH_BAD;
		page.care += finding->health == HEALTH_CARE;
	}
	page.is_well = page.bad == 0 && page.care == 0;
	return answer_page(q, &PAGE_setup_state, &page);
}
