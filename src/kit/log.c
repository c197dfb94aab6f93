/* log.c: writes an event as one JSON line with one write(2), so that lines of several processes never mix. */
#include "log.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LINE_ROOM 8192
#define LINE_END 8 /* kept free for the closing …"} and the line break */

struct line {
	char bytes[LINE_ROOM];
	size_t length;
	bool full;
};

static void add(struct line *line, const char *bytes, size_t length)
{
	if (line->full || length > LINE_ROOM - LINE_END - line->length) {
		line->full = true;
		return;
	}
	memcpy(line->bytes + line->length, bytes, length);
	line->length += length;
}

/* The length of the well-formed UTF-8 sequence at `text`; 0 when it is none. */
static size_t sequence(const unsigned char *text)
{
	size_t length = text[0] < 0x80   ? 1
	                : text[0] < 0xC2 ? 0
	                : text[0] < 0xE0 ? 2
	                : text[0] < 0xF0 ? 3
	                : text[0] < 0xF5 ? 4
	                                 : 0;

	for (size_t i = 1; i < length; i++)
		if ((text[i] & 0xC0) != 0x80)
			return 0;
	if ((text[0] == 0xE0 && text[1] < 0xA0) || (text[0] == 0xED && text[1] > 0x9F) ||
	    (text[0] == 0xF0 && text[1] < 0x90) || (text[0] == 0xF4 && text[1] > 0x8F))
		return 0;
	return length;
}

static void add_quoted(struct line *line, const char *string)
{
	const unsigned char *at = (const unsigned char *)string;

	add(line, "\"", 1);
	while (*at && !line->full) {
		size_t length = sequence(at);
		char escape[8];

		if (length == 0)
			add(line, "\xEF\xBF\xBD", 3);
		else if (*at == '"' || *at == '\\')
			add(line, escape, (size_t)snprintf(escape, sizeof escape, "\\%c", *at));
		else if (*at < 0x20 || *at == 0x7F)
			add(line, escape, (size_t)snprintf(escape, sizeof escape, "\\u%04x", (unsigned)*at));
		else
			add(line, (const char *)at, length);
		at += length ? length : 1;
	}
	if (line->full) { /* the rest is cut off, and the line says so */
		memcpy(line->bytes + line->length, "\xE2\x80\xA6", 3);
		line->length += 3;
	}
	line->bytes[line->length++] = '"';
}

static void add_time(struct line *line)
{
	struct timespec now;
	struct tm utc;
	char text[48];

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	strftime(text, sizeof text, "{\"time\":\"%Y-%m-%dT%H:%M:%S", &utc);
	add(line, text, strlen(text));
	add(line, text, (size_t)snprintf(text, sizeof text, ".%03ldZ\",\"event\":", now.tv_nsec / 1000000));
}

void log_line(const char *event, ...)
{
	struct line line = {.length = 0};
	va_list arguments;
	const char *name;

	add_time(&line);
	add_quoted(&line, event);
	va_start(arguments, event);
	while ((name = va_arg(arguments, const char *)) && !line.full &&
	       line.length + strlen(name) + 16 < LINE_ROOM - LINE_END) {
		const char *value = va_arg(arguments, const char *);

		add(&line, ",", 1);
		add_quoted(&line, name);
		add(&line, ":", 1);
		if (value)
			add_quoted(&line, value);
		else
			add(&line, "null", 4);
	}
	va_end(arguments);
	line.bytes[line.length++] = '}';
	line.bytes[line.length++] = '\n';
	if (write(STDERR_FILENO, line.bytes, line.length) < 0)
		return; /* nobody is left to tell */
}
