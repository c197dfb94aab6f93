/* question_pages.c: the department answers what a body asked, and its head approves the answer where the round wants it. */
#include "question/question_pages.h"

#include <stddef.h>

#include "pages_question.h"
#include "question/question.h"
#include "sql_question.h"
#include "web/answer.h"
#include "web/form.h"

#define WAITING_ON_A_PAGE 100
#define LINES_ON_A_PAGE 50
#define EXCERPT_CHARS 60

/* ---- the list ---- */

/* before: page by page, what came before the last line of the page before. */
struct list_form {
	int64_t sheet;
	int64_t before;
};
static const struct input list_inputs[] = {
	{"sheet",  INPUT_NUMBER, offsetof(struct list_form, sheet),  INT32_MAX, false, SAY_NOTHING, NULL},
	{"before", INPUT_NUMBER, offsetof(struct list_form, before), INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form question_list_form = FORM(struct list_form, list_inputs);

struct question_list_page {
	struct list waiting; /* struct question_line: for the viewer */
	struct list lines;   /* struct question_line: all that they may read */
	int64_t waiting_count;
	int64_t count;
	bool has_more;
	bool is_later_page;
	int64_t last_id;
	int64_t sheet; /* 0: of all sheets */
};
static const struct field question_list_page_fields[] = {
	FIELD_LIST(struct question_list_page, waiting, question_line_shape),
	FIELD_LIST(struct question_list_page, lines, question_line_shape),
	FIELD(struct question_list_page, waiting_count),
	FIELD(struct question_list_page, count),
	FIELD(struct question_list_page, has_more),
	FIELD(struct question_list_page, is_later_page),
	FIELD(struct question_list_page, last_id),
	FIELD(struct question_list_page, sheet),
};
extern const struct shape question_list_page_shape;
const struct shape question_list_page_shape = SHAPE(struct question_list_page, question_list_page_fields);

struct fail *question_list(struct request *q)
{
	const struct list_form *form = form_read(q);
	struct question_list_page *page = arena_new(q->arena, struct question_list_page);

	page->sheet = form->sheet;
	page->is_later_page = form->before != 0;
	if (!page->is_later_page && !page->sheet)
		question_waiting_later(q, WAITING_ON_A_PAGE, &page->waiting);
	db_later_many(q->db, &SQL_question_list, &page->lines,
	              ARGS(V(q->viewer.account_id), V(form->sheet), V(form->before), V(LINES_ON_A_PAGE + 1)));
	TRY(db_collect(q->db));
	page->has_more = page->lines.count > LINES_ON_A_PAGE;
	if (page->has_more)
		page->lines.count = LINES_ON_A_PAGE;
	page->count = (int64_t)page->lines.count;
	page->waiting_count = (int64_t)page->waiting.count;
	if (page->count > 0)
		page->last_id = LIST_AT(struct question_line, page->lines, page->lines.count - 1)->id;
	for (EACH(struct question_line, line, page->lines))
		line->text = text_excerpt(q->arena, line->text, EXCERPT_CHARS);
	for (EACH(struct question_line, line, page->waiting))
		line->text = text_excerpt(q->arena, line->text, EXCERPT_CHARS);
	return answer_page(q, &PAGE_question_list, page);
}

/* ---- one question ---- */

enum act { ACT_ANSWER, ACT_RELEASE, ACT_HAND_BACK, ACTS };
static const char *const act_codes[] = {
	[ACT_ANSWER] = "answer",
	[ACT_RELEASE] = "release",
	[ACT_HAND_BACK] = "hand-back",
};
static const struct names act_names = {act_codes, NULL, ACTS};

struct act_form {
	int64_t version;
	enum act act;
	const char *answer;
	const char *remark;
};
static const struct input act_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct act_form, version), 0,              true,  SAY_form_version, NULL      },
	{"act",     INPUT_BUTTON,  offsetof(struct act_form, act),     0,              false, SAY_NOTHING,      &act_names},
	{"answer",  INPUT_TEXT,    offsetof(struct act_form, answer),  QUESTION_CHARS, false, SAY_NOTHING,      NULL      },
	{"remark",  INPUT_TEXT,    offsetof(struct act_form, remark),  QUESTION_CHARS, false, SAY_NOTHING,      NULL      },
};
const struct form question_act_form = FORM(struct act_form, act_inputs);

