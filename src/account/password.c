/* password.c: a new password is judged and kept. */
#include "account/password.h"

#include <inttypes.h>

#include "kit/secret.h"
#include "sql_account.h"

bool password_judge(struct request *q, const struct new_password *typed, const char *login)
{
	enum say say = account_password_judge(q->arena, typed->password, login);

	if (say != SAY_NOTHING)
		form_mistake(q, "new", say, NULL);
	else if (!text_same(typed->password, typed->again))
		form_mistake(q, "again", SAY_account_again_differs, NULL);
	return q->mistakes.count == 0;
}

struct fail *password_choose(struct request *q, int64_t account_id, const char *actor, const struct new_password *typed)
{
	const char *hash = secret_password_hash(q->arena, typed->password, q->config->password_mib);

	return db_change(q->db, &SQL_account_choose_password, NULL, ARGS(V(account_id), V(hash), V(actor)));
}
