/* department.h: the departments of a municipality by year, and their changes on the first of April. */
#ifndef CHOSHO_DEPARTMENT_DEPARTMENT_H
#define CHOSHO_DEPARTMENT_DEPARTMENT_H

#include "kit/shape.h"
#include "web/form.h"
#include "web/request.h"

#define DEPARTMENT_TITLE_CHARS 100
#define DEPARTMENT_CODE_CHARS 40
#define DEPARTMENT_YEARS_AHEAD 2 /* how far a change may be planned */

/* The municipality whose departments the viewer sees. */
struct department_home {
	int64_t organization_id;
	const char *title;
	int64_t version; /* of all its departments together */
	int64_t year;    /* this fiscal year */
};

/* A line of the tree of a year; also a choice. */
struct department_line {
	int64_t id;
	const char *code;
	const char *title;
	int64_t level; /* 1 at the top */
	int64_t parent_id;
	bool is_new;  /* begins with this year */
	bool is_last; /* ends with this year */
	int64_t people;
	bool has_head;
	/* for pages */
	const char *indent;
	bool is_chosen;
};
extern const struct shape department_line_shape;

struct department {
	int64_t id;
	const char *code;
	const char *title;
	int64_t parent_id;
	const char *parent;
	int64_t first_year; /* 0: as far back as anybody knows */
	int64_t last_year;  /* 9999: until further notice */
	bool is_coming;
	bool is_over;
	bool is_ending;
};
extern const struct shape department_shape;

enum department_change_kind {
	DEPARTMENT_FOUND,
	DEPARTMENT_RENAME,
	DEPARTMENT_MERGE,
	DEPARTMENT_SPLIT,
	DEPARTMENT_CLOSE,
	DEPARTMENT_CHANGES
};
extern const struct names department_change_names;

enum department_state { DEPARTMENT_PLANNED, DEPARTMENT_DONE, DEPARTMENT_UNDONE, DEPARTMENT_STATES };
extern const struct names department_state_names;

struct department_change {
	int64_t id;
	enum department_change_kind kind;
	enum department_state state;
	int64_t year;
	const char *summary;
	struct moment at;
	const char *maker; /* NULL: the operator */
	struct moment done_at;
	struct moment undone_at;
	const char *undoer;
	bool is_due; /* its day has come, and it has not taken effect */
};
extern const struct shape department_change_shape;

/* Somebody who serves in a department, in one role. */
struct department_person {
	int64_t id; /* of the assignment */
	int64_t account_id;
	const char *name;
	enum role role;
	const char *department;
	struct day from_on;
	bool ends;
	struct day until_on;
	struct day away_until;
	const char *deputy;
	bool is_left_out;    /* the page: the role does not go on */
	struct list targets; /* struct department_line: where it may go on, in a split */
};
extern const struct shape department_person_shape;

/* What lies with departments and would go to their successors. */
struct department_effects {
	int64_t writing;
	int64_t reviewing;
	int64_t past;
	int64_t parts;
	int64_t waiting;
	int64_t measures;
	int64_t indicators;
	int64_t questions;
	int64_t children;
};
extern const struct shape department_effects_shape;

struct department_clash {
	int64_t id;
	const char *title;
	bool is_there; /* exists, and another change is planned for it; false: does not exist then */
};

struct department_key {
	int64_t id;
};

struct department_done {
	bool yes;
};

struct department_count {
	int64_t count;
};

/* The pages' buttons. */
enum department_act { DEPARTMENT_ACT_CHECK, DEPARTMENT_ACT_ENTER, DEPARTMENT_ACTS };
extern const struct names department_act_names;

struct fail *department_home(struct request *q, struct department_home *home) CHOSHO_MUST_USE;

/* The same, and nobody else changes departments until the end of the transaction. FAIL_CONFLICT when it is not `version` any more. */
struct fail *department_lock(struct request *q, int64_t version, struct department_home *home) CHOSHO_MUST_USE;

/* The choices of a year, with indents; the one with `chosen` is marked. */
struct fail *department_choices(struct request *q, const struct department_home *home, int64_t year, int64_t chosen,
                                struct list *lines) CHOSHO_MUST_USE;
void department_indent(struct arena *arena, struct list *lines);
struct department_line *department_among(const struct list *lines, int64_t id);

/* The years that a change may be planned for, as choices: struct department_year. */
struct department_year {
	int64_t year;
	bool is_chosen;
	bool is_now;
};
extern const struct shape department_year_shape;
struct list department_years(struct request *q, const struct department_home *home, bool is_first);
void department_judge_year(struct request *q, const struct department_home *home, int64_t year);

/* Notes the mistakes of a code and a name that are to be new in a year; code NULL: it has one. `but` may carry the name. */
struct fail *department_judge_name(struct request *q, const struct department_home *home, const char *code_input,
                                   const char *code, const char *title_input, const char *title, int64_t year,
                                   struct list but) CHOSHO_MUST_USE;

/* Notes a mistake at `input` for each of the departments that another change is planned for. */
struct fail *department_judge_free(struct request *q, const char *input, struct list departments,
                                   int64_t year) CHOSHO_MUST_USE;

/* Numbers as the texts of an array. */
struct list department_numbers(struct arena *arena, size_t count, const int64_t *numbers);

/* A change that is to be written. */
struct department_plan {
	enum department_change_kind kind;
	int64_t organization_id;
	int64_t year;
	struct list touched; /* const char *: numbers */
	struct list ending;
	struct list founded;
	const char *summary;
};

/* Notes the change; what it does to each department is written after it. */
struct fail *department_begin(struct request *q, const struct department_plan *plan, int64_t *out_id) CHOSHO_MUST_USE;

/* Asks for the password. False: the mistake is noted, and what was counted must be kept (account_confirm). */
struct fail *department_confirm(struct request *q, const char *password, bool *out_fits) CHOSHO_MUST_USE;

/* Makes it take effect when its year has begun, and goes on to its page. */
struct fail *department_end(struct request *q, int64_t change) CHOSHO_MUST_USE;

/* All changes whose day has come take effect; for `chosho work`. Says how many. */
struct fail *department_take_effect(struct db *db, int64_t *out_count) CHOSHO_MUST_USE;

#endif
