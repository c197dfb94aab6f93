/* account_confirm.c: asks whoever is signed in for their password again, before what cannot be undone. */
#include <inttypes.h>

#include "account/account.h"
#include "account/account_session.h"
#include "kit/secret.h"
#include "sql_account.h"
#include "web/form.h"

struct own_password {
	const char *password_hash;
	int64_t failures;
	int64_t seconds_since;
};
static const struct field own_password_fields[] = {
	FIELD(struct own_password, password_hash),
	FIELD(struct own_password, failures),
	FIELD(struct own_password, seconds_since),
};
extern const struct shape own_password_shape;
const struct shape own_password_shape = SHAPE(struct own_password, own_password_fields);

struct fail *account_confirm(struct request *q, const char *input, const char *password, bool *out_fits)
{
	const char *counted_as = known_counted_as(q, secret_hash(q->arena, q->viewer.login));
	struct own_password own;
	int64_t wait;

	*out_fits = false;
	TRY(db_one(q->db, &SQL_account_find_own, &own, ARGS(V(q->viewer.account_id), V(counted_as))));
	wait = account_wait(own.failures, own.seconds_since);
	if (wait > 0) {
		form_mistake(q, input, SAY_account_code_wait, text_format(q->arena, "%" PRId64, wait), NULL);
		return NULL;
	}
	if (!own.password_hash) {
		form_mistake(q, input, SAY_account_no_password, NULL);
		return NULL;
	}
	*out_fits = secret_password_fits(own.password_hash, password);
	if (*out_fits)
		return db_change(q->db, &SQL_account_forget_failures, NULL, ARGS(V(counted_as)));
	form_mistake(q, input, SAY_account_wrong_own, NULL);
	return db_change(q->db, &SQL_account_note_failure, NULL, ARGS(V(counted_as), V(q->viewer.account_id)));
}
