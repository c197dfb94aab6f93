/*
 * selection_pages.c: the secretariat chooses the sheets that a body's stage looks at 抽出, with a reason, until the body
 * decides on the first of them. The others pass the stage, and their record says so.
 */
#include "review/selection_pages.h"

#include <stddef.h>
#include <string.h>

#include "history/history.h"
#include "pages_review.h"
#include "review/review.h"
#include "sql_review.h"
#include "web/answer.h"
#include "web/form.h"

#define REASON_CHARS 2000
#define SHEETS_MAX 5000 /* of one round */

/* ---- the form ---- */

enum act { ACT_CHECK, ACT_SELECT, ACTS };
static const char *const act_codes[] = {[ACT_CHECK] = "check", [ACT_SELECT] = "select"};
static const struct names act_names = {act_codes, NULL, ACTS};

struct selection_form {
	int64_t version;
	enum act act;
	struct list sheets; /* const char *: ids */
	const char *reason;
};
static const struct input selection_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct selection_form, version), 0,            true,  SAY_form_version,     NULL      },
	{"act",     INPUT_BUTTON,  offsetof(struct selection_form, act),     0,            false, SAY_NOTHING,          &act_names},
	{"sheets",  INPUT_MANY,    offsetof(struct selection_form, sheets),  SHEETS_MAX,   false, SAY_NOTHING,          NULL      },
	{"reason",  INPUT_TEXT,    offsetof(struct selection_form, reason),  REASON_CHARS, true,  SAY_selection_reason, NULL      },
};
const struct form review_selection_form = FORM(struct selection_form, selection_inputs);

/* ---- the page ---- */

struct selection_stage {
	int64_t id;
	const char *title;
	const char *body; /* NULL: the sheets are routed by their tags */
	int64_t version;
	const char *reason;
	const char *chooser; /* NULL: nobody here has chosen */
	struct moment selected_at;
	int64_t round_id;
	const char *round_title;
	int64_t fiscal_year;
	const char *plan_title;
	bool is_selected;
	bool is_decided;
};
static const struct field selection_stage_fields[] = {
	FIELD(struct selection_stage, id),          FIELD(struct selection_stage, title),
	FIELD(struct selection_stage, body),        FIELD(struct selection_stage, version),
	FIELD(struct selection_stage, reason),      FIELD(struct selection_stage, chooser),
	FIELD(struct selection_stage, selected_at), FIELD(struct selection_stage, round_id),
	FIELD(struct selection_stage, round_title), FIELD(struct selection_stage, fiscal_year),
	FIELD(struct selection_stage, plan_title),  FIELD(struct selection_stage, is_selected),
	FIELD(struct selection_stage, is_decided),
};
const struct shape selection_stage_shape = SHAPE(struct selection_stage, selection_stage_fields);

struct selection_line {
	int64_t id;
	enum sheet_state state;
	const char *grade;
	const char *item_number;
	const char *item_title;
	bool is_priority;
	const char *heading;
	const char *department;
	const char *stage_title; /* where it is reviewed now */
	bool is_waiting;         /* here */
	bool is_in;              /* the stage looks at it */
	bool is_past;            /* was passed by, and has gone on: cannot be chosen any more */
	/* laid out */
	bool is_chosen;
	bool may_choose;
};
static const struct field selection_line_fields[] = {
	FIELD(struct selection_line, id),          FIELD_NAMED(struct selection_line, state, sheet_state_names),
	FIELD(struct selection_line, grade),       FIELD(struct selection_line, item_number),
	FIELD(struct selection_line, item_title),  FIELD(struct selection_line, is_priority),
	FIELD(struct selection_line, heading),     FIELD(struct selection_line, department),
	FIELD(struct selection_line, stage_title), FIELD(struct selection_line, is_waiting),
	FIELD(struct selection_line, is_in),       FIELD(struct selection_line, is_past),
	FIELD(struct selection_line, is_chosen),   FIELD(struct selection_line, may_choose),
};
const struct shape selection_line_shape = SHAPE(struct selection_line, selection_line_fields);

