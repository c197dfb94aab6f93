/* roster_pages.c: a list of people that an administrator sends in: what it would do, and then doing it, all or nothing. */
#include "assignment/roster_pages.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/check.h"
#include "assignment/grant.h"
#include "assignment/roster.h"
#include "pages_assignment.h"
#include "sql_assignment.h"
#include "web/answer.h"

#define MISTAKES_SHOWN 300
#define CHANGES_SHOWN 1000
#define REASON_CHARS 1000

/* ---- sending in ---- */

struct upload_form {
	struct upload file;
};
static const struct input upload_inputs[] = {
	{.name = "file",
         .kind = INPUT_FILE,
         .offset = offsetof(struct upload_form, file),
         .max = ROSTER_BYTES_MAX,
         .required = true,
         .missing = SAY_plan_file_missing},
};
const struct form roster_upload_form = FORM(struct upload_form, upload_inputs);

struct roster_upload_page {
	const char *mistake;
	const char *example; /* the headings and three rows */
};
static const struct field roster_upload_page_fields[] = {
	FIELD(struct roster_upload_page, mistake),
	FIELD(struct roster_upload_page, example),
};
extern const struct shape roster_upload_page_shape;
const struct shape roster_upload_page_shape = SHAPE(struct roster_upload_page, roster_upload_page_fields);

struct fail *roster_upload_page(struct request *q)
{
	struct roster_upload_page *page = arena_new(q->arena, struct roster_upload_page);

	page->mistake = form_mistake_of(q, "file");
	page->example = words_say(LANGUAGE_JA, SAY_roster_example);
	return answer_page(q, &PAGE_assignment_roster_upload, page);
}

struct fail *roster_upload(struct request *q)
{
	const struct upload_form *sent = form_read(q);
	struct text text = {.arena = q->arena};
	struct list rows;
	struct added upload;
	int64_t line;

	/* Kept as letters, whatever the file was written in; what is wrong in the rows is told on the next page. */
	if (csv_read(q->arena, sent->file.bytes, sent->file.length, &rows, &line) != CSV_GOOD) {
		form_mistake(q, "file", SAY_roster_unreadable, text_format(q->arena, "%" PRId64, line), NULL);
		return form_again(q);
	}
	text_say(&text, "");
	for (EACH(const struct csv_row, row, rows)) {
		while (row->line > 1 && (int64_t)line < row->line - 1)
			text_say(&text, "\r\n"), line++;
		for (size_t i = 0; i < row->count; i++)
			csv_add_cell(&text, row->cells[i], i + 1 == row->count);
		line = row->line;
		for (size_t i = 0; i < row->count; i++)
			for (const char *c = row->cells[i]; *c; c++)
				line += *c == '\n';
	}
	TRY(db_one(q->db, &SQL_assignment_keep_import, &upload,
	           ARGS(V(q->viewer.account_id), V(text_excerpt(q->arena, sent->file.file_name, 200)), V(text.bytes))));
	return answer_redirect(q, "/accounts/imports/%" PRId64, upload.id);
}

/* ---- looking ---- */

struct roster_upload {
	int64_t id;
	const char *file_name;
	const char *content;
};
static const struct field roster_upload_fields[] = {
	FIELD(struct roster_upload, id),
	FIELD(struct roster_upload, file_name),
	FIELD(struct roster_upload, content),
};
extern const struct shape roster_upload_shape;
const struct shape roster_upload_shape = SHAPE(struct roster_upload, roster_upload_fields);

struct roster_view {
	int64_t id;
	const char *file_name;
	bool is_good;
	bool is_checked;
	bool does_nothing;
	int64_t created;
	int64_t changed;
	int64_t unchanged;
	int64_t granted;
	int64_t guarded; /* of those: need a second administrator */
	bool has_second;
	struct list mistakes; /* struct roster_mistake */
	int64_t mistake_count;
	int64_t more;        /* mistakes or changes that are not shown */
	struct list changes; /* struct roster_change */
	const char *seen;    /* a hash of all that would be done */
	const char *reason;
	const char *reason_mistake;
	const char *password_mistake;
};
static const struct field roster_view_fields[] = {
	FIELD(struct roster_view, id),
	FIELD(struct roster_view, file_name),
	FIELD(struct roster_view, is_good),
	FIELD(struct roster_view, is_checked),
	FIELD(struct roster_view, does_nothing),
	FIELD(struct roster_view, created),
	FIELD(struct roster_view, changed),
	FIELD(struct roster_view, unchanged),
	FIELD(struct roster_view, granted),
	FIELD(struct roster_view, guarded),
	FIELD(struct roster_view, has_second),
	FIELD_LIST(struct roster_view, mistakes, roster_mistake_shape),
	FIELD(struct roster_view, mistake_count),
	FIELD(struct roster_view, more),
	FIELD_LIST(struct roster_view, changes, roster_change_shape),
	FIELD(struct roster_view, seen),
	FIELD(struct roster_view, reason),
	FIELD(struct roster_view, reason_mistake),
	FIELD(struct roster_view, password_mistake),
};
extern const struct shape roster_view_shape;
const struct shape roster_view_shape = SHAPE(struct roster_view, roster_view_fields);

