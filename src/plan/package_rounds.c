/* package_rounds.c: whether forms and rounds make sense: fields by their type, dates in order, stages with who decides. */
#include "plan/package_reading.h"

#include <string.h>

/* Which of a field's keys belong to which type. */
static const struct belonging {
	const char *key;
	const char *type;
	bool is_needed;
} belongings[] = {
	{"scale",     "choice", true },
	{"tally",     "tally",  true },
	{"max_chars", "text",   false},
};

static void check_field(struct reading *r, const struct json *field, const struct place *at)
{
	const char *type = json_text(json_get(field, "type"));

	for (size_t i = 0; type && i < sizeof belongings / sizeof *belongings; i++) {
		const struct belonging *b = &belongings[i];
		bool fits = strcmp(type, b->type) == 0;
		struct place here = PLACE_KEY(at, b->key);

		if (json_get(field, b->key) && !fits)
			reading_mistake(r, &here, SAY_package_field_foreign_key, b->key, b->type, type);
		else if (!json_get(field, b->key) && fits && b->is_needed)
			reading_mistake(r, &here, SAY_package_field_needs_key, type, b->key, NULL);
	}
}

static void check_before(struct reading *r, const struct json *opens, const struct json *due, const struct place *at)
{
	struct place here = PLACE_KEY(at, "due_on");

	if (json_text(opens) && json_text(due) && strcmp(json_text(due), json_text(opens)) < 0)
		reading_mistake(r, &here, SAY_package_due_before_opening, json_text(due), json_text(opens), NULL);
}

static void check_routes(struct reading *r, const struct json *routes, const struct place *at)
{
	struct json *seen = json_new_object(r->arena);

	for (size_t i = 0; i < json_count(routes); i++) {
		const char *tag = json_text(json_get(json_at(routes, i), "tag"));
		const char *body = json_text(json_get(json_at(routes, i), "body"));
		const char *both = tag && body ? text_join(r->arena, tag, "\n", body) : "";
		struct place here = PLACE_AT(at, i);

		if (json_get(seen, both))
			reading_mistake(r, &here, SAY_package_route_twice, tag, body, NULL);
		else if (*both)
			json_put(seen, both, json_new_bool(r->arena, true));
	}
}

static void check_stage(struct reading *r, const struct json *stage, const struct place *at)
{
	const char *kind = json_text(json_get(stage, "kind"));
	const struct json *routes = json_get(stage, "routes");
	struct place body_at = PLACE_KEY(at, "body");
	struct place routes_at = PLACE_KEY(at, "routes");

	check_routes(r, routes, &routes_at);
	if (!kind)
		return;
	if (strcmp(kind, "body") == 0) {
		if (!json_get(stage, "body") && json_count(routes) == 0)
			reading_mistake(r, &body_at, SAY_package_stage_needs_body, NULL, NULL, NULL);
		return;
	}
	if (json_get(stage, "body"))
		reading_mistake(r, &body_at, SAY_package_stage_foreign_body, kind, NULL, NULL);
	if (json_count(routes))
		reading_mistake(r, &routes_at, SAY_package_stage_foreign_body, kind, NULL, NULL);
}

static void check_form(struct reading *r, const struct json *form, const struct place *at)
{
	const struct json *fields = json_get(form, "fields");
	struct place list = PLACE_KEY(at, "fields");

	for (size_t i = 0; i < json_count(fields); i++) {
		struct place here = PLACE_AT(&list, i);

		check_field(r, json_at(fields, i), &here);
	}
}

static void check_round(struct reading *r, const struct json *round, const struct place *at)
{
	const struct json *stages = json_get(round, "stages");
	struct place list = PLACE_KEY(at, "stages");

	check_before(r, json_get(round, "opens_on"), json_get(round, "due_on"), at);
	for (size_t i = 0; i < json_count(stages); i++) {
		struct place here = PLACE_AT(&list, i);

		check_stage(r, json_at(stages, i), &here);
		check_before(r, json_get(round, "opens_on"), json_get(json_at(stages, i), "due_on"), &here);
	}
}

/* Two values of a scale that people cannot tell apart would make a choice ambiguous only when typed otherwise than
 * either; so nothing is asked of scales but their codes. */
static const struct checked {
	enum package_list list;
	void (*check)(struct reading *r, const struct json *row, const struct place *at);
} checked[] = {
	{LIST_FORMS,  check_form },
	{LIST_ROUNDS, check_round},
};

void package_check_rounds(struct reading *r)
{
	struct place root = PLACE_ROOT;

	for (size_t i = 0; i < sizeof checked / sizeof *checked; i++) {
		const struct json *rows = r->package->lists[checked[i].list];
		struct place list = PLACE_KEY(&root, package_parts[checked[i].list].name);

		for (size_t j = 0; j < json_count(rows); j++) {
			struct place at = PLACE_AT(&list, j);

			checked[i].check(r, json_at(rows, j), &at);
		}
	}
}
