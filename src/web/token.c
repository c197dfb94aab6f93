/*
 * token.c: the hidden field `token` of every form, <key>.<tag>. The key makes a form one-time (table web_form_key); the
 * tag proves that this site made it, for this session and this address. Where it came from is judged besides.
 */
#include "web/inside.h"

#include <string.h>

#include "kit/secret.h"

#define KEY_BYTES 16u
#define KEY_LENGTH 22u /* of 16 bytes in base64 */

static const char *tag(struct arena *arena, const char *secret, const char *binding, const char *path, const char *key)
{
	const char *const parts[] = {"form", binding, path, key};

	return secret_tag(arena, secret, parts, sizeof parts / sizeof *parts);
}

const char *token_make(struct arena *arena, const char *secret, const char *binding, const char *path, const char *key)
{
	if (!key)
		key = secret_random_text(arena, KEY_BYTES);
	return text_join(arena, key, ".", tag(arena, secret, binding, path, key));
}

const char *token_key(struct arena *arena, const char *token)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

	if (!token || strspn(token, letters) != KEY_LENGTH || token[KEY_LENGTH] != '.')
		return NULL;
	return arena_copy(arena, token, KEY_LENGTH);
}

bool token_fits(struct arena *arena, const char *secret, const char *binding, const char *path, const char *token)
{
	const char *key = token_key(arena, token);

	return key && binding && secret_same(tag(arena, secret, binding, path, key), token + KEY_LENGTH + 1);
}

/* Does an address begin with this site's url? */
static bool is_ours(const char *url, const char *address)
{
	size_t length = strlen(url);

	while (length && url[length - 1] == '/')
		length--;
	return strncmp(url, address, length) == 0 && (address[length] == '\0' || address[length] == '/');
}

bool token_from_elsewhere(const char *url, const struct incoming *in)
{
	if (in->fetch_site && *in->fetch_site && strcmp(in->fetch_site, "same-origin") != 0 &&
	    strcmp(in->fetch_site, "none") != 0)
		return true;
	if (in->origin && *in->origin)
		return !is_ours(url, in->origin);
	if (in->referer && *in->referer)
		return !is_ours(url, in->referer);
	return false;
}
