/* address.c: the address line of a request, decoded exactly once; and addresses that may be gone back to. */
#include "web/inside.h"

#include <string.h>

#define LOCAL_MAX 2000u /* of an address to come back to */

static int digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at = c ? strchr(digits, c >= 'A' && c <= 'F' ? c - 'A' + 'a' : c) : NULL;

	return at ? (int)(at - digits) : -1;
}

const char *address_read(struct arena *arena, const char *uri, const char **query)
{
	size_t length = strcspn(uri, "?");
	char *path = arena_take(arena, length + 1);
	size_t out = 0;

	*query = uri[length] == '?' ? uri + length + 1 : "";
	if (uri[0] != '/')
		return NULL;
	for (size_t i = 0; i < length; i++) {
		char c = uri[i];

		if (c == '%') {
			if (i + 2 >= length || digit(uri[i + 1]) < 0 || digit(uri[i + 2]) < 0)
				return NULL;
			c = (char)(digit(uri[i + 1]) * 16 + digit(uri[i + 2]));
			/* An escaped slash or NUL would make two paths look alike. */
			if (c == '/' || c == '\0')
				return NULL;
			i += 2;
		}
		path[out++] = c;
	}
	path[out] = '\0';
	return text_is_utf8(path, out) && !text_has_control(path) && !strpbrk(path, "\n\t") ? path : NULL;
}

bool address_is_local(const char *text)
{
	if (text[0] != '/' || text[1] == '/' || text[1] == '\\')
		return false;
	for (const unsigned char *c = (const unsigned char *)text; *c; c++)
		if (*c <= ' ' || *c >= 0x7f || *c == '\\' || *c == '"' || *c == '<' || *c == '>')
			return false;
	return true;
}

void answer_parameter(struct text *address, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	text_print(address, "%c%s=", strchr(address->bytes, '?') ? '&' : '?', name);
	for (const unsigned char *c = (const unsigned char *)value; *c; c++) {
		if ((*c >= '0' && *c <= '9') || (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z') ||
		    strchr("-_.~", *c))
			text_add(address, (const char *)c, 1);
		else
			text_print(address, "%%%02X", *c);
	}
}

const char *answer_local(const char *text)
{
	return text && strlen(text) <= LOCAL_MAX && address_is_local(text) ? text : "/";
}
