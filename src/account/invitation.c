/* invitation.c: what an invitation's row and the secret make together. */
#include "account/invitation.h"

#include <inttypes.h>
#include <string.h>

#include "kit/secret.h"
#include "kit/text.h"

#define GROUPS 4
#define GROUP 4
#define LETTERS (GROUPS * GROUP)

static const struct field invitation_fields[] = {
	FIELD(struct invitation, id),
	FIELD(struct invitation, account_id),
	FIELD(struct invitation, salt),
};
const struct shape invitation_shape = SHAPE(struct invitation, invitation_fields);

static const char *tag(struct arena *arena, const char *secret, const char *use, const struct invitation *invitation)
{
	const char *parts[] = {"invitation", use, text_format(arena, "%" PRId64, invitation->id),
	                       text_format(arena, "%" PRId64, invitation->account_id), invitation->salt};

	return secret_tag(arena, secret, parts, sizeof parts / sizeof *parts);
}

/* Two letters of the hash in hexadecimal are a byte; what it leaves of 31 is a letter (31^16 is more than 2^79). */
const char *invitation_password(struct arena *arena, const char *secret, const struct invitation *invitation)
{
	static const char letters[] = "23456789abcdefghjkmnpqrstuvwxyz";
	static const char digits[] = "0123456789abcdef";
	const char *hash = secret_hash(arena, tag(arena, secret, "slip", invitation));
	struct text out = {.arena = arena};

	for (size_t i = 0; i < LETTERS; i++) {
		size_t high = (size_t)(strchr(digits, hash[2 * i]) - digits);
		size_t low = (size_t)(strchr(digits, hash[2 * i + 1]) - digits);

		if (i > 0 && i % GROUP == 0)
			text_say(&out, "-");
		text_add(&out, &letters[(high * 16 + low) % (sizeof letters - 1)], 1);
	}
	return out.bytes;
}

bool invitation_password_fits(struct arena *arena, const char *secret, const struct invitation *invitation,
                              const char *typed)
{
	return secret_same(text_code(arena, invitation_password(arena, secret, invitation)), text_code(arena, typed));
}

const char *invitation_key(struct arena *arena, const char *secret, const struct invitation *invitation)
{
	return text_format(arena, "%" PRId64 "-%s", invitation->id, tag(arena, secret, "link", invitation));
}

int64_t invitation_of_key(const char *key)
{
	size_t length = strspn(key, "0123456789");
	int64_t id = 0;

	if (length == 0 || length > 18 || key[length] != '-')
		return 0;
	for (size_t i = 0; i < length; i++)
		id = id * 10 + (key[i] - '0');
	return id;
}

bool invitation_key_fits(struct arena *arena, const char *secret, const struct invitation *invitation, const char *key)
{
	return secret_same(invitation_key(arena, secret, invitation), key);
}
