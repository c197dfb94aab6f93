/* factor.c: trying and keeping a second factor. */
#include "account/factor.h"

#include <inttypes.h>
#include <string.h>

#include "account/account_session.h"
#include "kit/secret.h"
#include "kit/totp.h"
#include "mail/mail.h"
#include "sql_account.h"
#include "web/form.h"

#define LETTERS 10
#define GROUP 5
#define FREE_FAILURES 5
#define LONG_FAILURES 20 /* from here on it is no slip of the finger any more */
#define DRIFT_MAX 20     /* steps that a clock may differ to be told about it */

static const struct field factor_fields[] = {
	FIELD(struct factor, account_id),  FIELD(struct factor, sealed),        FIELD(struct factor, last_step),
	FIELD(struct factor, since),       FIELD(struct factor, recovery_salt), FIELD(struct factor, recovery_used),
	FIELD(struct factor, recovery_at), FIELD(struct factor, failures),      FIELD(struct factor, seconds_since),
};
const struct shape factor_shape = SHAPE(struct factor, factor_fields);

int64_t factor_wait(int64_t failures, int64_t seconds_since)
{
	int64_t wait = failures >= LONG_FAILURES ? 600 : 60;

	if (failures < FREE_FAILURES)
		return 0;
	if (failures - FREE_FAILURES < 5)
		wait = INT64_C(2) << (failures - FREE_FAILURES);
	return wait > seconds_since ? wait - seconds_since : 0;
}

/* ---- recovery codes ---- */

static const char *letters_of(struct arena *arena, const char *hash, size_t count, size_t group)
{
	static const char letters[] = "23456789abcdefghjkmnpqrstuvwxyz";
	static const char digits[] = "0123456789abcdef";
	struct text out = {.arena = arena};

	for (size_t i = 0; i < count; i++) {
		size_t high = (size_t)(strchr(digits, hash[2 * i]) - digits);
		size_t low = (size_t)(strchr(digits, hash[2 * i + 1]) - digits);

		if (i > 0 && i % group == 0)
			text_say(&out, "-");
		text_add(&out, &letters[(high * 16 + low) % (sizeof letters - 1)], 1);
	}
	return out.bytes;
}

const char *factor_recovery_code(struct arena *arena, const char *secret, const struct factor *factor, int number)
{
	const char *parts[] = {"recovery code", text_format(arena, "%" PRId64, factor->account_id),
	                       text_format(arena, "%d", number), factor->recovery_salt};
	const char *hash = secret_hash(arena, secret_tag(arena, secret, parts, sizeof parts / sizeof *parts));

	return letters_of(arena, hash, LETTERS, GROUP);
}

int64_t factor_recovery_left(const struct factor *factor)
{
	int64_t left = 0;

	for (int i = 0; i < RECOVERY_CODES; i++)
		left += (factor->recovery_used >> i & 1) == 0;
	return left;
}

/* -1: it is none that is left. All are looked at, whichever it is. */
static int recovery_number(struct request *q, const struct factor *factor, const char *code)
{
	int found = -1;

	for (int i = 0; i < RECOVERY_CODES; i++) {
		const char *own = text_code(q->arena, factor_recovery_code(q->arena, q->config->secret, factor, i));

		if (secret_same(own, code) && (factor->recovery_used >> i & 1) == 0)
			found = i;
	}
	return found;
}

static struct fail *use_recovery_code(struct request *q, const struct factor *factor, int number)
{
	const char *left = text_format(q->arena, "%" PRId64, factor_recovery_left(factor) - 1);
	const char *text = WORDS(q->arena, q->viewer.language, SAY_account_recovery_used, left);

	db_later_change(q->db, &SQL_account_use_recovery_code, NULL,
	                ARGS(V(factor->account_id), V(number), V(q->viewer.name)));
	mail_tell_later(q->db, factor->account_id, text, "/account");
	return NULL;
}

/* ---- trying ---- */

static const char *purpose(struct request *q, int64_t account_id)
{
	return text_format(q->arena, "second factor %" PRId64, account_id);
}

