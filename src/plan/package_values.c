/*
 * package_values.c: the values of a form, read by its fields: texts, choices, indicators' actuals, counts. What comes
 * out is in the form's order, without what is empty, and with choices as the scale writes them.
 */
#include "plan/package_values.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static const char *number_text(struct reading *r, int64_t number)
{
	return text_format(r->arena, "%" PRId64, number);
}

static const char *text_at(const struct json *object, const char *key)
{
	return json_text(json_get(object, key));
}

static struct json *wrong_type(struct reading *r, const struct place *at, enum say wanted)
{
	reading_mistake(r, at, SAY_package_wrong_type, words_say(r->language, wanted), NULL, NULL);
	return NULL;
}

static struct json *read_written(struct reading *r, const struct json *value, int64_t most, const struct place *at)
{
	const char *text = json_text(value);

	if (!text)
		return wrong_type(r, at, SAY_package_type_text);
	text = text_lines(r->arena, text);
	if (text_count(text) > (size_t)most) {
		reading_mistake(r, at, SAY_package_too_long, number_text(r, most),
		                number_text(r, (int64_t)text_count(text)), NULL);
		return NULL;
	}
	return *text ? json_new_text(r->arena, text) : NULL;
}

static struct json *read_text(struct reading *r, const struct asked *asked, const struct json *value,
                              const struct place *at)
{
	int64_t most = json_number(json_get(asked->field, "max_chars"));

	return read_written(r, value, most ? most : KEY_TEXT_CHARS, at);
}

/* The value's own code for what was written: to the letter, else when they are equal after folding. */
static const char *scale_value(struct reading *r, const struct json *values, const char *written)
{
	const char *folded;

	for (size_t i = 0; i < json_count(values); i++)
		if (text_same(text_at(json_at(values, i), "code"), written))
			return text_at(json_at(values, i), "code");
	folded = text_fold(r->arena, written);
	for (size_t i = 0; i < json_count(values); i++) {
		const char *code = text_at(json_at(values, i), "code");

		if (code && strcmp(text_fold(r->arena, code), folded) == 0)
			return code;
	}
	return NULL;
}

static struct json *read_choice(struct reading *r, const struct asked *asked, const struct json *value,
                                const struct place *at)
{
	const struct json *scale = package_find(r->package, LIST_SCALES, text_at(asked->field, "scale"));
	const struct json *values = json_get(scale, "values");
	const char *written = json_text(value);
	const char *code;
	struct text known = {.arena = r->arena};

	if (!written)
		return wrong_type(r, at, SAY_package_type_text);
	if (!*written || !scale)
		return NULL;
	code = scale_value(r, values, written);
	if (code)
		return json_new_text(r->arena, code);
	for (size_t i = 0; i < json_count(values) && i < 20; i++) {
		text_say(&known, i ? "、" : "");
		text_say(&known, text_at(json_at(values, i), "code") ? text_at(json_at(values, i), "code") : "");
	}
	reading_mistake(r, at, SAY_package_no_choice, text_excerpt(r->arena, written, 30), known.bytes, NULL);
	return NULL;
}

/* Why an indicator's actual cannot be taken; SAY_NOTHING when it can. */
static enum say indicator_mistake(struct reading *r, const struct asked *asked, const char *code)
{
	const struct json *indicator = package_find(r->package, LIST_INDICATORS, code);

	if (!indicator)
		return SAY_package_no_indicator;
	if (!text_same(text_at(indicator, "item"), text_at(asked->item, "code")))
		return SAY_package_foreign_indicator;
	return json_get(indicator, "repeats") ? SAY_package_repeated_indicator : SAY_NOTHING;
}

