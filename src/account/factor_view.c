/* factor_view.c: a key that is offered, as a page shows it: a picture for the app's camera, and letters to be typed. */
#include <string.h>

#include "account/factor.h"
#include "kit/qr.h"
#include "kit/totp.h"

static const struct field factor_view_fields[] = {
	FIELD(struct factor_view, sealed),
	FIELD(struct factor_view, key),
	FIELD(struct factor_view, qr_path),
	FIELD(struct factor_view, qr_size),
};
const struct shape factor_view_shape = SHAPE(struct factor_view, factor_view_fields);

static const char *in_groups(struct arena *arena, const char *key)
{
	struct text out = {.arena = arena};

	for (size_t i = 0; key[i]; i++) {
		if (i > 0 && i % 4 == 0)
			text_say(&out, " ");
		text_add(&out, &key[i], 1);
	}
	return out.bytes;
}

/* The form's field, which is a secret and not given back otherwise. */
static const char *sealed_before(const struct request *q)
{
	for (EACH(struct typed, typed, q->typed))
		if (strcmp(typed->name, "sealed") == 0 && !typed->file_name)
			return typed->value;
	return "";
}

void factor_view(struct request *q, int64_t account_id, struct factor_view *view)
{
	struct qr qr = {0, NULL};
	const char *key;

	view->sealed = q->again ? sealed_before(q) : "";
	key = factor_offered(q, account_id, view->sealed);
	if (!key) {
		view->sealed = factor_offer(q, account_id);
		key = factor_offered(q, account_id, view->sealed);
	}
	view->key = in_groups(q->arena, key);
	if (qr_draw(q->arena, totp_address(q->arena, q->config->system_name, q->viewer.login, key), &qr)) {
		view->qr_path = qr.path;
		view->qr_size = qr.size;
	}
}
