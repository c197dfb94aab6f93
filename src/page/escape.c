/* escape.c: escaping by table. Most bytes need none: runs of them are copied at once. */
#include <stdbool.h>
#include <string.h>

#include "kit/arena.h"
#include "page/escape.h"

/* \r would reach the reader as \n: browsers fold line ends in a document, but not in a reference. */
static const char *const html_table[256] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;", ['\r'] = "&#13;",
};

static const bool html_stops[256] = {
	['\0'] = true, ['&'] = true, ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true, ['\r'] = true,
};

static void grow(struct text *out, size_t more)
{
	size_t room = out->room < 4096 ? 4096 : out->room;

	while (room - out->length <= more)
		room *= 2;
	out->bytes = arena_grow(out->arena, out->bytes, out->room, room);
	out->room = room;
}

void escape_raw(struct text *out, const char *bytes, size_t length)
{
	if (out->room - out->length <= length)
		grow(out, length);
	memcpy(out->bytes + out->length, bytes, length);
	out->length += length;
	out->bytes[out->length] = '\0';
}

void escape_html(struct text *out, const char *value)
{
	for (;;) {
		const char *stop = value;

		while (!html_stops[(unsigned char)*stop])
			stop++;
		if (stop != value)
			escape_raw(out, value, (size_t)(stop - value));
		if (*stop == '\0')
			return;
		escape_raw(out, html_table[(unsigned char)*stop], strlen(html_table[(unsigned char)*stop]));
		value = stop + 1;
	}
}

static bool is_unreserved(unsigned char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
	       c == '_' || c == '~';
}

void escape_piece(struct text *out, const char *value)
{
	static const char digits[] = "0123456789ABCDEF";

	for (; *value; value++) {
		unsigned char c = (unsigned char)*value;
		const char coded[] = {'%', digits[c >> 4], digits[c & 15]};

		if (is_unreserved(c))
			escape_raw(out, value, 1);
		else
			escape_raw(out, coded, sizeof coded);
	}
}

/* Browsers drop tabs and line breaks from addresses and read \ as /: "/\t/host" would lead away. */
static bool is_of_this_site(const char *value)
{
	if (value[0] != '/' || value[1] == '/' || value[1] == '\\')
		return false;
	for (; *value; value++)
		if ((unsigned char)*value < 0x20 || *value == 0x7f)
			return false;
	return true;
}

void escape_address(struct text *out, const char *value)
{
	escape_html(out, is_of_this_site(value) ? value : "#");
}