/* GET: ?done=1 says on the page that it was kept. */
struct show_form {
	bool done;
};
static const struct input show_inputs[] = {
	{"done", INPUT_YES, offsetof(struct show_form, done), 0, false, SAY_NOTHING, NULL},
};
const struct form question_show_form = FORM(struct show_form, show_inputs);

struct question_page {
	struct question question;
	bool was_done;
	bool may_answer;
	bool may_release;
	bool is_final;     /* an answer of the viewer's counts at once */
	bool shows_answer; /* the form for it, or what was typed there, to be copied */
	bool shows_remark;
	bool is_closed;    /* shown again, but may no longer be sent */
	bool has_conflict; /* somebody else came first: what stands there now is shown beside */
	const char *answer;
	const char *remark;
	const char *answer_mistake;
	const char *remark_mistake;
};
static const struct field question_page_fields[] = {
	FIELD_PART(struct question_page, question, question_shape),
	FIELD(struct question_page, was_done),
	FIELD(struct question_page, may_answer),
	FIELD(struct question_page, may_release),
	FIELD(struct question_page, is_final),
	FIELD(struct question_page, shows_answer),
	FIELD(struct question_page, shows_remark),
	FIELD(struct question_page, is_closed),
	FIELD(struct question_page, has_conflict),
	FIELD(struct question_page, answer),
	FIELD(struct question_page, remark),
	FIELD(struct question_page, answer_mistake),
	FIELD(struct question_page, remark_mistake),
};
extern const struct shape question_page_shape;
const struct shape question_page_shape = SHAPE(struct question_page, question_page_fields);

static struct fail *question_open(struct request *q, bool acting, struct question *question)
{
	if (acting)
		db_later_change(q->db, &SQL_question_lock, NULL, ARGS(V(q->id)));
	db_later_one(q->db, &SQL_question_find, question, ARGS(V(q->id), V(q->viewer.account_id)));
	TRY(db_collect(q->db));
	question_lay_out((struct list){question, 1}, true);
	return NULL;
}

static struct situation situation_of(const struct request *q, const struct question *question, int64_t version)
{
	struct situation situation = {
		.state = question->sheet_state,
		.is_stale = version != 0 && version != question->version,
	};

	if (viewer_has_for_department(&q->viewer, ROLE_AUTHOR, question->department_id))
		situation.relations |= RELATION(RELATION_AUTHOR);
	if (viewer_has_for_department(&q->viewer, ROLE_HEAD, question->department_id))
		situation.relations |= RELATION(RELATION_HEAD);
	if (viewer_has(&q->viewer, ROLE_SECRETARIAT))
		situation.relations |= RELATION(RELATION_SECRETARIAT);
	return situation;
}

/* An answer is written until the body has it; it is approved or handed back while it waits for the head. */
static enum verdict judge(const struct request *q, const struct question *question, enum act act, int64_t version)
{
	const struct situation situation = situation_of(q, question, version);
	const enum verdict verdict = workflow_judge(&situation, act == ACT_ANSWER ? ACTION_ANSWER : ACTION_RELEASE);
	const bool fits =
		act == ACT_ANSWER ? question->state != QUESTION_ANSWERED : question->state == QUESTION_WRITTEN;

	return verdict == VERDICT_ALLOWED && !fits ? VERDICT_NOT_NOW : verdict;
}

/* The secretariat answers by itself, and where the round does not want the head, so does the department. */
static bool is_final(const struct request *q, const struct question *question)
{
	return !question->needs_release || !viewer_has_for_department(&q->viewer, ROLE_AUTHOR, question->department_id);
}

