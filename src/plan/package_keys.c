/*
 * package_keys.c: the plan package described once. These tables say what is read, what is required, what is unknown,
 * which codes must exist, how changes are called, and in which order everything is written.
 */
#include "plan/package_keys.h"

#include <assert.h>
#include <string.h>

static const char *const formats[] = {"chosho-plan/1"};
static const struct names format_names = {formats, NULL, 1};
static const char *const indicator_kinds[] = {"quantitative", "qualitative"};
static const struct names indicator_kind_names = {indicator_kinds, NULL, 2};
static const char *const field_types[] = {"text", "choice", "indicators", "tally"};
static const struct names field_type_code_names = {field_types, NULL, 4};
static const char *const terms[] = {"start", "interim", "final"};
static const struct names term_names = {terms, NULL, 3};
static const char *const lates[] = {"accept", "refuse"};
static const struct names late_names = {lates, NULL, 2};
static const char *const stage_kinds[] = {"head", "secretariat", "body"};
static const struct names stage_kind_names = {stage_kinds, NULL, 3};

#define OBJECT(table)                                    \
	{                                                \
		(table), sizeof(table) / sizeof *(table) \
	}
#define K(key, say, key_kind, ...)                                                      \
	{                                                                               \
		.name = (key), .label = (say), .kind = (key_kind), .flags = __VA_ARGS__ \
	}
#define FROM_TO(from, to) .least = (from), .most = (to)
#define UP_TO(chars) .most = (chars)
#define OF(list) .refers = (list)
#define ONE_OF(table) .names = (&(table))
#define EACH_IS(table) .object = (&(table))

