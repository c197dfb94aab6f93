/*
 * embed_pages.c: host tool of the build. Puts templates and words into the program as constants.
 *
 *     embed_pages TEMPLATES_FOLDER OUTPUT_FOLDER        (made of embed_pages.c and embed_words.c)
 *
 * reads  TEMPLATES/<room>/<page>.html     (every folder but assets, man and words)
 *        TEMPLATES/words/ja.po, en.po
 * writes OUTPUT/pages_<room>.h, .c        const struct page PAGE_<room>_<page>, one pair per folder
 *        OUTPUT/pages_all.h, .c           const struct page *const pages_all[], ended by NULL
 *        OUTPUT/say.h                     enum say
 *        OUTPUT/words_tables.c            the tables that kit/words_tables.h declares
 *
 * A file whose text stays the same is not written anew, so that nothing is compiled for nothing. Mistakes are told all
 * at once, with file and line; then the status is 1. It does not compile templates: that is
 * src/page, when the program starts.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include <dirent.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "embed_words.h"

struct names {
	char **of;
	size_t count;
};

int embed_mistakes;

void embed_mistake(const char *file, int line, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "%s:%d: ", file, line);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	embed_mistakes++;
}

void *embed_room(void *old, size_t bytes)
{
	void *room = realloc(old, bytes ? bytes : 1);

	if (!room) {
		fputs("embed_pages: out of memory\n", stderr);
		exit(1);
	}
	return room;
}

FILE *embed_open(char **text, size_t *length)
{
	FILE *out = open_memstream(text, length);

	if (!out) {
		fputs("embed_pages: out of memory\n", stderr);
		exit(1);
	}
	return out;
}

char *embed_print(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;
	size_t length = 0;
	FILE *out = embed_open(&text, &length);

	va_start(arguments, format);
	vfprintf(out, format, arguments);
	va_end(arguments);
	fclose(out);
	return text;
}

char *embed_read(const char *path)
{
	FILE *in = fopen(path, "rb");
	char *text = NULL;
	size_t length = 0;

	if (!in) {
		embed_mistake(path, 1, "cannot be read");
		return NULL;
	}
	for (size_t got = 1; got > 0; length += got) {
		text = embed_room(text, length + 65536 + 1);
		got = fread(text + length, 1, 65536, in);
	}
	fclose(in);
	text[length] = '\0';
	if (strlen(text) != length)
		embed_mistake(path, 1, "holds a NUL byte: save it as UTF-8 text");
	return text;
}

/* Writes when there was no mistake and the text is another; path and text are given back. */
static void write_changed(char *path, char *text)
{
	FILE *old = fopen(path, "rb");
	bool same = false;

	if (old) {
		char *before = embed_room(NULL, strlen(text) + 2);
		size_t got = fread(before, 1, strlen(text) + 1, old);

		same = got == strlen(text) && memcmp(before, text, got) == 0;
		free(before);
		fclose(old);
	}
	if (!same && embed_mistakes == 0) {
		FILE *out = fopen(path, "wb");
		bool written = out && fputs(text, out) >= 0;

		if ((out && fclose(out) != 0) || !written)
			embed_mistake(path, 1, "cannot be written");
	}
	free(path);
	free(text);
}

