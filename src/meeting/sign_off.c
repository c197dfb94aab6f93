/* sign_off.c: the deed of signing off: the decisions of the whole agenda, the manifest and its signature, in one go. */
#include "meeting/sign_off.h"

#include <string.h>

#include "history/seal.h"
#include "sql_meeting.h"

static const struct field sign_off_fields[] = {
	FIELD(struct sign_off, id),        FIELD(struct sign_off, key_id),    FIELD(struct sign_off, public_key),
	FIELD(struct sign_off, manifest),  FIELD(struct sign_off, signature), FIELD(struct sign_off, signed_as),
	FIELD(struct sign_off, signed_at), FIELD(struct sign_off, signed_by), FIELD(struct sign_off, signed_for),
};
const struct shape sign_off_shape = SHAPE(struct sign_off, sign_off_fields);

/* --- What is signed ------------------------------------------------------------------------------------- */

/* 2024-12-13T15:04:05+09:00 */
static const char *moment_iso(struct arena *arena, struct moment moment)
{
	const int64_t seconds = moment.microseconds / 1000000 + INT64_C(9) * 3600;
	const long long of_day = (long long)(seconds % 86400);

	return text_format(arena, "%sT%02lld:%02lld:%02lld+09:00", day_iso(arena, day_of(moment)), of_day / 3600,
	                   of_day / 60 % 60, of_day % 60);
}

/* The grades that the sheet carries: the department's, those of earlier stages, and all that this body records. */
static struct list grades_of(struct request *q, const struct meeting_file *file, const struct paper *paper)
{
	struct manifest_grade *grades =
		arena_many(q->arena, struct manifest_grade,
	                   paper->fields.count + paper->records.count + paper->stage_fields.count + 1);
	size_t count = 0;

	for (EACH(const struct field_view, field, paper->fields))
		if (field->is_choice && !field->is_empty)
			grades[count++] = (struct manifest_grade){paper->department, field->title, field->text};
	for (EACH(const struct paper_record, record, paper->records))
		if (record->is_choice)
			grades[count++] = (struct manifest_grade){record->stage, record->field, record->text};
	for (EACH(const struct field_view, field, paper->stage_fields))
		if (!field->is_empty)
			grades[count++] = (struct manifest_grade){file->meeting.body, field->title, field->text};
	return (struct list){grades, count};
}

static struct list sheets_of(struct request *q, const struct meeting_file *file)
{
	struct manifest_sheet *sheets = arena_many(q->arena, struct manifest_sheet, file->papers.count + 1);
	size_t count = 0;

	for (EACH(const struct paper, paper, file->papers)) {
		if (paper->is_gone)
			continue;
		sheets[count++] = (struct manifest_sheet){
			.code = paper->item_code,
			.number = paper->item_number,
			.title = paper->item_title,
			.department = paper->department,
			.sheet = paper->sheet_id,
			.edition = paper->edition,
			.hash = paper->hash,
			.grades = grades_of(q, file, paper),
			.is_approved = paper->outcome == CHOICE_APPROVED,
			.reason = paper->outcome_reason,
		};
	}
	return (struct list){sheets, count};
}

/* For whom: who is away, or the chair whose deputy signs. */
static const char *signed_for(const struct meeting_file *file)
{
	return file->duty->for_id ? file->duty->for_name : file->duty->role == ROLE_DEPUTY ? file->meeting.chair : NULL;
}

static int64_t signed_for_id(const struct meeting_file *file)
{
	return file->duty->for_id ? file->duty->for_id : file->duty->role == ROLE_DEPUTY ? file->meeting.chair_id : 0;
}

static const char *manifest_of(struct request *q, const struct meeting_file *file, const struct sign_key *key,
                               const char *statement)
{
	const struct meeting *meeting = &file->meeting;
	const struct manifest manifest = {
		.organization = meeting->organization,
		.plan = meeting->plan,
		.round = meeting->round,
		.fiscal_year = meeting->fiscal_year,
		.stage = meeting->stage,
		.body = meeting->body,
		.title = meeting->title,
		.number = meeting->number,
		.place = meeting->place,
		.is_written = meeting->is_written,
		.held_on = day_iso(q->arena, meeting->held_on),
		.until_on = meeting->is_written ? day_iso(q->arena, meeting->until_on) : NULL,
		.sheets = sheets_of(q, file),
		.statement = statement,
		.signed_by = q->viewer.name,
		.signed_for = signed_for(file),
		.signed_as = role_names.codes[file->duty->role],
		.signed_at = moment_iso(q->arena, q->now),
	};

	return manifest_text(q->arena, &manifest, key->id);
}

/* --- The decisions -------------------------------------------------------------------------------------- */

/* The text must be the one whose fingerprint was frozen: nobody signs what was never shown. */
static struct fail *check_texts(struct request *q, const struct meeting_file *file)
{
	for (EACH(const struct paper, paper, file->papers))
		if (!text_same(sign_hash(q->arena, paper->text, strlen(paper->text)), paper->hash))
			return FAIL_WITH(FAIL_FAULT, SAY_web_fault,
			                 "the text of sheet %lld edition %lld is not its hash's",
			                 (long long)paper->sheet_id, (long long)paper->edition);
	return NULL;
}

static struct json *decision_of(struct request *q, const struct meeting_file *file, const struct paper *paper)
{
	const struct review review = {.id = paper->id, .kind = DESK_BODY, .body_id = file->meeting.body_id};
	struct json *decision =
		review_decision(q, &review, paper->version, content_parse(q->arena, paper->chosen_content));

	if (paper->decision != CHOICE_RETURNED)
		return decision;
	json_put(decision, "reason", json_new_text(q->arena, paper->reason));
	json_put(decision, "marks", json_new_list(q->arena));
	if (day_is(paper->due_on))
		json_put(decision, "due", json_new_text(q->arena, day_iso(q->arena, paper->due_on)));
	return decision;
}

static struct fail *decide(struct request *q, const struct meeting_file *file)
{
	struct json *approvals = json_new_list(q->arena), *returns = json_new_list(q->arena);

	for (EACH(const struct paper, paper, file->papers))
		if (paper->is_waiting)
			json_add(paper->decision == CHOICE_APPROVED ? approvals : returns, decision_of(q, file, paper));
	if (json_count(approvals) > 0)
		TRY(review_pass(q, approvals, REVIEW_APPROVED, ACTION_APPROVE));
	return json_count(returns) > 0 ? review_return(q, returns) : NULL;
}

struct fail *sign_off_do(struct request *q, const struct meeting_file *file, const struct sign_key *key,
                         const char *statement)
{
	const struct meeting *meeting = &file->meeting;
	const char *text = manifest_of(q, file, key, statement);
	const int64_t other = signed_for_id(file);
	struct checkpoint checkpoint;
	int64_t done, sealed;

	TRY(check_texts(q, file));
	TRY(decide(q, file));
	TRY(db_change(q->db, &SQL_meeting_sign, &done,
	              ARGS(V(meeting->id), V(meeting->version), V(key->id), V(key->public_key), V(text),
	                   V(sign(q->arena, key, text, strlen(text))), V(q->viewer.account_id),
	                   other ? V(other) : V_NULL, V(role_names.codes[file->duty->role]), V(q->viewer.name),
	                   V(signed_for(file)), V(statement))));
	if (done != 1)
		return FAIL(FAIL_CONFLICT, SAY_meeting_changed);
	return history_seal(q->db, key, q->now, &checkpoint, &sealed);
}
