/* compare.c: holds what a file says against what the system has, guided by the tables of package_keys.c. */
#include "plan/compare.h"

#include <inttypes.h>
#include <string.h>

#include "plan/package_keys.h"
#include "plan/rows.h"

struct comparing {
	struct arena *arena;
	enum language language;
	struct plan_report *report;
	struct plan_change row; /* part, code and title of the row that is compared */
	bool differs;           /* found so far, in this row */
};

static const char *text_at(const struct json *object, const char *key)
{
	const char *text = json_text(json_get(object, key));

	return text ? text : "";
}

static void note(struct comparing *c, struct list *list, int64_t *more, const struct plan_change *change)
{
	if (list->count < COMPARE_ROWS_MAX)
		*(struct plan_change *)rows_add(c->arena, list, sizeof *change) = *change;
	else
		++*more;
}

/* A value as people read it. */
static const char *shown(struct comparing *c, const struct json *value)
{
	struct text out = {.arena = c->arena};

	switch (json_kind(value)) {
	case JSON_NULL:
		return "";
	case JSON_TEXT:
		return text_excerpt(c->arena, json_text(value), COMPARE_CHARS);
	case JSON_BOOL:
		return words_say(c->language, json_yes(value) ? SAY_plan_yes : SAY_plan_no);
	case JSON_LIST:
		text_say(&out, "");
		for (size_t i = 0; i < json_count(value); i++) {
			text_say(&out, i ? "、" : "");
			text_say(&out, shown(c, json_at(value, i)));
		}
		return text_excerpt(c->arena, out.bytes, COMPARE_CHARS);
	default:
		return text_excerpt(c->arena, json_print(c->arena, value, false), COMPARE_CHARS);
	}
}

static void note_difference(struct comparing *c, const char *key, const struct json *before, const struct json *after)
{
	struct plan_change change = c->row;

	c->differs = true;
	change.key = key;
	change.before = shown(c, before);
	change.after = shown(c, after);
	note(c, &c->report->changed, &c->report->changed_more, &change);
}

static const char *deeper(struct comparing *c, const char *above, const char *name)
{
	return *above ? text_join(c->arena, above, " ＞ ", name) : name;
}

static const struct json *find_row(const struct json *rows, const char *code)
{
	for (size_t i = 0; i < json_count(rows); i++)
		if (strcmp(text_at(json_at(rows, i), "code"), code) == 0)
			return json_at(rows, i);
	return NULL;
}

static void compare_objects(struct comparing *c, const struct object *object, const char *above,
                            const struct json *before, const struct json *after);

/* Rows within a row, by their codes: the fields of a form, the stages of a round. */
static void compare_rows_within(struct comparing *c, const struct key *key, const char *above,
                                const struct json *before, const struct json *after)
{
	for (size_t i = 0; i < json_count(after); i++) {
		const struct json *row = json_at(after, i);
		const struct json *former = find_row(before, text_at(row, "code"));
		const char *label = deeper(c, above, text_at(row, "code"));

		if (former)
			compare_objects(c, key->object, label, former, row);
		else
			note_difference(c, label, NULL, json_get(row, "title") ? json_get(row, "title") : row);
	}
	for (size_t i = 0; i < json_count(before); i++) {
		const struct json *row = json_at(before, i);

		/* A round's stages are kept like the round itself. */
		if (strcmp(key->name, "stages") != 0 && !find_row(after, text_at(row, "code")))
			note_difference(c, deeper(c, above, text_at(row, "code")),
			                json_get(row, "title") ? json_get(row, "title") : row, NULL);
	}
}

/* Texts by year, values by field: down to what is written. */
static void compare_values(struct comparing *c, const char *above, const struct json *before, const struct json *after)
{
	if (json_same(before, after))
		return;
	if ((before && json_kind(before) != JSON_OBJECT) || (after && json_kind(after) != JSON_OBJECT)) {
		note_difference(c, above, before, after);
		return;
	}
	for (struct json_entry e = json_first(after); e.key; e = json_next(e))
		compare_values(c, deeper(c, above, e.key), json_get(before, e.key), e.value);
	for (struct json_entry e = json_first(before); e.key; e = json_next(e))
		if (!json_get(after, e.key))
			compare_values(c, deeper(c, above, e.key), e.value, NULL);
}

