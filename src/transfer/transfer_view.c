/* transfer_view.c: a list of transfers as its pages show it: judged now, and with what waits for each person. */
#include "transfer/transfer_view.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "kit/json.h"
#include "kit/secret.h"
#include "sql_transfer.h"
#include "web/form.h"

static const char *const state_codes[] = {
	[TRANSFER_DRAFT] = "draft", [TRANSFER_ASKED] = "asked",   [TRANSFER_PLANNED] = "planned",
	[TRANSFER_DONE] = "done",   [TRANSFER_UNDONE] = "undone",
};
static const enum say state_labels[] = {
	[TRANSFER_DRAFT] = SAY_transfer_state_draft,     [TRANSFER_ASKED] = SAY_transfer_state_asked,
	[TRANSFER_PLANNED] = SAY_transfer_state_planned, [TRANSFER_DONE] = SAY_transfer_state_done,
	[TRANSFER_UNDONE] = SAY_transfer_state_undone,
};
static_assert(sizeof state_codes / sizeof *state_codes == TRANSFER_STATES, "every state has a code");
static const struct names transfer_state_names = {state_codes, state_labels, TRANSFER_STATES};

static const struct field transfer_fields[] = {
	FIELD(struct transfer, id),           FIELD(struct transfer, organization_id),
	FIELD(struct transfer, effective_on), FIELD_NAMED(struct transfer, state, transfer_state_names),
	FIELD(struct transfer, list),         FIELD(struct transfer, made_by),
	FIELD(struct transfer, maker),        FIELD(struct transfer, at),
	FIELD(struct transfer, version),      FIELD(struct transfer, reason),
	FIELD(struct transfer, confirmed_by), FIELD(struct transfer, confirmer),
	FIELD(struct transfer, confirmed_at), FIELD(struct transfer, second),
	FIELD(struct transfer, done_at),      FIELD(struct transfer, undoer),
	FIELD(struct transfer, undone_at),    FIELD(struct transfer, people),
	FIELD(struct transfer, is_due),       FIELD(struct transfer, other_administrators),
};
const struct shape transfer_shape = SHAPE(struct transfer, transfer_fields);

/* What waits for somebody by name or post. */
struct transfer_waiting {
	int64_t account_id;
	const char *kind;
	int64_t number;
	const char *example;
};
static const struct field transfer_waiting_fields[] = {
	FIELD(struct transfer_waiting, account_id),
	FIELD(struct transfer_waiting, kind),
	FIELD(struct transfer_waiting, number),
	FIELD(struct transfer_waiting, example),
};
extern const struct shape transfer_waiting_shape;
const struct shape transfer_waiting_shape = SHAPE(struct transfer_waiting, transfer_waiting_fields);

struct transfer_waits {
	const char *what;
	const char *heir;
};
static const struct field transfer_waits_fields[] = {
	FIELD(struct transfer_waits, what),
	FIELD(struct transfer_waits, heir),
};
extern const struct shape transfer_waits_shape;
const struct shape transfer_waits_shape = SHAPE(struct transfer_waits, transfer_waits_fields);

/* One person of the list. */
struct transfer_shown {
	int64_t line;
	enum transfer_kind kind;
	const char *name;
	const char *login;
	bool is_new;
	const char *ends;
	const char *begins;
	const char *keeps;
	struct list waits; /* struct transfer_waits */
	bool has_waits;
};
static const struct field transfer_shown_fields[] = {
	FIELD(struct transfer_shown, line),
	FIELD_NAMED(struct transfer_shown, kind, transfer_kind_names),
	FIELD(struct transfer_shown, name),
	FIELD(struct transfer_shown, login),
	FIELD(struct transfer_shown, is_new),
	FIELD(struct transfer_shown, ends),
	FIELD(struct transfer_shown, begins),
	FIELD(struct transfer_shown, keeps),
	FIELD_LIST(struct transfer_shown, waits, transfer_waits_shape),
	FIELD(struct transfer_shown, has_waits),
};
extern const struct shape transfer_shown_shape;
const struct shape transfer_shown_shape = SHAPE(struct transfer_shown, transfer_shown_fields);