struct selection_page {
	struct selection_stage stage;
	struct list lines;  /* struct selection_line */
	struct list strays; /* struct stray_view: what was sent and is none of them */
	int64_t count;
	int64_t chosen;
	int64_t others;
	int64_t going_on; /* of the others: wait here, and go on at once */
	bool may_select;
	bool is_checked; /* what was chosen is in order, and nothing is done yet */
	bool is_closed;  /* shown again, but may no longer be sent */
	bool has_conflict;
	const char *reason;
	const char *reason_mistake;
	const char *sheets_mistake;
};
static const struct field selection_page_fields[] = {
	FIELD_PART(struct selection_page, stage, selection_stage_shape),
	FIELD_LIST(struct selection_page, lines, selection_line_shape),
	FIELD_LIST(struct selection_page, strays, stray_view_shape),
	FIELD(struct selection_page, count),
	FIELD(struct selection_page, chosen),
	FIELD(struct selection_page, others),
	FIELD(struct selection_page, going_on),
	FIELD(struct selection_page, may_select),
	FIELD(struct selection_page, is_checked),
	FIELD(struct selection_page, is_closed),
	FIELD(struct selection_page, has_conflict),
	FIELD(struct selection_page, reason),
	FIELD(struct selection_page, reason_mistake),
	FIELD(struct selection_page, sheets_mistake),
};
extern const struct shape selection_page_shape;
const struct shape selection_page_shape = SHAPE(struct selection_page, selection_page_fields);

struct selection_file {
	struct selection_stage stage;
	struct list lines;
};

/* acting: holds the round's sheets until the transaction ends. */
static struct fail *selection_open(struct request *q, bool acting, struct selection_file *file)
{
	if (acting)
		db_later_change(q->db, &SQL_review_selection_lock, NULL, ARGS(V(q->id)));
	db_later_one(q->db, &SQL_review_selection_stage, &file->stage, ARGS(V(q->id)));
	db_later_many(q->db, &SQL_review_selection_sheets, &file->lines, ARGS(V(q->id)));
	return db_collect(q->db);
}

static enum verdict judge(const struct request *q, const struct selection_file *file, int64_t version)
{
	const struct situation situation = {
		.state = SHEET_REVIEWING,
		.relations = viewer_has(&q->viewer, ROLE_SECRETARIAT) ? RELATION(RELATION_SECRETARIAT) : 0,
		.is_decided = file->stage.is_decided,
		.is_stale = version != 0 && version != file->stage.version,
	};

	return workflow_judge(&situation, ACTION_SELECT);
}

static bool is_typed(const struct request *q, const char *id)
{
	for (EACH(const struct typed, typed, q->typed))
		if (strcmp(typed->name, "sheets") == 0 && strcmp(typed->value, id) == 0)
			return true;
	return false;
}

static bool is_known(struct request *q, const struct selection_file *file, const char *id)
{
	for (EACH(const struct selection_line, line, file->lines))
		if (text_same(id, text_format(q->arena, "%lld", (long long)line->id)))
			return true;
	return false;
}

static struct list strays_of(struct request *q, const struct selection_file *file)
{
	struct stray_view *strays = arena_many(q->arena, struct stray_view, q->typed.count + 1);
	size_t count = 0;

	for (EACH(const struct typed, typed, q->typed))
		if (q->again && strcmp(typed->name, "sheets") == 0 && !is_known(q, file, typed->value))
			strays[count++] = (struct stray_view){"", typed->value};
	return (struct list){strays, count};
}

static struct selection_page *page_of(struct request *q, const struct selection_file *file)
{
	struct selection_page *page = arena_new(q->arena, struct selection_page);
	const char *reason = q->again ? form_typed(q, "reason") : NULL;

	page->stage = file->stage;
	page->lines = file->lines;
	page->strays = strays_of(q, file);
	page->may_select = judge(q, file, 0) == VERDICT_ALLOWED;
	page->is_closed = q->again && !page->may_select;
	for (EACH(struct selection_line, line, page->lines)) {
		line->may_choose = page->may_select && (line->is_in || !line->is_past);
		line->is_chosen =
			q->again ? is_typed(q, text_format(q->arena, "%lld", (long long)line->id)) : line->is_in;
		page->count++;
		page->chosen += line->is_chosen;
		page->going_on += !line->is_chosen && line->is_waiting;
	}
	page->others = page->count - page->chosen;
	page->reason = reason ? reason : q->again || !file->stage.reason ? "" : file->stage.reason;
	page->reason_mistake = form_mistake_of(q, "reason");
	page->sheets_mistake = form_mistake_of(q, "sheets");
	return page;
}

