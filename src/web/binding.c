/*
 * binding.c: what a token is bound to. Pages for people who are signed in: the session. Pages that anybody may use
 * (sign-in, sign-out): the visit, a random cookie of this browser, so that nobody else can make such a form for it.
 */
#include "kit/secret.h"
#include "web/inside.h"

const char *token_binding(struct request *q, const char *path)
{
	const struct route *route = route_match(POST, path, NULL);
	struct inside *inside = q->inside;

	if (!route || !(route->who & WHO_ANYBODY))
		return q->viewer.session ? q->viewer.session : inside->session;
	if (!inside->visit) {
		inside->new_visit = secret_random_text(q->arena, SECRET_BYTES);
		inside->visit = secret_hash(q->arena, inside->new_visit);
	}
	return inside->visit;
}

const char *answer_token(struct request *q, const char *path)
{
	const char *binding = token_binding(q, path);

	return binding ? token_make(q->arena, q->config->secret, binding, path, NULL) : "";
}