/* The same, when it was confirmed. */
struct transfer_kept {
	int64_t account_id;
	int64_t line;
	enum transfer_kind kind;
	const char *login;
	const char *name;
	const char *summary;
	bool is_new;
};
static const struct field transfer_kept_fields[] = {
	FIELD(struct transfer_kept, account_id),
	FIELD(struct transfer_kept, line),
	FIELD_NAMED(struct transfer_kept, kind, transfer_kind_names),
	FIELD(struct transfer_kept, login),
	FIELD(struct transfer_kept, name),
	FIELD(struct transfer_kept, summary),
	FIELD(struct transfer_kept, is_new),
};
extern const struct shape transfer_kept_shape;
const struct shape transfer_kept_shape = SHAPE(struct transfer_kept, transfer_kept_fields);

static const struct field transfer_view_fields[] = {
	FIELD_PART(struct transfer_view, it, transfer_shape),
	FIELD(struct transfer_view, last_on),
	FIELD(struct transfer_view, is_open),
	FIELD(struct transfer_view, is_good),
	FIELD(struct transfer_view, is_asked),
	FIELD(struct transfer_view, is_planned),
	FIELD(struct transfer_view, is_own),
	FIELD(struct transfer_view, needs_second),
	FIELD(struct transfer_view, needs_reason),
	FIELD(struct transfer_view, is_late),
	FIELD(struct transfer_view, has_new),
	FIELD(struct transfer_view, may_confirm),
	FIELD(struct transfer_view, may_undo),
	FIELD(struct transfer_view, may_change),
	FIELD_LIST(struct transfer_view, lines, transfer_shown_shape),
	FIELD_LIST(struct transfer_view, kept, transfer_kept_shape),
	FIELD_LIST(struct transfer_view, mistakes, transfer_mistake_shape),
	FIELD_LIST(struct transfer_view, gaps, transfer_gap_shape),
	FIELD(struct transfer_view, mistake_count),
	FIELD(struct transfer_view, leaving),
	FIELD(struct transfer_view, coming),
	FIELD(struct transfer_view, moving),
	FIELD(struct transfer_view, seen),
	FIELD(struct transfer_view, reason),
	FIELD(struct transfer_view, reason_mistake),
	FIELD(struct transfer_view, password_mistake),
	FIELD(struct transfer_view, version_mistake),
};
const struct shape transfer_view_shape = SHAPE(struct transfer_view, transfer_view_fields);

/* ---- what waits ---- */

static struct transfer_waits waits_words(struct request *q, const struct transfer_line *line,
                                         const struct transfer_waiting *row)
{
	const char *number = text_format(q->arena, "%" PRId64, row->number);
	const char *post = !line->post_heir        ? words_say(q->language, SAY_transfer_heir_none)
	                   : *line->post_heir == 0 ? words_say(q->language, SAY_transfer_heir_department)
	                                           : line->post_heir;
	const char *heir = line->successor ? line->successor : words_say(q->language, SAY_transfer_heir_post);

	if (strcmp(row->kind, "sheet") == 0)
		return (struct transfer_waits){
			WORDS(q->arena, q->language, SAY_transfer_waits_sheet, number, row->example), heir};
	if (strcmp(row->kind, "absence") == 0)
		return (struct transfer_waits){
			WORDS(q->arena, q->language, SAY_transfer_waits_absence, number, row->example),
			line->successor ? heir : words_say(q->language, SAY_transfer_heir_nobody)};
	if (strcmp(row->kind, "meeting") == 0)
		return (struct transfer_waits){
			WORDS(q->arena, q->language, SAY_transfer_waits_meeting, number, row->example), post};
	return (struct transfer_waits){WORDS(q->arena, q->language, SAY_transfer_waits_review, number), post};
}

