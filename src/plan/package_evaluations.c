/*
 * package_evaluations.c: the evaluations of a package: what a department said about an item in a round, what the stages
 * recorded, and where a printed total is not the sum.
 */
#include "plan/package_stage.h"
#include "plan/package_values.h"
#include "plan/rows.h"

#include <string.h>

static const char *text_at(const struct json *object, const char *key)
{
	return json_text(json_get(object, key));
}

const struct json *package_stage(const struct json *round, const char *code)
{
	const struct json *stages = json_get(round, "stages");

	for (size_t i = 0; code && i < json_count(stages); i++)
		if (text_same(text_at(json_at(stages, i), "code"), code))
			return json_at(stages, i);
	return NULL;
}

static bool has_tag(const struct json *item, const char *tag)
{
	const struct json *tags = json_get(item, "tags");

	for (size_t i = 0; i < json_count(tags); i++)
		if (text_same(json_text(json_at(tags, i)), tag))
			return true;
	return false;
}

const char *package_only_body(const struct json *stage, const struct json *item)
{
	const struct json *routes = json_get(stage, "routes");
	const char *only = NULL;

	for (size_t i = 0; i < json_count(routes); i++) {
		const char *body = text_at(json_at(routes, i), "body");

		if (!body || !has_tag(item, text_at(json_at(routes, i), "tag")))
			continue;
		if (only && strcmp(only, body) != 0)
			return NULL;
		only = body;
	}
	return only ? only : text_at(stage, "body");
}

/* The body of a record: left out where only one can be meant. */
static void settle_body(struct reading *r, struct json *record, const struct json *stage, const struct json *item,
                        const struct place *at)
{
	bool by_body = text_same(text_at(stage, "kind"), "body");
	const char *body = text_at(record, "body");
	const char *only = by_body ? package_only_body(stage, item) : NULL;
	struct place here = PLACE_KEY(at, "body");

	if (!by_body && body)
		reading_mistake(r, &here, SAY_package_stage_foreign_body, text_at(stage, "kind"), NULL, NULL);
	else if (by_body && !body && !only)
		reading_mistake(r, &here, SAY_package_record_needs_body, NULL, NULL, NULL);
	else if (body && only && strcmp(body, only) == 0)
		json_remove(record, "body");
}

static void read_record(struct reading *r, struct json *record, const struct json *round, const struct asked *asked,
                        const struct place *at)
{
	const char *code = text_at(record, "stage");
	const struct json *stage = package_stage(round, code);
	struct asked by_stage = *asked;
	struct place stage_at = PLACE_KEY(at, "stage");
	struct place values_at = PLACE_KEY(at, "values");

	if (!code)
		return;
	if (!stage) {
		reading_mistake(r, &stage_at, SAY_package_no_stage, code, text_at(round, "code"), NULL);
		return;
	}
	settle_body(r, record, stage, asked->item, at);
	by_stage.form = package_find(r->package, LIST_FORMS, text_at(stage, "form"));
	if (json_get(record, "values"))
		json_put(record, "values", read_values(r, &by_stage, json_get(record, "values"), &values_at));
}

static void read_records(struct reading *r, const struct json *records, const struct json *round,
                         const struct asked *asked, const struct place *at)
{
	struct json *seen = json_new_object(r->arena);

	for (size_t i = 0; i < json_count(records); i++) {
		struct json *record = json_at(records, i);
		const char *body, *both;
		struct place here = PLACE_AT(at, i);

		read_record(r, record, round, asked, &here);
		body = text_at(record, "body");
		both = text_join(r->arena, text_at(record, "stage") ? text_at(record, "stage") : "", "\n",
		                 body ? body : "");
		if (json_get(seen, both))
			reading_mistake(r, &here, SAY_package_record_twice, NULL, NULL, NULL);
		else
			json_put(seen, both, json_new_bool(r->arena, true));
	}
}

static int64_t sum_of_column(const struct json *counts, const char *column)
{
	int64_t sum = 0;

	for (struct json_entry e = json_first(counts); e.key; e = json_next(e))
		sum += json_number(json_get(e.value, column));
	return sum;
}

static void compare_totals(struct reading *r, const struct json *evaluation, const struct json *form,
                           const struct json *totals)
{
	for (struct json_entry e = json_first(totals); e.key; e = json_next(e))
		for (struct json_entry column = json_first(e.value); column.key; column = json_next(column)) {
			const struct json *field = form_field(form, e.key);
			const struct json *tally = package_find(r->package, LIST_TALLIES, text_at(field, "tally"));
			struct stated_total total = {
				.round = text_at(evaluation, "round"),
				.item = text_at(evaluation, "item"),
				.tally = text_at(tally, "title"),
				.column = column.key,
				.stated = json_number(column.value),
				.computed = sum_of_column(json_get(json_get(evaluation, "values"), e.key), column.key),
			};

			if (total.stated != total.computed)
				*(struct stated_total *)rows_add(r->arena, &r->package->totals, sizeof total) = total;
		}
}

