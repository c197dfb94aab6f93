/*
 * edition.h: editions 版: every text that was submitted, who may read which, and who has.
 *
 * What changed within a field is content's to tell.
 */
#ifndef CHOSHO_SHEET_EDITION_H
#define CHOSHO_SHEET_EDITION_H

#include "sheet/sheet.h"

/* One line of a sheet's list of editions. */
struct edition_line {
	int64_t sheet_id;
	int64_t number;
	struct moment submitted_at;
	bool is_late;
	const char *parts_reason; /* why it was submitted before all parts were in */
	const char *submitter;    /* NULL: it was imported */
	bool is_settled;          /* the latest one that was */
	bool is_read;             /* by the viewer */
	bool is_shown;            /* laid out: the one that the page shows */
};
extern const struct shape edition_line_shape;

/* The editions that the viewer may read, the first one first: struct edition_line. Filled by db_collect. */
void edition_list_later(struct request *q, int64_t sheet_id, struct list *editions);

/* An edition and what it is held against. */
struct edition_pair {
	struct edition shown;
	struct edition against;
	bool has_against;
	struct list contributors; /* struct contributor: whose parts they may have */
};

/*
 * Reads edition `number` (FAIL_MISSING: there is none that the viewer may read) and `against`; 0: what is of most use to this
 * viewer: the latest earlier one that they have read, or else the one before it. Filled by db_collect.
 */
void edition_pair_later(struct request *q, int64_t sheet_id, int64_t number, int64_t against,
                        struct edition_pair *pair);

/* What a contributing department had written. */
struct edition_part {
	const char *department;
	const char *nothing;      /* why it wrote nothing; NULL: it wrote something, or was not waited for */
	const char *parts_reason; /* why it was not waited for; NULL: it was */
	struct list fields;       /* struct field_view */
};
extern const struct shape edition_part_shape;

/* A pair laid out, with what changed between the two. */
struct edition_text {
	struct list fields; /* struct field_view */
	struct list parts;  /* struct edition_part */
	int64_t changed;    /* fields, those of parts included */
};
/* last: what the earlier round said; NULL: nothing. against_last: that is what the edition is held against. */
struct edition_text edition_lay_out(struct request *q, const struct form_rows *form, const struct edition_pair *pair,
                                    const struct json *last, bool against_last);

/* The page shows this edition: once it was sent, it counts as read by the viewer. */
void edition_will_be_read(struct request *q, int64_t sheet_id, int64_t number);

#endif