static void add_waits(struct request *q, struct transfer_shown *shown, const struct transfer_line *line,
                      const struct list *waiting)
{
	struct transfer_waits *waits = arena_many(q->arena, struct transfer_waits, waiting->count + 1);
	size_t count = 0;

	if (line->kind == TRANSFER_MOVE && line->source_id == line->target_id)
		return; /* stays where it waits */
	for (EACH(const struct transfer_waiting, row, *waiting))
		if (line->account_id && row->account_id == line->account_id)
			waits[count++] = waits_words(q, line, row);
	shown->waits = (struct list){waits, count};
	shown->has_waits = count != 0;
}

static struct fail *find_waiting(struct request *q, const struct transfer_view *view, struct list *waiting)
{
	struct text ids = {.arena = q->arena};

	text_say(&ids, "[");
	for (EACH(const struct transfer_line, line, view->plan.lines))
		if (line->account_id && line->kind != TRANSFER_COME)
			text_print(&ids, "%s%" PRId64, ids.length > 1 ? "," : "", line->account_id);
	text_say(&ids, "]");
	return db_many(q->db, &SQL_transfer_waiting, waiting, ARGS(V(ids.bytes), V(view->it.effective_on)));
}

/* ---- the whole ---- */

static struct fail *show_lines(struct request *q, struct transfer_view *view)
{
	const struct transfer_town *town = &view->town;
	struct transfer_shown *shown = arena_many(q->arena, struct transfer_shown, view->plan.lines.count + 1);
	struct list waiting;
	size_t count = 0;

	TRY(find_waiting(q, view, &waiting));
	for (EACH(const struct transfer_line, line, view->plan.lines)) {
		struct transfer_shown *it = &shown[count++];

		it->line = line->line;
		it->kind = line->kind;
		it->name = line->name;
		it->login = line->login;
		it->is_new = line->kind == TRANSFER_COME && line->account_id == 0;
		it->ends = transfer_posts_words(q->arena, q->language, town, &line->ends);
		it->begins = transfer_posts_words(q->arena, q->language, town, &line->begins);
		it->keeps = transfer_posts_words(q->arena, q->language, town, &line->keeps);
		add_waits(q, it, line, &waiting);
		view->leaving += line->kind == TRANSFER_LEAVE;
		view->coming += line->kind == TRANSFER_COME;
		view->moving += line->kind == TRANSFER_MOVE;
	}
	view->lines = (struct list){shown, count};
	return NULL;
}

/* What a confirmation is of: the same list judged on other ground is another. */
static const char *fingerprint(struct request *q, const struct transfer_view *view)
{
	return arena_copy(q->arena, secret_hash(q->arena, transfer_lines_json(q, view)), 43);
}

static struct fail *judge(struct request *q, struct transfer_view *view)
{
	view->town.today = q->today;
	view->town.actor_id = q->viewer.account_id;
	TRY(transfer_town_read(q->db, view->it.organization_id, view->it.effective_on, &view->town));
	transfer_judge(q->arena, q->language, &view->town, view->it.list, strlen(view->it.list), &view->plan);
	view->mistakes = view->plan.mistakes;
	view->mistake_count = (int64_t)view->mistakes.count;
	view->gaps = view->plan.gaps;
	view->is_good = view->mistakes.count == 0;
	if (!view->is_good)
		return NULL;
	TRY(show_lines(q, view));
	view->seen = fingerprint(q, view);
	return NULL;
}

static struct fail *read_kept(struct request *q, struct transfer_view *view)
{
	TRY(db_many(q->db, &SQL_transfer_lines, &view->kept, ARGS(V(view->it.id))));
	for (EACH(const struct transfer_kept, row, view->kept))
		view->has_new = view->has_new || (row->is_new && view->is_planned && view->may_change);
	return NULL;
}