static struct json *read_indicators(struct reading *r, const struct asked *asked, const struct json *value,
                                    const struct place *at)
{
	struct json *made = json_new_object(r->arena);

	if (json_kind(value) != JSON_OBJECT)
		return wrong_type(r, at, SAY_package_type_object);
	for (struct json_entry e = json_first(value); e.key; e = json_next(e)) {
		enum say mistake = indicator_mistake(r, asked, e.key);
		struct place here = PLACE_KEY(at, e.key);

		if (mistake != SAY_NOTHING)
			reading_mistake(r, &here, mistake, text_excerpt(r->arena, e.key, 50),
			                text_at(asked->item, "code"), NULL);
		else if (json_kind(e.value) != JSON_TEXT)
			wrong_type(r, &here, SAY_package_type_text);
	}
	for (size_t i = 0; i < json_count(asked->indicators); i++) {
		const char *code = text_at(json_at(asked->indicators, i), "code");
		const struct json *written = code ? json_get(value, code) : NULL;
		struct place here = PLACE_KEY(at, code);
		struct json *actual = NULL;

		if (json_kind(written) == JSON_TEXT && indicator_mistake(r, asked, code) == SAY_NOTHING)
			actual = read_written(r, written, KEY_TEXT_CHARS, &here);
		if (actual)
			json_put(made, code, actual);
	}
	return json_count(made) ? made : NULL;
}

static bool is_title(const struct json *titles, const char *title)
{
	for (size_t i = 0; i < json_count(titles); i++)
		if (text_same(json_text(json_at(titles, i)), title))
			return true;
	return false;
}

/* An object whose keys are titles: tells which are not, and gives them in the titles' order, read by `read`. */
static struct json *read_titled(struct reading *r, const struct json *titles, enum say unknown,
                                const struct json *value, const struct place *at, const struct asked *asked,
                                struct json *(*read)(struct reading *r, const struct asked *asked,
                                                     const struct json *value, const struct place *at))
{
	struct json *made = json_new_object(r->arena);

	if (json_kind(value) != JSON_OBJECT)
		return wrong_type(r, at, SAY_package_type_object);
	for (struct json_entry e = json_first(value); e.key; e = json_next(e)) {
		struct place here = PLACE_KEY(at, e.key);

		if (!is_title(titles, e.key))
			reading_mistake(r, &here, unknown, text_excerpt(r->arena, e.key, 50),
			                text_at(asked->field, "tally"), NULL);
		else if (!e.value)
			wrong_type(r, &here, SAY_package_type_number);
	}
	for (size_t i = 0; i < json_count(titles); i++) {
		const char *title = json_text(json_at(titles, i));
		const struct json *entry = title ? json_get(value, title) : NULL;
		struct place here = PLACE_KEY(at, title);
		struct json *taken = entry ? read(r, asked, entry, &here) : NULL;

		if (taken)
			json_put(made, title, taken);
	}
	return json_count(made) ? made : NULL;
}

static struct json *read_cell(struct reading *r, const struct asked *asked, const struct json *value,
                              const struct place *at)
{
	int64_t count = json_number(value);

	(void)asked;
	if (json_kind(value) != JSON_NUMBER)
		return wrong_type(r, at, SAY_package_type_number);
	if (count < 0 || count > KEY_COUNT_MAX) {
		reading_mistake(r, at, SAY_package_out_of_range, "0", number_text(r, KEY_COUNT_MAX), NULL);
		return NULL;
	}
	return json_new_number(r->arena, count);
}

static struct json *read_row(struct reading *r, const struct asked *asked, const struct json *value,
                             const struct place *at)
{
	return read_titled(r, json_get(asked->tally, "columns"), SAY_package_no_column, value, at, asked, read_cell);
}

static struct json *read_tally(struct reading *r, const struct asked *asked, const struct json *value,
                               const struct place *at)
{
	struct asked tallied = *asked;

	tallied.tally = package_find(r->package, LIST_TALLIES, text_at(asked->field, "tally"));
	if (!tallied.tally)
		return NULL;
	return read_titled(r, json_get(tallied.tally, "rows"), SAY_package_no_row, value, at, &tallied, read_row);
}

static const struct value_type {
	const char *type;
	struct json *(*read)(struct reading *r, const struct asked *asked, const struct json *value,
	                     const struct place *at);
} value_types[] = {
	{"text",       read_text      },
	{"choice",     read_choice    },
	{"indicators", read_indicators},
	{"tally",      read_tally     },
};

