/*
 * refusal.c: the pages that say no, or that we failed. Drawn without the database. A form that is refused goes back to
 * the person with what was typed: carry.c.
 */
#include "pages_frame.h"
#include "web/carry.h"
#include "web/inside.h"

#include <assert.h>

static const struct field refusal_fields[] = {
	FIELD(struct refusal_view, title),
	FIELD(struct refusal_view, sentence),
	FIELD(struct refusal_view, advice),
};
const struct shape refusal_view_shape = SHAPE(struct refusal_view, refusal_fields);

/* What each kind of failure says, and whether sending the same form again can help. */
static const struct {
	enum say title;
	enum say advice;
	enum say form_advice; /* when typed text comes back with it */
	bool again;
} words_of[] = {
  /*                    title                    advice                    with a form                     again */
	[FAIL_BAD] = {SAY_web_bad_title,       SAY_web_bad_advice,       SAY_web_bad_form_advice,      true },
	[FAIL_DENIED] = {SAY_web_denied_title,    SAY_web_denied_advice,    SAY_web_denied_form_advice,   false},
	[FAIL_MISSING] = {SAY_web_missing_title,   SAY_web_missing_advice,   SAY_web_missing_form_advice,  false},
	[FAIL_METHOD] = {SAY_web_method_title,    SAY_web_missing_advice,   SAY_web_missing_form_advice,  false},
	[FAIL_CONFLICT] = {SAY_web_conflict_title,  SAY_web_conflict_advice,  SAY_web_conflict_form_advice, false},
	[FAIL_TOO_LARGE] = {SAY_web_too_large_title, SAY_web_too_large_advice, SAY_web_too_large_advice,     false},
	[FAIL_MISTAKE] = {SAY_web_mistake_title,   SAY_web_bad_advice,       SAY_web_bad_form_advice,      true },
	[FAIL_TOO_SOON] = {SAY_web_too_soon_title,  SAY_web_too_soon_advice,  SAY_web_again_form_advice,    true },
	[FAIL_FAULT] = {SAY_web_fault_title,     SAY_web_fault_advice,     SAY_web_again_form_advice,    true },
	[FAIL_AWAY] = {SAY_web_away_title,      SAY_web_away_advice,      SAY_web_again_form_advice,    true },
};
static_assert(sizeof words_of / sizeof *words_of == FAIL_KINDS, "a row for each kind of failure");

/* A denial that a fresh token or key mends. */
static bool again_helps(const struct request *q)
{
	return q->inside->key_spent || q->inside->failure.say == SAY_web_token;
}

/* Acting as one of several posts, somebody may be refused what another of theirs may do. */
static enum say advice_of(const struct request *q, enum fail_kind kind)
{
	if (q->viewer.post && (kind == FAIL_DENIED || kind == FAIL_MISSING))
		return SAY_web_post_advice;
	return words_of[kind].advice;
}

void refusal_draw(struct request *q)
{
	const struct fail *fail = &q->inside->failure;
	enum say sentence = q->inside->commit_unknown ? SAY_web_commit_unknown : fail->say;
	struct refusal_view view = {
		.title = words_say(q->language, words_of[fail->kind].title),
		.sentence = words_say(q->language, sentence),
	};

	q->mistakes = (struct list){NULL, 0};
	if (q->inside->posted && q->inside->posted->form && carry_has_text(q)) {
		view.advice = words_say(q->language, words_of[fail->kind].form_advice);
		carry_draw(q, view.title, view.sentence, view.advice,
		           (words_of[fail->kind].again || again_helps(q)) && !q->inside->from_elsewhere);
	} else {
		view.advice = words_say(q->language, advice_of(q, fail->kind));
		(void)!answer_page_with(q, 200, fail->kind == FAIL_FAULT ? &PAGE_frame_fault : &PAGE_frame_refusal,
		                        &view);
	}
	q->answer->status = fail_status(fail->kind);
}