struct fail *review_selection_page(struct request *q)
{
	struct selection_file file = {0};

	TRY(selection_open(q, false, &file));
	return answer_page(q, &PAGE_review_selection, page_of(q, &file));
}

/* ---- the deed ---- */

static struct fail *shown_again(struct request *q, const struct selection_file *file, enum verdict verdict)
{
	const struct fail *fail = workflow_fail(verdict);

	form_mistake(q, "version", verdict == VERDICT_DECIDED ? SAY_selection_decided : fail->say, NULL);
	q->again = true;
	struct selection_page *page = page_of(q, file);
	page->has_conflict = verdict == VERDICT_STALE && page->may_select;
	return answer_page_with(q, fail_status(fail->kind), &PAGE_review_selection, page);
}

/* What was chosen is among the sheets that can be, and is something. */
static void check_sheets(struct request *q, const struct selection_file *file, const struct selection_form *form)
{
	size_t known = 0;

	for (EACH(const struct selection_line, line, file->lines))
		known += (line->is_in || !line->is_past) &&
		         is_typed(q, text_format(q->arena, "%lld", (long long)line->id));
	if (form->sheets.count == 0)
		form_mistake(q, "sheets", SAY_selection_none, NULL);
	else if (known != form->sheets.count)
		form_mistake(q, "sheets", SAY_selection_unknown, NULL);
}

struct unselected {
	int64_t id;
	int64_t version;
};
static const struct field unselected_fields[] = {
	FIELD(struct unselected, id),
	FIELD(struct unselected, version),
};
extern const struct shape unselected_shape;
const struct shape unselected_shape = SHAPE(struct unselected, unselected_fields);

/* What waits at the stage and was not chosen goes on. */
static struct fail *let_pass(struct request *q, const char *reason)
{
	struct json *decisions = json_new_list(q->arena);
	struct list waiting;
	int64_t done;

	TRY(db_many(q->db, &SQL_review_selection_waiting, &waiting, ARGS(V(q->id))));
	for (EACH(const struct unselected, one, waiting)) {
		struct json *decision = json_new_object(q->arena);
		json_put(decision, "review", json_new_number(q->arena, one->id));
		json_put(decision, "version", json_new_number(q->arena, one->version));
		json_put(decision, "reason", json_new_text(q->arena, reason));
		json_add(decisions, decision);
	}
	if (waiting.count == 0)
		return NULL;
	TRY(db_change(q->db, &SQL_review_pass, &done,
	              ARGS(V(json_print(q->arena, decisions, false)), V(review_state_names.codes[REVIEW_NOT_SELECTED]),
	                   V(event_action_names.codes[EVENT_NOT_SELECT]), V(q->viewer.account_id), V(q->viewer.name))));
	return done == (int64_t)waiting.count ? NULL : FAIL(FAIL_CONFLICT, SAY_verdict_stale);
}

struct fail *review_select(struct request *q)
{
	const struct selection_form *form = form_read(q);
	struct selection_file file = {0};

	TRY(selection_open(q, true, &file));
	const enum verdict verdict = judge(q, &file, form->version);
	if (verdict == VERDICT_NOT_YOURS)
		return workflow_fail(verdict);
	if (verdict != VERDICT_ALLOWED)
		return shown_again(q, &file, verdict);
	check_sheets(q, &file, form);
	if (form->act != ACT_CHECK && form->act != ACT_SELECT)
		form_mistake(q, "act", SAY_web_choice, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	if (form->act == ACT_CHECK) {
		q->again = true;
		struct selection_page *page = page_of(q, &file);
		page->is_checked = true;
		return answer_page_with(q, 200, &PAGE_review_selection, page);
	}
	TRY(db_change(q->db, &SQL_review_select, NULL,
	              ARGS(V(q->id), V(form->version), V(db_array(q->arena, form->sheets)), V(form->reason),
	                   V(q->viewer.account_id), V(q->viewer.name))));
	TRY(let_pass(q, form->reason));
	return answer_redirect(q, "/stages/%lld/selection", (long long)q->id);
}
