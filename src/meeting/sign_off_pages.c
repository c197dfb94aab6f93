/* sign_off_pages.c: the summary before the sign-off, with the password again, and the record of what was signed. */
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "kit/json.h"
#include "meeting/meeting_pages.h"
#include "meeting/sign_off.h"
#include "pages_meeting.h"
#include "sql_meeting.h"
#include "web/answer.h"
#include "web/form.h"

#define STATEMENT_CHARS 1000

/* The first button only looks at the page again: Enter never signs. */
enum act { ACT_LOOK, ACT_SIGN, ACTS };
static const char *const act_codes[] = {[ACT_LOOK] = "look", [ACT_SIGN] = "sign"};
static const struct names act_names = {act_codes, NULL, ACTS};

struct sign_form {
	int64_t version;
	const char *seen; /* hash of what the page showed as to be signed */
	enum act act;
	const char *statement;
	const char *password;
};
static const struct input sign_inputs[] = {
	{"version",   INPUT_VERSION, offsetof(struct sign_form, version),   0,               true,  SAY_form_version, NULL      },
	{"seen",      INPUT_LINE,    offsetof(struct sign_form, seen),      64,              false, SAY_NOTHING,      NULL      },
	{"act",       INPUT_BUTTON,  offsetof(struct sign_form, act),       0,               false, SAY_NOTHING,      &act_names},
	{"statement", INPUT_TEXT,    offsetof(struct sign_form, statement), STATEMENT_CHARS, true,
         SAY_meeting_statement_missing,									       NULL      },
	{"password",  INPUT_SECRET,  offsetof(struct sign_form, password),  PASSWORD_MAX,    false, SAY_NOTHING,      NULL      },
};
const struct form meeting_sign_form = FORM(struct sign_form, sign_inputs);

/* --- Before --------------------------------------------------------------------------------------------- */

/* A paper that cannot be signed off as it is, and why. */
struct obstacle {
	int64_t id;
	int64_t meeting_id;
	const char *item_number;
	const char *item_title;
	const char *sentence;
};
static const struct field obstacle_fields[] = {
	FIELD(struct obstacle, id),         FIELD(struct obstacle, meeting_id), FIELD(struct obstacle, item_number),
	FIELD(struct obstacle, item_title), FIELD(struct obstacle, sentence),
};
static const struct shape obstacle_shape = SHAPE(struct obstacle, obstacle_fields);

struct sign_page {
	struct meeting meeting;
	const char *when;
	struct list papers; /* struct paper: what is signed, without what is gone */
	struct list gone;   /* struct paper: no longer before this body */
	struct list alone;  /* struct paper: decided by itself, on the review's own page */
	const char *seen;
	struct list obstacles; /* struct obstacle */
	int64_t count;
	int64_t approved;
	int64_t returned;
	bool has_key;
	bool is_early; /* the meeting has not been held yet */
	bool may_sign; /* nothing stands in the way */
	bool is_for_another;
	const char *for_name;
	const char *statement;
	const char *unsigned_statement; /* typed, and nothing can be signed now: there to be copied */
	const char *statement_mistake;
	const char *password_mistake;
};
static const struct field sign_page_fields[] = {
	FIELD_PART(struct sign_page, meeting, meeting_shape),
	FIELD(struct sign_page, when),
	FIELD_LIST(struct sign_page, papers, paper_shape),
	FIELD_LIST(struct sign_page, gone, paper_shape),
	FIELD_LIST(struct sign_page, alone, paper_shape),
	FIELD(struct sign_page, seen),
	FIELD_LIST(struct sign_page, obstacles, obstacle_shape),
	FIELD(struct sign_page, count),
	FIELD(struct sign_page, approved),
	FIELD(struct sign_page, returned),
	FIELD(struct sign_page, has_key),
	FIELD(struct sign_page, is_early),
	FIELD(struct sign_page, may_sign),
	FIELD(struct sign_page, is_for_another),
	FIELD(struct sign_page, for_name),
	FIELD(struct sign_page, statement),
	FIELD(struct sign_page, unsigned_statement),
	FIELD(struct sign_page, statement_mistake),
	FIELD(struct sign_page, password_mistake),
};
extern const struct shape sign_page_shape;
const struct shape sign_page_shape = SHAPE(struct sign_page, sign_page_fields);

static struct list obstacles_of(struct request *q, const struct meeting_file *file)
{
	struct obstacle *obstacles = arena_many(q->arena, struct obstacle, file->papers.count + 1);
	size_t count = 0;

	for (EACH(const struct paper, paper, file->papers)) {
		const char *sentence = paper_obstacle(q, file, paper);

		if (sentence)
			obstacles[count++] = (struct obstacle){paper->id, file->meeting.id, paper->item_number,
			                                       paper->item_title, sentence};
	}
	return (struct list){obstacles, count};
}

static bool is_on_agenda(const struct paper *paper)
{
	return !paper->is_gone;
}

static bool is_gone(const struct paper *paper)
{
	return paper->is_gone;
}

static bool is_decided(const struct paper *paper)
{
	return paper->is_decided;
}

static struct list papers_where(struct arena *arena, struct list papers, bool (*fits)(const struct paper *paper))
{
	struct paper *found = arena_many(arena, struct paper, papers.count + 1);
	size_t count = 0;

	for (EACH(const struct paper, paper, papers))
		if (fits(paper))
			found[count++] = *paper;
	return (struct list){found, count};
}

