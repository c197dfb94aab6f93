/*
 * review_many.c: approving several sheets at once: select, look at what would pass and what would not, confirm, read what
 * happened. Nobody approves what they have not seen: a sheet passes when its approver has opened it in its present edition,
 * or when nothing has changed since the one that they read. The page only proposes; what passes is judged anew.
 */
#include <assert.h>
#include <stddef.h>
#include <string.h>

#include "pages_review.h"
#include "review/review.h"
#include "review/review_pages.h"
#include "sql_review.h"
#include "web/answer.h"
#include "web/form.h"

#define MANY_MAX 200

/* review: ticked, one by one; ticked: they were, be it none; neither: whatever of the viewer's queue may pass. seen: "12-3 15-1", with the versions that the
 * confirmation showed. */
struct many_form {
	struct list reviews; /* const char * */
	bool ticked;
	const char *seen;
};
static const struct input many_inputs[] = {
	{"review", INPUT_MANY, offsetof(struct many_form, reviews), 0,             false, SAY_NOTHING, NULL},
	{"ticked", INPUT_YES,  offsetof(struct many_form, ticked),  0,             false, SAY_NOTHING, NULL},
	{"seen",   INPUT_LINE, offsetof(struct many_form, seen),    MANY_MAX * 40, false, SAY_NOTHING, NULL},
};
const struct form review_many_form = FORM(struct many_form, many_inputs);

/* Why a sheet does not pass with the others. */
enum left_out { LEFT_NOT, LEFT_DECIDED, LEFT_NOT_YOURS, LEFT_OWN, LEFT_UNREAD, LEFT_MISSING, LEFT_REASON, LEFTS };
static const char *const left_out_codes[] = {
	[LEFT_NOT] = "not",       [LEFT_DECIDED] = "decided", [LEFT_NOT_YOURS] = "not_yours", [LEFT_OWN] = "own",
	[LEFT_UNREAD] = "unread", [LEFT_MISSING] = "missing", [LEFT_REASON] = "reason",
};
static const enum say left_out_labels[] = {
	[LEFT_NOT] = SAY_many_not,       [LEFT_DECIDED] = SAY_many_decided, [LEFT_NOT_YOURS] = SAY_many_not_yours,
	[LEFT_OWN] = SAY_many_own,       [LEFT_UNREAD] = SAY_many_unread,   [LEFT_MISSING] = SAY_many_missing,
	[LEFT_REASON] = SAY_many_reason,
};
static_assert(sizeof left_out_codes / sizeof *left_out_codes == LEFTS, "every reason has a code");
static_assert(sizeof left_out_labels / sizeof *left_out_labels == LEFTS, "every reason has a label");
static const struct names left_out_names = {left_out_codes, left_out_labels, LEFTS};

/* One of the reviews that were selected. */
struct many_line {
	int64_t id;
	int64_t version;
	enum review_state state;
	enum desk_kind kind;
	int64_t department_id;
	int64_t body_id;
	enum sheet_state sheet_state;
	bool is_own; /* the viewer submitted it */
	bool is_decided_by_viewer;
	bool has_reason; /* the reason of a return is being written */
	bool is_missing; /* the stage's form has a required field that is empty */
	bool is_read;    /* these four as in struct queue_line */
	int64_t before;
	bool is_before_read;
	int64_t changed;
	const char *item_number;
	const char *item_title;
	const char *department;
	const char *stage_title;
	const char *body;
	enum left_out left; /* laid out */
};
static const struct field many_line_fields[] = {
	FIELD(struct many_line, id),
	FIELD(struct many_line, version),
	FIELD_NAMED(struct many_line, state, review_state_names),
	FIELD_NAMED(struct many_line, kind, desk_kind_names),
	FIELD(struct many_line, department_id),
	FIELD(struct many_line, body_id),
	FIELD_NAMED(struct many_line, sheet_state, sheet_state_names),
	FIELD(struct many_line, is_own),
	FIELD(struct many_line, is_decided_by_viewer),
	FIELD(struct many_line, has_reason),
	FIELD(struct many_line, is_missing),
	FIELD(struct many_line, is_read),
	FIELD(struct many_line, before),
	FIELD(struct many_line, is_before_read),
	FIELD(struct many_line, changed),
	FIELD(struct many_line, item_number),
	FIELD(struct many_line, item_title),
	FIELD(struct many_line, department),
	FIELD(struct many_line, stage_title),
	FIELD(struct many_line, body),
	FIELD_NAMED(struct many_line, left, left_out_names),
};
extern const struct shape many_line_shape;
const struct shape many_line_shape = SHAPE(struct many_line, many_line_fields);

