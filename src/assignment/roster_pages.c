/* roster_pages.c: a list of people that an administrator sends in: what it would do, and then doing it, all or nothing. */
#include "assignment/roster_pages.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/account_people.h"
#include "account/check.h"
#include "assignment/grant.h"
#include "assignment/roster.h"
#include "kit/secret.h"
#include "pages_assignment.h"
#include "sql_account.h"
#include "sql_assignment.h"
#include "web/answer.h"

#define MISTAKES_SHOWN 300
#define CHANGES_SHOWN 1000
#define REASON_CHARS 1000

static const struct field roster_person_fields[] = {
	FIELD(struct roster_person, id),
	FIELD(struct roster_person, login),
	FIELD(struct roster_person, name),
	FIELD(struct roster_person, kana),
	FIELD(struct roster_person, email),
	FIELD(struct roster_person, language),
	FIELD(struct roster_person, department_id),
	FIELD(struct roster_person, from_on),
	FIELD(struct roster_person, until_on),
	FIELD(struct roster_person, version),
};
const struct shape roster_person_shape = SHAPE(struct roster_person, roster_person_fields);

static const struct field roster_held_fields[] = {
	FIELD(struct roster_held, id),
	FIELD(struct roster_held, account_id),
	FIELD_NAMED(struct roster_held, role, role_names),
	FIELD(struct roster_held, department_id),
	FIELD(struct roster_held, body_id),
	FIELD(struct roster_held, from_on),
	FIELD(struct roster_held, until_on),
	FIELD(struct roster_held, version),
};
const struct shape roster_held_shape = SHAPE(struct roster_held, roster_held_fields);

static const struct field roster_place_fields[] = {
	FIELD(struct roster_place, is_body),
	FIELD(struct roster_place, id),
	FIELD(struct roster_place, code),
	FIELD(struct roster_place, title),
};
const struct shape roster_place_shape = SHAPE(struct roster_place, roster_place_fields);

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

struct roster_change {
	int64_t line;
	const char *name;
	const char *what;
	const char *before;
	const char *after;
};
static const struct field roster_change_fields[] = {
	FIELD(struct roster_change, line),   FIELD(struct roster_change, name),  FIELD(struct roster_change, what),
	FIELD(struct roster_change, before), FIELD(struct roster_change, after),
};
extern const struct shape roster_change_shape;
const struct shape roster_change_shape = SHAPE(struct roster_change, roster_change_fields);

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
	db_later_many(q->db, &SQL_assignment_roster_people, &roster->people, NO_ARGS);
	db_later_many(q->db, &SQL_assignment_roster_held, &roster->held, NO_ARGS);
	db_later_many(q->db, &SQL_assignment_roster_places, &roster->places, NO_ARGS);
	TRY(db_collect(q->db));
	roster_read(roster, upload->content, strlen(upload->content));
	if (roster->mistakes.count == 0)
		roster_judge(roster);
	return NULL;
}

static const char *title_of(const struct roster *roster, int64_t department)
{
	for (EACH(const struct roster_place, place, roster->places))
		if (!place->is_body && place->id == department)
			return place->title;
	return "";
}

struct changes {
	struct request *q;
	struct roster_view *view;
	struct text digest; /* of everything, also of what is not shown */
};

static void add(struct changes *changes, int64_t line, const char *name, enum say what, const char *before,
                const char *after)
{
	struct roster_view *view = changes->view;

	before = before ? before : "";
	after = after ? after : "";
	text_print(&changes->digest, "%" PRId64 "\x1f%d\x1f%s\x1f%s\x1e", line, (int)what, before, after);
	if (view->changes.count == CHANGES_SHOWN) {
		view->more++;
		return;
	}
	*LIST_AT(struct roster_change, view->changes, view->changes.count++) =
		(struct roster_change){line, name, words_say(changes->q->language, what), before, after};
}

static void add_if(struct changes *changes, const struct roster_entry *entry, enum say what, const char *before,
                   const char *after)
{
	if (strcmp(before ? before : "", after ? after : "") != 0)
		add(changes, entry->line, entry->now.name, what, before, after);
}

static void tell_entry(struct changes *changes, const struct roster *roster, const struct roster_entry *entry)
{
	const struct roster_person *before = entry->before, *now = &entry->now;

	if (!before) {
		add(changes, entry->line, now->name, SAY_roster_new, "",
		    WORDS(changes->q->arena, changes->q->language, SAY_roster_new_words, now->login,
		          title_of(roster, now->department_id), day_iso(changes->q->arena, now->from_on),
		          now->kana ? now->kana : "", now->email ? now->email : ""));
		changes->view->created++;
		return;
	}
	changes->view->changed += entry->is_changed;
	changes->view->unchanged += !entry->is_changed;
	add_if(changes, entry, SAY_roster_name, before->name, now->name);
	add_if(changes, entry, SAY_roster_kana, before->kana, now->kana);
	add_if(changes, entry, SAY_roster_department, title_of(roster, before->department_id),
	       title_of(roster, now->department_id));
	add_if(changes, entry, SAY_roster_email, before->email, now->email);
}