static struct fail *find(struct request *q, struct roster_upload *upload, struct roster *roster)
{
	*roster = (struct roster){
		.arena = q->arena, .language = q->language, .today = q->today, .viewer = q->viewer.account_id};
	db_later_one(q->db, &SQL_assignment_find_import, upload, ARGS(V(q->id), V(q->viewer.account_id)));
	roster_find_later(q->db, roster);
	TRY(db_collect(q->db));
	roster_read(roster, upload->content, strlen(upload->content));
	if (roster->mistakes.count == 0)
		roster_judge(roster);
	return NULL;
}

static void fill(const struct roster *roster, struct roster_view *view)
{
	struct roster_told told;

	roster_tell(roster, CHANGES_SHOWN, &told);
	view->changes = told.changes;
	view->more = told.more;
	view->created = told.created;
	view->changed = told.changed;
	view->unchanged = told.unchanged;
	view->granted = told.granted;
	view->guarded = told.guarded;
	view->seen = told.seen;
	view->does_nothing = told.changes.count == 0;
}

static struct fail *look(struct request *q, struct roster *roster, struct roster_view *view)
{
	const char *reason = q->again ? form_typed(q, "reason") : NULL;
	struct roster_upload upload;
	int64_t approvers;

	TRY(find(q, &upload, roster));
	view->id = upload.id;
	view->file_name = upload.file_name;
	view->is_good = roster->mistakes.count == 0;
	view->mistakes = roster->mistakes;
	view->mistake_count = (int64_t)roster->mistakes.count;
	if (roster->mistakes.count > MISTAKES_SHOWN) {
		view->mistakes.count = MISTAKES_SHOWN;
		view->more = view->mistake_count - MISTAKES_SHOWN;
	}
	if (view->is_good)
		fill(roster, view);
	TRY(grant_approvers(q, 0, &approvers));
	view->has_second = approvers > 0;
	view->reason = reason ? reason : "";
	return NULL;
}

struct fail *roster_show(struct request *q)
{
	struct roster_view *view = arena_new(q->arena, struct roster_view);
	struct roster roster;

	TRY(look(q, &roster, view));
	view->is_checked = check_passed(q);
	view->reason_mistake = form_mistake_of(q, "reason");
	view->password_mistake = form_mistake_of(q, "password");
	return check_page(q, &PAGE_assignment_roster, view);
}

/* ---- doing ---- */

struct confirm_form {
	enum check_act act;
	const char *seen;
	const char *reason;
	const char *password;
};
static const struct input confirm_inputs[] = {
	{"act",      INPUT_BUTTON, offsetof(struct confirm_form, act),      0,            false, SAY_NOTHING, &check_act_names},
	{"seen",     INPUT_LINE,   offsetof(struct confirm_form, seen),     100,          false, SAY_NOTHING, NULL            },
	{"reason",   INPUT_TEXT,   offsetof(struct confirm_form, reason),   REASON_CHARS, false, SAY_NOTHING, NULL            },
	{"password", INPUT_SECRET, offsetof(struct confirm_form, password), PASSWORD_MAX, false, SAY_NOTHING, NULL            },
};
const struct form roster_confirm_form = FORM(struct confirm_form, confirm_inputs);

struct fail *roster_confirm(struct request *q)
{
	const struct confirm_form *form = form_read(q);
	struct roster_view view = {0};
	struct roster roster;
	bool fits = false;

	TRY(grant_lock(q, 0));
	TRY(look(q, &roster, &view));
	if (!view.is_good || strcmp(form->seen, view.seen) != 0)
		return FAIL(FAIL_CONFLICT, SAY_roster_moved);
	if ((int)form->act < 0)
		form_mistake(q, "act", SAY_form_version, NULL);
	if (view.guarded && text_empty(form->reason))
		form_mistake(q, "reason", SAY_grant_give_reason, NULL);
	if (q->mistakes.count)
		return form_again(q);
	if (form->act == CHECK_DO)
		TRY(check_password(q, form->password, &fits));
	if (!fits) {
		q->again = true; /* not form_again: what was counted must be kept */
		return roster_show(q);
	}
	TRY(roster_write(actor_of(q), &roster, text_empty(form->reason) ? "" : form->reason));
	TRY(db_change(q->db, &SQL_assignment_end_import, NULL, ARGS(V(q->id))));
	return answer_redirect(q, "/accounts?sort=latest");
}
