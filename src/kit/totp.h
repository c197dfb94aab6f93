/*
 * totp.h: codes that an app shows and that change every thirty seconds (RFC 6238: SHA-1, six digits), as a second factor at
 * signing in. Pure: what was accepted before is the caller's to keep.
 */
#ifndef CHOSHO_KIT_TOTP_H
#define CHOSHO_KIT_TOTP_H

#include <stdbool.h>
#include <stdint.h>

#include "day.h"

struct arena;

#define TOTP_SECONDS 30
#define TOTP_DIGITS 6

/* A new key of 160 random bits, in base32 as apps take it. */
const char *totp_key(struct arena *arena);
/* What a QR code holds: otpauth://totp/… */
const char *totp_address(struct arena *arena, const char *issuer, const char *login, const char *key);
/* The code of one step of thirty seconds; "" when the key is none. */
const char *totp_code(struct arena *arena, const char *key, int64_t step);
/*
 * Is the code that of now, or of one step before or after (clocks differ), and of a step later than `last`: each code counts
 * once? Then *out_step is its step, to be kept as the last.
 */
bool totp_fits(struct arena *arena, const char *key, const char *code, struct moment now, int64_t last,
               int64_t *out_step);

#endif
