/* settings_pages.c: how a round is run: where a resubmitted sheet goes, whose answers count, who reads what was submitted. */
#include <stddef.h>

#include "pages_round.h"
#include "round/round_pages.h"
#include "sql_round.h"
#include "web/answer.h"
#include "web/form.h"

/* The order is that of the choices on the page. */
enum resubmit { RESUBMIT_ALL, RESUBMIT_RETURNING, RESUBMITS };
static const char *const resubmit_codes[] = {[RESUBMIT_ALL] = "all", [RESUBMIT_RETURNING] = "returning"};
static const enum say resubmit_labels[] = {
	[RESUBMIT_ALL] = SAY_round_resubmit_all,
	[RESUBMIT_RETURNING] = SAY_round_resubmit_returning,
};
static const struct names resubmit_names = {resubmit_codes, resubmit_labels, RESUBMITS};

enum answers { ANSWERS_AUTHOR, ANSWERS_HEAD, ANSWERERS };
static const char *const answers_codes[] = {[ANSWERS_AUTHOR] = "author", [ANSWERS_HEAD] = "head"};
static const enum say answers_labels[] = {
	[ANSWERS_AUTHOR] = SAY_round_answers_author,
	[ANSWERS_HEAD] = SAY_round_answers_head,
};
static const struct names answers_names = {answers_codes, answers_labels, ANSWERERS};

struct settings_form {
	int64_t version;
	const char *resubmit; /* codes */
	const char *answers;
	bool is_shared;
};
static const struct input settings_inputs[] = {
	{"version",   INPUT_VERSION, offsetof(struct settings_form, version),   0,  true,  SAY_form_version, NULL},
	{"resubmit",  INPUT_LINE,    offsetof(struct settings_form, resubmit),  20, true,  SAY_round_choose, NULL},
	{"answers",   INPUT_LINE,    offsetof(struct settings_form, answers),   20, true,  SAY_round_choose, NULL},
	{"is_shared", INPUT_YES,     offsetof(struct settings_form, is_shared), 0,  false, SAY_NOTHING,      NULL},
};
const struct form round_settings_form = FORM(struct settings_form, settings_inputs);

/* GET: ?saved=3 says on the page that version 3 was just kept. */
struct saved_form {
	int64_t saved;
};
static const struct input saved_inputs[] = {
	{"saved", INPUT_NUMBER, offsetof(struct saved_form, saved), INT32_MAX, false, SAY_NOTHING, NULL},
};
const struct form round_saved_form = FORM(struct saved_form, saved_inputs);

struct round_settings {
	int64_t id;
	int64_t version;
	const char *title;
	int64_t fiscal_year;
	const char *plan_title;
	int64_t plan_id;
	enum resubmit resubmit;
	enum answers answers;
	bool is_shared;
};
static const struct field round_settings_fields[] = {
	FIELD(struct round_settings, id),
	FIELD(struct round_settings, version),
	FIELD(struct round_settings, title),
	FIELD(struct round_settings, fiscal_year),
	FIELD(struct round_settings, plan_title),
	FIELD(struct round_settings, plan_id),
	FIELD_NAMED(struct round_settings, resubmit, resubmit_names),
	FIELD_NAMED(struct round_settings, answers, answers_names),
	FIELD(struct round_settings, is_shared),
};
extern const struct shape round_settings_shape;
const struct shape round_settings_shape = SHAPE(struct round_settings, round_settings_fields);

struct settings_page {
	struct round_settings round;
	bool was_saved;
	bool is_all; /* what the choices show: typed, or kept */
	bool is_returning;
	bool is_author;
	bool is_head;
	bool is_shared;
	const char *resubmit_mistake;
	const char *answers_mistake;
	const char *is_shared_mistake;
	const char *stray; /* what was sent and is none of the choices */
};
static const struct field settings_page_fields[] = {
	FIELD_PART(struct settings_page, round, round_settings_shape),
	FIELD(struct settings_page, was_saved),
	FIELD(struct settings_page, is_all),
	FIELD(struct settings_page, is_returning),
	FIELD(struct settings_page, is_author),
	FIELD(struct settings_page, is_head),
	FIELD(struct settings_page, is_shared),
	FIELD(struct settings_page, resubmit_mistake),
	FIELD(struct settings_page, answers_mistake),
	FIELD(struct settings_page, is_shared_mistake),
	FIELD(struct settings_page, stray),
};
const struct shape settings_page_shape = SHAPE(struct settings_page, settings_page_fields);

/* A choice as it was sent, or else as it is kept. */
static const char *choice(const struct request *q, const char *name, const char *kept)
{
	if (!q->again)
		return kept;
	const char *typed = form_typed(q, name);
	return typed ? typed : "";
}