struct many_page {
	struct list passing; /* struct many_line: what passes, or has */
	struct list left;    /* struct many_line: what does not, and why */
	int64_t passing_count;
	int64_t left_count;
	int64_t unknown_count; /* that there are not, for this viewer */
	const char *seen;      /* what passes, with versions */
	const char *mistake;
};
static const struct field many_page_fields[] = {
	FIELD_LIST(struct many_page, passing, many_line_shape),
	FIELD_LIST(struct many_page, left, many_line_shape),
	FIELD(struct many_page, passing_count),
	FIELD(struct many_page, left_count),
	FIELD(struct many_page, unknown_count),
	FIELD(struct many_page, seen),

	FIELD(struct many_page, mistake),
};
const struct shape many_page_shape = SHAPE(struct many_page, many_page_fields);

/* What was selected: a review, and the version that was seen (0: none was). */
struct selected {
	int64_t id;
	int64_t version;
};

/* Reads "12" or "12-3"; what is neither is told, and selects nothing. Each review once. */
static void select_one(struct request *q, const char *text, struct list *selected)
{
	struct selected *all = selected->rows;
	const char *dash = strchr(text, '-');
	const char *id = dash ? arena_copy(q->arena, text, (size_t)(dash - text)) : text;
	struct selected one = {0, 0};

	if (!text_number(id, &one.id) || one.id < 1 ||
	    (dash && (!text_number(dash + 1, &one.version) || one.version < 1))) {
		form_mistake(q, "review", SAY_many_unreadable, NULL);
		return;
	}
	for (EACH(const struct selected, other, *selected))
		if (other->id == one.id)
			return;
	if (selected->count == MANY_MAX)
		form_mistake(q, "review", SAY_many_too_many, text_format(q->arena, "%d", MANY_MAX), NULL);
	else
		all[selected->count++] = one;
}

static struct list read_selected(struct request *q, const struct many_form *form)
{
	struct list selected = {arena_many(q->arena, struct selected, MANY_MAX), 0};
	const char *seen = form->seen;

	for (EACH(const char *, text, form->reviews))
		select_one(q, *text, &selected);
	while (*seen) {
		const size_t length = strcspn(seen, " ");

		select_one(q, arena_copy(q->arena, seen, length), &selected);
		seen += length + (seen[length] == ' ');
	}
	return selected;
}

static int64_t seen_version(const struct list *selected, int64_t id)
{
	for (EACH(const struct selected, one, *selected))
		if (one->id == id)
			return one->version;
	return 0;
}

static const char *ids_json(struct arena *arena, const struct list *selected)
{
	struct json *ids = json_new_list(arena);

	for (EACH(const struct selected, one, *selected))
		json_add(ids, json_new_number(arena, one->id));
	return json_print(arena, ids, false);
}

static struct review review_of(const struct many_line *line)
{
	return (struct review){
		.id = line->id,
		.kind = line->kind,
		.department_id = line->department_id,
		.body_id = line->body_id,
	};
}

static enum left_out judge(const struct request *q, const struct many_line *line, int64_t version)
{
	const struct review review = review_of(line);
	const struct situation situation = {
		.state = line->sheet_state,
		.relations = review_duty(q, &review) ? RELATION(RELATION_DECIDER) : 0,
		.is_open = true,
		.is_submitter = line->is_own,
		.is_decided = line->state != REVIEW_WAITING,
		.is_stale = line->state != REVIEW_WAITING || (version && version != line->version),
	};
	const enum verdict verdict = workflow_judge(&situation, ACTION_APPROVE);

	if (verdict != VERDICT_ALLOWED)
		return verdict == VERDICT_NOT_YOURS ? LEFT_NOT_YOURS : verdict == VERDICT_OWN ? LEFT_OWN : LEFT_DECIDED;
	if (!line->is_read && !(line->is_before_read && line->changed == 0))
		return LEFT_UNREAD;
	return line->has_reason ? LEFT_REASON : line->is_missing ? LEFT_MISSING : LEFT_NOT;
}

