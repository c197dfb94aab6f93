/* plan_export.c: a plan out of the database, as a package in normal form. */
#include "plan/plan.h"

#include <string.h>

#include "plan/package_keys.h"
#include "sql_plan.h"

static const struct field plan_key_fields[] = {FIELD(struct plan_key, id)};
const struct shape plan_key_shape = SHAPE(struct plan_key, plan_key_fields);
static const struct field package_rows_fields[] = {FIELD(struct package_rows, rows)};
const struct shape package_rows_shape = SHAPE(struct package_rows, package_rows_fields);

/* Which statement writes which list. */
static const struct statement *const writers[PACKAGE_LISTS] = {
	[LIST_NOTHING] = &SQL_plan_export_plan,
	[LIST_DEPARTMENTS] = &SQL_plan_export_departments,
	[LIST_BODIES] = &SQL_plan_export_bodies,
	[LIST_TAGS] = &SQL_plan_export_tags,
	[LIST_SCALES] = &SQL_plan_export_scales,
	[LIST_ITEMS] = &SQL_plan_export_items,
	[LIST_INDICATORS] = &SQL_plan_export_indicators,
	[LIST_TALLIES] = &SQL_plan_export_tallies,
	[LIST_FORMS] = &SQL_plan_export_forms,
	[LIST_ROUNDS] = &SQL_plan_export_rounds,
	[LIST_EVALUATIONS] = &SQL_plan_export_evaluations,
};

struct fail *plan_export(struct db *db, enum language language, const char *code, struct package **out)
{
	struct arena *arena = db_arena(db);
	struct package_rows written[PACKAGE_LISTS] = {{NULL}};
	struct plan_key plan = {0};
	struct json *root = NULL;
	bool found = false;

	*out = NULL;
	TRY(db_maybe(db, &SQL_plan_find_code, &plan, &found, ARGS(V(code))));
	if (!found)
		return NULL;
	for (size_t i = 0; i < PACKAGE_LISTS; i++)
		db_later_one(db, writers[i], &written[i], ARGS(V(plan.id)));
	TRY(db_collect(db));
	for (size_t i = 0; i < PACKAGE_LISTS; i++) {
		struct json_error error;
		struct json *list = json_read(arena, written[i].rows, strlen(written[i].rows), &error);

		if (i == LIST_NOTHING)
			root = list;
		else
			json_put(root, package_parts[i].name, list);
	}
	*out = package_take(arena, language, root);
	return NULL;
}

struct fail *plan_hold_against(struct db *db, enum language language, const struct package *package,
                               struct package **there, struct plan_report *report)
{
	const char *code = json_text(json_get(package->plan, "code"));
	struct list sheets = {NULL, 0};
	struct plan_key plan = {0};
	bool found = false;

	TRY(plan_export(db, language, code, there));
	TRY(db_maybe(db, &SQL_plan_find_code, &plan, &found, ARGS(V(code))));
	if (found)
		TRY(db_many(db, &SQL_plan_sheets, &sheets, ARGS(V(plan.id))));
	package_compare(db_arena(db), language, *there, package, sheets, report);
	return NULL;
}
