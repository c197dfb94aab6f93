/* manifest.c: writes what a body signed, and the file in which it leaves the house, and reads it for the record. Checking is manifest_verify.c's. */
#include "meeting/manifest.h"

#include <string.h>

#include "kit/arena.h"
#include "kit/json.h"
#include "meeting/manifest_names.h"

static void put(struct arena *arena, struct json *object, const char *key, const char *text)
{
	if (text)
		json_put(object, key, json_new_text(arena, text));
}

static void put_number(struct arena *arena, struct json *object, const char *key, int64_t number)
{
	json_put(object, key, json_new_number(arena, number));
}

static struct json *grades_of(struct arena *arena, const struct manifest_sheet *sheet)
{
	struct json *grades = json_new_list(arena);

	for (EACH(const struct manifest_grade, grade, sheet->grades)) {
		struct json *entry = json_new_object(arena);

		put(arena, entry, "by", grade->by);
		put(arena, entry, "field", grade->field);
		put(arena, entry, "value", grade->value);
		json_add(grades, entry);
	}
	return grades;
}

static struct json *sheet_of(struct arena *arena, const struct manifest_sheet *sheet)
{
	struct json *entry = json_new_object(arena);

	put(arena, entry, "code", sheet->code);
	put(arena, entry, "number", sheet->number);
	put(arena, entry, "title", sheet->title);
	put(arena, entry, "department", sheet->department);
	put_number(arena, entry, "sheet", sheet->sheet);
	put_number(arena, entry, "edition", sheet->edition);
	put(arena, entry, "hash", sheet->hash);
	json_put(entry, "grades", grades_of(arena, sheet));
	put(arena, entry, "decision", sheet->is_approved ? DECISION_APPROVED : DECISION_RETURNED);
	if (!sheet->is_approved)
		put(arena, entry, "reason", sheet->reason);
	put(arena, entry, "seal", manifest_seal(arena, entry));
	return entry;
}

static struct json *meeting_of(struct arena *arena, const struct manifest *manifest)
{
	struct json *meeting = json_new_object(arena);

	put(arena, meeting, "title", manifest->title);
	put(arena, meeting, "number", manifest->number);
	put(arena, meeting, "place", manifest->place);
	json_put(meeting, "written", json_new_bool(arena, manifest->is_written));
	put(arena, meeting, "held_on", manifest->held_on);
	put(arena, meeting, "until_on", manifest->until_on);
	return meeting;
}

const char *manifest_text(struct arena *arena, const struct manifest *manifest, const char *key_id)
{
	struct json *all = json_new_object(arena);
	struct json *sheets = json_new_list(arena);

	put(arena, all, "format", MANIFEST_FORMAT);
	put(arena, all, "organization", manifest->organization);
	put(arena, all, "plan", manifest->plan);
	put(arena, all, "round", manifest->round);
	put_number(arena, all, "fiscal_year", manifest->fiscal_year);
	put(arena, all, "stage", manifest->stage);
	put(arena, all, "body", manifest->body);
	json_put(all, "meeting", meeting_of(arena, manifest));
	for (EACH(const struct manifest_sheet, sheet, manifest->sheets))
		json_add(sheets, sheet_of(arena, sheet));
	json_put(all, "sheets", sheets);
	put(arena, all, "statement", manifest->statement);
	put(arena, all, "signed_by", manifest->signed_by);
	put(arena, all, "signed_for", manifest->signed_for);
	put(arena, all, "signed_as", manifest->signed_as);
	put(arena, all, "signed_at", manifest->signed_at);
	put(arena, all, "key", key_id);
	return json_canonical(arena, all);
}

const char *manifest_file(struct arena *arena, const char *text, const char *signature, const char *public_key,
                          struct list papers)
{
	struct json *file = json_new_object(arena);
	struct json *list = json_new_list(arena);

	put(arena, file, "format", FILE_FORMAT);
	put(arena, file, "manifest", text);
	put(arena, file, "signature", signature);
	put(arena, file, "public_key", public_key);
	for (EACH(const struct manifest_paper, paper, papers)) {
		struct json *entry = json_new_object(arena);

		put(arena, entry, "code", paper->code);
		put_number(arena, entry, "sheet", paper->sheet);
		put_number(arena, entry, "edition", paper->edition);
		put(arena, entry, "text", paper->text);
		json_add(list, entry);
	}
	json_put(file, "papers", list);
	return text_join(arena, json_canonical(arena, file), "\n");
}

/* --- Reading it back ------------------------------------------------------------------------------------ */

static const char *get(const struct json *object, const char *key)
{
	return json_text(json_get(object, key));
}

static struct list read_grades(struct arena *arena, const struct json *list)
{
	struct manifest_grade *grades = arena_many(arena, struct manifest_grade, json_count(list) + 1);

	for (size_t i = 0; i < json_count(list); i++) {
		const struct json *entry = json_at(list, i);

		grades[i] = (struct manifest_grade){get(entry, "by"), get(entry, "field"), get(entry, "value")};
	}
	return (struct list){grades, json_count(list)};
}

static struct manifest_sheet read_sheet(struct arena *arena, const struct json *entry)
{
	return (struct manifest_sheet){
		.code = get(entry, "code"),
		.number = get(entry, "number"),
		.title = get(entry, "title"),
		.department = get(entry, "department"),
		.sheet = json_number(json_get(entry, "sheet")),
		.edition = json_number(json_get(entry, "edition")),
		.hash = get(entry, "hash"),
		.grades = read_grades(arena, json_get(entry, "grades")),
		.is_approved = text_same(get(entry, "decision"), DECISION_APPROVED),
		.reason = get(entry, "reason"),
	};
}

bool manifest_read(struct arena *arena, const char *text, struct manifest *manifest)
{
	const struct json *all = json_read(arena, text, strlen(text), NULL);
	const struct json *meeting = json_get(all, "meeting"), *list = json_get(all, "sheets");
	struct manifest_sheet *sheets = arena_many(arena, struct manifest_sheet, json_count(list) + 1);

	if (!text_same(get(all, "format"), MANIFEST_FORMAT))
		return false;
	for (size_t i = 0; i < json_count(list); i++)
		sheets[i] = read_sheet(arena, json_at(list, i));
	*manifest = (struct manifest){
		.organization = get(all, "organization"),
		.plan = get(all, "plan"),
		.round = get(all, "round"),
		.fiscal_year = json_number(json_get(all, "fiscal_year")),
		.stage = get(all, "stage"),
		.body = get(all, "body"),
		.title = get(meeting, "title"),
		.number = get(meeting, "number"),
		.place = get(meeting, "place"),
		.is_written = json_yes(json_get(meeting, "written")),
		.held_on = get(meeting, "held_on"),
		.until_on = get(meeting, "until_on"),
		.sheets = {sheets, json_count(list)},
		.statement = get(all, "statement"),
		.signed_by = get(all, "signed_by"),
		.signed_for = get(all, "signed_for"),
		.signed_as = get(all, "signed_as"),
		.signed_at = get(all, "signed_at"),
	};
	return true;
}
