/*
 * package_check.c: what the keys of a package mean to each other. Codes are unique and exist; the tables of
 * package_keys.c say where. Trees, rounds and values have files of their own.
 */
#include "plan/package_reading.h"

#include <inttypes.h>

static const struct field stated_total_fields[] = {
	FIELD(struct stated_total, round),  FIELD(struct stated_total, item),   FIELD(struct stated_total, tally),
	FIELD(struct stated_total, column), FIELD(struct stated_total, stated), FIELD(struct stated_total, computed),
};
const struct shape stated_total_shape = SHAPE(struct stated_total, stated_total_fields);

int64_t package_position(const struct package *package, enum package_list list, const char *code)
{
	const struct json *found = code ? json_get(package->index[list], code) : NULL;

	return found ? json_number(found) : -1;
}

struct json *package_find(const struct package *package, enum package_list list, const char *code)
{
	int64_t position = package_position(package, list, code);

	return position < 0 ? NULL : json_at(package->lists[list], (size_t)position);
}

/* code → position; a code that is there already is a mistake. */
static struct json *index_rows(struct reading *r, const struct json *rows, const struct place *at)
{
	struct json *index = json_new_object(r->arena);

	for (size_t i = 0; i < json_count(rows); i++) {
		const char *code = json_text(json_get(json_at(rows, i), "code"));
		const struct json *earlier = code ? json_get(index, code) : NULL;
		struct place row = PLACE_AT(at, i);
		struct place here = PLACE_KEY(&row, "code");

		if (earlier) {
			struct place there = PLACE_AT(at, (size_t)json_number(earlier));
			reading_mistake(r, &here, SAY_package_code_twice, code, place_path(r->arena, &there), NULL);
		} else if (code) {
			json_put(index, code, json_new_number(r->arena, (int64_t)i));
		}
	}
	return index;
}

static void dangling(struct reading *r, const struct key *key, const char *code, const struct place *at)
{
	const struct json *index = r->package->index[key->refers];
	size_t count = json_count(index);
	const char **known = arena_many(r->arena, const char *, count + 1);
	const char *nearest;
	size_t i = 0;

	for (struct json_entry e = json_first(index); e.key; e = json_next(e))
		known[i++] = e.key;
	nearest = reading_nearest(r, code, known, count);
	if (nearest)
		reading_mistake(r, at, SAY_package_dangling_near, code, package_parts[key->refers].name, nearest);
	else
		reading_mistake(r, at, SAY_package_dangling, code, package_parts[key->refers].name, NULL);
}

static void check_code(struct reading *r, const struct key *key, const struct json *value, const struct place *at)
{
	const char *code = json_text(value);

	if (code && package_position(r->package, key->refers, code) < 0)
		dangling(r, key, code, at);
}

static void check_object(struct reading *r, const struct object *object, const struct json *row, const struct place *at)
{
	for (size_t i = 0; i < object->count; i++) {
		const struct key *key = &object->keys[i];
		const struct json *value = json_get(row, key->name);
		struct place here = PLACE_KEY(at, key->name);

		if (key->refers && key->kind == KEY_CODE)
			check_code(r, key, value, &here);
		if (key->kind == KEY_OBJECTS && at->up && object_has_code(key->object))
			index_rows(r, value, &here);
		for (size_t j = 0; j < json_count(value) && (key->refers || key->object); j++) {
			struct place entry = PLACE_AT(&here, j);

			if (key->kind == KEY_CODES)
				check_code(r, key, json_at(value, j), &entry);
			else if (key->kind == KEY_OBJECTS)
				check_object(r, key->object, json_at(value, j), &entry);
		}
	}
}

static void index_lists(struct reading *r)
{
	struct package *package = r->package;
	struct place root = PLACE_ROOT;

	for (enum package_list i = LIST_NOTHING + 1; i < PACKAGE_LISTS; i++) {
		struct place at = PLACE_KEY(&root, package_parts[i].name);

		package->lists[i] = json_get(package->root, package_parts[i].name);
		package->index[i] = index_rows(r, package->lists[i], &at);
	}
}

static void check_plan(struct reading *r)
{
	const struct json *first = json_get(r->package->plan, "first_year");
	const struct json *last = json_get(r->package->plan, "last_year");
	struct place root = PLACE_ROOT;
	struct place plan = PLACE_KEY(&root, "plan");
	struct place at = PLACE_KEY(&plan, "last_year");

	if (first && last && json_number(first) > json_number(last))
		reading_mistake(r, &at, SAY_package_years_reversed, NULL, NULL, NULL);
}

void package_check(struct reading *r)
{
	struct place root = PLACE_ROOT;

	index_lists(r);
	check_object(r, &package_object, r->package->root, &root);
	check_plan(r);
	package_check_trees(r);
	package_check_rounds(r);
	package_read_values(r);
}