static void compare_objects(struct comparing *c, const struct object *object, const char *above,
                            const struct json *before, const struct json *after)
{
	for (size_t i = 0; i < object->count; i++) {
		const struct key *key = &object->keys[i];
		const struct json *old = json_get(before, key->name);
		const struct json *new = json_get(after, key->name);
		const char *label;

		if (json_same(old, new))
			continue;
		label = deeper(c, above, words_say(c->language, key->label));
		if (key->kind == KEY_OBJECTS && object_has_code(key->object))
			compare_rows_within(c, key, label, old, new);
		else if (key->kind == KEY_YEARS || key->kind == KEY_VALUES || key->kind == KEY_TOTALS)
			compare_values(c, label, old, new);
		else
			note_difference(c, label, old, new);
	}
}

/* What tells a row from the others of its list. */
static const char *row_key(struct arena *arena, enum package_list list, const struct json *row)
{
	if (list != LIST_EVALUATIONS)
		return text_at(row, "code");
	return text_join(arena, text_at(row, "round"), "\n", text_at(row, "item"), "\n", text_at(row, "department"));
}

static struct json *index_by_key(struct arena *arena, enum package_list list, const struct package *package)
{
	struct json *index = json_new_object(arena);

	for (size_t i = 0; package && i < json_count(package->lists[list]); i++) {
		struct json *row = json_at(package->lists[list], i);

		json_put(index, row_key(arena, list, row), row);
	}
	return index;
}

static void begin_row(struct comparing *c, enum package_list list, const struct json *row)
{
	const char *title = text_at(row, *text_at(row, "title") ? "title" : "name");

	c->differs = false;
	c->row = (struct plan_change){
		.part = words_say(c->language, package_parts[list].label), .key = "", .before = "", .after = ""};
	c->row.code = text_at(row, "code");
	c->row.title = text_excerpt(c->arena, title, 60);
	if (list == LIST_EVALUATIONS) {
		c->row.code = text_at(row, "item");
		c->row.title = text_join(c->arena, text_at(row, "round"), " ", text_at(row, "department"));
	}
}

static bool says_nothing(const struct json *evaluation)
{
	return json_count(json_get(evaluation, "values")) == 0 && !json_get(evaluation, "stages") &&
	       !json_get(evaluation, "stated_totals");
}

/* round and item of every sheet → whether somebody has begun it. */
static struct json *index_sheets(struct arena *arena, struct list sheets)
{
	struct json *index = json_new_object(arena);

	for (EACH(const struct sheet_there, sheet, sheets))
		json_put(index, text_join(arena, sheet->round, "\n", sheet->item),
		         json_new_bool(arena, sheet->is_begun));
	return index;
}

static const struct json *sheet_of(struct arena *arena, const struct json *sheets, const char *round, const char *item)
{
	return json_get(sheets, text_join(arena, round, "\n", item));
}

/* One row of the file against the same row of the system (NULL: it is new). */
static void compare_row(struct comparing *c, enum package_list list, struct plan_count *count,
                        const struct json *former, const struct json *row, const struct json *sheets)
{
	bool is_evaluation = list == LIST_EVALUATIONS;

	begin_row(c, list, row);
	if (json_same(former, row) || (is_evaluation && !former && says_nothing(row) &&
	                               sheet_of(c->arena, sheets, text_at(row, "round"), text_at(row, "item")))) {
		count->unchanged++;
	} else if (is_evaluation && json_yes(sheet_of(c->arena, sheets, text_at(row, "round"), text_at(row, "item")))) {
		count->kept++;
		note(c, &c->report->begun, &c->report->begun_more, &c->row);
	} else if (!former) {
		count->created++;
		if (!c->report->is_new)
			note(c, &c->report->created, &c->report->created_more, &c->row);
	} else {
		compare_objects(c, object_key(&package_object, package_parts[list].name)->object, "", former, row);
		*(c->differs ? &count->changed : &count->unchanged) += 1;
	}
}

/* Rows that both have stand in another order. Of evaluations the order says nothing. */
static bool is_reordered(const struct json *before, const struct json *after)
{
	struct json_entry old = json_first(before);

	for (struct json_entry new = json_first(after); new.key; new = json_next(new)) {
		if (!json_get(before, new.key))
			continue;
		while (!json_get(after, old.key))
			old = json_next(old);
		if (strcmp(old.key, new.key) != 0)
			return true;
		old = json_next(old);
	}
	return false;
}