void embed_literal(FILE *out, const char *text)
{
	fputc('"', out);
	for (; *text; text++) {
		if (*text == '\n')
			fputs(text[1] ? "\\n\"\n\t\"" : "\\n", out);
		else if (*text == '\t')
			fputs("\\t", out);
		else if (*text == '\r')
			fputs("\\r", out);
		else if (*text == '"' || *text == '\\')
			fprintf(out, "\\%c", *text);
		else if (*text == '?')
			fputs("\\?", out); /* no trigraphs */
		else
			fputc(*text, out);
	}
	fputc('"', out);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What lies in a folder: folders, or files that end in `ending` (without it); in order. */
static struct names list_folder(const char *folder, const char *ending)
{
	struct names names = {NULL, 0};
	DIR *open = opendir(folder);
	struct dirent *entry;

	if (!open) {
		embed_mistake(folder, 1, "no such folder");
		return names;
	}
	while ((entry = readdir(open))) {
		char *path = embed_print("%s/%s", folder, entry->d_name);
		size_t length = strlen(entry->d_name), tail = ending ? strlen(ending) : 0;
		struct stat about;
		bool wanted = entry->d_name[0] != '.' && length > tail && stat(path, &about) == 0 &&
		              (ending ? S_ISREG(about.st_mode) && strcmp(entry->d_name + length - tail, ending) == 0
		                      : S_ISDIR(about.st_mode));

		if (wanted) {
			names.of = embed_room(names.of, (names.count + 1) * sizeof *names.of);
			names.of[names.count++] = embed_print("%.*s", (int)(length - tail), entry->d_name);
		}
		free(path);
	}
	closedir(open);
	if (names.count)
		qsort(names.of, names.count, sizeof *names.of, by_name);
	return names;
}

static void free_names(struct names names)
{
	for (size_t i = 0; i < names.count; i++)
		free(names.of[i]);
	free(names.of);
}

bool embed_is_word(const char *name)
{
	return name[0] >= 'a' && name[0] <= 'z' && name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

/* The NAME in the opening note {{! … shape: NAME }}; NULL: a partial. */
static char *shape_of(const char *path, const char *source)
{
	const char *end = strncmp(source, "{{!", 3) == 0 ? strstr(source, "}}") : NULL;
	const char *name;
	size_t length;

	if (!end) {
		embed_mistake(path, 1, "begin with a note that says what this is for: {{! … shape: NAME }}");
		return NULL;
	}
	name = strstr(source, "shape:");
	if (!name || name > end)
		return NULL;
	name += strlen("shape:");
	name += strspn(name, " ");
	length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_");
	if (length == 0)
		embed_mistake(path, 1, "after 'shape:' goes the name of the struct, such as sheet_show_view");
	return embed_print("%.*s", (int)length, name);
}

static void page_code(FILE *code, const char *room, const char *page, const char *source, const char *shape)
{
	if (shape)
		fprintf(code, "\nextern const struct shape %s_shape;", shape);
	fprintf(code,
	        "\nstatic struct page_steps steps_%s[LANGUAGES];\nconst struct page PAGE_%s_%s = {\n\t\"%s/%s\",\n\t",
	        page, room, page, room, page);
	embed_literal(code, source);
	if (shape)
		fprintf(code, ",\n\t&%s_shape,\n\tsteps_%s,\n};\n", shape, page);
	else
		fprintf(code, ",\n\tNULL,\n\tsteps_%s,\n};\n", page);
}

static void embed_page(const char *folder, const char *room, const char *page, FILE *head, FILE *code, FILE *all)
{
	char *path = embed_print("%s/%s/%s.html", folder, room, page);
	char *source = embed_read(path);
	char *shape = source ? shape_of(path, source) : NULL;

	if (!embed_is_word(page))
		embed_mistake(path, 1, "a template's name is made of a-z, 0-9 and _");
	if (source) {
		fprintf(head, "extern const struct page PAGE_%s_%s;\n", room, page);
		fprintf(all, "\t&PAGE_%s_%s,\n", room, page);
		page_code(code, room, page, source, shape);
	}
	free(shape);
	free(source);
	free(path);
}

static const char made[] = "/* Made by embed_pages from templates/. Do not edit. */\n";

static void embed_folder(const char *folder, const char *output, const char *room, FILE *all)
{
	char *path = embed_print("%s/%s", folder, room);
	struct names pages = list_folder(path, ".html");
	char *texts[2] = {NULL, NULL};
	size_t lengths[2];
	FILE *head = embed_open(&texts[0], &lengths[0]), *code = embed_open(&texts[1], &lengths[1]);

	if (!embed_is_word(room))
		embed_mistake(path, 1, "a room's name is made of a-z, 0-9 and _");
	fprintf(head, "%s#ifndef PAGES_%s_H\n#define PAGES_%s_H\n\n#include \"page/page.h\"\n\n", made, room, room);
	fprintf(code, "%s#include \"pages_%s.h\"\n\n#pragma GCC diagnostic ignored \"-Woverlength-strings\"\n", made,
	        room);
	for (size_t i = 0; i < pages.count; i++)
		embed_page(folder, room, pages.of[i], head, code, all);
	fprintf(head, "\n#endif\n");
	fclose(head);
	fclose(code);
	write_changed(embed_print("%s/pages_%s.h", output, room), texts[0]);
	write_changed(embed_print("%s/pages_%s.c", output, room), texts[1]);
	free_names(pages);
	free(path);
}

static void embed_rooms(const char *folder, const char *output)
{
	struct names rooms = list_folder(folder, NULL);
	char *texts[2] = {NULL, NULL};
	size_t lengths[2];
	FILE *includes = embed_open(&texts[0], &lengths[0]), *all = embed_open(&texts[1], &lengths[1]);

	for (size_t i = 0; i < rooms.count; i++) {
		if (strcmp(rooms.of[i], "assets") == 0 || strcmp(rooms.of[i], "words") == 0 ||
		    strcmp(rooms.of[i], "man") == 0)
			continue;
		fprintf(includes, "#include \"pages_%s.h\"\n", rooms.of[i]);
		embed_folder(folder, output, rooms.of[i], all);
	}
	fclose(includes);
	fclose(all);
	write_changed(embed_print("%s/pages_all.h", output),
	              embed_print("%s#ifndef PAGES_ALL_H\n#define PAGES_ALL_H\n\n#include \"page/page.h\"\n\n"
	                          "extern const struct page *const pages_all[]; /* ended by NULL */\n\n#endif\n",
	                          made));
	write_changed(embed_print("%s/pages_all.c", output),
	              embed_print("%s#include \"pages_all.h\"\n\n%s\n"
	                          "const struct page *const pages_all[] = {\n%s\tNULL,\n};\n",
	                          made, texts[0], texts[1]));
	free(texts[0]);
	free(texts[1]);
	free_names(rooms);
}

static void embed_words(const char *folder, const char *output)
{
	char *ja_path = embed_print("%s/words/ja.po", folder), *en_path = embed_print("%s/words/en.po", folder);
	struct words ja = words_read(ja_path), en = words_read(en_path);

	words_check(&ja, &en);
	if (embed_mistakes == 0) {
		write_changed(embed_print("%s/say.h", output), words_enum(made, &ja));
		write_changed(embed_print("%s/words_tables.c", output), words_tables(made, &ja, &en));
	}
	words_free(&ja);
	words_free(&en);
	free(ja_path);
	free(en_path);
}

int main(int count, char **arguments)
{
	if (count != 3) {
		fputs("usage: embed_pages TEMPLATES_FOLDER OUTPUT_FOLDER\n", stderr);
		return 2;
	}
	embed_words(arguments[1], arguments[2]);
	embed_rooms(arguments[1], arguments[2]);
	return embed_mistakes ? 1 : 0;
}