/* What was sent and that no choice on the page can show. */
static const char *stray_of(struct request *q, const struct settings_page *page)
{
	const char *shared = q->again ? form_typed(q, "is_shared") : NULL;

	if (!q->again)
		return NULL;
	if (page->is_shared_mistake)
		return shared;
	return !page->is_all && !page->is_returning ? form_typed(q, "resubmit")
	       : !page->is_author && !page->is_head ? form_typed(q, "answers")
	                                            : NULL;
}

struct fail *round_settings(struct request *q)
{
	const struct saved_form *form = q->again ? NULL : form_read(q);
	struct settings_page *page = arena_new(q->arena, struct settings_page);

	TRY(db_one(q->db, &SQL_round_settings, &page->round, ARGS(V(q->id))));
	page->was_saved = form && form->saved != 0 && form->saved == page->round.version;
	const char *resubmit = choice(q, "resubmit", resubmit_codes[page->round.resubmit]);
	const char *answers = choice(q, "answers", answers_codes[page->round.answers]);
	page->is_all = text_same(resubmit, resubmit_codes[RESUBMIT_ALL]);
	page->is_returning = text_same(resubmit, resubmit_codes[RESUBMIT_RETURNING]);
	page->is_author = text_same(answers, answers_codes[ANSWERS_AUTHOR]);
	page->is_head = text_same(answers, answers_codes[ANSWERS_HEAD]);
	page->is_shared = q->again ? form_typed(q, "is_shared") != NULL : page->round.is_shared;
	page->resubmit_mistake = form_mistake_of(q, "resubmit");
	page->answers_mistake = form_mistake_of(q, "answers");
	page->is_shared_mistake = form_mistake_of(q, "is_shared");
	page->stray = stray_of(q, page);
	return answer_page(q, &PAGE_round_settings, page);
}

static void tell_change(struct request *q, struct text *changes, enum say of, enum say from, enum say to)
{
	if (from != to)
		text_print(changes, "%s%s", changes->length > 0 ? "\n" : "",
		           WORDS(q->arena, LANGUAGE_JA, SAY_round_change, words_say(LANGUAGE_JA, of),
		                 words_say(LANGUAGE_JA, from), words_say(LANGUAGE_JA, to)));
}

/* What was and what is, on record in Japanese, whatever language the screen speaks; NULL: nothing changes. */
static const char *changes_of(struct request *q, const struct round_settings *round, int resubmit, int answers,
                              bool is_shared)
{
	struct text changes = {.arena = q->arena};

	tell_change(q, &changes, SAY_round_resubmit, resubmit_labels[round->resubmit], resubmit_labels[resubmit]);
	tell_change(q, &changes, SAY_round_answers, answers_labels[round->answers], answers_labels[answers]);
	tell_change(q, &changes, SAY_round_shared, round->is_shared ? SAY_round_shared_yes : SAY_round_shared_no,
	            is_shared ? SAY_round_shared_yes : SAY_round_shared_no);
	return changes.length > 0 ? changes.bytes : NULL;
}

struct fail *round_set(struct request *q)
{
	const struct settings_form *form = form_read(q);
	const int resubmit = names_index(&resubmit_names, form->resubmit);
	const int answers = names_index(&answers_names, form->answers);
	struct round_settings round = {0};
	int64_t done;

	if (resubmit < 0)
		form_mistake(q, "resubmit", SAY_round_choose, NULL);
	if (answers < 0)
		form_mistake(q, "answers", SAY_round_choose, NULL);
	if (q->mistakes.count > 0)
		return form_again(q);
	TRY(db_one(q->db, &SQL_round_settings, &round, ARGS(V(q->id))));
	if (round.version != form->version)
		return FAIL(FAIL_CONFLICT, SAY_round_changed);
	const char *changes = changes_of(q, &round, resubmit, answers, form->is_shared);
	if (!changes)
		return answer_redirect(q, "/rounds/%lld/settings?saved=%lld", (long long)q->id,
		                       (long long)form->version);
	TRY(db_change(q->db, &SQL_round_set, &done,
	              ARGS(V(q->id), V(form->version), V(resubmit_codes[resubmit]), V(answers_codes[answers]),
	                   V(form->is_shared), V(q->viewer.account_id), V(q->viewer.name), V(changes))));
	if (done == 0)
		return FAIL(FAIL_CONFLICT, SAY_round_changed);
	return answer_redirect(q, "/rounds/%lld/settings?saved=%lld", (long long)q->id, (long long)form->version + 1);
}
