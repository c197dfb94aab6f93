/* transfer_pages.c: the lists of transfers: a new one, what it would do, its confirmation, and taking it back. */
#include "transfer/transfer_pages.h"

#include <string.h>

#include "account/account.h"
#include "assignment/grant.h"
#include "kit/csv.h"
#include "mail/mail.h"
#include "pages_transfer.h"
#include "sql_transfer.h"
#include "transfer/transfer_view.h"
#include "web/answer.h"

#define LISTS_SHOWN 200
#define LIST_CHARS 200000
#define FILE_BYTES (2u << 20)
#define REASON_CHARS 500

/* ---- forms ---- */

/* GET: the list whose text the form begins with. */
struct transfer_from {
	int64_t from;
};
static const struct input transfer_from_inputs[] = {
	{"from", INPUT_NUMBER, offsetof(struct transfer_from, from), INT64_MAX, false, SAY_NOTHING, NULL},
};
const struct form transfer_new_form = FORM(struct transfer_from, transfer_from_inputs);

struct transfer_sent {
	struct day effective_on;
	const char *list;
	struct upload file;
};
static const struct input transfer_sent_inputs[] = {
	{"effective_on", INPUT_DAY,  offsetof(struct transfer_sent, effective_on), 0,          true,  SAY_transfer_day_missing,
         NULL														       },
	{"list",         INPUT_TEXT, offsetof(struct transfer_sent, list),         LIST_CHARS, false, SAY_NOTHING,              NULL},
	{"file",         INPUT_FILE, offsetof(struct transfer_sent, file),         FILE_BYTES, false, SAY_NOTHING,              NULL},
};
const struct form transfer_keep_form = FORM(struct transfer_sent, transfer_sent_inputs);

enum act { ACT_LOOK, ACT_CONFIRM, ACTS };
static const char *const act_codes[] = {[ACT_LOOK] = "look", [ACT_CONFIRM] = "confirm"};
static const struct names act_names = {act_codes, NULL, ACTS};

struct confirm_form {
	enum act act;
	int64_t version;
	const char *seen;
	const char *reason;
	const char *password;
};
static const struct input confirm_inputs[] = {
	{"act",      INPUT_BUTTON,  offsetof(struct confirm_form, act),      0,            false, SAY_NOTHING,      &act_names},
	{"version",  INPUT_VERSION, offsetof(struct confirm_form, version),  0,            true,  SAY_form_version, NULL      },
	{"seen",     INPUT_LINE,    offsetof(struct confirm_form, seen),     100,          false, SAY_NOTHING,      NULL      },
	{"reason",   INPUT_TEXT,    offsetof(struct confirm_form, reason),   REASON_CHARS, false, SAY_NOTHING,      NULL      },
	{"password", INPUT_SECRET,  offsetof(struct confirm_form, password), 200,          false, SAY_NOTHING,      NULL      },
};
const struct form transfer_confirm_form = FORM(struct confirm_form, confirm_inputs);

struct undo_form {
	enum act act;
	int64_t version;
	const char *password;
};
static const struct input undo_inputs[] = {
	{"act",      INPUT_BUTTON,  offsetof(struct undo_form, act),      0,   false, SAY_NOTHING,      &act_names},
	{"version",  INPUT_VERSION, offsetof(struct undo_form, version),  0,   true,  SAY_form_version, NULL      },
	{"password", INPUT_SECRET,  offsetof(struct undo_form, password), 200, false, SAY_NOTHING,      NULL      },
};
const struct form transfer_undo_form = FORM(struct undo_form, undo_inputs);

/* ---- the lists ---- */

struct transfer_list_view {
	struct list lists; /* struct transfer */
	bool has_lists;
	bool may_change;
};
static const struct field transfer_list_view_fields[] = {
	FIELD_LIST(struct transfer_list_view, lists, transfer_shape),
	FIELD(struct transfer_list_view, has_lists),
	FIELD(struct transfer_list_view, may_change),
};
extern const struct shape transfer_list_view_shape;
const struct shape transfer_list_view_shape = SHAPE(struct transfer_list_view, transfer_list_view_fields);

struct fail *transfer_list(struct request *q)
{
	struct transfer_list_view view = {.may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR)};

	TRY(db_many(q->db, &SQL_transfer_list, &view.lists, ARGS(V(q->viewer.account_id), V(LISTS_SHOWN))));
	view.has_lists = view.lists.count != 0;
	return answer_page(q, &PAGE_transfer_list, &view);
}

/* ---- a new one ---- */

struct transfer_key {
	int64_t id;
};
static const struct field transfer_key_fields[] = {FIELD(struct transfer_key, id)};
extern const struct shape transfer_key_shape;
const struct shape transfer_key_shape = SHAPE(struct transfer_key, transfer_key_fields);

