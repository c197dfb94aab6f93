/*
 * transfer.h: personnel transfers 人事異動: a list of who leaves, comes and moves on one day is judged as a whole, looked at,
 * confirmed, and can be taken back until the day comes.
 */
#ifndef CHOSHO_TRANSFER_TRANSFER_H
#define CHOSHO_TRANSFER_TRANSFER_H

#include "db/db.h"
#include "kit/config.h"
#include "kit/shape.h"
#include "web/request.h"

#define TRANSFER_LINES_MAX 1000

enum transfer_kind { TRANSFER_LEAVE, TRANSFER_COME, TRANSFER_MOVE, TRANSFER_KINDS };
extern const struct names transfer_kind_names;

/* ---- what is there before the day ---- */

struct transfer_person {
	int64_t id;
	const char *login;
	const char *name;
	const char *kana;
	int64_t department_id; /* 0: external */
	struct day until_on;
	bool is_stopped;
	bool is_taken_back;    /* came only in a list that was taken back: may come again */
	struct day planned_on; /* is in another confirmed list for that day */
};
extern const struct shape transfer_person_shape;

struct transfer_place {
	int64_t id;
	const char *code;
	const char *title;      /* on the eve of the day */
	const char *next_title; /* on the day */
	bool is_body;
	bool was_there; /* on the eve */
	bool is_there;  /* on the day */
};
extern const struct shape transfer_place_shape;

/* An assignment; id 0: one that is to begin. */
struct transfer_post {
	int64_t id;
	int64_t account_id;
	enum role role;
	int64_t department_id;
	int64_t body_id;
};
extern const struct shape transfer_post_shape;

struct transfer_town {
	struct day today;
	struct day effective_on;
	int64_t actor_id;   /* who makes the list; 0: the command line */
	struct list people; /* struct transfer_person */
	struct list places; /* struct transfer_place */
	struct list posts;  /* struct transfer_post */
};

/* ---- what the list says ---- */

struct transfer_line {
	int64_t line; /* of the list, from 1 */
	enum transfer_kind kind;
	int64_t account_id; /* 0: a new account */
	const char *login;
	const char *name;
	const char *kana;
	const char *email;
	int64_t source_id;    /* department; 0: none */
	int64_t target_id;    /* department; 0: none */
	int64_t successor_id; /* account; 0: the post, or somebody who comes with this list */
	int64_t heir;         /* the line of that somebody; 0: none */
	const char *successor;
	const char *
		post_heir; /* who heads the department or chairs the body from the day on; NULL: nobody; "": its successor */
	struct list ends;   /* struct transfer_post */
	struct list begins; /* struct transfer_post */
	struct list keeps;  /* struct transfer_post */
};

struct transfer_mistake {
	int64_t line; /* 0: the list as a whole */
	const char *column;
	const char *value;
	const char *sentence;
};
extern const struct shape transfer_mistake_shape;

/* A post that nobody holds any more from the day on. */
struct transfer_gap {
	enum role role;
	const char *place; /* "": the whole municipality */
};
extern const struct shape transfer_gap_shape;

struct transfer_plan {
	struct list lines;    /* struct transfer_line */
	struct list mistakes; /* struct transfer_mistake, in the list's order */
	struct list gaps;     /* struct transfer_gap */
	bool needs_second;    /* a role among those that begin needs two administrators */
};

/* Judges a list: bytes as they were pasted or sent. All mistakes at once. Changes nothing and asks nobody. */
void transfer_judge(struct arena *arena, enum language language, const struct transfer_town *town, const char *bytes,
                    size_t length, struct transfer_plan *plan);

/* Reads what is there (of all municipalities for 0) before a day. */
struct fail *transfer_town_read(struct db *db, int64_t organization_id, struct day effective_on,
                                struct transfer_town *town) CHOSHO_MUST_USE;

/* 高齢福祉課 所属長 */
const char *transfer_post_words(struct arena *arena, enum language language, const struct transfer_town *town,
                                const struct transfer_post *post);
/* Several of them; none: "". */
const char *transfer_posts_words(struct arena *arena, enum language language, const struct transfer_town *town,
                                 const struct list *posts);
/* What one line does, in one sentence. */
const char *transfer_line_words(struct arena *arena, enum language language, const struct transfer_town *town,
                                const struct transfer_line *line);

/* The day of confirmed lists has come: hands over what waits, once for each list. For `chosho work`. */
struct fail *transfer_take_effect(struct db *db) CHOSHO_MUST_USE;

/* chosho transfer list | check FILE [--day DAY]; argv begins behind "transfer". Returns the exit status. */
int transfer_command(const struct config *config, enum language language, struct arena *arena,
                     const struct statement *const *statements, int argc, char **argv);

#endif
