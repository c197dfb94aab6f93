/* voice_pages.c: a member writes: an opinion, a ballot, a question. Reading them is voice.c's, on the review's page. */
#include "review/voice_pages.h"

#include <stddef.h>

#include "pages_review.h"
#include "review/voice.h"
#include "sql_review.h"
#include "web/answer.h"
#include "web/form.h"

/* ---- forms ---- */

struct opinion_form {
	int64_t version;
	const char *opinion;
};
static const struct input opinion_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct opinion_form, version), 0,             true,  SAY_form_version, NULL},
	{"opinion", INPUT_TEXT,    offsetof(struct opinion_form, opinion), OPINION_CHARS, false, SAY_NOTHING,      NULL},
};
const struct form review_opinion_form = FORM(struct opinion_form, opinion_inputs);

struct ballot_form {
	int64_t version;
	const char *comment;
	struct list values; /* struct typed: value-… of the stage's choices */
};
static const struct input ballot_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct ballot_form, version), 0,             true,  SAY_form_version, NULL},
	{"comment", INPUT_TEXT,    offsetof(struct ballot_form, comment), OPINION_CHARS, false, SAY_NOTHING,      NULL},
	{"value-",  INPUT_OPEN,    offsetof(struct ballot_form, values),  1000000,       false, SAY_NOTHING,      NULL},
};
const struct form review_ballot_form = FORM(struct ballot_form, ballot_inputs);

struct question_form {
	const char *question;
};
static const struct input question_inputs[] = {
	{"question", INPUT_TEXT, offsetof(struct question_form, question), QUESTION_CHARS, true, SAY_question_missing,
         NULL},
};
const struct form review_question_form = FORM(struct question_form, question_inputs);

/* ---- the pages: small ones, for mistakes and small screens ---- */

struct voice_page {
	struct review review;
	struct sheet sheet;
	const char *holder;
	struct voice voice;
	struct list strays; /* struct stray_view */
	bool is_closed;     /* shown again, but may no longer be sent: the text is there to be copied */
	bool has_conflict;  /* the same member wrote in another window meanwhile */
};
static const struct field voice_page_fields[] = {
	FIELD_PART(struct voice_page, review, review_shape),
	FIELD_PART(struct voice_page, sheet, sheet_shape),
	FIELD(struct voice_page, holder),
	FIELD_PART(struct voice_page, voice, voice_shape),
	FIELD_LIST(struct voice_page, strays, stray_view_shape),
	FIELD(struct voice_page, is_closed),
	FIELD(struct voice_page, has_conflict),
};
extern const struct shape voice_page_shape;
const struct shape voice_page_shape = SHAPE(struct voice_page, voice_page_fields);

/* acting: the voices are read once the sheet is held. */
static struct fail *open_voices(struct request *q, bool acting, struct review_file *file, struct voice *voice)
{
	struct voice_rows rows;

	if (!acting)
		voice_later(q, q->id, &rows);
	TRY(review_open(q, q->id, acting, file));
	if (acting) {
		voice_later(q, q->id, &rows);
		TRY(db_collect(q->db));
	}
	*voice = voice_lay_out(q, file, &rows);
	return NULL;
}

/* What was typed goes before what is kept, which then stands beside where it is news. */
static const char *typed_before_kept(struct request *q, const char *name, const char **kept, bool has_conflict)
{
	const char *typed = q->again ? form_typed(q, name) : NULL;
	const char *before = NULL;

	if (typed && has_conflict && !text_same(text_lines(q->arena, typed), *kept))
		before = *kept;
	if (typed)
		*kept = typed;
	return before;
}

static struct voice_page *page_of(struct request *q, const struct review_file *file, const struct voice *voice,
                                  enum verdict verdict)
{
	struct voice_page *page = arena_new(q->arena, struct voice_page);
	const struct form_rows form = voice_ballot_form(q->arena, &file->form);

	page->review = file->review;
	page->sheet = file->sheet.sheet;
	page->holder = sheet_holder(q, &file->sheet.sheet);
	page->voice = *voice;
	page->is_closed = q->again && !voice->may_write;
	page->has_conflict = verdict == VERDICT_STALE && !page->is_closed;
	const struct json *kept = content_parse(q->arena, voice->own_ballot);
	page->voice.ballot_fields = content_view(q, &form, kept, NULL, page->has_conflict ? kept : NULL);
	page->strays = content_strays(q, &page->voice.ballot_fields);
	page->voice.opinion_before = typed_before_kept(q, "opinion", &page->voice.own_opinion, page->has_conflict);
	page->voice.comment_before = typed_before_kept(q, "comment", &page->voice.own_comment, page->has_conflict);
	(void)typed_before_kept(q, "question", &page->voice.question, false);
	page->voice.opinion_mistake = form_mistake_of(q, "opinion");
	page->voice.comment_mistake = form_mistake_of(q, "comment");
	page->voice.question_mistake = form_mistake_of(q, "question");
	return page;
}

static struct fail *show(struct request *q, enum action action, const struct page *page)
{
	struct review_file file = {0};
	struct voice voice;

