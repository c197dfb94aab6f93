/* verify_inside.h: what the files of `chosho verify` share. */
#ifndef CHOSHO_HISTORY_VERIFY_INSIDE_H
#define CHOSHO_HISTORY_VERIFY_INSIDE_H

#include "history/chain.h"
#include "history/verify.h"

#define VERIFY_PAGE 2000     /* rows that are read at once; editions and decisions: a tenth */
#define VERIFY_FINDINGS 1000 /* so many are told one by one; the rest is counted */

struct verify {
	struct db *db;
	struct arena *page; /* what was read last; grows no further than a page */
	enum language language;
	const char *own_key; /* the public key that this installation signs with; NULL: none is set */
	int64_t events, editions, decisions, voices, sign_offs, checkpoints;
	int64_t findings;
};

/* One sentence about what does not fit; further arguments fill {2} …, {1} is the object of the chain in words. */
void verify_tell(struct verify *v, enum say say, const char *chain, ...) __attribute__((sentinel));
bool verify_tells(const struct verify *v); /* false: enough was told, only count */
const char *verify_number(const struct verify *v, int64_t number);
/* 第3番, 第3番から第5番まで */
const char *verify_places(const struct verify *v, int64_t first, int64_t last);
/* 令和6年12月13日（金）14時05分、差戻し、佐藤 花子 */
const char *verify_event(const struct verify *v, const struct link *link);

/* A fresh page to read into; what lay on the one before is gone. */
void verify_turn(struct verify *v);

struct fail *verify_chains(struct verify *v) CHOSHO_MUST_USE;
struct fail *verify_editions(struct verify *v) CHOSHO_MUST_USE;
struct fail *verify_decisions(struct verify *v) CHOSHO_MUST_USE;
struct fail *verify_voices(struct verify *v) CHOSHO_MUST_USE;
struct fail *verify_rows(struct verify *v) CHOSHO_MUST_USE;
struct fail *verify_sign_offs(struct verify *v) CHOSHO_MUST_USE;
struct fail *verify_checkpoints(struct verify *v) CHOSHO_MUST_USE;

#endif
