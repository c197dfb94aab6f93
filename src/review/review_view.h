/* review_view.h: what the page of one review shows. For review's own files. */
#ifndef CHOSHO_REVIEW_REVIEW_VIEW_H
#define CHOSHO_REVIEW_REVIEW_VIEW_H

#include "review/review.h"
#include "review/voice.h"

struct review_page {
	struct review review;
	struct sheet sheet;
	const char *holder;
	bool has_last;
	struct earlier last;
	struct list fields;       /* struct field_view: the department's text, as it is judged */
	struct list stage_fields; /* struct field_view: the stage's own form */
	struct list strays;       /* struct stray_view */
	bool has_stage_form;
	struct list judgements;
	struct list records; /* what other stages recorded */
	struct list earlier; /* struct stage_option: where a return may lead to, besides the department */
	struct list parts;
	struct list events;
	struct voice voice; /* what the body's members say */
	struct list beside; /* struct judgement: the bodies that have it side by side */
	bool is_stopped;
	bool has_stopper; /* another body returned the sheet: */
	struct judgement stopper;
	bool is_resubmitted;
	bool has_against; /* what is judged is held against another edition */
	int64_t against;
	bool is_against_own; /* … which is the one that the viewer read before */
	int64_t changed;
	int64_t same_as_last;      /* texts that were taken over from the earlier round */
	const char *return_reason; /* of the return before this edition */
	const char *return_desk;
	bool may_decide;
	bool may_undo;
	bool may_defer;
	bool may_view;
	const char *acting_for; /* 代決: the viewer decides for this person; NULL: for themselves */
	bool is_own;            /* four eyes: the viewer submitted it */
	bool is_reader;         /* a member, or somebody who sees all */
	bool is_decided;
	bool was_saved;
	bool was_done;
	bool was_said;
	bool shows_form;           /* to be filled in, or to be copied from */
	bool is_closed;            /* shown again, but may no longer be decided: the text is there to be copied */
	bool has_conflict;         /* a colleague has kept something meanwhile */
	const char *reason_before; /* what they kept, where it differs from what was typed */
	const char *reason;        /* as typed, or kept */
	const char *due_on;        /* as typed, or kept */
	const char *reason_mistake;
	const char *marks_mistake;
	const char *due_on_mistake;
	int64_t days_late;
};
extern const struct shape review_page_shape;

struct review_page *review_page_of(struct request *q, const struct review_file *file, const struct voice_rows *voices);

/* The stage's own form; before: what a colleague has kept meanwhile, or NULL. */
struct list review_stage_views(struct request *q, const struct review_file *file, const struct json *before);
/* Is this the code of a field of the sheet's form? */
bool review_has_field(const struct review_file *file, const char *code);

#endif
