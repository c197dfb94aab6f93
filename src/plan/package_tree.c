/* package_tree.c: parents, repeats and levels: what makes a list of items, departments or bodies a tree. */
#include "plan/package_reading.h"

#include <inttypes.h>

static const struct upward { /* a key by which rows of a list point at others, which must never lead back */
	const char *key;
	enum package_list list;
	enum say mistake;
} upwards[] = {
	{"parent",  LIST_DEPARTMENTS, SAY_package_cycle_parent },
        {"parent",  LIST_BODIES,      SAY_package_cycle_parent },
	{"parent",  LIST_ITEMS,       SAY_package_cycle_parent },
        {"repeats", LIST_ITEMS,       SAY_package_cycle_repeats},
	{"repeats", LIST_INDICATORS,  SAY_package_cycle_repeats},
};

enum walk { WALK_NEW, WALK_UNDERWAY, WALK_DONE };

/* Follows every row once. Who meets a row that is under way has found a cycle; it is told where it closes. */
static void check_cycles(struct reading *r, const struct upward *upward)
{
	const struct json *rows = r->package->lists[upward->list];
	size_t count = json_count(rows);
	int64_t *next = arena_many(r->arena, int64_t, count + 1);
	unsigned char *walked = arena_many(r->arena, unsigned char, count + 1);
	struct place root = PLACE_ROOT;
	struct place list = PLACE_KEY(&root, package_parts[upward->list].name);

	for (size_t i = 0; i < count; i++)
		next[i] =
			package_position(r->package, upward->list, json_text(json_get(json_at(rows, i), upward->key)));
	for (size_t i = 0; i < count; i++) {
		int64_t at = (int64_t)i;

		for (; at >= 0 && walked[at] == WALK_NEW; at = next[at])
			walked[at] = WALK_UNDERWAY;
		if (at >= 0 && walked[at] == WALK_UNDERWAY) {
			struct place row = PLACE_AT(&list, (size_t)at);
			struct place here = PLACE_KEY(&row, upward->key);
			reading_mistake(r, &here, upward->mistake,
			                json_text(json_get(json_at(rows, (size_t)at), "code")), NULL, NULL);
		}
		for (at = (int64_t)i; at >= 0 && walked[at] == WALK_UNDERWAY; at = next[at])
			walked[at] = WALK_DONE;
	}
}

static const char *number_text(struct reading *r, int64_t number)
{
	return text_format(r->arena, "%" PRId64, number);
}

static void check_level(struct reading *r, const struct json *item, const struct place *at)
{
	const struct json *parent = package_find(r->package, LIST_ITEMS, json_text(json_get(item, "parent")));
	int64_t level = json_number(json_get(item, "level"));
	int64_t levels = (int64_t)json_count(json_get(r->package->root, "levels"));
	int64_t above = json_number(json_get(parent, "level"));
	bool is_top = json_kind(json_get(item, "parent")) == JSON_NULL;
	struct place here = PLACE_KEY(at, "level");

	if (!level)
		return;
	if (json_get(r->package->root, "levels") && level > levels)
		reading_mistake(r, &here, SAY_package_level_unnamed, number_text(r, level), number_text(r, levels),
		                NULL);
	if (is_top && level != 1)
		reading_mistake(r, &here, SAY_package_level_top, number_text(r, level), NULL, NULL);
	if (above && level != above + 1)
		reading_mistake(r, &here, SAY_package_level_gap, number_text(r, above + 1), number_text(r, above),
		                NULL);
}

static void check_item(struct reading *r, const struct json *item, const struct place *at)
{
	bool is_evaluated = json_yes(json_get(item, "evaluated"));
	struct place evaluated = PLACE_KEY(at, "evaluated");
	struct place departments = PLACE_KEY(at, "departments");

	check_level(r, item, at);
	if (is_evaluated && json_get(item, "repeats"))
		reading_mistake(r, &evaluated, SAY_package_repeat_evaluated, json_text(json_get(item, "repeats")), NULL,
		                NULL);
	else if (is_evaluated && json_count(json_get(item, "departments")) == 0)
		reading_mistake(r, &departments, SAY_package_no_lead, NULL, NULL, NULL);
}

void package_check_trees(struct reading *r)
{
	const struct json *items = r->package->lists[LIST_ITEMS];
	struct place root = PLACE_ROOT;
	struct place list = PLACE_KEY(&root, package_parts[LIST_ITEMS].name);

	for (size_t i = 0; i < sizeof upwards / sizeof *upwards; i++)
		check_cycles(r, &upwards[i]);
	for (size_t i = 0; i < json_count(items); i++) {
		struct place at = PLACE_AT(&list, i);

		check_item(r, json_at(items, i), &at);
	}
}
