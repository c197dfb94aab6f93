/* words.c: finds sentences and phrases in the tables that the build made of templates/words. */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "text.h"
#include "words_tables.h"

static const char *const codes[LANGUAGES] = {[LANGUAGE_JA] = "ja", [LANGUAGE_EN] = "en"};

const char *language_code(enum language language)
{
	return codes[language];
}

enum language language_from_code(const char *code)
{
	return code && strcmp(code, codes[LANGUAGE_EN]) == 0 ? LANGUAGE_EN : LANGUAGE_JA;
}

enum language language_of_terminal(void)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);

		if (value && *value)
			return strncmp(value, "ja", 2) == 0 ? LANGUAGE_JA : LANGUAGE_EN;
	}
	return LANGUAGE_EN;
}

const char *words_say(enum language language, enum say say)
{
	return words_say_table[language][say];
}

static int compare_phrase(const void *japanese, const void *phrase)
{
	return strcmp(japanese, ((const struct phrase *)phrase)->japanese);
}

const char *words_phrase(enum language language, const char *japanese)
{
	const struct phrase *found;

	if (language == LANGUAGE_JA)
		return japanese;
	found = bsearch(japanese, words_phrase_table, words_phrase_count, sizeof *found, compare_phrase);
	return found ? found->translated : NULL;
}

const char *words_fill(struct arena *arena, const char *pattern, size_t count, const char *const *arguments)
{
	struct text text = {.arena = arena};
	const char *brace;

	for (; (brace = strchr(pattern, '{')); pattern = brace) {
		size_t number = brace[1] >= '1' && brace[1] <= '9' && brace[2] == '}' ? (size_t)(brace[1] - '0') : 0;

		text_add(&text, pattern, (size_t)(brace - pattern));
		if (number && number <= count) {
			text_say(&text, arguments[number - 1]);
			brace += 3;
		} else {
			text_add(&text, brace++, 1);
		}
	}
	text_say(&text, pattern);
	return text.bytes;
}