/* clang-format off */
static const struct key plan_keys[] = {
	K("code",         SAY_key_code,         KEY_CODE,   REQUIRED),
	K("title",        SAY_key_title,        KEY_TEXT,   REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("organization", SAY_key_organization, KEY_TEXT,   REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("first_year",   SAY_key_first_year,   KEY_NUMBER, REQUIRED, FROM_TO(1900, 2199)),
	K("last_year",    SAY_key_last_year,    KEY_NUMBER, REQUIRED, FROM_TO(1900, 2199)),
	K("source",       SAY_key_source,       KEY_TEXT,   0, UP_TO(KEY_TITLE_CHARS)),
};
static const struct key department_keys[] = {
	K("code",   SAY_key_code,   KEY_CODE, REQUIRED),
	K("title",  SAY_key_title,  KEY_TEXT, REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("parent", SAY_key_parent, KEY_CODE, 0, OF(LIST_DEPARTMENTS)),
};
static const struct key body_keys[] = {
	K("code",   SAY_key_code,   KEY_CODE, REQUIRED),
	K("title",  SAY_key_title,  KEY_TEXT, REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("parent", SAY_key_parent, KEY_CODE, 0, OF(LIST_BODIES)),
};
static const struct key tag_keys[] = {
	K("code",  SAY_key_code,  KEY_CODE, REQUIRED),
	K("title", SAY_key_title, KEY_TEXT, REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("group", SAY_key_group, KEY_TEXT, 0, UP_TO(KEY_TITLE_CHARS)),
	K("mark",  SAY_key_mark,  KEY_TEXT, 0, UP_TO(KEY_TITLE_CHARS)),
};
static const struct key value_keys[] = {
	K("code",  SAY_key_code,  KEY_CODE,   REQUIRED),
	K("label", SAY_key_label, KEY_TEXT,   ALWAYS, UP_TO(KEY_TITLE_CHARS)),
	K("rank",  SAY_key_rank,  KEY_NUMBER, ALWAYS | NULLABLE, FROM_TO(-1000000, 1000000)),
};
static const struct object value_object = OBJECT(value_keys);
static const struct key scale_keys[] = {
	K("code",   SAY_key_code,   KEY_CODE,    REQUIRED),
	K("title",  SAY_key_title,  KEY_TEXT,    REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("values", SAY_key_scale_values, KEY_OBJECTS, REQUIRED, EACH_IS(value_object)),
};
static const struct key item_keys[] = {
	K("code",        SAY_key_code,        KEY_CODE,   REQUIRED),
	K("parent",      SAY_key_parent,      KEY_CODE,   REQUIRED | NULLABLE, OF(LIST_ITEMS)),
	K("level",       SAY_key_level,       KEY_NUMBER, REQUIRED, FROM_TO(1, 1000)),
	K("number",      SAY_key_number,      KEY_TEXT,   0, UP_TO(KEY_TITLE_CHARS)),
	K("title",       SAY_key_title,       KEY_TEXT,   REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("goal",        SAY_key_goal,        KEY_TEXT,   0),
	K("description", SAY_key_description, KEY_TEXT,   0),
	K("priority",    SAY_key_priority,    KEY_YES,    ALWAYS),
	K("tags",        SAY_key_tags,        KEY_CODES,  ALWAYS, OF(LIST_TAGS)),
	K("departments", SAY_key_departments, KEY_CODES,  ALWAYS, OF(LIST_DEPARTMENTS)),
	K("repeats",     SAY_key_repeats,     KEY_CODE,   0, OF(LIST_ITEMS)),
	K("evaluated",   SAY_key_evaluated,   KEY_YES,    ALWAYS),
};
static const struct key indicator_keys[] = {
	K("code",        SAY_key_code,        KEY_CODE,  REQUIRED),
	K("item",        SAY_key_item,        KEY_CODE,  REQUIRED, OF(LIST_ITEMS)),
	K("activity",    SAY_key_activity,    KEY_TEXT,  0),
	K("name",        SAY_key_name,        KEY_TEXT,  REQUIRED),
	K("kind",        SAY_key_kind,        KEY_NAMED, REQUIRED, ONE_OF(indicator_kind_names)),
	K("unit",        SAY_key_unit,        KEY_TEXT,  0, UP_TO(KEY_TITLE_CHARS)),
	K("departments", SAY_key_departments, KEY_CODES, ALWAYS, OF(LIST_DEPARTMENTS)),
	K("targets",     SAY_key_targets,     KEY_YEARS, ALWAYS),
	K("repeats",     SAY_key_repeats,     KEY_CODE,  0, OF(LIST_INDICATORS)),
};
static const struct key tally_keys[] = {
	K("code",    SAY_key_code,    KEY_CODE,   REQUIRED),
	K("item",    SAY_key_item,    KEY_CODE,   REQUIRED, OF(LIST_ITEMS)),
	K("title",   SAY_key_title,   KEY_TEXT,   REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("rows",    SAY_key_rows,    KEY_TITLES, REQUIRED),
	K("columns", SAY_key_columns, KEY_TITLES, REQUIRED),
	K("unit",    SAY_key_unit,    KEY_TEXT,   0, UP_TO(KEY_TITLE_CHARS)),
};
static const struct key field_keys[] = {
	K("code",      SAY_key_code,      KEY_CODE,   REQUIRED),
	K("title",     SAY_key_title,     KEY_TEXT,   REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("help",      SAY_key_help,      KEY_TEXT,   0),
	K("type",      SAY_key_type,      KEY_NAMED,  REQUIRED, ONE_OF(field_type_code_names)),
	K("scale",     SAY_key_scale,     KEY_CODE,   0, OF(LIST_SCALES)),
	K("tally",     SAY_key_tally,     KEY_CODE,   0, OF(LIST_TALLIES)),
	K("required",  SAY_key_required,  KEY_YES,    ALWAYS),
	K("max_chars", SAY_key_max_chars, KEY_NUMBER, 0, FROM_TO(1, KEY_TEXT_CHARS)),
	K("published", SAY_key_published, KEY_YES,    ALWAYS),
};
static const struct object field_object = OBJECT(field_keys);
static const struct key form_keys[] = {
	K("code",   SAY_key_code,   KEY_CODE,    REQUIRED),
	K("title",  SAY_key_title,  KEY_TEXT,    REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("fields", SAY_key_fields, KEY_OBJECTS, REQUIRED, EACH_IS(field_object)),
};
static const struct key route_keys[] = {
	K("tag",  SAY_key_tag,  KEY_CODE, REQUIRED, OF(LIST_TAGS)),
	K("body", SAY_key_body, KEY_CODE, REQUIRED, OF(LIST_BODIES)),
};
static const struct object route_object = OBJECT(route_keys);
static const struct key stage_keys[] = {
	K("code",   SAY_key_code,   KEY_CODE,    REQUIRED),
	K("title",  SAY_key_title,  KEY_TEXT,    REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("kind",   SAY_key_kind,   KEY_NAMED,   REQUIRED, ONE_OF(stage_kind_names)),
	K("body",   SAY_key_body,   KEY_CODE,    0, OF(LIST_BODIES)),
	K("routes", SAY_key_routes, KEY_OBJECTS, 0, EACH_IS(route_object)),
	K("due_on", SAY_key_due_on, KEY_DAY,     0),
	K("form",   SAY_key_form,   KEY_CODE,    0, OF(LIST_FORMS)),
	K("items",  SAY_key_items,  KEY_CODES,   0, OF(LIST_ITEMS)),
};
static const struct object stage_object = OBJECT(stage_keys);
static const struct key round_keys[] = {
	K("code",        SAY_key_code,        KEY_CODE,    REQUIRED),
	K("title",       SAY_key_title,       KEY_TEXT,    REQUIRED, UP_TO(KEY_TITLE_CHARS)),
	K("fiscal_year", SAY_key_fiscal_year, KEY_NUMBER,  REQUIRED, FROM_TO(1900, 2199)),
	K("term",        SAY_key_term,        KEY_NAMED,   REQUIRED, ONE_OF(term_names)),
	K("form",        SAY_key_form,        KEY_CODE,    REQUIRED, OF(LIST_FORMS)),
	K("opens_on",    SAY_key_opens_on,    KEY_DAY,     REQUIRED),
	K("due_on",      SAY_key_due_on,      KEY_DAY,     REQUIRED),
	K("late",        SAY_key_late,        KEY_NAMED,   ALWAYS, ONE_OF(late_names)),
	K("history",     SAY_key_history,     KEY_YES,     0),
	K("stages",      SAY_key_stages,      KEY_OBJECTS, REQUIRED, EACH_IS(stage_object)),
};
static const struct key record_keys[] = {
	K("stage",  SAY_key_stage,  KEY_CODE,   REQUIRED), /* of the round: package_values.c looks it up */
	K("body",   SAY_key_body,   KEY_CODE,   0, OF(LIST_BODIES)),
	K("values", SAY_key_values, KEY_VALUES, REQUIRED),
};
static const struct object record_object = OBJECT(record_keys);
static const struct key evaluation_keys[] = {
	K("round",         SAY_key_round,         KEY_CODE,    REQUIRED, OF(LIST_ROUNDS)),
	K("item",          SAY_key_item,          KEY_CODE,    REQUIRED, OF(LIST_ITEMS)),
	K("department",    SAY_key_department,    KEY_CODE,    0, OF(LIST_DEPARTMENTS)),
	K("values",        SAY_key_values,        KEY_VALUES,  REQUIRED),
	K("stages",        SAY_key_records,       KEY_OBJECTS, 0, EACH_IS(record_object)),
	K("stated_totals", SAY_key_stated_totals, KEY_TOTALS,  0),
};

static const struct object plan_object = OBJECT(plan_keys);
static const struct object department_object = OBJECT(department_keys);
static const struct object body_object = OBJECT(body_keys);
static const struct object tag_object = OBJECT(tag_keys);
static const struct object scale_object = OBJECT(scale_keys);
static const struct object item_object = OBJECT(item_keys);
static const struct object indicator_object = OBJECT(indicator_keys);
static const struct object tally_object = OBJECT(tally_keys);
static const struct object form_object = OBJECT(form_keys);
static const struct object round_object = OBJECT(round_keys);
static const struct object evaluation_object = OBJECT(evaluation_keys);

static const struct key package_keys[] = {
	K("format",      SAY_key_format,       KEY_NAMED,   REQUIRED, ONE_OF(format_names)),
	K("plan",        SAY_part_plan,        KEY_OBJECT,  REQUIRED, EACH_IS(plan_object)),
	K("levels",      SAY_key_levels,       KEY_TITLES,  REQUIRED | AGAIN),
	K("departments", SAY_part_departments, KEY_OBJECTS, REQUIRED, EACH_IS(department_object)),
	K("bodies",      SAY_part_bodies,      KEY_OBJECTS, ALWAYS, EACH_IS(body_object)),
	K("tags",        SAY_part_tags,        KEY_OBJECTS, ALWAYS, EACH_IS(tag_object)),
	K("scales",      SAY_part_scales,      KEY_OBJECTS, ALWAYS, EACH_IS(scale_object)),
	K("items",       SAY_part_items,       KEY_OBJECTS, REQUIRED, EACH_IS(item_object)),
	K("indicators",  SAY_part_indicators,  KEY_OBJECTS, ALWAYS, EACH_IS(indicator_object)),
	K("tallies",     SAY_part_tallies,     KEY_OBJECTS, ALWAYS, EACH_IS(tally_object)),
	K("forms",       SAY_part_forms,       KEY_OBJECTS, REQUIRED, EACH_IS(form_object)),
	K("rounds",      SAY_part_rounds,      KEY_OBJECTS, REQUIRED, EACH_IS(round_object)),
	K("evaluations", SAY_part_evaluations, KEY_OBJECTS, ALWAYS, EACH_IS(evaluation_object)),
};
const struct object package_object = OBJECT(package_keys);

const struct package_part package_parts[] = {
	[LIST_NOTHING]     = { "plan",        SAY_part_plan },
	[LIST_DEPARTMENTS] = { "departments", SAY_part_departments },
	[LIST_BODIES]      = { "bodies",      SAY_part_bodies },
	[LIST_TAGS]        = { "tags",        SAY_part_tags },
	[LIST_SCALES]      = { "scales",      SAY_part_scales },
	[LIST_ITEMS]       = { "items",       SAY_part_items },
	[LIST_INDICATORS]  = { "indicators",  SAY_part_indicators },
	[LIST_TALLIES]     = { "tallies",     SAY_part_tallies },
	[LIST_FORMS]       = { "forms",       SAY_part_forms },
	[LIST_ROUNDS]      = { "rounds",      SAY_part_rounds },
	[LIST_EVALUATIONS] = { "evaluations", SAY_part_evaluations },
};
/* clang-format on */
static_assert(sizeof package_parts / sizeof *package_parts == PACKAGE_LISTS, "every list has its key");

const struct key *object_key(const struct object *object, const char *name)
{
	for (size_t i = 0; i < object->count; i++)
		if (strcmp(object->keys[i].name, name) == 0)
			return &object->keys[i];
	return NULL;
}

bool object_has_code(const struct object *object)
{
	return object_key(object, "code") != NULL;
}
