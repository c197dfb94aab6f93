/* totp.c: liboath behind our words. */
#include "totp.h"

#include <string.h>

#include <liboath/oath.h>

#include "arena.h"
#include "secret.h"
#include "text.h"

#define KEY_BYTES 20
#define DRIFT 1 /* steps before and after now */

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

const char *totp_key(struct arena *arena)
{
	unsigned char bytes[KEY_BYTES];
	char *key = arena_take(arena, KEY_BYTES * 8 / 5 + 1);
	uint32_t held = 0;
	int bits = 0;
	size_t length = 0;

	secret_random(bytes, sizeof bytes);
	for (size_t i = 0; i < sizeof bytes; i++) {
		held = held << 8 | bytes[i];
		for (bits += 8; bits >= 5; bits -= 5)
			key[length++] = letters[held >> (bits - 5) & 31];
	}
	secret_wipe(bytes, sizeof bytes);
	return key;
}

/* 0: there is a letter that is none of base32. */
static size_t bytes_of(const char *key, unsigned char *bytes, size_t room)
{
	uint32_t held = 0;
	int bits = 0;
	size_t length = 0;

	for (; *key; key++) {
		const char *at = strchr(letters, *key);

		if (!at || length == room)
			return 0;
		held = held << 5 | (uint32_t)(at - letters);
		bits += 5;
		if (bits >= 8) {
			bits -= 8;
			bytes[length++] = (unsigned char)(held >> bits);
		}
	}
	return length;
}

static void add_escaped(struct text *out, const char *text)
{
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
		    strchr("-_.~", *c))
			text_add(out, (const char *)c, 1);
		else
			text_print(out, "%%%02X", *c);
	}
}

const char *totp_address(struct arena *arena, const char *issuer, const char *login, const char *key)
{
	struct text out = {.arena = arena};

	text_say(&out, "otpauth://totp/");
	add_escaped(&out, issuer);
	text_say(&out, ":");
	add_escaped(&out, login);
	text_print(&out, "?secret=%s&issuer=", key);
	add_escaped(&out, issuer);
	return out.bytes;
}

const char *totp_code(struct arena *arena, const char *key, int64_t step)
{
	unsigned char bytes[64];
	char *code = arena_take(arena, TOTP_DIGITS + 1);
	size_t length = bytes_of(key, bytes, sizeof bytes);

	if (length == 0 || step < 0 ||
	    oath_hotp_generate((const char *)bytes, length, (uint64_t)step, TOTP_DIGITS, false,
	                       OATH_HOTP_DYNAMIC_TRUNCATION, code) != OATH_OK)
		code[0] = '\0';
	secret_wipe(bytes, sizeof bytes);
	return code;
}

bool totp_fits(struct arena *arena, const char *key, const char *code, struct moment now, int64_t last,
               int64_t *out_step)
{
	int64_t at = now.microseconds / 1000000 / TOTP_SECONDS;

	if (strlen(code) != TOTP_DIGITS)
		return false;
	for (int64_t step = at - DRIFT; step <= at + DRIFT; step++) {
		if (step <= last || !secret_same(totp_code(arena, key, step), code))
			continue;
		*out_step = step;
		return true;
	}
	return false;
}
