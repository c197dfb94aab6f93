/* record_pages.c: the record of a sign-off, as it was signed, and the file in which it leaves the house. */
#include <stddef.h>
#include <string.h>

#include "meeting/meeting_pages.h"
#include "meeting/sign_off.h"
#include "pages_meeting.h"
#include "sql_meeting.h"
#include "web/answer.h"
#include "web/form.h"

/* GET: ?done=1 says on the page that it was just signed. */
struct record_query {
	bool done;
};
static const struct input record_inputs[] = {
	{"done", INPUT_YES, offsetof(struct record_query, done), 0, false, SAY_NOTHING, NULL},
};
const struct form meeting_record_form = FORM(struct record_query, record_inputs);

/* A grade as it was signed. */
static const struct field grade_fields[] = {
	FIELD(struct manifest_grade, by),
	FIELD(struct manifest_grade, field),
	FIELD(struct manifest_grade, value),
};
static const struct shape manifest_grade_shape = SHAPE(struct manifest_grade, grade_fields);

static const struct field sheet_fields[] = {
	FIELD(struct manifest_sheet, code),        FIELD(struct manifest_sheet, number),
	FIELD(struct manifest_sheet, title),       FIELD(struct manifest_sheet, department),
	FIELD(struct manifest_sheet, sheet),       FIELD(struct manifest_sheet, edition),
	FIELD(struct manifest_sheet, hash),        FIELD_LIST(struct manifest_sheet, grades, manifest_grade_shape),
	FIELD(struct manifest_sheet, is_approved), FIELD(struct manifest_sheet, reason),
};
static const struct shape manifest_sheet_shape = SHAPE(struct manifest_sheet, sheet_fields);

struct record_page {
	struct meeting meeting;
	struct sign_off sign_off;
	const char *title; /* as it was signed */
	const char *paper_number;
	const char *when;
	const char *statement;
	struct list sheets; /* struct manifest_sheet */
	int64_t count;
	int64_t approved;
	int64_t returned;
	bool is_deputy;
	bool is_valid; /* the signature fits */
	bool was_done;
};
static const struct field record_page_fields[] = {
	FIELD_PART(struct record_page, meeting, meeting_shape),
	FIELD_PART(struct record_page, sign_off, sign_off_shape),
	FIELD(struct record_page, title),
	FIELD(struct record_page, paper_number),
	FIELD(struct record_page, when),
	FIELD(struct record_page, statement),
	FIELD_LIST(struct record_page, sheets, manifest_sheet_shape),
	FIELD(struct record_page, count),
	FIELD(struct record_page, approved),
	FIELD(struct record_page, returned),
	FIELD(struct record_page, is_deputy),
	FIELD(struct record_page, is_valid),
	FIELD(struct record_page, was_done),
};
extern const struct shape record_page_shape;
const struct shape record_page_shape = SHAPE(struct record_page, record_page_fields);

static struct fail *open_signed(struct request *q, struct meeting_file *file, struct sign_off *sign_off)
{
	bool found;

	TRY(meeting_find(q, q->id, file));
	TRY(db_maybe(q->db, &SQL_meeting_sign_off, sign_off, &found, ARGS(V(q->id))));
	return found ? NULL : FAIL(FAIL_MISSING, SAY_meeting_not_signed);
}

struct fail *meeting_record(struct request *q)
{
	const struct record_query *form = form_read(q);
	struct record_page *page = arena_new(q->arena, struct record_page);
	struct meeting_file file = {0};
	struct manifest manifest;

	TRY(open_signed(q, &file, &page->sign_off));
	const char *text = page->sign_off.manifest;
	if (!manifest_read(q->arena, text, &manifest))
		return FAIL_WITH(FAIL_FAULT, SAY_web_fault, "the manifest of meeting %lld cannot be read",
		                 (long long)q->id);
	page->meeting = file.meeting;
	page->when = meeting_when(q, &file.meeting);
	page->title = manifest.title;
	page->paper_number = manifest.number;
	page->statement = manifest.statement;
	page->sheets = manifest.sheets;
	for (EACH(const struct manifest_sheet, sheet, page->sheets)) {
		page->count++;
		page->approved += sheet->is_approved;
		page->returned += !sheet->is_approved;
	}
	page->is_deputy = text_same(page->sign_off.signed_as, "deputy");
	page->is_valid = sign_fits(page->sign_off.public_key, page->sign_off.signature, text, strlen(text));
	page->was_done = form->done;
	return answer_page(q, &PAGE_meeting_record, page);
}

static const struct field paper_fields[] = {
	FIELD(struct manifest_paper, code),
	FIELD(struct manifest_paper, sheet),
	FIELD(struct manifest_paper, edition),
	FIELD(struct manifest_paper, text),
};
extern const struct shape manifest_paper_shape;
const struct shape manifest_paper_shape = SHAPE(struct manifest_paper, paper_fields);

struct fail *meeting_export(struct request *q)
{
	struct meeting_file file = {0};
	struct sign_off sign_off;
	struct list papers;

	TRY(open_signed(q, &file, &sign_off));
	TRY(db_many(q->db, &SQL_meeting_texts, &papers, ARGS(V(q->id))));
	const char *text = manifest_file(q->arena, sign_off.manifest, sign_off.signature, sign_off.public_key, papers);
	return answer_bytes(q, "application/json; charset=utf-8",
	                    text_format(q->arena, "chosho-sign-off-%lld.json", (long long)q->id), text, strlen(text));
}
