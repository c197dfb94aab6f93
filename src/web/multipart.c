/*
 * multipart.c: multipart/form-data taken apart (RFC 7578, in the subset that browsers send). Lines end in CRLF; the
 * closing boundary must be there; nothing is guessed.
 */
#include "web/inside.h"

#include <string.h>
#include <strings.h>

#define PART_HEAD_MAX 8192u

struct span {
	const char *at;
	size_t length;
};

static bool is_boundary_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c && strchr("'()+_,-./:=? ", c) != NULL);
}

/* The boundary of a content type, with the "--" before it; length 0: none, or not a lawful one. */
static struct span boundary_of(struct arena *arena, const char *content_type)
{
	const char *at = strcasestr(content_type, "boundary=");
	size_t length = 0;
	bool quoted;

	if (!at)
		return (struct span){NULL, 0};
	at += strlen("boundary=");
	quoted = *at == '"';
	at += quoted;
	while (is_boundary_char(at[length]) && (quoted || at[length] != ' '))
		length++;
	if (length < 1 || length > 70 || (quoted && at[length] != '"'))
		return (struct span){NULL, 0};
	return (struct span){text_format(arena, "--%.*s", (int)length, at), length + 2};
}

/* Reads one parameter of a header line (name="…"; browsers write a quote as %22 and breaks as %0D%0A). */
static const char *parameter(struct arena *arena, struct span line, const char *name)
{
	size_t width = strlen(name);

	for (size_t i = 0; i + width + 2 < line.length; i++) {
		const char *at = line.at + i;
		const char *end;

		/* Not inside a quoted value: skip those whole. */
		if (*at == '"') {
			end = memchr(at + 1, '"', line.length - i - 1);
			if (!end)
				return NULL;
			i = (size_t)(end - line.at);
			continue;
		}
		if ((*at != ';' && *at != ' ' && *at != '\t') || strncasecmp(at + 1, name, width) != 0 ||
		    at[width + 1] != '=' || at[width + 2] != '"')
			continue;
		at += width + 3;
		end = memchr(at, '"', line.length - (size_t)(at - line.at));
		return end ? arena_copy(arena, at, (size_t)(end - at)) : NULL;
	}
	return NULL;
}

/* Undoes the three escapes that browsers use in names; others stay. */
static const char *unescape(struct arena *arena, const char *name)
{
	char *out = arena_copy(arena, name, strlen(name));
	char *to = out;

	for (const char *from = out; *from; from++) {
		if (strncasecmp(from, "%22", 3) == 0)
			*to++ = '"', from += 2;
		else if (strncasecmp(from, "%0D", 3) == 0)
			*to++ = '\r', from += 2;
		else if (strncasecmp(from, "%0A", 3) == 0)
			*to++ = '\n', from += 2;
		else
			*to++ = *from;
	}
	*to = '\0';
	return out;
}

/* The header lines of a part: name and file name; NULL: it has none. */
static struct fail *read_head(struct arena *arena, struct span head, const char **name, const char **file_name)
{
	static const char disposition[] = "content-disposition:";
	const size_t width = sizeof disposition - 1;

	*name = *file_name = NULL;
	while (head.length) {
		const char *end = memmem(head.at, head.length, "\r\n", 2);
		struct span line = {head.at, end ? (size_t)(end - head.at) : head.length};

		if (line.length > width && strncasecmp(line.at, disposition, width) == 0) {
			if (*name || !memmem(line.at, line.length, "form-data", 9))
				return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "multipart: disposition");
			*name = parameter(arena, line, "name");
			*file_name = parameter(arena, line, "filename");
		}
		line.length += end ? 2 : 0;
		head.at += line.length;
		head.length -= line.length;
	}
	if (*name)
		*name = unescape(arena, *name);
	if (*file_name) {
		const char *given = unescape(arena, *file_name);

		*file_name = text_mend(arena, given, strlen(given));
	}
	return NULL;
}

struct fail *multipart_read(struct arena *arena, const char *content_type, const char *body, size_t length,
                            struct list *typed)
{
	struct span boundary = boundary_of(arena, content_type);
	const char *end = body + length;
	const char *delimiter;
	size_t texts = 0;

	if (!boundary.at)
		return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "multipart: boundary");
	delimiter = text_format(arena, "\r\n%s", boundary.at);
	if (length < boundary.length || memcmp(body, boundary.at, boundary.length) != 0)
		return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "multipart: does not begin with its boundary");
	body += boundary.length;
	for (;;) {
		const char *head_end, *stop, *name, *file_name;
		size_t left = (size_t)(end - body);

		if (left >= 2 && memcmp(body, "--", 2) == 0)
			return NULL;
		if (left < 2 || memcmp(body, "\r\n", 2) != 0)
			return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "multipart: boundary line");
		head_end = memmem(body, left < PART_HEAD_MAX ? left : PART_HEAD_MAX, "\r\n\r\n", 4);
		if (!head_end)
			return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "multipart: head of a part");
		body += 2;
		TRY(read_head(arena, (struct span){body, head_end > body ? (size_t)(head_end - body) : 0}, &name,
		              &file_name));
		if (!name)
			return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "multipart: a part without name");
		body = head_end + 4;
		stop = memmem(body, (size_t)(end - body), delimiter, boundary.length + 2);
		if (!stop)
			return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "multipart: does not end with its boundary");
		TRY(typed_add(arena, typed, name, strlen(name), body, (size_t)(stop - body), file_name, &texts));
		body = stop + boundary.length + 2;
	}
}