/* What would be signed, in short: nobody signs anything but what they were shown. */
static const char *seen_of(struct request *q, struct list papers)
{
	struct text text = {.arena = q->arena};

	for (EACH(const struct paper, paper, papers))
		text_print(&text, "%lld %lld %s %s %s\n", (long long)paper->id, (long long)paper->version,
		           review_state_names.codes[paper->state], choice_names.codes[paper->outcome], paper->hash);
	return sign_hash(q->arena, text.bytes ? text.bytes : "", text.length);
}

/* What the body declares, to begin from. */
static const char *suggested_statement(const struct request *q, const struct meeting *meeting)
{
	return WORDS(q->arena, q->language, SAY_meeting_statement, meeting->body, meeting->plan, meeting->round);
}

static struct sign_page *page_of(struct request *q, const struct meeting_file *file)
{
	struct sign_page *page = arena_new(q->arena, struct sign_page);
	const char *typed = q->again ? form_typed(q, "statement") : NULL;
	struct sign_key key;

	page->meeting = file->meeting;
	page->when = meeting_when(q, &file->meeting);
	page->papers = papers_where(q->arena, file->papers, is_on_agenda);
	page->gone = papers_where(q->arena, file->papers, is_gone);
	page->alone = papers_where(q->arena, file->papers, is_decided);
	page->seen = seen_of(q, file->papers);
	page->obstacles = obstacles_of(q, file);
	page->count = (int64_t)page->papers.count;
	for (EACH(const struct paper, paper, page->papers)) {
		page->approved += paper->outcome == CHOICE_APPROVED;
		page->returned += paper->outcome == CHOICE_RETURNED;
	}
	page->has_key = sign_key_read(q->arena, q->config->signing_key, &key);
	page->is_early = days_between(q->today, file->meeting.held_on) > 0;
	page->may_sign = page->has_key && !page->is_early && page->count > 0 && page->obstacles.count == 0 &&
	                 meeting_allows(q, file, MEETING_SIGN);
	page->is_for_another = file->duty && (file->duty->role == ROLE_DEPUTY || file->duty->for_id);
	page->for_name = !page->is_for_another ? NULL : file->duty->for_id ? file->duty->for_name : file->meeting.chair;
	page->statement = typed ? typed : suggested_statement(q, &file->meeting);
	page->unsigned_statement = page->may_sign ? NULL : typed;
	page->statement_mistake = form_mistake_of(q, "statement");
	page->password_mistake = form_mistake_of(q, "password");
	return page;
}

struct fail *meeting_sign_page(struct request *q)
{
	struct meeting_file file = {0};

	TRY(meeting_open(q, q->id, false, &file));
	if (file.meeting.state == MEETING_SIGNED && !q->again)
		return answer_redirect(q, "/meetings/%lld/record", (long long)q->id);
	TRY(meeting_judge(q, &file, MEETING_SIGN, 0));
	return answer_page(q, &PAGE_meeting_sign_off, page_of(q, &file));
}

/* --- Signing -------------------------------------------------------------------------------------------- */

/* The summary once more, with the statement that was typed and the reason why. What was chosen is kept as it was. */
static struct fail *shown_again(struct request *q, const struct meeting_file *file, int status)
{
	q->again = true;
	return answer_page_with(q, status, &PAGE_meeting_sign_off, page_of(q, file));
}

static struct fail *judge(struct request *q, struct meeting_file *file, const struct sign_form *form, bool *out_shown)
{
	const struct fail *fail = meeting_judge(q, file, MEETING_SIGN, form->version);

	*out_shown = false;
	if (fail && (fail->kind == FAIL_DENIED || file->meeting.state != MEETING_FROZEN))
		return FAIL(fail->kind, fail->say);
	const enum say say = fail ? fail->say : SAY_NOTHING; /* the failure itself is gone with the next one */
	const struct sign_page *page = page_of(q, file);
	const bool is_same = text_same(page->seen, form->seen);
	if (say == SAY_NOTHING && page->may_sign && is_same)
		return NULL;
	form_mistake(q, "version",
	             say != SAY_NOTHING ? say
	             : page->is_early   ? SAY_meeting_early
	             : is_same          ? SAY_meeting_obstacles
	                                : SAY_meeting_sheets_moved,
	             NULL);
	*out_shown = true;
	return shown_again(q, file, fail_status(FAIL_CONFLICT));
}

struct fail *meeting_sign(struct request *q)
{
	const struct sign_form *form = form_read(q);
	struct meeting_file file = {0};
	struct sign_key key;
	bool shown, fits;

	/* first without holding anything: the password takes its time */
	TRY(meeting_open(q, q->id, false, &file));
	TRY(judge(q, &file, form, &shown));
	if (shown)
		return NULL;
	if (form->act != ACT_SIGN)
		return shown_again(q, &file, 200);
	if (*form->password == '\0') {
		form_mistake(q, "password", SAY_account_password_missing, NULL);
		return shown_again(q, &file, fail_status(FAIL_MISTAKE));
	}
	TRY(account_confirm(q, "password", form->password, &fits));
	if (!fits)
		return shown_again(q, &file, fail_status(FAIL_MISTAKE));
	TRY(meeting_open(q, q->id, true, &file));
	TRY(judge(q, &file, form, &shown));
	if (shown)
		return NULL;
	if (!sign_key_read(q->arena, q->config->signing_key, &key))
		return FAIL(FAIL_CONFLICT, SAY_key_none);
	TRY(sign_off_do(q, &file, &key, form->statement));
	return answer_redirect(q, "/meetings/%lld/record?done=1", (long long)q->id);
}
