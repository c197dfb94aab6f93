/*
 * account_known.c: browsers in which a person has signed in before. Failed tries from there are counted apart: a stranger
 * who goes on guessing somebody's password cannot keep that person waiting at their own desk.
 */
#include <string.h>

#include "account/account_session.h"
#include "kit/secret.h"
#include "web/answer.h"

#define KNOWN_COOKIE "__Host-known" /* <random>.<tag>; the tag binds it to a login, which it does not tell */
#define KNOWN_BYTES 16u
#define KNOWN_LENGTH 22u /* of 16 bytes in base64 */
#define KNOWN_SECONDS (180 * 24 * 3600)

static const char *tag(struct request *q, const char *login_hash, const char *browser)
{
	const char *const parts[] = {"known", login_hash, browser};

	return secret_tag(q->arena, q->config->secret, parts, sizeof parts / sizeof *parts);
}

const char *known_counted_as(struct request *q, const char *login_hash)
{
	const char *cookie = answer_cookie_of(q, KNOWN_COOKIE);
	const char *browser;

	if (!cookie || strlen(cookie) <= KNOWN_LENGTH || cookie[KNOWN_LENGTH] != '.')
		return login_hash;
	browser = arena_copy(q->arena, cookie, KNOWN_LENGTH);
	if (!secret_same(tag(q, login_hash, browser), cookie + KNOWN_LENGTH + 1))
		return login_hash;
	return secret_hash(q->arena, cookie);
}

void known_from_now_on(struct request *q, const char *login_hash)
{
	const char *browser = secret_random_text(q->arena, KNOWN_BYTES);

	answer_cookie(q, KNOWN_COOKIE, text_join(q->arena, browser, ".", tag(q, login_hash, browser)), KNOWN_SECONDS);
}
