/* text.h: strings. UTF-8 throughout; lengths of what people type are counted in code points. */
#ifndef CHOSHO_KIT_TEXT_H
#define CHOSHO_KIT_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A growing text in an arena. */
struct text {
	struct arena *arena;
	char *bytes; /* always ends in NUL once something was added */
	size_t length;
	size_t room;
};
void text_add(struct text *text, const char *bytes, size_t length);
void text_say(struct text *text, const char *string);
void text_print(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

const char *text_format(struct arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
#define text_join(arena, ...) text_join_all((arena), (const char *const[]){__VA_ARGS__, NULL})
const char *text_join_all(struct arena *arena, const char *const *parts); /* to the first NULL */

bool text_same(const char *a, const char *b); /* NULL equals NULL and nothing else */
bool text_empty(const char *text);            /* NULL, "" or only spaces (also U+3000, line breaks) */

bool text_is_utf8(const char *bytes, size_t length);
/* Valid UTF-8 with U+FFFD where it was not: to show somebody what they sent. */
const char *text_mend(struct arena *arena, const char *bytes, size_t length);
/* Free text to the letter: CRLF and CR become \n, nothing else changes. */
const char *text_lines(struct arena *arena, const char *text);
/* Has it a character that nobody means: NUL, C0/C1 controls but \n and \t, U+2028/9, bidi overrides and isolates. */
bool text_has_control(const char *text);
size_t text_count(const char *text); /* code points */
/* The bytes of what a reader takes for one character, with its accent, voiced mark or variant selector; left > 0.
 * *point is its first code point, -1 where the bytes are not UTF-8. */
size_t text_character(const char *text, size_t left, int32_t *point);
/* The first `count` code points, with … when cut; line breaks become a space. */
const char *text_excerpt(struct arena *arena, const char *text, size_t count);

/* For codes, numbers and search keys: NFKC, radicals such as ⺠ → 民, 〇/○/◯ alike (○), minus signs alike, spaces
 * folded and trimmed. */
const char *text_fold(struct arena *arena, const char *text);
/* The same for something short; false when it does not fit or is not UTF-8. */
bool text_fold_short(const char *text, char *out, size_t room);

/* A code that somebody copied by hand: its small letters and figures, however it was typed; nothing else counts. */
const char *text_code(struct arena *arena, const char *typed);

bool text_number(const char *text,
                 int64_t *number); /* whole, optional minus, ASCII after text_fold; false: not one or too big */

/* name@host in plain letters, as a mail server takes it: nothing that could end a line or begin another address. */
bool text_is_mail_address(const char *text);

/* The best of `words` for a misspelt `word`, or NULL when none is near (for "did you mean"). */
const char *text_nearest(const char *word, const char *const *words, size_t count);

#endif