/* Nobody gives themselves back what a list takes from them, while another administrator can. */
static void judge_own(const struct request *q, struct transfer_view *view)
{
	for (EACH(const struct transfer_kept, line, view->kept))
		if (line->account_id == q->viewer.account_id && line->kind != TRANSFER_COME)
			view->takes_own = view->it.other_administrators > 0;
	view->may_undo = view->may_undo && !view->takes_own;
}

struct fail *transfer_view_read(struct request *q, struct transfer_view *view)
{
	struct transfer *it = &view->it;

	TRY(db_one(q->db, &SQL_transfer_find, it, ARGS(V(q->id), V(q->viewer.account_id))));
	view->last_on = day_plus(it->effective_on, -1);
	view->is_open = it->state == TRANSFER_DRAFT || it->state == TRANSFER_ASKED;
	view->is_asked = it->state == TRANSFER_ASKED;
	view->is_planned = it->state == TRANSFER_PLANNED;
	view->is_own = view->is_asked && it->confirmed_by == q->viewer.account_id;
	view->may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR);
	view->may_undo = view->may_change && (view->is_asked || view->is_planned) && !it->is_due;
	view->is_late = view->is_planned && it->is_due;
	if (!view->is_open) {
		TRY(read_kept(q, view));
		judge_own(q, view);
		return NULL;
	}
	TRY(judge(q, view));
	view->needs_second = view->plan.needs_second && !view->is_asked && it->other_administrators > 0;
	view->needs_reason = view->plan.needs_second && !view->is_asked && it->other_administrators == 0;
	view->may_confirm = view->may_change && view->is_good && !view->is_own;
	return NULL;
}

/* ---- for the statement ---- */

static struct json *posts_json(struct request *q, const struct list *posts, bool begin)
{
	struct json *list = json_new_list(q->arena);

	for (EACH(const struct transfer_post, post, *posts)) {
		struct json *one = json_new_object(q->arena);

		if (!begin) {
			json_add(list, json_new_number(q->arena, post->id));
			continue;
		}
		json_put(one, "role", json_new_text(q->arena, role_names.codes[post->role]));
		json_put(one, "department", json_new_number(q->arena, post->department_id));
		json_put(one, "body", json_new_number(q->arena, post->body_id));
		json_add(list, one);
	}
	return list;
}

static void put_text(struct request *q, struct json *object, const char *key, const char *text)
{
	json_put(object, key, json_new_text(q->arena, text ? text : ""));
}

static void put_number(struct request *q, struct json *object, const char *key, int64_t number)
{
	json_put(object, key, json_new_number(q->arena, number));
}

static struct json *line_json(struct request *q, const struct transfer_view *view, const struct transfer_line *line)
{
	struct json *one = json_new_object(q->arena);

	put_number(q, one, "line", line->line);
	put_number(q, one, "account", line->account_id);
	put_text(q, one, "login", line->login);
	put_text(q, one, "name", line->name);
	put_text(q, one, "kana", line->kana);
	put_text(q, one, "email", line->email);
	put_text(q, one, "kind", transfer_kind_names.codes[line->kind]);
	put_number(q, one, "source", line->source_id);
	put_number(q, one, "target", line->target_id);
	put_number(q, one, "successor", line->successor_id);
	put_number(q, one, "heir", line->heir);
	json_put(one, "begins", posts_json(q, &line->begins, true));
	json_put(one, "ends", posts_json(q, &line->ends, false));
	/* the record is kept in Japanese, whatever language the screen speaks */
	put_text(q, one, "summary", transfer_line_words(q->arena, LANGUAGE_JA, &view->town, line));
	return one;
}

const char *transfer_lines_json(struct request *q, const struct transfer_view *view)
{
	struct json *lines = json_new_list(q->arena);

	for (EACH(const struct transfer_line, line, view->plan.lines))
		json_add(lines, line_json(q, view, line));
	return json_print(q->arena, lines, false);
}
