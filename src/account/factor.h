/*
 * factor.h: the second factor of an account: codes of an app, recovery codes, and trying one. What was accepted once is not
 * accepted again; guessing waits, and longer than at passwords: who guesses codes has the password already.
 */
#ifndef CHOSHO_ACCOUNT_FACTOR_H
#define CHOSHO_ACCOUNT_FACTOR_H

#include "web/request.h"

#define RECOVERY_CODES 10
#define RECOVERY_FEW 2 /* left: time for new ones */

/* A row of `second_factor`. */
struct factor {
	int64_t account_id;
	const char *sealed;
	int64_t last_step;
	struct moment since;
	const char *recovery_salt;
	int64_t recovery_used; /* bits */
	struct moment recovery_at;
	int64_t failures;
	int64_t seconds_since;
};
extern const struct shape factor_shape;

/* Seconds that a try has to wait still, after so many failures, the last one so long ago. */
int64_t factor_wait(int64_t failures, int64_t seconds_since);

/* A recovery code as it is written down: k7mf2-xqp9r. Made of the installation's secret and the row, stored nowhere. */
const char *factor_recovery_code(struct arena *arena, const char *secret, const struct factor *factor, int number);
int64_t factor_recovery_left(const struct factor *factor);

/*
 * Is this a code of that account's app, or one of its recovery codes? It is used up then. When not, that is noted as the mistake of
 * `input`, and counted. What was counted must be kept: draw the page oneself, not by form_again.
 */
struct fail *factor_try(struct request *q, int64_t account_id, const char *input, const char *code,
                        bool *out_fits) CHOSHO_MUST_USE;

/* What a page shows of a key that is offered. */
struct factor_view {
	const char *sealed;  /* to travel in the form */
	const char *key;     /* in groups of four, to be typed */
	const char *qr_path; /* NULL: too long for a picture */
	int64_t qr_size;
};
extern const struct shape factor_view_shape;
/* The key that was offered before, where the page is drawn again; else a new one. */
void factor_view(struct request *q, int64_t account_id, struct factor_view *view);

/* A new key, sealed for this account, to travel in a form until a code proves that an app has it. */
const char *factor_offer(struct request *q, int64_t account_id);
/* The key in what factor_offer gave; NULL: it was made for somebody else, or is none. */
const char *factor_offered(struct request *q, int64_t account_id, const char *sealed);
/* Keeps an offered key as the account's second factor, when `code` is one of it; its sessions end. A mistake of `input`. */
struct fail *factor_enrol(struct request *q, int64_t account_id, const char *sealed, const char *input,
                          const char *code, bool *out_fits) CHOSHO_MUST_USE;

#endif