/* Does the code fit, if the clocks differ by more than is allowed? Minutes, at least 1; 0: no. */
static int64_t minutes_off(struct request *q, const char *key, const char *code)
{
	int64_t at = q->now.microseconds / 1000000 / TOTP_SECONDS;

	for (int64_t off = 2; off <= DRIFT_MAX; off++)
		if (secret_same(totp_code(q->arena, key, at - off), code) ||
		    secret_same(totp_code(q->arena, key, at + off), code))
			return (off + 1) / 2;
	return 0;
}

/* Why it does not fit. What was right but too early, too late or used before helps nobody who guesses. */
static void say_why(struct request *q, const char *key, const char *input, const char *code)
{
	int64_t step, minutes;

	if (totp_fits(q->arena, key, code, q->now, 0, &step))
		form_mistake(q, input, SAY_account_code_again, NULL);
	else if ((minutes = minutes_off(q, key, code)) > 0)
		form_mistake(q, input, SAY_account_code_clock, text_format(q->arena, "%" PRId64, minutes), NULL);
	else
		form_mistake(q, input, SAY_account_code_wrong, NULL);
}

struct fail *factor_try(struct request *q, int64_t account_id, const char *input, const char *code, bool *out_fits)
{
	const char *counted_as = known_counted_as(q, secret_hash(q->arena, q->viewer.login));
	const char *key, *typed = text_code(q->arena, code);
	struct factor factor;
	int64_t wait, step, accepted = 0;
	int number;

	*out_fits = false;
	counted_as = secret_hash(q->arena, text_join(q->arena, "code ", counted_as));
	db_later_change(q->db, &SQL_account_lock_factor, NULL, ARGS(V(account_id)));
	TRY(db_one(q->db, &SQL_account_find_factor, &factor, ARGS(V(account_id), V(counted_as))));
	wait = factor_wait(factor.failures, factor.seconds_since);
	if (wait > 0) {
		form_mistake(q, input, SAY_account_code_wait, text_format(q->arena, "%" PRId64, wait), NULL);
		return NULL;
	}
	key = secret_open(q->arena, q->config->secret, purpose(q, account_id), factor.sealed);
	if (!key) { /* sealed with another secret than the installation's of today */
		form_mistake(q, input, SAY_account_factor_unreadable, NULL);
		return NULL;
	}
	number = recovery_number(q, &factor, typed);
	if (number >= 0)
		TRY(use_recovery_code(q, &factor, number));
	else if (totp_fits(q->arena, key, typed, q->now, factor.last_step, &step))
		TRY(db_change(q->db, &SQL_account_accept_code, &accepted, ARGS(V(account_id), V(step))));
	*out_fits = number >= 0 || accepted == 1;
	if (*out_fits)
		return db_change(q->db, &SQL_account_forget_failures, NULL, ARGS(V(counted_as)));
	say_why(q, key, input, typed);
	return db_change(q->db, &SQL_account_note_failure, NULL, ARGS(V(counted_as), V(account_id)));
}

/* ---- keeping ---- */

/* Another purpose than that of the row: what is kept in the database can never be shown as an offer. */
static const char *offer_purpose(struct request *q, int64_t account_id)
{
	return text_join(q->arena, "offered ", purpose(q, account_id));
}

const char *factor_offer(struct request *q, int64_t account_id)
{
	return secret_seal(q->arena, q->config->secret, offer_purpose(q, account_id), totp_key(q->arena));
}

const char *factor_offered(struct request *q, int64_t account_id, const char *sealed)
{
	return secret_open(q->arena, q->config->secret, offer_purpose(q, account_id), sealed);
}

struct fail *factor_enrol(struct request *q, int64_t account_id, const char *sealed, const char *input,
                          const char *code, bool *out_fits)
{
	const char *key = factor_offered(q, account_id, sealed), *typed = text_code(q->arena, code);
	int64_t step;

	*out_fits = key && totp_fits(q->arena, key, typed, q->now, 0, &step);
	if (*out_fits)
		return db_change(q->db, &SQL_account_enrol_factor, NULL,
		                 ARGS(V(account_id),
		                      V(secret_seal(q->arena, q->config->secret, purpose(q, account_id), key)), V(step),
		                      V(q->viewer.name)));
	if (key)
		say_why(q, key, input, typed);
	else
		form_mistake(q, input, SAY_account_key_stale, NULL);
	return NULL;
}