static struct json *read_field(struct reading *r, const struct asked *asked, const struct json *value,
                               const struct place *at)
{
	const char *type = text_at(asked->field, "type");

	for (size_t i = 0; type && i < sizeof value_types / sizeof *value_types; i++)
		if (strcmp(value_types[i].type, type) == 0)
			return value_types[i].read(r, asked, value, at);
	return NULL;
}

const struct json *form_field(const struct json *form, const char *code)
{
	const struct json *fields = json_get(form, "fields");

	for (size_t i = 0; i < json_count(fields); i++)
		if (text_same(text_at(json_at(fields, i), "code"), code))
			return json_at(fields, i);
	return NULL;
}

static void unknown_field(struct reading *r, const struct json *form, const char *code, const struct place *at)
{
	const struct json *fields = json_get(form, "fields");
	const char **known = arena_many(r->arena, const char *, json_count(fields) + 1);
	size_t count = 0;
	const char *nearest;

	for (size_t i = 0; i < json_count(fields); i++)
		if (text_at(json_at(fields, i), "code"))
			known[count++] = text_at(json_at(fields, i), "code");
	nearest = reading_nearest(r, code, known, count);
	reading_mistake(r, at, nearest ? SAY_package_unknown_field_near : SAY_package_unknown_field,
	                text_excerpt(r->arena, code, 50), text_at(form, "code"), nearest);
}

struct json *read_values(struct reading *r, const struct asked *asked, const struct json *values,
                         const struct place *at)
{
	const struct json *fields = json_get(asked->form, "fields");
	struct json *made = json_new_object(r->arena);

	for (struct json_entry e = json_first(values); e.key; e = json_next(e)) {
		struct place here = PLACE_KEY(at, e.key);

		if (!asked->form)
			reading_mistake(r, &here, SAY_package_no_form, NULL, NULL, NULL);
		else if (!form_field(asked->form, e.key))
			unknown_field(r, asked->form, e.key, &here);
		else if (!e.value)
			wrong_type(r, &here, SAY_package_type_text);
	}
	for (size_t i = 0; i < json_count(fields); i++) {
		struct asked one = *asked;
		const char *code = text_at(json_at(fields, i), "code");
		const struct json *value = code ? json_get(values, code) : NULL;
		struct place here = PLACE_KEY(at, code);
		struct json *taken;

		one.field = json_at(fields, i);
		taken = value ? read_field(r, &one, value, &here) : NULL;
		if (taken)
			json_put(made, code, taken);
	}
	return made;
}

struct json *read_totals(struct reading *r, const struct asked *asked, const struct json *totals,
                         const struct place *at)
{
	const struct json *fields = json_get(asked->form, "fields");
	struct json *made = json_new_object(r->arena);

	for (struct json_entry e = json_first(totals); e.key; e = json_next(e)) {
		struct place here = PLACE_KEY(at, e.key);
		const struct json *field = form_field(asked->form, e.key);

		if (!field || !text_same(text_at(field, "type"), "tally"))
			reading_mistake(r, &here, SAY_package_no_tally_field, text_excerpt(r->arena, e.key, 50), NULL,
			                NULL);
		else if (!e.value)
			wrong_type(r, &here, SAY_package_type_object);
	}
	for (size_t i = 0; i < json_count(fields); i++) {
		struct asked one = *asked;
		const char *code = text_at(json_at(fields, i), "code");
		const struct json *stated = code ? json_get(totals, code) : NULL;
		struct place here = PLACE_KEY(at, code);
		struct json *taken = NULL;

		one.field = json_at(fields, i);
		one.tally = package_find(r->package, LIST_TALLIES, text_at(one.field, "tally"));
		if (stated && one.tally)
			taken = read_row(r, &one, stated, &here);
		if (taken)
			json_put(made, code, taken);
	}
	return json_count(made) ? made : NULL;
}
