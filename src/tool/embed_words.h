/* embed_words.h: the word lists (templates/words) as embed_pages reads, checks and writes them. */
#ifndef CHOSHO_TOOL_EMBED_WORDS_H
#define CHOSHO_TOOL_EMBED_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct word {
	char *id;
	char *text;
	int line;
};

struct words {
	const char *file;
	struct word *of;
	size_t count;
};

struct words words_read(const char *file);
void words_free(struct words *words);

/* Tells what is wrong between the two lists. */
void words_check(const struct words *ja, const struct words *en);

/* The texts of say.h and of words_tables.c; both are the caller's to free. */
char *words_enum(const char *made, const struct words *ja);
char *words_tables(const char *made, const struct words *ja, const struct words *en);

/* Shared with embed_pages.c. Both end the program when memory runs out. */
extern int embed_mistakes;
void embed_mistake(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
void *embed_room(void *old, size_t bytes);
FILE *embed_open(char **text, size_t *length);
char *embed_print(const char *format, ...) __attribute__((format(printf, 1, 2)));
char *embed_read(const char *path);
void embed_literal(FILE *out, const char *text); /* as a literal of C, one line per line of the text */
bool embed_is_word(const char *name);            /* a-z, then a-z, 0-9, _ */

#endif
