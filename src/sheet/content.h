/*
 * content.h: what a sheet says, by its form.
 *
 * A form is data (form_field, scale, indicator, tally); content is a JSON object keyed by field codes (0004_sheet.sql).
 * Here the two meet: content is laid out field by field for pages, and what was typed becomes content again. The
 * stages' own forms use the same. Whether somebody may write is not asked here.
 */
#ifndef CHOSHO_SHEET_CONTENT_H
#define CHOSHO_SHEET_CONTENT_H

#include "kit/json.h"
#include "plan/summary.h"
#include "web/request.h"

#define CONTENT_ACTUAL_CHARS 1000    /* an indicator's actual */
#define CONTENT_COUNT_MAX 1000000000 /* a cell of a count table */

enum field_type { FIELD_TEXT, FIELD_CHOICE, FIELD_INDICATORS, FIELD_TALLY, FIELD_TYPES };
extern const struct names field_type_names;

/* One row of a form: a field, repeated for each value of its scale. */
struct field_row {
	const char *code;
	const char *title;
	const char *help;
	enum field_type type;
	bool is_required;
	bool is_hidden; /* not asked for here: what it says is kept */
	bool is_published;
	int64_t max_chars; /* 0: no limit but the door's */
	const char *choice_code;
	const char *choice_label;
};
extern const struct shape field_row_shape;

struct indicator_row {
	int64_t id;
	const char *code;
	const char *activity;
	const char *name;
	const char *unit;
	const char *target; /* of the round's year */
	const char *departments;
	const char *department_ids; /* " 3 5 " */
	bool is_hidden;             /* as in field_row */
	bool is_elsewhere;          /* a contributing department writes its actual: that of original_content is shown */
	bool is_repeat;             /* 再掲: the original's actual is shown */
	const char *original_code;
	const char *original_content;
	const char *original_item;
};
extern const struct shape indicator_row_shape;

struct tally_title {
	const char *field;
	const char *tally;
	const char *unit;
	bool is_row;
	int64_t position;
	const char *title;
};
extern const struct shape tally_title_shape;

/* What describes a form for one sheet: three lists from the database. */
struct form_rows {
	struct list fields;     /* struct field_row */
	struct list indicators; /* struct indicator_row */
	struct list tallies;    /* struct tally_title */
	const char *scope;      /* "12-": where several forms of texts and choices stand on one page; NULL: one */
};

/* Queues the three statements for a sheet's own form; db_collect fills them. */
void content_rows_later(struct db *db, int64_t sheet_id, struct form_rows *rows);

/* ---- laid out for a page ---- */

struct choice_view {
	const char *code;
	const char *label;
	const char *input; /* the field's */
	const char *id;
	bool is_chosen;
};

struct indicator_view {
	const char *input; /* name of its field on the page */
	const char *id;
	const char *activity;
	const char *name;
	const char *unit;
	const char *target;
	const char *departments;
	const char *actual;
	const char *last;   /* the earlier round's actual */
	const char *before; /* as in field_view */
	const char *was;    /* in the edition that it is held against; NULL: held against none */
	struct list runs;   /* struct difference_run: from `was` to `actual` */
	bool is_changed;
	bool is_repeat;
	bool is_elsewhere;
	bool is_read_only; /* either of them */
	const char *original_item;
	const char *mistake;
};

struct cell_view {
	const char *input;
	const char *id;
	const char *column;
	const char *row;
	const char *value; /* "" : not reported */
	const char *before;
	const char *was;
	struct list runs;
	bool is_changed;
	const char *mistake;
};

struct tally_row_view {
	const char *title;
	struct list cells; /* struct cell_view */
	const char *total; /* "" when nothing was reported */
};

struct field_view {
	const char *code;
	const char *input; /* value-<code> */
	const char *id;    /* of its element: where the error summary leads to */
	const char *title;
	const char *help;
	bool is_required;
	bool is_text;
	bool is_choice;
	bool is_indicators;
	bool is_tally;
	const char *max_chars;  /* "" without a limit */
	const char *text;       /* text: as written; choice: 'B 一定の成果が出ている' */
	const char *value;      /* choice: its code */
	struct list choices;    /* struct choice_view */
	struct list indicators; /* struct indicator_view */
	struct list columns;    /* struct cell_view: titles, with the column totals as values */
	struct list rows;       /* struct tally_row_view */
	const char *tally;      /* title of the count table */
	const char *unit;
	const char *grand_total;
	const char *last; /* what the earlier round said, as text */
	bool has_last;
	bool is_same_as_last; /* taken over unchanged */
	bool is_compared;     /* held against another edition, */
	bool is_changed;      /* and differs from it */
	const char *before;   /* what that edition said, as text */
	struct list runs;     /* struct difference_run: of a text or a choice that differs */
	bool is_marked;       /* a return means this field */
	bool is_ticked;       /* whoever decides now is about to mark it */
	bool is_empty;
	bool is_missing; /* required, and empty */
	const char *mistake;
	const char *stray; /* choice: what was sent and is no value of the scale */
};
extern const struct shape field_view_shape;

/* Tells by character what differs in a changed field; content_view does. How many fields have changed. */
void content_tell_changes(struct arena *arena, struct field_view *view);
int64_t content_changed(struct list views);
/* How many texts were taken over from the earlier round as they were. */
int64_t content_same_as_last(struct list views);

/* What was sent and has no place in the form: the form may have changed since the page was opened. */
struct stray_view {
	const char *id; /* "": a field of the page has it already */
	const char *text;
};
extern const struct shape stray_view_shape;

/*
 * Lays content out. `last` (an earlier round's) and `before` (an earlier edition, or what a colleague has kept
 * meanwhile) may be NULL. With q->again set, what was typed goes before content and is held against `before`, and
 * mistakes stand at their fields. Returns struct field_view.
 */
struct list content_view(struct request *q, const struct form_rows *rows, const struct json *content,
                         const struct json *last, const struct json *before);
/* The same of what is only shown beside a form: as it is kept, whatever was typed. */
struct list content_view_kept(struct request *q, const struct form_rows *rows, const struct json *content,
                              const struct json *last, const struct json *before);

/* With q->again set: what was typed for fields that `views` do not have, so that it can be copied. struct stray_view. */
struct list content_strays(struct request *q, const struct list *views);

/* Marks the fields whose codes stand in `marks`, one per line; does this code? */
void content_mark(struct list views, const char *marks);
bool content_is_marked(const char *marks, const char *code);

/* How many required fields are empty (is_missing says which). */
size_t content_missing(struct list views);

/*
 * What was typed (fields that begin with value-), as content. A field that was not sent keeps what `old` says. Notes
 * mistakes: too long, no value of the scale, no count, an unknown field.
 */
struct json *content_read(struct request *q, const struct form_rows *rows, const struct json *old,
                          const struct list *typed);

struct summary content_summary(struct arena *arena, const struct form_rows *rows, const struct json *content);

/* JSON from a jsonb column; an empty object when there is none. */
struct json *content_parse(struct arena *arena, const char *text);

#endif
