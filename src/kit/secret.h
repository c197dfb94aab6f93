/* secret.h: random, hashes, tags, passwords. With sign.h the only house of libsodium. */
#ifndef CHOSHO_KIT_SECRET_H
#define CHOSHO_KIT_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

#define SECRET_BYTES 32

void secret_start(void); /* once, before anything else here; ends the process when there is no randomness */
void secret_wipe(void *bytes, size_t length);

void secret_random(void *bytes, size_t length);
const char *secret_random_text(struct arena *arena, size_t bytes); /* URL-safe base64 without padding */
const char *secret_number(struct arena *arena); /* a request number that can be read over the phone: K7Q2-93XM */

/* Hash of a text in hexadecimal (BLAKE2b, 32 bytes): how session and form keys are stored. */
const char *secret_hash(struct arena *arena, const char *text);

/* Tag over several parts (each with its length, so that parts cannot run together), URL-safe base64. */
const char *secret_tag(struct arena *arena, const char *key, const char *const *parts, size_t count);
bool secret_same(const char *a, const char *b); /* in constant time */

/*
 * Seals a text with the installation's secret, so that the database alone does not tell it (XChaCha20-Poly1305). `purpose` is
 * bound in: what was sealed for one row opens for no other. NULL: it does not open.
 */
const char *secret_seal(struct arena *arena, const char *key, const char *purpose, const char *text);
const char *secret_open(struct arena *arena, const char *key, const char *purpose, const char *sealed);

/* Argon2id. mib is the memory; hashing takes about 0.1 s at 64. */
const char *secret_password_hash(struct arena *arena, const char *password, int64_t mib);
bool secret_password_fits(const char *hash, const char *password);
bool secret_password_is_old(const char *hash, int64_t mib); /* made with other settings: hash again */
void secret_password_waste(int64_t mib);                    /* as long as a check: for accounts that do not exist */

#endif