static struct question_page *page_of(struct request *q, const struct question *question)
{
	struct question_page *page = arena_new(q->arena, struct question_page);
	const char *answer = q->again ? form_typed(q, "answer") : NULL;
	const char *remark = q->again ? form_typed(q, "remark") : NULL;

	page->question = *question;
	page->may_answer = judge(q, question, ACT_ANSWER, 0) == VERDICT_ALLOWED;
	page->may_release = judge(q, question, ACT_RELEASE, 0) == VERDICT_ALLOWED;
	page->is_final = is_final(q, question);
	page->shows_answer = page->may_answer || !text_empty(answer);
	page->shows_remark = page->may_release || !text_empty(remark);
	page->answer = answer ? answer : q->again || !question->answer ? "" : question->answer;
	page->remark = remark ? remark : "";
	page->answer_mistake = form_mistake_of(q, "answer");
	page->remark_mistake = form_mistake_of(q, "remark");
	page->is_closed = q->again && !page->may_answer && !page->may_release;
	return page;
}

struct fail *question_show(struct request *q)
{
	const struct show_form *form = q->again ? NULL : form_read(q);
	struct question question = {0};

	TRY(question_open(q, false, &question));
	struct question_page *page = page_of(q, &question);
	page->was_done = form && form->done;
	return answer_page(q, &PAGE_question_show, page);
}

/* Cannot be done: the same page with what was typed, what stands there now, and the reason. */
static struct fail *typed_again(struct request *q, const struct question *question, enum verdict verdict)
{
	const struct fail *fail = workflow_fail(verdict);

	form_mistake(q, "version", fail->say, NULL);
	q->again = true;
	struct question_page *page = page_of(q, question);
	page->has_conflict = verdict == VERDICT_STALE && !page->is_closed;
	return answer_page_with(q, fail_status(fail->kind), &PAGE_question_show, page);
}

/* By which of their roles the viewer is head here: lent ones name who is away. */
static const char *stands_in_for(const struct request *q, const struct question *question)
{
	const char *name = NULL;

	for (EACH(const struct assignment, assignment, q->viewer.assignments)) {
		if (assignment->role != ROLE_HEAD || assignment->department_id != question->department_id)
			continue;
		if (!assignment->for_id)
			return NULL;
		name = assignment->for_name;
	}
	return name;
}

static void act_later(struct request *q, const struct question *question, const struct act_form *form, int64_t *done)
{
	const char *for_name = stands_in_for(q, question);

	if (form->act == ACT_RELEASE)
		db_later_change(
			q->db, &SQL_question_release, done,
			ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name), V(for_name)));
	else if (form->act == ACT_HAND_BACK)
		db_later_change(q->db, &SQL_question_hand_back, done,
		                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name),
		                     V(for_name), V(form->remark)));
	else
		db_later_change(q->db, &SQL_question_answer, done,
		                ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name),
		                     V(form->answer), V(is_final(q, question))));
}

struct fail *question_act(struct request *q)
{
	const struct act_form *form = form_read(q);
	struct question question = {0};
	int64_t done;

	TRY(question_open(q, true, &question));
	const enum act act = (int)form->act < 0 ? ACT_ANSWER : form->act;
	const enum verdict verdict = judge(q, &question, act, form->version);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return typed_again(q, &question, verdict);
	if (act == ACT_ANSWER && text_empty(form->answer))
		form_mistake(q, "answer", SAY_question_answer_missing, NULL);
	if (act == ACT_HAND_BACK && text_empty(form->remark))
		form_mistake(q, "remark", SAY_question_remark_missing, NULL);
	if (act == ACT_RELEASE && !text_empty(form->remark))
		form_mistake(q, "remark", SAY_question_remark_unused, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	act_later(q, &question, form, &done);
	TRY(db_collect(q->db));
	if (done == 0)
		return FAIL(FAIL_CONFLICT, SAY_verdict_stale);
	return answer_redirect(q, "/questions/%lld?done=1", (long long)q->id);
}
