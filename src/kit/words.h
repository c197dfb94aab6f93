/*
 * words.h: every sentence that people read and that is not in a template.
 *
 * `enum say` is made at build time from the msgids of templates/words/ja.po (say.h); both ja.po and en.po hold a text
 * for each. Texts may contain {1} … {9}, filled by words_fill. Template phrases ({{"日本語"}}) use words_phrase: the
 * Japanese text itself is the msgid, and only en.po translates it.
 */
#ifndef CHOSHO_KIT_WORDS_H
#define CHOSHO_KIT_WORDS_H

#include <stddef.h>

#include "say.h" /* generated: enum say { SAY_NOTHING, SAY_sheet_changed, … SAYS }; */

struct arena;

enum language { LANGUAGE_JA, LANGUAGE_EN, LANGUAGES };

const char *language_code(enum language language);  /* "ja", "en": for <html lang> */
enum language language_from_code(const char *code); /* anything unknown is Japanese */
enum language language_of_terminal(void);           /* from LC_ALL, LC_MESSAGES, LANG */

const char *words_say(enum language language, enum say say);

/* The translation of a template's phrase; NULL where en.po has none. In Japanese the phrase itself. */
const char *words_phrase(enum language language, const char *japanese);

/* Puts the arguments in the places of {1} … */
const char *words_fill(struct arena *arena, const char *pattern, size_t count, const char *const *arguments);
#define WORDS(arena, language, say, ...)                                              \
	words_fill((arena), words_say((language), (say)),                             \
	           sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *), \
	           (const char *const[]){__VA_ARGS__})

#endif
