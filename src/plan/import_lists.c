/* import_lists.c: cuts a package into what the statements of the import take; reads the numbers in targets on the way. */
#include "plan/import_lists.h"

#include <string.h>

#include "plan/package_keys.h"
#include "plan/package_stage.h"
#include "plan/summary.h"
#include "plan/target.h"

static const char *text_at(const struct json *object, const char *key)
{
	return json_text(json_get(object, key));
}

static void put_text(struct arena *arena, struct json *object, const char *key, const char *text)
{
	if (text)
		json_put(object, key, json_new_text(arena, text));
}

static struct json *one_target(struct arena *arena, const char *indicator, const char *year, const char *text)
{
	struct json *target = json_new_object(arena);
	enum comparison comparison;
	const char *number;

	put_text(arena, target, "indicator", indicator);
	put_text(arena, target, "year", year);
	put_text(arena, target, "text", text);
	if (target_read(arena, text, &number, &comparison)) {
		put_text(arena, target, "number", number);
		put_text(arena, target, "comparison", comparison_names.codes[comparison]);
	}
	return target;
}

/* An indicator of the file stands in the list even without targets: then its former ones go. */
static struct json *no_target(struct arena *arena, const char *indicator)
{
	struct json *none = json_new_object(arena);

	put_text(arena, none, "indicator", indicator);
	return none;
}

static struct json *targets(struct arena *arena, const struct package *package)
{
	const struct json *indicators = package->lists[LIST_INDICATORS];
	struct json *list = json_new_list(arena);

	for (size_t i = 0; i < json_count(indicators); i++) {
		const struct json *indicator = json_at(indicators, i);

		json_add(list, no_target(arena, text_at(indicator, "code")));
		for (struct json_entry e = json_first(json_get(indicator, "targets")); e.key; e = json_next(e))
			json_add(list, one_target(arena, text_at(indicator, "code"), e.key, json_text(e.value)));
	}
	return list;
}

/* What lists say of an evaluation. */
static void summarise(struct arena *arena, const struct json *form, struct json *evaluation)
{
	const struct json *fields = json_get(form, "fields");
	const struct json *values = json_get(evaluation, "values");
	struct summary summary = {0};

	for (size_t i = 0; i < json_count(fields); i++) {
		const struct json *field = json_at(fields, i);

		summary_take(arena, &summary, text_at(field, "type"), text_at(values, text_at(field, "code")));
	}
	put_text(arena, evaluation, "grade", summary.grade);
	put_text(arena, evaluation, "excerpt", summary.excerpt);
}

static void put_same(struct json *to, const struct json *from, const char *key)
{
	if (json_get(from, key))
		json_put(to, key, json_get(from, key));
}

/* Which sheet an evaluation belongs to. */
static struct json *named(struct arena *arena, const struct json *evaluation)
{
	struct json *made = json_new_object(arena);

	put_same(made, evaluation, "round");
	put_same(made, evaluation, "item");
	return made;
}

static void add_records(struct arena *arena, struct json *list, const struct package *package,
                        const struct json *evaluation)
{
	const struct json *round = package_find(package, LIST_ROUNDS, text_at(evaluation, "round"));
	const struct json *item = package_find(package, LIST_ITEMS, text_at(evaluation, "item"));
	const struct json *stages = json_get(evaluation, "stages");

	for (size_t i = 0; i < json_count(stages); i++) {
		const struct json *record = json_at(stages, i);
		const struct json *stage = package_stage(round, text_at(record, "stage"));
		struct json *one = named(arena, evaluation);

		put_same(one, record, "stage");
		put_same(one, record, "values");
		put_same(one, record, "body");
		if (strcmp(text_at(stage, "kind"), "body") == 0 && !json_get(one, "body"))
			put_text(arena, one, "body", package_only_body(stage, item));
		json_add(list, one);
	}
}

static void cut_evaluations(struct arena *arena, const struct package *package, struct import_texts *texts)
{
	const struct json *evaluations = package->lists[LIST_EVALUATIONS];
	struct json *evaluated = json_new_list(arena);
	struct json *contents = json_new_list(arena);
	struct json *parts = json_new_list(arena);
	struct json *records = json_new_list(arena);

	for (size_t i = 0; i < json_count(evaluations); i++) {
		struct json *evaluation = json_at(evaluations, i);
		const struct json *round = package_find(package, LIST_ROUNDS, text_at(evaluation, "round"));
		struct json *content;

		json_add(evaluated, named(arena, evaluation));
		if (json_get(evaluation, "department")) {
			json_add(parts, evaluation);
			continue;
		}
		content = named(arena, evaluation);
		put_same(content, evaluation, "values");
		put_same(content, evaluation, "stated_totals");
		summarise(arena, package_find(package, LIST_FORMS, text_at(round, "form")), content);
		json_add(contents, content);
		add_records(arena, records, package, evaluation);
	}
	texts->list[IMPORT_EVALUATED] = json_print(arena, evaluated, false);
	texts->list[IMPORT_CONTENTS] = json_print(arena, contents, false);
	texts->list[IMPORT_PARTS] = json_print(arena, parts, false);
	texts->list[IMPORT_RECORDS] = json_print(arena, records, false);
}

/* Lists that go as they are. */
static const struct whole {
	enum import_list list;
	enum package_list of;
} wholes[] = {
	{IMPORT_DEPARTMENTS, LIST_DEPARTMENTS},
        {IMPORT_BODIES,      LIST_BODIES     },
        {IMPORT_TAGS,        LIST_TAGS       },
	{IMPORT_SCALES,      LIST_SCALES     },
        {IMPORT_ITEMS,       LIST_ITEMS      },
        {IMPORT_INDICATORS,  LIST_INDICATORS },
	{IMPORT_TALLIES,     LIST_TALLIES    },
        {IMPORT_FORMS,       LIST_FORMS      },
        {IMPORT_ROUNDS,      LIST_ROUNDS     },
};

struct import_texts import_texts(struct arena *arena, const struct package *package)
{
	struct import_texts texts = {{NULL}};

	texts.list[IMPORT_PLAN] = json_print(arena, package->plan, false);
	texts.list[IMPORT_LEVELS] = json_print(arena, json_get(package->root, "levels"), false);
	texts.list[IMPORT_TARGETS] = json_print(arena, targets(arena, package), false);
	for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
		texts.list[wholes[i].list] = json_print(arena, package->lists[wholes[i].of], false);
	cut_evaluations(arena, package, &texts);
	return texts;
}