/* What may stand in a sheet itself, but not in a contributing department's part. */
static void check_part(struct reading *r, const struct json *evaluation, const struct json *item,
                       const struct place *at)
{
	const char *department = text_at(evaluation, "department");
	const char *lead = json_text(json_at(json_get(item, "departments"), 0));
	struct place department_at = PLACE_KEY(at, "department");
	struct place stages = PLACE_KEY(at, "stages");
	struct place totals = PLACE_KEY(at, "stated_totals");

	if (!department)
		return;
	if (text_same(department, lead))
		reading_mistake(r, &department_at, SAY_package_part_of_lead, department, NULL, NULL);
	if (json_get(evaluation, "stages"))
		reading_mistake(r, &stages, SAY_package_not_in_part, NULL, NULL, NULL);
	if (json_get(evaluation, "stated_totals"))
		reading_mistake(r, &totals, SAY_package_not_in_part, NULL, NULL, NULL);
}

static void check_item_has_sheet(struct reading *r, const struct json *item, const struct place *at)
{
	struct place here = PLACE_KEY(at, "item");

	if (json_get(item, "repeats"))
		reading_mistake(r, &here, SAY_package_evaluates_repeat, text_at(item, "code"), text_at(item, "repeats"),
		                NULL);
	else if (!json_yes(json_get(item, "evaluated")))
		reading_mistake(r, &here, SAY_package_evaluates_nothing, text_at(item, "code"), NULL, NULL);
}

static void check_once(struct reading *r, struct json *seen, const struct json *evaluation, size_t position,
                       const struct place *list)
{
	const char *department = text_at(evaluation, "department");
	const char *key = text_join(r->arena, text_at(evaluation, "round"), "\n", text_at(evaluation, "item"), "\n",
	                            department ? department : "");
	const struct json *earlier = json_get(seen, key);
	struct place here = PLACE_AT(list, position);

	if (earlier) {
		struct place there = PLACE_AT(list, (size_t)json_number(earlier));
		reading_mistake(r, &here, SAY_package_evaluation_twice, place_path(r->arena, &there), NULL, NULL);
	} else {
		json_put(seen, key, json_new_number(r->arena, (int64_t)position));
	}
}

static void read_evaluation(struct reading *r, struct json *evaluation, const struct json *indicators,
                            const struct place *at)
{
	const struct json *round = package_find(r->package, LIST_ROUNDS, text_at(evaluation, "round"));
	const struct json *item = package_find(r->package, LIST_ITEMS, text_at(evaluation, "item"));
	struct asked asked = {.form = package_find(r->package, LIST_FORMS, text_at(round, "form")), .item = item};
	struct place values = PLACE_KEY(at, "values");
	struct place records = PLACE_KEY(at, "stages");
	struct place totals_at = PLACE_KEY(at, "stated_totals");
	struct json *totals;

	if (item)
		check_item_has_sheet(r, item, at);
	if (!item || !asked.form)
		return;
	asked.indicators = json_get(indicators, text_at(item, "code"));
	check_part(r, evaluation, item, at);
	if (json_get(evaluation, "values"))
		json_put(evaluation, "values", read_values(r, &asked, json_get(evaluation, "values"), &values));
	read_records(r, json_get(evaluation, "stages"), round, &asked, &records);
	totals = read_totals(r, &asked, json_get(evaluation, "stated_totals"), &totals_at);
	if (totals)
		json_put(evaluation, "stated_totals", totals);
	else
		json_remove(evaluation, "stated_totals");
	compare_totals(r, evaluation, asked.form, totals);
}

/* item code → its indicators. */
static struct json *indicators_by_item(struct reading *r)
{
	struct json *by_item = json_new_object(r->arena);
	const struct json *rows = r->package->lists[LIST_INDICATORS];

	for (size_t i = 0; i < json_count(rows); i++) {
		const char *item = text_at(json_at(rows, i), "item");
		struct json *list = item ? json_get(by_item, item) : NULL;

		if (item && !list) {
			list = json_new_list(r->arena);
			json_put(by_item, item, list);
		}
		if (item)
			json_add(list, json_at(rows, i));
	}
	return by_item;
}

void package_read_values(struct reading *r)
{
	const struct json *rows = r->package->lists[LIST_EVALUATIONS];
	const struct json *indicators = indicators_by_item(r);
	struct json *seen = json_new_object(r->arena);
	struct place root = PLACE_ROOT;
	struct place list = PLACE_KEY(&root, package_parts[LIST_EVALUATIONS].name);

	for (size_t i = 0; i < json_count(rows); i++) {
		struct place at = PLACE_AT(&list, i);

		read_evaluation(r, json_at(rows, i), indicators, &at);
		if (text_at(json_at(rows, i), "round") && text_at(json_at(rows, i), "item"))
			check_once(r, seen, json_at(rows, i), i, &list);
	}
}