	TRY(open_voices(q, false, &file, &voice));
	const struct situation situation = voice_situation(q, &file, 0, 0);
	const enum verdict verdict = workflow_judge(&situation, action);
	if (action == ACTION_BALLOT && verdict == VERDICT_ALLOWED && !voice.has_ballot_form)
		return FAIL(FAIL_MISSING, SAY_voice_no_ballot);
	/* what was typed is shown even where it can no longer be kept */
	if (!q->again || verdict == VERDICT_NOT_YOURS)
		TRY(workflow_fail(verdict));
	return answer_page(q, page, page_of(q, &file, &voice, verdict));
}

/* Cannot be kept: the same page with what was typed, what stands there now, and the reason. */
static struct fail *typed_again(struct request *q, const struct review_file *file, const struct voice *voice,
                                enum verdict verdict, const struct page *page)
{
	const struct fail *fail = workflow_fail(verdict);

	form_mistake(q, "version", verdict == VERDICT_STALE ? SAY_voice_stale : fail->say, NULL);
	q->again = true;
	return answer_page_with(q, fail_status(fail->kind), page, page_of(q, file, voice, verdict));
}

static struct fail *back_to_review(struct request *q)
{
	return answer_redirect(q, "/reviews/%lld?said=1", (long long)q->id);
}

/* ---- an opinion ---- */

struct fail *review_opinion_page(struct request *q)
{
	return show(q, ACTION_OPINE, &PAGE_review_opinion);
}

struct fail *review_opine(struct request *q)
{
	const struct opinion_form *form = form_read(q);
	struct review_file file = {0};
	struct voice voice;

	TRY(open_voices(q, true, &file, &voice));
	const struct situation situation = voice_situation(q, &file, form->version, voice.own_opinion_version);
	const enum verdict verdict = workflow_judge(&situation, ACTION_OPINE);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return typed_again(q, &file, &voice, verdict, &PAGE_review_opinion);
	const char *text = text_empty(form->opinion) ? "" : form->opinion;
	if (!*text && text_empty(voice.own_opinion))
		form_mistake(q, "opinion", SAY_voice_opinion_missing, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	if (!text_same(text, voice.own_opinion))
		db_later_change(q->db, &SQL_review_opine, NULL,
		                ARGS(V(q->id), V(q->viewer.account_id), V(q->viewer.name), V(text)));
	return back_to_review(q);
}

/* ---- a ballot ---- */

struct fail *review_ballot_page(struct request *q)
{
	return show(q, ACTION_BALLOT, &PAGE_review_ballot);
}

static const char *first_input(struct request *q, const struct form_rows *form)
{
	const struct list views = content_view(q, form, json_new_object(q->arena), NULL, NULL);

	return views.count ? LIST_AT(struct field_view, views, 0)->input : "comment";
}

static struct fail *cast(struct request *q, const struct voice *voice, const struct json *content, const char *comment)
{
	const bool is_same = json_same(content, content_parse(q->arena, voice->own_ballot)) &&
	                     text_same(comment, voice->own_comment);

	if (!is_same)
		db_later_change(q->db, &SQL_review_ballot, NULL,
		                ARGS(V(q->id), V(q->viewer.account_id), V(q->viewer.name),
		                     V(json_print(q->arena, content, false)), V(comment)));
	return back_to_review(q);
}

struct fail *review_ballot(struct request *q)
{
	const struct ballot_form *form = form_read(q);
	struct review_file file = {0};
	struct voice voice;

	TRY(open_voices(q, true, &file, &voice));
	const struct situation situation = voice_situation(q, &file, form->version, voice.own_ballot_version);
	const enum verdict verdict = workflow_judge(&situation, ACTION_BALLOT);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return typed_again(q, &file, &voice, verdict, &PAGE_review_ballot);
	if (!voice.has_ballot_form)
		return FAIL(FAIL_MISSING, SAY_voice_no_ballot);
	const struct form_rows choices = voice_ballot_form(q->arena, &file.form);
	const struct json *old = content_parse(q->arena, voice.own_ballot);
	const struct json *content = content_read(q, &choices, old, &form->values);
	const char *comment = text_empty(form->comment) ? "" : form->comment;
	if (q->mistakes.count == 0 && json_count(content) == 0 && !*comment && json_count(old) == 0 &&
	    text_empty(voice.own_comment))
		form_mistake(q, first_input(q, &choices), SAY_voice_ballot_missing, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	return cast(q, &voice, content, comment);
}

/* ---- a question ---- */

struct fail *review_question_page(struct request *q)
{
	return show(q, ACTION_ASK, &PAGE_review_questions);
}

struct fail *review_ask(struct request *q)
{
	const struct question_form *form = form_read(q);
	struct review_file file = {0};
	struct voice voice;

	TRY(open_voices(q, true, &file, &voice));
	const struct situation situation = voice_situation(q, &file, 0, 0);
	const enum verdict verdict = workflow_judge(&situation, ACTION_ASK);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return typed_again(q, &file, &voice, verdict, &PAGE_review_questions);
	question_ask_later(q, q->id, form->question);
	return back_to_review(q);
}
