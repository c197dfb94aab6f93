/* words_tables.h: the word lists as the build writes them down (words_tables.c). For words.c only: others ask words.h. */
#ifndef CHOSHO_KIT_WORDS_TABLES_H
#define CHOSHO_KIT_WORDS_TABLES_H

#include "words.h"

/* Every sentence of C, by language and key. */
extern const char *const words_say_table[LANGUAGES][SAYS];

/* The phrases of templates, sorted by strcmp of `japanese`. */
struct phrase {
	const char *japanese;
	const char *translated;
};
extern const struct phrase words_phrase_table[];
extern const size_t words_phrase_count;

#endif
