/* secret.c: libsodium behind our words. Nothing here is ever logged. */
#include "secret.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "arena.h"
#include "log.h"

#define BASE64 sodium_base64_VARIANT_URLSAFE_NO_PADDING
#define PASSWORD_PASSES 2 /* over the memory; libsodium's interactive setting */

void secret_start(void)
{
	if (sodium_init() < 0) {
		log_line("no_randomness", NULL);
		exit(1);
	}
}

void secret_wipe(void *bytes, size_t length)
{
	sodium_memzero(bytes, length);
}

void secret_random(void *bytes, size_t length)
{
	randombytes_buf(bytes, length);
}

static const char *base64(struct arena *arena, const unsigned char *bytes, size_t length)
{
	size_t room = sodium_base64_encoded_len(length, BASE64);
	char *text = arena_take(arena, room);

	return sodium_bin2base64(text, room, bytes, length, BASE64);
}

const char *secret_random_text(struct arena *arena, size_t bytes)
{
	unsigned char *random = arena_take(arena, bytes + 1);

	randombytes_buf(random, bytes);
	return base64(arena, random, bytes);
}

const char *secret_number(struct arena *arena)
{
	static const char letters[] = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"; /* none that are mistaken for each other */
	char *number = arena_take(arena, 10);
	unsigned char random[9];

	randombytes_buf(random, sizeof random);
	for (int i = 0; i < 9; i++)
		number[i] = i == 4 ? '-' : letters[random[i] % (sizeof letters - 1)];
	return number;
}

const char *secret_hash(struct arena *arena, const char *text)
{
	unsigned char hash[SECRET_BYTES];
	char *hexadecimal = arena_take(arena, 2 * SECRET_BYTES + 1);

	crypto_generichash(hash, sizeof hash, (const unsigned char *)text, strlen(text), NULL, 0);
	return sodium_bin2hex(hexadecimal, 2 * SECRET_BYTES + 1, hash, sizeof hash);
}

static void add_part(crypto_generichash_state *state, const char *part)
{
	unsigned char length[8];
	size_t left = strlen(part);

	for (int i = 0; i < 8; i++)
		length[i] = (unsigned char)((uint64_t)left >> (8 * i));
	crypto_generichash_update(state, length, sizeof length);
	crypto_generichash_update(state, (const unsigned char *)part, left);
}

const char *secret_tag(struct arena *arena, const char *key, const char *const *parts, size_t count)
{
	unsigned char tag[SECRET_BYTES], short_key[SECRET_BYTES];
	crypto_generichash_state state;

	crypto_generichash(short_key, sizeof short_key, (const unsigned char *)key, strlen(key), NULL, 0);
	crypto_generichash_init(&state, short_key, sizeof short_key, sizeof tag);
	for (size_t i = 0; i < count; i++)
		add_part(&state, parts[i]);
	crypto_generichash_final(&state, tag, sizeof tag);
	secret_wipe(short_key, sizeof short_key);
	secret_wipe(&state, sizeof state);
	return base64(arena, tag, sizeof tag);
}

bool secret_same(const char *a, const char *b)
{
	size_t length = strlen(a);

	return strlen(b) == length && sodium_memcmp(a, b, length) == 0;
}

static void sealing_key(unsigned char *out, const char *key)
{
	static const unsigned char use[crypto_generichash_KEYBYTES_MIN] = "chosho seal"; /* unlike secret_tag's */

	crypto_generichash(out, crypto_aead_xchacha20poly1305_ietf_KEYBYTES, (const unsigned char *)key, strlen(key),
	                   use, sizeof use);
}

const char *secret_seal(struct arena *arena, const char *key, const char *purpose, const char *text)
{
	size_t length = strlen(text), nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
	unsigned char own_key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	unsigned char *sealed = arena_take(arena, nonce + length + crypto_aead_xchacha20poly1305_ietf_ABYTES);
	unsigned long long sealed_length;

	sealing_key(own_key, key);
	randombytes_buf(sealed, nonce);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + nonce, &sealed_length, (const unsigned char *)text, length,
	                                           (const unsigned char *)purpose, strlen(purpose), NULL, sealed,
	                                           own_key);
	secret_wipe(own_key, sizeof own_key);
	return base64(arena, sealed, nonce + (size_t)sealed_length);
}

const char *secret_open(struct arena *arena, const char *key, const char *purpose, const char *sealed)
{
	size_t room = strlen(sealed), nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, length;
	size_t least = nonce + crypto_aead_xchacha20poly1305_ietf_ABYTES;
	unsigned char own_key[crypto_aead_xchacha20poly1305_ietf_KEYBYTES];
	unsigned char *bytes = arena_take(arena, room + 1);
	char *text = arena_take(arena, room + 1);
	unsigned long long text_length;
	int failed;

	if (sodium_base642bin(bytes, room, sealed, room, NULL, &length, NULL, BASE64) != 0 || length < least)
		return NULL;
	sealing_key(own_key, key);
	failed = crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)text, &text_length, NULL, bytes + nonce,
	                                                    length - nonce, (const unsigned char *)purpose,
	                                                    strlen(purpose), bytes, own_key);
	secret_wipe(own_key, sizeof own_key);
	if (failed)
		return NULL;
	text[text_length] = '\0';
	return text;
}

static size_t memory_of(int64_t mib)
{
	return (size_t)mib * 1024 * 1024;
}

const char *secret_password_hash(struct arena *arena, const char *password, int64_t mib)
{
	char *hash = arena_take(arena, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str_alg(hash, password, strlen(password), PASSWORD_PASSES, memory_of(mib),
	                          crypto_pwhash_ALG_ARGON2ID13) != 0) {
		log_line("out_of_memory", "for", "password hash", NULL);
		abort();
	}
	return hash;
}

bool secret_password_fits(const char *hash, const char *password)
{
	return crypto_pwhash_str_verify(hash, password, strlen(password)) == 0;
}

bool secret_password_is_old(const char *hash, int64_t mib)
{
	return crypto_pwhash_str_needs_rehash(hash, PASSWORD_PASSES, memory_of(mib)) != 0;
}

void secret_password_waste(int64_t mib)
{
	static const unsigned char salt[crypto_pwhash_SALTBYTES];
	unsigned char hash[SECRET_BYTES];

	if (crypto_pwhash(hash, sizeof hash, "waste", 5, salt, PASSWORD_PASSES, memory_of(mib),
	                  crypto_pwhash_ALG_ARGON2ID13) != 0)
		log_line("out_of_memory", "for", "password hash", NULL);
}
