/* fail.h: the one way to fail. A failure carries the sentence for the person and the place for us. */
#ifndef CHOSHO_KIT_FAIL_H
#define CHOSHO_KIT_FAIL_H

#include "words.h"

enum fail_kind {
	FAIL_BAD,       /* 400: the request cannot be understood */
	FAIL_DENIED,    /* 403: known, but not for you, or not now */
	FAIL_MISSING,   /* 404: not there, or you may not know of it */
	FAIL_METHOD,    /* 405 */
	FAIL_CONFLICT,  /* 409: changed meanwhile */
	FAIL_TOO_LARGE, /* 413 */
	FAIL_MISTAKE,   /* 422: a mistake in a form */
	FAIL_TOO_SOON,  /* 429: slow down */
	FAIL_FAULT,     /* 500: ours */
	FAIL_AWAY,      /* 503: the database does not answer */
	FAIL_KINDS
};

struct fail {
	enum fail_kind kind;
	enum say say;       /* the sentence that the person reads */
	const char *detail; /* for the log only: never shown, never a secret or what somebody typed */
	const char *file;
	int line;
};

#define CHOSHO_MUST_USE __attribute__((warn_unused_result))

/* One request at a time: the failure lies in static memory and is overwritten by the next. detail may be NULL. */
struct fail *fail_make(enum fail_kind kind, enum say say, const char *file, int line, const char *detail, ...)
	__attribute__((format(printf, 5, 6), returns_nonnull, warn_unused_result));
#define FAIL(kind, say) fail_make((kind), (say), __FILE__, __LINE__, NULL)
#define FAIL_WITH(kind, say, ...) fail_make((kind), (say), __FILE__, __LINE__, __VA_ARGS__)

/* The one macro that returns. */
#define TRY(call)                            \
	do {                                 \
		struct fail *fail_ = (call); \
		if (fail_)                   \
			return fail_;        \
	} while (0)

int fail_status(enum fail_kind kind); /* the HTTP status */

#endif
