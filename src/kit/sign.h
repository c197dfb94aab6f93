/*
 * sign.h: signatures that anybody can check later, offline: Ed25519 (RFC 8032) and SHA-256. Beside secret.h the only
 * house of libsodium.
 *
 * A private key is one line of text, `chosho-private-key:` and 43 characters; a public key is 43 characters, a signature
 * 86 (URL-safe base64 without padding). A key's id is the beginning of the SHA-256 of its public bytes, to be read aloud
 * and compared: 3f2a-91bc-77d0-12e4.
 */
#ifndef CHOSHO_KIT_SIGN_H
#define CHOSHO_KIT_SIGN_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

#define SIGN_PUBLIC_LENGTH 43u /* characters of a public key */

/* A key pair; `private_line` is the secret: into a file of mode 600, never into a log. */
struct sign_key {
	const char *id;
	const char *public_key;
	const char *private_line;
};

struct sign_key sign_key_new(struct arena *arena);
/* From its private line. False: it is none. */
bool sign_key_read(struct arena *arena, const char *private_line, struct sign_key *key);

/* NULL when it is no public key. */
const char *sign_key_id(struct arena *arena, const char *public_key);

const char *sign(struct arena *arena, const struct sign_key *key, const char *bytes, size_t length);
/* Is the signature that of these bytes, by this public key? Also false when either is none at all. */
bool sign_fits(const char *public_key, const char *signature, const char *bytes, size_t length);

/* SHA-256 in hexadecimal, small letters: what sha256sum says. */
const char *sign_hash(struct arena *arena, const char *bytes, size_t length);

#endif
