/* record.c: one line in the log for each request. Never a path with what somebody typed, a cookie or a form's text. */
#include "kit/log.h"
#include "web/inside.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

static const char *const kinds[] = {
	[FAIL_BAD] = "bad",         [FAIL_DENIED] = "denied",     [FAIL_MISSING] = "missing",
	[FAIL_METHOD] = "method",   [FAIL_CONFLICT] = "conflict", [FAIL_TOO_LARGE] = "too_large",
	[FAIL_MISTAKE] = "mistake", [FAIL_TOO_SOON] = "too_soon", [FAIL_FAULT] = "fault",
	[FAIL_AWAY] = "away",
};
static_assert(sizeof kinds / sizeof *kinds == FAIL_KINDS, "a word for each kind of failure");

static const char *number(const struct request *q, int64_t value)
{
	return text_format(q->arena, "%" PRId64, value);
}

/* Methods are what browsers send; anything else is somebody's text. */
static const char *method(const struct request *q)
{
	return q->inside->is_post              ? "POST"
	       : q->inside->is_head            ? "HEAD"
	       : strcmp(q->method, "GET") == 0 ? "GET"
	                                       : "other";
}

void record_write(const struct request *q, int64_t milliseconds)
{
	const struct inside *inside = q->inside;
	const char *route = inside->posted ? inside->posted->address : q->route ? q->route->address : "none";
	const char *status = number(q, q->answer->status);
	const char *account = number(q, q->viewer.account_id);
	const char *took = number(q, milliseconds);
	const char *statements = number(q, db_count(q->db));
	const struct fail *fail = &inside->failure;

	if (!inside->failed)
		log_line("request", "number", q->number, "method", method(q), "route", route, "status", status,
		         "account", account, "ms", took, "statements", statements, NULL);
	else
		log_line("request", "number", q->number, "method", method(q), "route", route, "status", status,
		         "account", account, "ms", took, "statements", statements, "failure", kinds[fail->kind],
		         "detail", fail->detail ? fail->detail : "", "at",
		         text_format(q->arena, "%s:%d", fail->file, fail->line), NULL);
}
