/*
 * manifest.h: what a body signed, as a text that anybody can check later, without database and without us.
 *
 * The manifest is canonical JSON (kit/json.h), signed to the byte (kit/sign.h):
 *
 *     body, plan, organization, round, stage: titles          fiscal_year: number
 *     format: "chosho-sign-off/1"                             key: id of the key that signs
 *     meeting: {title, number, place, written, held_on, until_on}; until_on where it was decided in writing
 *     sheets: [{code, number, title, department, sheet, edition, hash, grades: [{by, field, value}], decision, reason,
 *              seal}]; decision is approved or returned, reason stands with a return
 *     statement; signed_as: chair or deputy; signed_at; signed_by; signed_for: of whose post, where it is not their own
 *
 * `hash` is the SHA-256 of the sheet's text; `seal` that of the entry's own canonical text without its seal, so that a
 * change can be told to the sheet. The exported file is canonical JSON as well, with one line end behind it:
 *
 *     format: "chosho-sign-off-file/1", manifest: the text to the letter, signature, public_key,
 *     papers: [{code, sheet, edition, text}]: the texts whose hashes the manifest holds
 *
 * Every byte of it counts: nothing can be changed, left out or added without being found.
 */
#ifndef CHOSHO_MEETING_MANIFEST_H
#define CHOSHO_MEETING_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kit/shape.h"
#include "kit/sign.h"

struct arena;

/* A value that stood on the sheet when it was decided: of the department itself, or of a stage. */
struct manifest_grade {
	const char *by;
	const char *field;
	const char *value;
};

struct manifest_sheet {
	const char *code; /* of the item: 1-1-1 */
	const char *number;
	const char *title;
	const char *department;
	int64_t sheet;
	int64_t edition;
	const char *hash;
	struct list grades; /* struct manifest_grade */
	bool is_approved;   /* otherwise returned */
	const char *reason; /* of the return */
};

struct manifest {
	const char *organization;
	const char *plan;
	const char *round;
	int64_t fiscal_year;
	const char *stage;
	const char *body;
	const char *title; /* of the meeting */
	const char *number;
	const char *place;
	bool is_written;
	const char *held_on;  /* 2024-12-13 */
	const char *until_on; /* NULL: a meeting on one day */
	struct list sheets;   /* struct manifest_sheet */
	const char *statement;
	const char *signed_by;
	const char *signed_for; /* NULL: signed for themselves */
	const char *signed_as;  /* chair, deputy */
	const char *signed_at;  /* 2024-12-13T15:04:05+09:00 */
};

/* The text to be signed with this key. */
const char *manifest_text(struct arena *arena, const struct manifest *manifest, const char *key_id);
/* What such a text says; false: it is none. */
bool manifest_read(struct arena *arena, const char *text, struct manifest *manifest);

/* The text of one sheet that was signed. */
struct manifest_paper {
	const char *code;
	int64_t sheet;
	int64_t edition;
	const char *text;
};
const char *manifest_file(struct arena *arena, const char *text, const char *signature, const char *public_key,
                          struct list papers);

/* What an exported file is worth. */
struct manifest_report {
	struct list findings; /* const char *: what does not fit, in the reader's language; none: it is valid */
	bool is_key_known;    /* the key is among those that the reader trusts */
	/* what it says; NULL where it could not be read */
	const char *key_id;
	const char *organization;
	const char *body;
	const char *round;
	const char *title;
	const char *number;
	const char *signed_by;
	const char *signed_for;
	const char *signed_at;
	int64_t approved;
	int64_t returned;
};

/* known: a text that holds the public keys that the reader trusts, between spaces; NULL: whether the key is the right one
 * is left to the reader. */
struct manifest_report *manifest_verify(struct arena *arena, enum language language, const char *bytes, size_t length,
                                        const char *known);

#endif