struct transfer_new_view {
	const char *effective_on;
	const char *list;
	const char *effective_on_mistake;
	const char *list_mistake;
	const char *file_mistake;
};
static const struct field transfer_new_view_fields[] = {
	FIELD(struct transfer_new_view, effective_on),         FIELD(struct transfer_new_view, list),
	FIELD(struct transfer_new_view, effective_on_mistake), FIELD(struct transfer_new_view, list_mistake),
	FIELD(struct transfer_new_view, file_mistake),
};
extern const struct shape transfer_new_view_shape;
const struct shape transfer_new_view_shape = SHAPE(struct transfer_new_view, transfer_new_view_fields);

static struct day next_april(struct day today)
{
	return (struct day){(int16_t)(fiscal_year_of(today) + 1), 4, 1};
}

static const char *typed_or(const struct request *q, const char *name, const char *otherwise)
{
	const char *text = q->again ? form_typed(q, name) : NULL;

	return text ? text : otherwise;
}

struct fail *transfer_new(struct request *q)
{
	const struct transfer_from *form = form_read(q);
	struct transfer_new_view *view = arena_new(q->arena, struct transfer_new_view);
	struct transfer from = {.list = "", .effective_on = next_april(q->today)};

	if (form && form->from && !q->again)
		TRY(db_one(q->db, &SQL_transfer_find, &from, ARGS(V(form->from), V(q->viewer.account_id))));
	view->effective_on = typed_or(q, "effective_on", day_iso(q->arena, from.effective_on));
	view->list = typed_or(q, "list", from.list);
	view->effective_on_mistake = form_mistake_of(q, "effective_on");
	view->list_mistake = form_mistake_of(q, "list");
	view->file_mistake = form_mistake_of(q, "file");
	return answer_page(q, &PAGE_transfer_new, view);
}

/* A file in the spreadsheet's own encoding becomes text that can be shown and mended: its cells, parted by tabs. */
static const char *text_of_file(struct request *q, const struct upload *file)
{
	struct text text = {.arena = q->arena};
	struct list rows;
	int64_t line;

	text_say(&text, "");
	if (csv_read(q->arena, file->bytes, file->length, &rows, &line) != CSV_GOOD)
		return NULL;
	for (EACH(const struct csv_row, row, rows)) {
		for (size_t i = 0; i < row->count; i++) {
			const char *cell = row->cells[i];

			text_say(&text, i ? "\t" : "");
			if (strpbrk(cell, "\t\n\""))
				csv_add_cell(&text, cell, true);
			else
				text_say(&text, cell);
			while (text.length && text.bytes[text.length - 1] == '\n' && i + 1 < row->count)
				text.bytes[--text.length] = '\0';
		}
		if (text.length && text.bytes[text.length - 1] != '\n')
			text_say(&text, "\n");
	}
	return text_has_control(text.bytes) ? NULL : text.bytes;
}

struct fail *transfer_keep(struct request *q)
{
	const struct transfer_sent *sent = form_read(q);
	const char *list = sent->list;
	struct transfer_key key;

	if (sent->file.length) {
		list = text_of_file(q, &sent->file);
		if (!list)
			form_mistake(q, "file", SAY_transfer_file_unreadable, NULL);
		else if (!text_empty(sent->list))
			form_mistake(q, "file", SAY_transfer_list_or_file, NULL);
	} else if (text_empty(list)) {
		form_mistake(q, "list", SAY_transfer_list_missing, NULL);
	}
	if (days_between(q->today, sent->effective_on) <= 0)
		form_mistake(q, "effective_on", SAY_transfer_day_past, NULL);
	else if (days_between(q->today, sent->effective_on) > 730)
		form_mistake(q, "effective_on", SAY_transfer_day_far, NULL);
	if (q->mistakes.count)
		return form_again(q);
	TRY(db_one(q->db, &SQL_transfer_keep, &key, ARGS(V(q->viewer.account_id), V(sent->effective_on), V(list))));
	return answer_redirect(q, "/transfers/%lld", (long long)key.id);
}

/* ---- one ---- */

struct fail *transfer_show(struct request *q)
{
	struct transfer_view *view = arena_new(q->arena, struct transfer_view);

	TRY(transfer_view_read(q, view));
	return answer_page(q, &PAGE_transfer_show, view);
}

/* ---- confirming ---- */

static struct fail *show_confirm(struct request *q, struct transfer_view *view, int status)
{
	view->reason = typed_or(q, "reason", "");
	view->reason_mistake = form_mistake_of(q, "reason");
	view->password_mistake = form_mistake_of(q, "password");
	view->version_mistake = form_mistake_of(q, "version");
	return answer_page_with(q, status, &PAGE_transfer_confirm, view);
}

struct fail *transfer_confirm_ask(struct request *q)
{
	struct transfer_view *view = arena_new(q->arena, struct transfer_view);

	TRY(transfer_view_read(q, view));
	if (!view->is_open)
		return FAIL(FAIL_CONFLICT, SAY_transfer_closed);
	if (view->is_own)
		return FAIL(FAIL_DENIED, SAY_transfer_second_other);
	return show_confirm(q, view, q->again ? 422 : 200);
}