/* Reads what was selected and parts it into what passes and what does not. done: into what has passed, and what has not. */
static struct fail *read_page(struct request *q, const struct list *selected, bool done, struct many_page *page)
{
	struct list lines;

	TRY(db_many(q->db, &SQL_review_many, &lines, ARGS(V(q->viewer.account_id), V(ids_json(q->arena, selected)))));
	struct many_line *passing = arena_many(q->arena, struct many_line, lines.count);
	struct many_line *left = arena_many(q->arena, struct many_line, lines.count);
	for (EACH(struct many_line, line, lines)) {
		line->left = judge(q, line, seen_version(selected, line->id));
		if (done ? line->state == REVIEW_APPROVED && line->is_decided_by_viewer : line->left == LEFT_NOT)
			passing[page->passing_count++] = *line;
		else
			left[page->left_count++] = *line;
	}
	page->passing = (struct list){passing, (size_t)page->passing_count};
	page->left = (struct list){left, (size_t)page->left_count};
	page->unknown_count = (int64_t)(selected->count - lines.count);
	return NULL;
}

/* All of the viewer's queue that may pass: no sheet has to be ticked. */
static struct fail *select_all(struct request *q, struct list *selected)
{
	struct selected *all = selected->rows;
	struct list lines;

	review_queue_later(q, (struct day){1900, 1, 1}, 0, MANY_MAX, &lines);
	TRY(db_collect(q->db));
	for (EACH(const struct queue_line, line, lines))
		if (line->decides && (line->is_read || (line->is_before_read && line->changed == 0)))
			all[selected->count++] = (struct selected){line->id, 0};
	return NULL;
}

static const char *seen_text(struct arena *arena, const struct list *lines)
{
	struct text seen = {.arena = arena};

	text_say(&seen, "");
	for (EACH(const struct many_line, line, *lines))
		text_print(&seen, "%s%lld-%lld", seen.length > 0 ? " " : "", (long long)line->id,
		           (long long)line->version);
	return seen.bytes;
}

struct fail *review_many_ask(struct request *q)
{
	const struct many_form *form = form_read(q);
	struct many_page *page = arena_new(q->arena, struct many_page);
	struct list selected = read_selected(q, form);

	if (selected.count == 0 && form->ticked)
		form_mistake(q, "review", SAY_many_nothing, NULL);
	else if (selected.count == 0 && q->mistakes.count == 0)
		TRY(select_all(q, &selected));
	TRY(read_page(q, &selected, false, page));
	page->seen = seen_text(q->arena, &page->passing);
	page->mistake = form_mistake_of(q, "review") ? form_mistake_of(q, "review") : form_mistake_of(q, "seen");
	return answer_page(q, &PAGE_review_approve, page);
}

static const char *done_address(struct arena *arena, const struct list *selected)
{
	struct text address = {.arena = arena};

	text_say(&address, "/reviews/approved");
	for (EACH(const struct selected, one, *selected))
		text_print(&address, "%creview=%lld", address.length == strlen("/reviews/approved") ? '?' : '&',
		           (long long)one->id);
	return address.bytes;
}

struct fail *review_many(struct request *q)
{
	const struct many_form *form = form_read(q);
	const struct list selected = read_selected(q, form);
	struct many_page page = {0};

	if (selected.count == 0)
		form_mistake(q, "review", SAY_many_nothing, NULL);
	for (EACH(const struct selected, one, selected))
		if (!one->version)
			form_mistake(q, "review", SAY_many_unreadable, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	db_later_change(q->db, &SQL_review_lock_many, NULL, ARGS(V(ids_json(q->arena, &selected))));
	TRY(read_page(q, &selected, false, &page));
	struct json *decisions = json_new_list(q->arena);
	for (EACH(const struct many_line, line, page.passing)) {
		const struct review review = review_of(line);

		json_add(decisions, review_decision(q, &review, line->version, NULL));
	}
	if (page.passing_count > 0)
		TRY(review_pass(q, decisions, REVIEW_APPROVED, ACTION_APPROVE));
	return answer_redirect(q, "%s", done_address(q->arena, &selected));
}

struct fail *review_many_done(struct request *q)
{
	const struct many_form *form = form_read(q);
	struct many_page *page = arena_new(q->arena, struct many_page);
	const struct list selected = read_selected(q, form);

	TRY(read_page(q, &selected, true, page));
	page->mistake = form_mistake_of(q, "review");
	return answer_page(q, &PAGE_review_approved, page);
}
