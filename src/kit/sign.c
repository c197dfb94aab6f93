/* sign.c: libsodium's signatures behind our words. Private bytes are wiped as soon as they have served. */
#include "sign.h"

#include <string.h>

#include <sodium.h>

#include "arena.h"

#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define PRIVATE_MARK "chosho-private-key:"
#define ID_BYTES 8

static const char *base64(struct arena *arena, const unsigned char *bytes, size_t length)
{
	size_t room = sodium_base64_encoded_len(length, BASE64);
	char *text = arena_take(arena, room);

	return sodium_bin2base64(text, room, bytes, length, BASE64);
}

/* Exactly so many bytes, spelt in the one way that they can be. */
static bool unbase64(const char *text, unsigned char *bytes, size_t length)
{
	char again[128];
	size_t got = 0;

	if (!text || sodium_base642bin(bytes, length, text, strlen(text), NULL, &got, NULL, BASE64) != 0 ||
	    got != length)
		return false;
	return strcmp(sodium_bin2base64(again, sizeof again, bytes, length, BASE64), text) == 0;
}

static const char *id_of(struct arena *arena, const unsigned char *public_bytes)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char plain[2 * ID_BYTES + 1];
	char *id = arena_take(arena, 2 * ID_BYTES + 4);

	crypto_hash_sha256(hash, public_bytes, crypto_sign_PUBLICKEYBYTES);
	sodium_bin2hex(plain, sizeof plain, hash, ID_BYTES);
	for (size_t i = 0, at = 0; i < 2 * ID_BYTES; i++) {
		if (i > 0 && i % 4 == 0)
			id[at++] = '-';
		id[at++] = plain[i];
	}
	return id;
}

static struct sign_key key_of(struct arena *arena, const unsigned char *seed)
{
	unsigned char public_bytes[crypto_sign_PUBLICKEYBYTES], private_bytes[crypto_sign_SECRETKEYBYTES];
	char line[sizeof PRIVATE_MARK + 64] = PRIVATE_MARK;
	const size_t mark = strlen(PRIVATE_MARK);
	struct sign_key key;

	crypto_sign_seed_keypair(public_bytes, private_bytes, seed);
	sodium_bin2base64(line + mark, sizeof line - mark, seed, crypto_sign_SEEDBYTES, BASE64);
	key = (struct sign_key){id_of(arena, public_bytes), base64(arena, public_bytes, sizeof public_bytes),
	                        arena_copy(arena, line, strlen(line))};
	sodium_memzero(private_bytes, sizeof private_bytes);
	sodium_memzero(line, sizeof line);
	return key;
}

struct sign_key sign_key_new(struct arena *arena)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	struct sign_key key;

	randombytes_buf(seed, sizeof seed);
	key = key_of(arena, seed);
	sodium_memzero(seed, sizeof seed);
	return key;
}

static bool seed_of(const char *private_line, unsigned char *seed)
{
	const size_t mark = strlen(PRIVATE_MARK);

	return private_line && strncmp(private_line, PRIVATE_MARK, mark) == 0 &&
	       unbase64(private_line + mark, seed, crypto_sign_SEEDBYTES);
}

bool sign_key_read(struct arena *arena, const char *private_line, struct sign_key *key)
{
	unsigned char seed[crypto_sign_SEEDBYTES];
	bool good = seed_of(private_line, seed);

	if (good)
		*key = key_of(arena, seed);
	sodium_memzero(seed, sizeof seed);
	return good;
}

const char *sign_key_id(struct arena *arena, const char *public_key)
{
	unsigned char public_bytes[crypto_sign_PUBLICKEYBYTES];

	return unbase64(public_key, public_bytes, sizeof public_bytes) ? id_of(arena, public_bytes) : NULL;
}

const char *sign(struct arena *arena, const struct sign_key *key, const char *bytes, size_t length)
{
	unsigned char seed[crypto_sign_SEEDBYTES], public_bytes[crypto_sign_PUBLICKEYBYTES];
	unsigned char private_bytes[crypto_sign_SECRETKEYBYTES], signature[crypto_sign_BYTES] = {0};

	if (seed_of(key->private_line, seed)) {
		crypto_sign_seed_keypair(public_bytes, private_bytes, seed);
		crypto_sign_detached(signature, NULL, (const unsigned char *)bytes, length, private_bytes);
	}
	sodium_memzero(seed, sizeof seed);
	sodium_memzero(private_bytes, sizeof private_bytes);
	return base64(arena, signature, sizeof signature);
}

bool sign_fits(const char *public_key, const char *signature, const char *bytes, size_t length)
{
	unsigned char public_bytes[crypto_sign_PUBLICKEYBYTES], signed_bytes[crypto_sign_BYTES];

	return unbase64(public_key, public_bytes, sizeof public_bytes) &&
	       unbase64(signature, signed_bytes, sizeof signed_bytes) &&
	       crypto_sign_verify_detached(signed_bytes, (const unsigned char *)bytes, length, public_bytes) == 0;
}

const char *sign_hash(struct arena *arena, const char *bytes, size_t length)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hexadecimal = arena_take(arena, 2 * sizeof hash + 1);

	crypto_hash_sha256(hash, (const unsigned char *)bytes, length);
	return sodium_bin2hex(hexadecimal, 2 * sizeof hash + 1, hash, sizeof hash);
}