static void judge_confirm(struct request *q, const struct transfer_view *view, const struct confirm_form *form)
{
	if (view->needs_reason && text_empty(form->reason))
		form_mistake(q, "reason", SAY_transfer_reason_missing, NULL);
	if (*form->password == '\0')
		form_mistake(q, "password", SAY_account_password_missing, NULL);
}

static struct fail *act_confirm(struct request *q, const struct transfer_view *view, const struct confirm_form *form)
{
	const char *day_ja = day_words(q->arena, LANGUAGE_JA, view->it.effective_on);
	const char *day_en = day_words(q->arena, LANGUAGE_EN, view->it.effective_on);
	int64_t done = 0;

	if (view->needs_second)
		TRY(db_change(
			q->db, &SQL_transfer_ask, &done,
			ARGS(V(view->it.id), V(form->version), V(q->viewer.account_id), V(q->viewer.name),
		             V(WORDS(q->arena, LANGUAGE_JA, SAY_transfer_asked_record, day_ja)),
		             V(WORDS(q->arena, LANGUAGE_JA, SAY_transfer_asked_notice, q->viewer.name, day_ja)),
		             V(WORDS(q->arena, LANGUAGE_EN, SAY_transfer_asked_notice, q->viewer.name, day_en)))));
	else
		TRY(db_change(q->db, &SQL_transfer_apply, &done,
		              ARGS(V(view->it.id), V(form->version), V(q->viewer.account_id), V(q->viewer.name),
		                   V(transfer_lines_json(q, view)), V(view->needs_reason ? form->reason : ""))));
	if (done == 0)
		return FAIL(FAIL_CONFLICT, SAY_transfer_moved);
	if (!view->needs_reason)
		return NULL;
	mail_tell_secretariat_later(
		q->db, WORDS(q->arena, LANGUAGE_JA, SAY_transfer_alone_notice, q->viewer.name, day_ja, form->reason),
		WORDS(q->arena, LANGUAGE_EN, SAY_transfer_alone_notice, q->viewer.name, day_en, form->reason), "/log");
	return db_collect(q->db);
}

struct fail *transfer_confirm(struct request *q)
{
	const struct confirm_form *form = form_read(q);
	struct transfer_view *view = arena_new(q->arena, struct transfer_view);
	bool fits;

	TRY(transfer_view_read(q, view));
	if (!view->is_open)
		return FAIL(FAIL_CONFLICT, SAY_transfer_closed);
	if (view->is_own)
		return FAIL(FAIL_DENIED, SAY_transfer_second_other);
	q->again = true;
	if (!view->is_good || form->version != view->it.version || !text_same(form->seen, view->seen)) {
		form_mistake(q, "version", SAY_transfer_moved, NULL);
		return show_confirm(q, view, 409);
	}
	if (form->act != ACT_CONFIRM)
		return show_confirm(q, view, 200);
	judge_confirm(q, view, form);
	if (q->mistakes.count)
		return show_confirm(q, view, 422);
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits)
		return show_confirm(q, view, 422);
	q->again = false;
	if (view->is_asked)
		TRY(grant_judge_second(q, view->it.confirmed_by));
	TRY(act_confirm(q, view, form));
	return answer_redirect(q, "/transfers/%lld", (long long)q->id);
}

/* ---- taking back ---- */

static struct fail *find_undoable(struct request *q, struct transfer_view *view)
{
	TRY(transfer_view_read(q, view));
	if (view->takes_own && !view->it.is_due)
		return FAIL(FAIL_DENIED, SAY_account_not_own);
	return view->may_undo
	               ? NULL
	               : FAIL(FAIL_CONFLICT, view->it.is_due ? SAY_transfer_day_came : SAY_transfer_not_confirmed);
}

static struct fail *show_undo(struct request *q, struct transfer_view *view, int status)
{
	view->password_mistake = form_mistake_of(q, "password");
	view->version_mistake = form_mistake_of(q, "version");
	return answer_page_with(q, status, &PAGE_transfer_undo, view);
}

struct fail *transfer_undo_ask(struct request *q)
{
	struct transfer_view *view = arena_new(q->arena, struct transfer_view);

	TRY(find_undoable(q, view));
	return show_undo(q, view, q->again ? 422 : 200);
}

struct fail *transfer_undo(struct request *q)
{
	const struct undo_form *form = form_read(q);
	struct transfer_view *view = arena_new(q->arena, struct transfer_view);
	int64_t done;
	bool fits;

	TRY(find_undoable(q, view));
	if (form->act != ACT_CONFIRM)
		return show_undo(q, view, 200);
	if (*form->password == '\0') {
		form_mistake(q, "password", SAY_account_password_missing, NULL);
		return show_undo(q, view, 422);
	}
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits)
		return show_undo(q, view, 422);
	TRY(db_change(q->db, &SQL_transfer_undo, &done,
	              ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name))));
	if (done == 0)
		return FAIL(FAIL_CONFLICT, SAY_transfer_moved);
	return answer_redirect(q, "/transfers/%lld", (long long)q->id);
}
