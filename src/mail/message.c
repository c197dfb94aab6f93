/* message.c: writes a mail. Sending it is smtp.c's. */
#include "mail/message.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "kit/text.h"

#define WORD_BYTES 39 /* 52 letters of base64; with =?UTF-8?B?, ?= and "Subject: " 73 */
#define LINE_BYTES 57 /* 76 letters */

static void add_base64(struct text *out, const char *bytes, size_t length)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

	for (size_t i = 0; i < length; i += 3) {
		size_t left = length - i;
		unsigned three = (unsigned)(unsigned char)bytes[i] << 16;
		char four[4];

		three |= left > 1 ? (unsigned)(unsigned char)bytes[i + 1] << 8 : 0;
		three |= left > 2 ? (unsigned char)bytes[i + 2] : 0;
		four[0] = letters[three >> 18];
		four[1] = letters[three >> 12 & 63];
		four[2] = left > 1 ? letters[three >> 6 & 63] : '=';
		four[3] = left > 2 ? letters[three & 63] : '=';
		text_add(out, four, sizeof four);
	}
}

/* Could it be taken for an encoded word, or can a header line not hold it? */
static bool is_plain(const char *text)
{
	for (const char *c = text; *c; c++)
		if (*c < ' ' || *c > '~')
			return false;
	return !strstr(text, "=?") && strlen(text) <= 60;
}

/* As many whole code points as go into one encoded word. */
static size_t word_length(const char *text)
{
	size_t length = strlen(text);

	if (length <= WORD_BYTES)
		return length;
	length = WORD_BYTES;
	while (length > 1 && ((unsigned char)text[length] & 0xc0) == 0x80)
		length--;
	return length;
}

const char *message_words(struct arena *arena, const char *text)
{
	struct text out = {.arena = arena};

	if (is_plain(text))
		return text;
	for (size_t length; *text; text += length) {
		length = word_length(text);
		text_say(&out, out.length ? "\r\n =?UTF-8?B?" : "=?UTF-8?B?");
		add_base64(&out, text, length);
		text_say(&out, "?=");
	}
	return out.bytes;
}

static const char *date(struct arena *arena, struct moment at)
{
	static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
	                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t seconds = (time_t)(at.microseconds / 1000000) + 9 * 3600; /* Japan's time */
	struct tm tm;

	gmtime_r(&seconds, &tm);
	return text_format(arena, "%s, %02d %s %04d %02d:%02d:%02d +0900", days[tm.tm_wday], tm.tm_mday,
	                   months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* Line breaks as mail has them, all of them. */
static const char *body_of(struct arena *arena, const char *text)
{
	struct text out = {.arena = arena};

	text_say(&out, "");
	for (; *text; text++) {
		if (*text == '\r')
			continue;
		if (*text == '\n')
			text_say(&out, "\r");
		text_add(&out, text, 1);
	}
	if (out.length == 0 || out.bytes[out.length - 1] != '\n')
		text_say(&out, "\r\n");
	return out.bytes;
}

/* The name before an address: encoded, or between quotes. */
static const char *name_of(struct arena *arena, const char *name)
{
	if (!is_plain(name))
		return message_words(arena, name);
	return strpbrk(name, "\"\\") ? "" : text_join(arena, "\"", name, "\"");
}

const char *message_text(struct arena *arena, const struct message *message)
{
	const char *body = body_of(arena, message->body);
	struct text out = {.arena = arena};

	text_print(&out, "Date: %s\r\n", date(arena, message->at));
	text_print(&out, "From: %s\r\n <%s>\r\n", name_of(arena, message->from_name), message->from);
	text_print(&out, "To: <%s>\r\n", message->to);
	text_print(&out, "Subject: %s\r\n", message_words(arena, message->subject));
	text_print(&out, "Message-ID: <chosho.%" PRId64 ".%" PRId64 "@%s>\r\n", message->id, message->at.microseconds,
	           message->host);
	text_say(&out, "MIME-Version: 1.0\r\n"
	               "Content-Type: text/plain; charset=UTF-8\r\n"
	               "Content-Transfer-Encoding: base64\r\n"
	               "Auto-Submitted: auto-generated\r\n\r\n");
	for (size_t left = strlen(body); left;) {
		size_t length = left < LINE_BYTES ? left : LINE_BYTES;

		add_base64(&out, body, length);
		text_say(&out, "\r\n");
		body += length;
		left -= length;
	}
	return out.bytes;
}
