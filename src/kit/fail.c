/* fail.c: makes failures. Whoever shows or logs them is not here. */
#include "fail.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

#define DETAIL_ROOM 2048

static const int statuses[] = {
	[FAIL_BAD] = 400,       [FAIL_DENIED] = 403,  [FAIL_MISSING] = 404,  [FAIL_METHOD] = 405, [FAIL_CONFLICT] = 409,
	[FAIL_TOO_LARGE] = 413, [FAIL_MISTAKE] = 422, [FAIL_TOO_SOON] = 429, [FAIL_FAULT] = 500,  [FAIL_AWAY] = 503,
};
static_assert(sizeof statuses / sizeof *statuses == FAIL_KINDS, "each kind of failure has its status");

struct fail *fail_make(enum fail_kind kind, enum say say, const char *file, int line, const char *detail, ...)
{
	static struct fail fail;
	static char text[2][DETAIL_ROOM]; /* by turns: a detail may quote the failure before it */
	static int turn;
	va_list arguments;

	fail = (struct fail){.kind = kind, .say = say, .file = file, .line = line};
	if (detail) {
		turn = !turn;
		va_start(arguments, detail);
		vsnprintf(text[turn], DETAIL_ROOM, detail, arguments);
		va_end(arguments);
		fail.detail = text[turn];
	}
	return &fail;
}

int fail_status(enum fail_kind kind)
{
	return statuses[kind];
}
