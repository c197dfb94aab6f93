/* answer.c: building what goes back, and the header lines that every answer has. Sending is serve.c's. */
#include "web/inside.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define ADDRESS_MAX 6144 /* one of 2,000 bytes, each of them escaped, behind /sign-in?back= */

static struct fail *set_body(struct request *q, int status, const char *type, const char *body, size_t length)
{
	struct answer *answer = q->answer;

	answer->status = status;
	answer->type = type;
	answer->body = body;
	answer->length = length;
	answer->redirect = NULL;
	answer->file_name = NULL;
	return NULL;
}

struct fail *answer_page_with(struct request *q, int status, const struct page *page, const void *data)
{
	struct text out = {.arena = q->arena};
	struct frame frame;

	frame_fill(q, &frame);
	page_render(page, q->language, data, &frame, &out);
	return set_body(q, status, "text/html; charset=utf-8", out.bytes ? out.bytes : "", out.length);
}

struct fail *answer_page(struct request *q, const struct page *page, const void *data)
{
	return answer_page_with(q, q->again ? 422 : 200, page, data);
}

void answer_then(struct request *q, void (*then)(struct request *q, const void *what), const void *what)
{
	q->answer->then = then;
	q->answer->what = what;
}

void answer_note(struct request *q)
{
	if (q->answer->then && q->answer->status == 200 && !q->inside->is_head)
		q->answer->then(q, q->answer->what);
}

struct fail *answer_redirect(struct request *q, const char *format, ...)
{
	char *address = arena_take(q->arena, ADDRESS_MAX);
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(address, ADDRESS_MAX, format, arguments);
	va_end(arguments);
	if (length < 0 || length >= ADDRESS_MAX)
		return FAIL_WITH(FAIL_FAULT, SAY_web_fault, "redirect: address of %d bytes", length);
	if (!address_is_local(address))
		return FAIL_WITH(FAIL_FAULT, SAY_web_fault, "redirect: not an address of this site");
	(void)set_body(q, 303, NULL, "", 0);
	q->answer->redirect = address;
	return NULL;
}

static const char *escaped(struct arena *arena, const char *text)
{
	struct text out = {.arena = arena};

	text_say(&out, "");
	for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
		    strchr("-_.~/", *c))
			text_add(&out, (const char *)c, 1);
		else
			text_print(&out, "%%%02X", *c);
	}
	return out.bytes;
}

const char *answer_and_back(struct request *q, const char *page, const char *back)
{
	back = answer_local(back);
	return strcmp(back, "/") == 0 ? page : text_join(q->arena, page, "?back=", escaped(q->arena, back));
}

struct fail *answer_bytes(struct request *q, const char *type, const char *file_name, const char *bytes, size_t length)
{
	(void)set_body(q, 200, type, bytes, length);
	q->answer->file_name = file_name;
	return NULL;
}

static void add_cookie(struct text *lines, const char *name, const char *value, int64_t seconds)
{
	text_print(lines, "Set-Cookie: %s=%s; Path=/; Secure; HttpOnly; SameSite=Lax", name, seconds ? value : "");
	if (seconds >= 0)
		text_print(lines, "; Max-Age=%" PRId64, seconds);
	text_say(lines, "\r\n");
}

void answer_cookie(struct request *q, const char *name, const char *value, int64_t seconds)
{
	q->answer->cookies.arena = q->arena;
	add_cookie(&q->answer->cookies, name, value, seconds);
}

const char *answer_cookie_of(struct request *q, const char *name)
{
	return cookie_find(q->arena, q->inside->in->cookie, name);
}

const char *answer_proxy_user(const struct request *q)
{
	const char *user = q->inside->in->proxy_user;

	if (q->config->sign_in == SIGN_IN_PASSWORD || !user || !text_is_utf8(user, strlen(user)) ||
	    text_has_control(user))
		return "";
	return user;
}

const char *answer_browser(const struct request *q)
{
	return q->inside->in->browser ? q->inside->in->browser : "";
}

static const char *reason_of(int status)
{
	static const struct {
		int status;
		const char *reason;
	} reasons[] = {
		{200, "OK"                   },
		{303, "See Other"            },
		{400, "Bad Request"          },
		{403, "Forbidden"            },
		{404, "Not Found"            },
		{405, "Method Not Allowed"   },
		{409, "Conflict"             },
		{413, "Content Too Large"    },
		{422, "Unprocessable Content"},
		{429, "Too Many Requests"    },
		{500, "Internal Server Error"},
		{503, "Service Unavailable"  },
	};

	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		if (reasons[i].status == status)
			return reasons[i].reason;
	return "Answer";
}

/* A file name for any browser: RFC 6266, all but plain letters escaped. */
static void add_file_name(struct text *head, const char *name)
{
	text_say(head, "Content-Disposition: attachment; filename*=UTF-8''");
	for (const unsigned char *c = (const unsigned char *)name; *c; c++) {
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
		    strchr("-_.", *c))
			text_add(head, (const char *)c, 1);
		else
			text_print(head, "%%%02X", *c);
	}
	text_say(head, "\r\n");
}

const char *answer_head(const struct request *q)
{
	const struct answer *answer = q->answer;
	struct text head = {.arena = q->arena};

	text_print(&head, "Status: %d %s\r\n", answer->status, reason_of(answer->status));
	text_print(&head, "Chosho-Number: %s\r\n", q->number); /* for nginx's log; browsers do not get it */
	if (answer->type)
		text_print(&head, "Content-Type: %s\r\n", answer->type);
	if (answer->redirect)
		text_print(&head, "Location: %s\r\n", answer->redirect);
	if (answer->file_name)
		add_file_name(&head, answer->file_name);
	if (answer->status == 503 || answer->status == 429)
		text_say(&head, "Retry-After: 5\r\n");
	if (answer->status == 405)
		text_say(&head, "Allow: GET, HEAD, POST\r\n");
	if (answer->cookies.bytes)
		text_say(&head, answer->cookies.bytes);
	if (q->inside->new_visit)
		add_cookie(&head, VISIT_COOKIE, q->inside->new_visit, -1);
	text_say(&head,
	         "Cache-Control: no-store\r\n"
	         "Content-Security-Policy: default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
	         "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
	         "X-Content-Type-Options: nosniff\r\n"
	         "Referrer-Policy: same-origin\r\n"
	         "Cross-Origin-Opener-Policy: same-origin\r\n"
	         "Cross-Origin-Resource-Policy: same-origin\r\n");
	text_print(&head, "Content-Length: %zu\r\n\r\n", answer->length);
	return head.bytes;
}