static const char *days_of(struct changes *changes, struct day from, struct day until)
{
	return text_join(changes->q->arena, day_iso(changes->q->arena, from), "～", day_iso(changes->q->arena, until));
}

static void tell_post(struct changes *changes, const struct roster_post *post)
{
	struct request *q = changes->q;
	const char *role = person_role_words(q, post->role, post->scope);

	if (!post->before) {
		changes->view->granted++;
		changes->view->guarded += grant_needs_two(post->role);
		add(changes, post->line, post->entry->now.name, SAY_roster_role_new, "",
		    text_join(q->arena, role, " ", days_of(changes, post->from_on, post->until_on)));
	} else if (post->is_changed) {
		add(changes, post->line, post->entry->now.name, SAY_roster_until,
		    text_join(q->arena, role, " ", days_of(changes, post->before->from_on, post->before->until_on)),
		    text_join(q->arena, role, " ", days_of(changes, post->before->from_on, post->until_on)));
	}
}

static void fill(struct request *q, const struct roster *roster, struct roster_view *view)
{
	struct changes changes = {.q = q, .view = view, .digest = {.arena = q->arena}};
	const struct roster_post *post = roster->posts.rows, *end = post + roster->posts.count;

	text_say(&changes.digest, "");
	view->changes.rows = arena_many(q->arena, struct roster_change, CHANGES_SHOWN);
	for (EACH(const struct roster_entry, entry, roster->entries)) { /* row by row, as in the file */
		for (; post < end && post->line < entry->line; post++)
			tell_post(&changes, post);
		tell_entry(&changes, roster, entry);
	}
	for (; post < end; post++)
		tell_post(&changes, post);
	view->seen = secret_hash(q->arena, changes.digest.bytes);
	view->does_nothing = view->changes.count == 0;
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
		fill(q, roster, view);
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

static struct value day_or_null(struct day day)
{
	return day_is(day) ? V(day) : V_NULL;
}

static struct fail *put_person(struct request *q, struct roster_entry *entry)
{
	struct roster_person *now = &entry->now;
	struct added added;
	int64_t changed;

	if (!entry->before) {
		TRY(db_one(q->db, &SQL_account_create, &added,
		           ARGS(V(now->login), V(now->name), V(now->kana ? now->kana : ""), V(now->department_id),
		                V(now->email ? now->email : ""), V(now->language), V(now->from_on), V_NULL,
		                V(q->viewer.account_id))));
		now->id = added.id;
		return NULL;
	}
	if (!entry->is_changed)
		return NULL;
	TRY(db_change(q->db, &SQL_account_change, &changed,
	              ARGS(V(now->id), V(entry->before->version), V(now->login), V(now->name),
	                   V(now->kana ? now->kana : ""), V(now->department_id), V(now->email ? now->email : ""),
	                   V(now->language), V(now->from_on), day_or_null(now->until_on), V(q->viewer.account_id),
	                   V(words_say(LANGUAGE_JA, SAY_roster_by_list)))));
	if (changed == 0)
		return FAIL(FAIL_CONFLICT, SAY_account_stale);
	if (strcmp(entry->before->email ? entry->before->email : "", now->email ? now->email : "") != 0)
		person_tell_guardians_later(q, &(struct person){.id = now->id, .name = now->name},
		                            SAY_account_told_email);
	return NULL;
}

static struct fail *put_post(struct request *q, const struct roster_post *post, const char *reason)
{
	const struct grant grant = {
		.account_id = post->entry->now.id,
		.account = post->entry->now.name,
		.role = post->role,
		.department_id = post->department_id,
		.body_id = post->body_id,
		.scope = post->scope,
		.from_on = post->from_on,
		.until_on = post->until_on,
		.reason = *reason ? reason : words_say(LANGUAGE_JA, SAY_roster_by_list),
	};
	int64_t changed;
	bool waits;

	if (!post->before)
		return grant_do(q, &grant, &waits);
	if (!post->is_changed)
		return NULL;
	TRY(db_change(q->db, &SQL_assignment_end_role, &changed,
	              ARGS(V(post->entry->now.id), V(post->before->id), V(post->before->version), V(post->until_on),
	                   V(q->viewer.account_id), V(grant.reason))));
	return changed ? NULL : FAIL(FAIL_CONFLICT, SAY_account_stale);
}

static struct fail *put_all(struct request *q, const struct roster *roster, const char *reason)
{
	for (EACH(struct roster_entry, entry, roster->entries))
		TRY(put_person(q, entry));
	for (EACH(const struct roster_post, post, roster->posts))
		TRY(put_post(q, post, reason));
	return db_change(q->db, &SQL_assignment_end_import, NULL, ARGS(V(q->id)));
}

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
	TRY(put_all(q, &roster, text_empty(form->reason) ? "" : form->reason));
	return answer_redirect(q, "/accounts?sort=latest");
}
