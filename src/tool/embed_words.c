/*
 * embed_words.c: reads gettext's .po files: comments, msgid, msgstr, continued lines. No plurals, no contexts: Chosho's
 * sentences need neither, and the tool says so when they are used.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <stdlib.h>
#include <string.h>

#include "embed_words.h"

/* Adds the quoted part of a line to *text, with its escapes undone. */
static void add_quoted(const char *file, int line, const char *quoted, char **text)
{
	size_t length = *text ? strlen(*text) : 0;

	*text = embed_room(*text, length + strlen(quoted) + 1);
	quoted += strspn(quoted, " \t");
	if (*quoted != '"') {
		embed_mistake(file, line, "a text in \"quotes\" is missing");
		(*text)[length] = '\0';
		return;
	}
	for (quoted++; *quoted && *quoted != '"'; quoted++) {
		char c = *quoted;

		if (c == '\\' && quoted[1])
			c = *++quoted == 'n' ? '\n' : *quoted == 't' ? '\t' : *quoted;
		(*text)[length++] = c;
	}
	(*text)[length] = '\0';
	if (*quoted != '"' || quoted[1 + strspn(quoted + 1, " \t\r")] != '\0')
		embed_mistake(file, line, "the text does not end in one quote at the end of the line");
}

static struct word *add_word(struct words *words, int line)
{
	struct word *word;

	words->of = embed_room(words->of, (words->count + 1) * sizeof *words->of);
	word = &words->of[words->count++];
	*word = (struct word){NULL, NULL, line};
	return word;
}

static void read_line(struct words *words, const char *text, int line, char ***target)
{
	if (text[0] == '"') {
		if (*target)
			add_quoted(words->file, line, text, *target);
		else
			embed_mistake(words->file, line, "a text without msgid or msgstr before it");
	} else if (strncmp(text, "msgid ", 6) == 0) {
		*target = &add_word(words, line)->id;
		add_quoted(words->file, line, text + 6, *target);
	} else if (strncmp(text, "msgstr ", 7) == 0 && words->count && !words->of[words->count - 1].text) {
		*target = &words->of[words->count - 1].text;
		add_quoted(words->file, line, text + 7, *target);
	} else if (strncmp(text, "#, fuzzy", 8) == 0) {
		embed_mistake(words->file, line, "a translation is marked as unsure: settle it and take the mark away");
	} else if (text[0] != '#' && text[strspn(text, " \t\r")] != '\0') {
		embed_mistake(words->file, line, "only #, msgid, msgstr and \"…\" begin a line here");
	}
}

struct words words_read(const char *file)
{
	struct words words = {file, NULL, 0};
	char *text = embed_read(file);
	char **target = NULL;
	char *next = text;

	for (int line = 1; next; line++) {
		char *end = strchr(next, '\n');

		if (end)
			*end = '\0';
		read_line(&words, next, line, &target);
		next = end ? end + 1 : NULL;
	}
	free(text);
	return words;
}

void words_free(struct words *words)
{
	for (size_t i = 0; i < words->count; i++) {
		free(words->of[i].id);
		free(words->of[i].text);
	}
	free(words->of);
}

static const struct word *find(const struct words *words, const char *id)
{
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(words->of[i].id, id) == 0)
			return &words->of[i];
	return NULL;
}

static bool same_places(const char *a, const char *b)
{
	for (const char *digit = "123456789"; *digit; digit++) {
		const char place[] = {'{', *digit, '}', '\0'};

		if (!strstr(a, place) != !strstr(b, place))
			return false;
	}
	return true;
}

static void check_one(const struct words *words, const struct word *word)
{
	const struct word *first = find(words, word->id);

	if (!word->text || (word->id[0] && !word->text[0]))
		embed_mistake(words->file, word->line, "'%s' has no text in msgstr", word->id);
	if (first && first != word)
		embed_mistake(words->file, word->line, "'%s' is there already, in line %d: keep one", word->id,
		              first->line);
}

void words_check(const struct words *ja, const struct words *en)
{
	for (size_t i = 0; i < ja->count; i++) {
		const struct word *word = &ja->of[i], *other = find(en, word->id);

		check_one(ja, word);
		if (word->id[0] && !embed_is_word(word->id))
			embed_mistake(ja->file, word->line,
			              "'%s' is no key (a-z, 0-9, _): a template's phrase belongs in en.po alone",
			              word->id);
		else if (word->id[0] && !other)
			embed_mistake(ja->file, word->line, "'%s' is missing in en.po: add its English", word->id);
		else if (word->id[0] && word->text && other->text && !same_places(word->text, other->text))
			embed_mistake(ja->file, word->line, "'%s' and its English do not hold the same places {1} …",
			              word->id);
	}
	for (size_t i = 0; i < en->count; i++) {
		const struct word *word = &en->of[i];

		check_one(en, word);
		if (embed_is_word(word->id) && !find(ja, word->id))
			embed_mistake(en->file, word->line, "'%s' is missing in ja.po: add its Japanese", word->id);
	}
}

char *words_enum(const char *made, const struct words *ja)
{
	char *text = NULL;
	size_t length = 0;
	FILE *out = embed_open(&text, &length);

	fprintf(out, "%s#ifndef SAY_H\n#define SAY_H\n\nenum say {\n\tSAY_NOTHING,\n", made);
	for (size_t i = 0; i < ja->count; i++)
		if (ja->of[i].id[0])
			fprintf(out, "\tSAY_%s,\n", ja->of[i].id);
	fprintf(out, "\tSAYS\n};\n\n#endif\n");
	fclose(out);
	return text;
}

static void write_sentences(FILE *out, const char *language, const struct words *words)
{
	fprintf(out, "\t[%s] = {\n\t\t[SAY_NOTHING] = \"\",\n", language);
	for (size_t i = 0; i < words->count; i++) {
		if (!embed_is_word(words->of[i].id))
			continue;
		fprintf(out, "\t\t[SAY_%s] = ", words->of[i].id);
		embed_literal(out, words->of[i].text);
		fprintf(out, ",\n");
	}
	fprintf(out, "\t},\n");
}

static int by_id(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->id, ((const struct word *)b)->id);
}

static size_t write_phrases(FILE *out, const struct words *en)
{
	struct word *sorted = embed_room(NULL, en->count * sizeof *sorted);
	size_t count = 0;

	for (size_t i = 0; i < en->count; i++)
		if (en->of[i].id[0] && !embed_is_word(en->of[i].id))
			sorted[count++] = en->of[i];
	qsort(sorted, count, sizeof *sorted, by_id);
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "\t{");
		embed_literal(out, sorted[i].id);
		fprintf(out, ", ");
		embed_literal(out, sorted[i].text);
		fprintf(out, "},\n");
	}
	free(sorted);
	return count;
}

char *words_tables(const char *made, const struct words *ja, const struct words *en)
{
	char *text = NULL;
	size_t length = 0, phrases;
	FILE *out = embed_open(&text, &length);

	fprintf(out, "%s#include \"kit/words_tables.h\"\n\nconst char *const words_say_table[LANGUAGES][SAYS] = {\n",
	        made);
	write_sentences(out, "LANGUAGE_JA", ja);
	write_sentences(out, "LANGUAGE_EN", en);
	fprintf(out, "};\n\nconst struct phrase words_phrase_table[] = {\n");
	phrases = write_phrases(out, en);
	fprintf(out, "\t{NULL, NULL},\n};\n\nconst size_t words_phrase_count = %zu;\n", phrases);
	fclose(out);
	return text;
}
