/* plan_import.c: a package into the database, one statement per table. */
#include "plan/plan.h"

#include <assert.h>

#include "plan/import_lists.h"
#include "sql_plan.h"

/* What a statement wants besides the plan. */
enum given { GIVEN_LIST, GIVEN_ORGANIZATION_AND_LIST, GIVEN_NO_PLAN };

/* In the order in which tables need each other. */
static const struct step {
	const struct statement *statement;
	enum import_list list;
	enum given given;
} steps[] = {
	{&SQL_plan_import_levels,                IMPORT_LEVELS,      GIVEN_LIST                 },
	{&SQL_plan_import_departments,           IMPORT_DEPARTMENTS, GIVEN_NO_PLAN              },
	{&SQL_plan_import_department_parents,    IMPORT_DEPARTMENTS, GIVEN_NO_PLAN              },
	{&SQL_plan_import_plan_departments,      IMPORT_DEPARTMENTS, GIVEN_ORGANIZATION_AND_LIST},
	{&SQL_plan_import_bodies,                IMPORT_BODIES,      GIVEN_NO_PLAN              },
	{&SQL_plan_import_body_parents,          IMPORT_BODIES,      GIVEN_NO_PLAN              },
	{&SQL_plan_import_plan_bodies,           IMPORT_BODIES,      GIVEN_ORGANIZATION_AND_LIST},
	{&SQL_plan_import_tags,                  IMPORT_TAGS,        GIVEN_LIST                 },
	{&SQL_plan_import_scales,                IMPORT_SCALES,      GIVEN_LIST                 },
	{&SQL_plan_import_scale_values,          IMPORT_SCALES,      GIVEN_LIST                 },
	{&SQL_plan_import_items,                 IMPORT_ITEMS,       GIVEN_LIST                 },
	{&SQL_plan_import_item_parents,          IMPORT_ITEMS,       GIVEN_LIST                 },
	{&SQL_plan_import_item_tags,             IMPORT_ITEMS,       GIVEN_LIST                 },
	{&SQL_plan_import_item_departments,      IMPORT_ITEMS,       GIVEN_ORGANIZATION_AND_LIST},
	{&SQL_plan_import_indicators,            IMPORT_INDICATORS,  GIVEN_LIST                 },
	{&SQL_plan_import_indicator_repeats,     IMPORT_INDICATORS,  GIVEN_LIST                 },
	{&SQL_plan_import_indicator_departments, IMPORT_INDICATORS,  GIVEN_ORGANIZATION_AND_LIST},
	{&SQL_plan_import_targets,               IMPORT_TARGETS,     GIVEN_LIST                 },
	{&SQL_plan_import_tallies,               IMPORT_TALLIES,     GIVEN_LIST                 },
	{&SQL_plan_import_forms,                 IMPORT_FORMS,       GIVEN_LIST                 },
	{&SQL_plan_import_form_fields,           IMPORT_FORMS,       GIVEN_LIST                 },
	{&SQL_plan_import_rounds,                IMPORT_ROUNDS,      GIVEN_LIST                 },
	{&SQL_plan_import_stages,                IMPORT_ROUNDS,      GIVEN_ORGANIZATION_AND_LIST},
	{&SQL_plan_import_stage_routes,          IMPORT_ROUNDS,      GIVEN_ORGANIZATION_AND_LIST},
	{&SQL_plan_import_stage_items,           IMPORT_ROUNDS,      GIVEN_LIST                 },
	{&SQL_plan_import_sheets,                IMPORT_EVALUATED,   GIVEN_LIST                 },
	{&SQL_plan_import_contents,              IMPORT_CONTENTS,    GIVEN_LIST                 },
	{&SQL_plan_import_parts,                 IMPORT_PARTS,       GIVEN_ORGANIZATION_AND_LIST},
	{&SQL_plan_import_records,               IMPORT_RECORDS,     GIVEN_ORGANIZATION_AND_LIST},
};
#define STEPS (sizeof steps / sizeof *steps)
static_assert(STEPS <= 30, "all steps travel together: db.h lets 32 wait");

static struct fail *write_all(struct db *db, const struct plan_actor *actor, int64_t organization, int64_t plan,
                              const struct import_texts *texts, int64_t *sheets)
{
	for (size_t i = 0; i < STEPS; i++) {
		const struct step *step = &steps[i];
		const char *list = texts->list[step->list];
		int64_t *changed = step->statement == &SQL_plan_import_sheets ? sheets : NULL;

		if (step->given == GIVEN_LIST)
			db_later_change(db, step->statement, changed, ARGS(V(plan), V(list)));
		else if (step->given == GIVEN_NO_PLAN)
			db_later_change(db, step->statement, changed, ARGS(V(organization), V(list)));
		else
			db_later_change(db, step->statement, changed, ARGS(V(plan), V(organization), V(list)));
	}
	TRY(db_collect(db));
	db_later_change(db, &SQL_plan_import_untouched, NULL, ARGS(V(plan)));
	db_later_change(db, &SQL_plan_import_settle, NULL,
	                ARGS(V(plan), V(actor->account_id), V(actor->name), V(texts->list[IMPORT_EVALUATED])));
	db_later_change(db, &SQL_plan_import_open_parts, NULL, ARGS(V(plan)));
	db_later_change(db, &SQL_plan_import_event, NULL, ARGS(V(plan), V(actor->account_id), V(actor->name)));
	return db_collect(db);
}

/* What the system now says must be a package without mistakes, or at least with no more of them than before. */
static struct fail *check_result(struct db *db, enum language language, const struct package *package, size_t before,
                                 struct list *mistakes)
{
	struct package *after;

	TRY(plan_export(db, language, json_text(json_get(package->plan, "code")), &after));
	*mistakes = (struct list){NULL, 0};
	if (after && after->mistakes.count > before)
		*mistakes = after->mistakes;
	return NULL;
}

struct fail *plan_import(struct db *db, const struct plan_actor *actor, const struct package *package,
                         struct plan_report *report, int64_t *plan_id, struct list *mistakes)
{
	struct arena *arena = db_arena(db);
	const char *organization_title = json_text(json_get(package->plan, "organization"));
	struct import_texts texts = import_texts(arena, package);
	struct plan_key organization, plan;
	struct package *there;

	TRY(db_one(db, &SQL_plan_import_organization, &organization, ARGS(V(organization_title))));
	TRY(plan_hold_against(db, actor->language, package, &there, report));
	TRY(db_one(db, &SQL_plan_import_plan, &plan, ARGS(V(organization.id), V(texts.list[IMPORT_PLAN]))));
	TRY(write_all(db, actor, organization.id, plan.id, &texts, &report->sheets));
	TRY(check_result(db, actor->language, package, there ? there->mistakes.count : 0, mistakes));
	*plan_id = plan.id;
	return NULL;
}
