/*
 * voice.h: what the members of a body say of a sheet before the body decides: opinions 意見, ballots 委員個別評価 with their
 * distribution, and questions 質問.
 *
 * Who may write is workflow's to say. A member sees the others' ballots as a distribution, and that only after casting
 * their own; the chair, their deputy and those who see all read them at any time; once the body has decided, all its members do.
 */
#ifndef CHOSHO_REVIEW_VOICE_H
#define CHOSHO_REVIEW_VOICE_H

#include "question/question.h"
#include "review/review.h"

#define OPINION_CHARS 2000

/* One member's latest words. */
struct voice_row {
	int64_t for_review; /* of those that were asked about */
	int64_t account_id;
	const char *name;
	const char *opinion; /* NULL, "": none */
	struct moment opined_at;
	int64_t opinions;   /* how often they wrote one: what two windows are held against */
	const char *ballot; /* grades by the stage's form */
	const char *comment;
	struct moment balloted_at;
	int64_t ballots;
	/* laid out for the page */
	struct list grades; /* struct stage_entry */
	bool has_ballot;
	bool has_opinion;
	bool shows_names;
};
extern const struct shape voice_row_shape;

/* What the viewer said of an earlier edition. */
struct former_voice {
	int64_t opinion_edition; /* 0: nothing */
	const char *opinion;
	struct moment opined_at;
	int64_t ballot_edition;
	const char *ballot;
	const char *comment;
	struct moment balloted_at;
	struct list grades; /* struct stage_entry */
};
extern const struct shape former_voice_shape;

/* How many ballots gave one value, as a row of a table and a bar of a picture. */
struct share {
	const char *code;
	const char *label;
	int64_t count;
	int64_t text_top; /* in the picture */
	int64_t bar_top;
	int64_t width;
	int64_t count_left;
	int64_t count_top;
};

/* The ballots by one choice of the stage's form. */
struct spread {
	const char *title;
	struct list shares; /* struct share */
	int64_t ballots;    /* with a value here */
	const char *most;   /* the value that most gave; several: A、B */
	int64_t most_count;
	int64_t height; /* of the picture */
};
extern const struct shape spread_shape;

struct voice {
	bool is_body;         /* the review is a body's: there are voices at all */
	bool has_ballot_form; /* the stage's form has a choice */
	bool may_write;       /* the viewer is a member, and the body has not decided */
	bool is_beside_form;  /* the distribution stands beside the form of whoever decides */
	bool sees_spread;     /* else they have to cast their own ballot first */
	bool sees_ballots;    /* each ballot, not only their distribution */
	bool is_decided;
	bool shows_names;
	int64_t ballot_count;
	int64_t opinion_count;
	int64_t open_questions;
	int64_t own_opinion_version; /* 1 + how often the viewer wrote one */
	int64_t own_ballot_version;
	const char *own_opinion;
	const char *own_comment;
	const char *own_ballot;
	struct moment own_opined_at;
	struct moment own_balloted_at;
	struct list own_grades; /* struct stage_entry */
	struct former_voice former;
	struct list opinions;  /* struct voice_row */
	struct list ballots;   /* struct voice_row */
	struct list spreads;   /* struct spread */
	struct list questions; /* struct question */
	/* the forms: on the review's page as kept, on their own pages as typed */
	int64_t review_id;
	bool shows_ballot_form;    /* who decides has the stage's own form on the page: theirs has a page of its own */
	struct list ballot_fields; /* struct field_view */
	const char *question;
	const char *opinion_token;
	const char *ballot_token;
	const char *question_token;
	const char *opinion_mistake;
	const char *comment_mistake;
	const char *question_mistake;
	const char *opinion_before; /* another window kept this meanwhile */
	const char *comment_before;
};
extern const struct shape voice_shape;

/* What was read for some reviews. */
struct voice_rows {
	struct list voices;    /* struct voice_row */
	struct list questions; /* struct question */
	struct former_voice former;
};

/* Queues what members said of the edition that a review judges; and of those of many ({12,13}), as it was at a moment (no
 * moment: now), without what the viewer said of earlier ones. */
void voice_later(struct request *q, int64_t review_id, struct voice_rows *rows);
void voice_of_many_later(struct request *q, const char *reviews, struct moment at, struct voice_rows *rows);

/* Lays it out for the viewer. form: the stage's. */
struct voice voice_lay_out(struct request *q, const struct review_file *file, const struct voice_rows *rows);

/*
 * For the papers of a meeting: what was said of one review, with or without the members' names. Without them nothing tells
 * who said what, the order neither. sees_ballots: whoever decides or sees all, and everybody once the body has decided; a
 * member before that gets the distribution, having cast their own. form: the stage's.
 */
struct voice voice_for_paper(struct request *q, const struct form_rows *form, const struct voice_rows *rows,
                             int64_t review_id, bool sees_ballots, bool shows_names);

/* The facts for writing one's own, and the fields of a stage's form that a ballot has: its choices. */
struct situation voice_situation(const struct request *q, const struct review_file *file, int64_t seen, int64_t now);
struct form_rows voice_ballot_form(struct arena *arena, const struct form_rows *form);

#endif