static void note_order(struct comparing *c, enum package_list list)
{
	const struct plan_change change = {
		.part = words_say(c->language, package_parts[list].label),
		.code = "",
		.title = "",
		.key = words_say(c->language, SAY_plan_order),
		.before = words_say(c->language, SAY_plan_order_before),
		.after = words_say(c->language, SAY_plan_order_after),
	};

	note(c, &c->report->changed, &c->report->changed_more, &change);
	c->report->has_changes = true;
}

static void compare_list(struct comparing *c, enum package_list list, const struct package *there,
                         const struct package *file, const struct json *sheets)
{
	struct json *before = index_by_key(c->arena, list, there);
	struct json *after = index_by_key(c->arena, list, file);
	struct plan_count count = {.part = words_say(c->language, package_parts[list].label)};

	for (struct json_entry e = json_first(after); e.key; e = json_next(e))
		compare_row(c, list, &count, json_get(before, e.key), e.value, sheets);
	for (struct json_entry e = json_first(before); e.key; e = json_next(e)) {
		if (json_get(after, e.key))
			continue;
		begin_row(c, list, e.value);
		count.kept++;
		note(c, &c->report->kept, &c->report->kept_more, &c->row);
	}
	if (list != LIST_EVALUATIONS && is_reordered(before, after))
		note_order(c, list);
	c->report->has_changes |= count.created || count.changed;
	if (count.created || count.changed || count.unchanged || count.kept)
		*(struct plan_count *)rows_add(c->arena, &c->report->counts, sizeof count) = count;
}

static void compare_plan(struct comparing *c, const struct package *there, const struct package *file)
{
	struct plan_count count = {.part = words_say(c->language, SAY_part_plan), .created = !there};
	const char *levels = words_say(c->language, SAY_key_levels);

	begin_row(c, LIST_NOTHING, file->plan);
	if (there) {
		compare_objects(c, object_key(&package_object, "plan")->object, "", there->plan, file->plan);
		if (!json_same(json_get(there->root, "levels"), json_get(file->root, "levels")))
			note_difference(c, levels, json_get(there->root, "levels"), json_get(file->root, "levels"));
		*(c->differs ? &count.changed : &count.unchanged) = 1;
	}
	c->report->has_changes |= count.created || count.changed;
	*(struct plan_count *)rows_add(c->arena, &c->report->counts, sizeof count) = count;
}

/* Sheets that the file's rounds lack: for every evaluated item; in past rounds for what was evaluated. */
static int64_t count_new_sheets(struct arena *arena, const struct package *file, struct json *sheets)
{
	int64_t count = 0;

	for (size_t i = 0; i < json_count(file->lists[LIST_ROUNDS]); i++) {
		const struct json *round = json_at(file->lists[LIST_ROUNDS], i);

		for (size_t j = 0; j < json_count(file->lists[LIST_ITEMS]) && !json_yes(json_get(round, "history"));
		     j++) {
			const struct json *item = json_at(file->lists[LIST_ITEMS], j);

			if (json_yes(json_get(item, "evaluated")))
				count += !sheet_of(arena, sheets, text_at(round, "code"), text_at(item, "code"));
		}
	}
	for (size_t i = 0; i < json_count(file->lists[LIST_EVALUATIONS]); i++) {
		const struct json *evaluation = json_at(file->lists[LIST_EVALUATIONS], i);
		const struct json *round = package_find(file, LIST_ROUNDS, text_at(evaluation, "round"));
		const char *key = text_join(arena, text_at(evaluation, "round"), "\n", text_at(evaluation, "item"));

		if (!json_yes(json_get(round, "history")) || json_get(sheets, key))
			continue;
		json_put(sheets, key, json_new_bool(arena, false));
		count++;
	}
	return count;
}

void package_compare(struct arena *arena, enum language language, const struct package *there,
                     const struct package *file, struct list sheets, struct plan_report *report)
{
	struct comparing c = {.arena = arena, .language = language, .report = report};
	struct json *known = index_sheets(arena, sheets);

	*report = (struct plan_report){.is_new = !there, .totals = file->totals};
	compare_plan(&c, there, file);
	for (enum package_list i = LIST_NOTHING + 1; i < PACKAGE_LISTS; i++)
		compare_list(&c, i, there, file, known);
	report->sheets = count_new_sheets(arena, file, known);
	report->has_changes |= report->sheets > 0;
}
