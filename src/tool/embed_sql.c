/*
 * embed_sql.c: host tool of the build. Puts the SQL statements and migrations into the program as constants.
 *
 *     embed_sql SQL_FOLDER OUTPUT_FOLDER
 *
 * reads  SQL/<room>/<verb>.sql            one statement per file, with the header that db/db.h describes
 *        SQL/migrations/NNNN_<name>.sql   numbered from 0001 without gaps
 * writes OUTPUT/sql_<room>.h, .c          const struct statement SQL_<room>_<verb>
 *        OUTPUT/sql_all.h, .c             const struct statement *const sql_all[], ended by NULL: what db_open prepares
 *                                         (all but those of sql/db, which db runs before there is a schema)
 *        OUTPUT/sql_migrations.c          const struct migration migrations[]
 *
 * Mistakes are told all at once, with file and line; then the status is 1 and nothing is written. Whether a statement
 * fits the schema and its shape is not judged here: db_open does that when the program starts.
 */
#include <ctype.h>
#include <dirent.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_MAX_LENGTH 63
#define PARAMETERS_MAX 32
#define MADE "/* Made by embed_sql from sql/. Do not edit. */\n"

struct parameter {
	char name[NAME_MAX_LENGTH + 1];
	char type[NAME_MAX_LENGTH + 1];
};

struct statement {
	const char *path;
	const char *room;
	const char *verb;
	char *source;
	const char *sql; /* within source, behind the header */
	int line;        /* on which the sql begins */
	struct parameter parameters[PARAMETERS_MAX];
	size_t count;
	char shape[NAME_MAX_LENGTH + 1];
};

struct folder {
	char **files; /* sorted; only what is not hidden */
	size_t count;
};

static int mistakes;

static void mistake(const char *file, int line, const char *format, ...) __attribute__((format(printf, 3, 4)));
static void mistake(const char *file, int line, const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "%s:%d: ", file, line);
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fputc('\n', stderr);
	mistakes++;
}

static void *must(void *thing)
{
	if (!thing) {
		fputs("embed_sql: out of memory\n", stderr);
		exit(1);
	}
	return thing;
}

static char *print(const char *format, ...) __attribute__((format(printf, 1, 2)));
static char *print(const char *format, ...)
{
	va_list arguments;
	char *text = NULL;

	va_start(arguments, format);
	if (vasprintf(&text, format, arguments) < 0)
		text = NULL;
	va_end(arguments);
	return must(text);
}

/* --- Files --------------------------------------------------------------------------------------------- */

static int is_shown(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static struct folder folder_read(const char *path)
{
	struct folder folder = {NULL, 0};
	struct dirent **entries = NULL;
	int count = scandir(path, &entries, is_shown, alphasort);

	if (count < 0) {
		mistake(path, 1, "cannot be read");
		return folder;
	}
	folder.files = must(calloc((size_t)count + 1, sizeof *folder.files));
	for (int i = 0; i < count; i++) {
		folder.files[folder.count++] = must(strdup(entries[i]->d_name));
		free(entries[i]);
	}
	free(entries);
	return folder;
}

static void folder_free(struct folder folder)
{
	for (size_t i = 0; i < folder.count; i++)
		free(folder.files[i]);
	free(folder.files);
}

static char *file_read(const char *path)
{
	FILE *in = fopen(path, "rb");
	size_t length = 0, got;
	char *text = must(malloc(1));

	if (!in) {
		mistake(path, 1, "cannot be read");
		text[0] = '\0';
		return text;
	}
	do {
		text = must(realloc(text, length + 65536 + 1));
		got = fread(text + length, 1, 65536, in);
		length += got;
	} while (got > 0);
	fclose(in);
	text[length] = '\0';
	if (strlen(text) != length)
		mistake(path, 1, "holds a NUL byte: save it as UTF-8 text");
	return text;
}

/* A file whose text stays the same is not written anew, so that nothing is compiled for nothing. */
static void file_write(char *path, FILE *stream, char **text)
{
	char *before = NULL;
	FILE *out;

	if (fclose(stream) != 0)
		must(NULL);
	if ((out = fopen(path, "rb"))) {
		fclose(out);
		before = file_read(path);
	}
	if (!before || strcmp(before, *text) != 0) {
		out = fopen(path, "wb");
		if (!out || fputs(*text, out) < 0 || fclose(out) != 0)
			mistake(path, 1, "cannot be written");
	}
	free(before);
	free(path);
	free(*text);
}

static void write_literal(FILE *out, const char *text)
{
	fputs("\n\t\"", out);
	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			fputs(p[1] ? "\\n\"\n\t\"" : "\\n", out);
		else if (*p == '"' || *p == '\\' || *p == '?')
			fprintf(out, "\\%c", *p);
		else if (*p == '\t')
			fputs("\\t", out);
		else
			fputc(*p, out);
	}
	fputc('"', out);
}

/* --- The header of a statement ----------------------------------------------------------------------------- */

static bool is_word(const char *name)
{
	size_t length = strlen(name);

	return islower((unsigned char)name[0]) && length <= NAME_MAX_LENGTH &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == length;
}

static void trim(char **text)
{
	char *end;

	*text += strspn(*text, " \t");
	end = *text + strlen(*text);
	while (end > *text && strchr(" \t\r", end[-1]))
		*--end = '\0';
}

static void read_parameter(struct statement *s, int line, char *text)
{
	struct parameter *parameter = &s->parameters[s->count];
	char *space;

	trim(&text);
	space = strchr(text, ' ');
	if (!space || strlen(text) > NAME_MAX_LENGTH) {
		mistake(s->path, line, "'%s': write the parameter's name and its type, as in `id bigint`", text);
		return;
	}
	if (s->count == PARAMETERS_MAX) {
		mistake(s->path, line, "more than %d parameters", PARAMETERS_MAX);
		return;
	}
	*space++ = '\0';
	trim(&space);
	if (!is_word(text))
		mistake(s->path, line, "'%s' is no name of a parameter: a-z, 0-9 and _", text);
	for (size_t i = 0; i < s->count; i++)
		if (strcmp(s->parameters[i].name, text) == 0)
			mistake(s->path, line, "there are two parameters named '%s'", text);
	snprintf(parameter->name, sizeof parameter->name, "%s", text);
	snprintf(parameter->type, sizeof parameter->type, "%s", space);
	if (strspn(space, "abcdefghijklmnopqrstuvwxyz0123456789_ []") != strlen(space))
		mistake(s->path, line, "'%s' is no name of a type", space);
	s->count++;
}

static void read_parameters(struct statement *s, int line, char *text)
{
	char *next;

	trim(&text);
	for (char *part = *text ? text : NULL; part; part = next) {
		next = strchr(part, ',');
		if (next)
			*next++ = '\0';
		read_parameter(s, line, part);
	}
}

static void read_shape(struct statement *s, int line, char *text)
{
	trim(&text);
	if (s->shape[0])
		mistake(s->path, line, "there is a second `-- out:`");
	else if (!is_word(text))
		mistake(s->path, line, "'%s' is no name of a shape: write it without _shape, as in `-- out: sheet`",
		        text);
	else
		snprintf(s->shape, sizeof s->shape, "%s", text);
}

static void read_header_line(struct statement *s, char *text)
{
	trim(&text);
	if (s->line == 1 && (strncmp(text, "in:", 3) == 0 || strncmp(text, "out:", 4) == 0 || !*text))
		mistake(s->path, 1, "the first line is a comment that says what the statement answers");
	if (strncmp(text, "in:", 3) == 0)
		read_parameters(s, s->line, text + 3);
	else if (strncmp(text, "out:", 4) == 0)
		read_shape(s, s->line, text + 4);
}

static void read_header(struct statement *s)
{
	char *at = s->source;

	s->line = 1;
	if (strncmp(at, "--", 2) != 0)
		mistake(s->path, 1, "the first line is a comment that says what the statement answers");
	while (strncmp(at, "--", 2) == 0) {
		size_t length = strcspn(at, "\n");
		char *line = must(strndup(at + 2, length - 2));

		read_header_line(s, line);
		free(line);
		at += length + (at[length] == '\n');
		s->line++;
	}
	s->sql = at;
}

/* --- The statement itself --------------------------------------------------------------------------------------- */

/* Behind what stands at `at` when it is a quoted text or a comment; else `at`. */
static const char *skip_quoted(const char *at)
{
	const char *end = at;

	if (*at == '\'' || *at == '"') {
		end = strchr(at + 1, *at);
		return end ? end + 1 : at + strlen(at);
	}
	if (strncmp(at, "--", 2) == 0)
		return at + strcspn(at, "\n");
	if (strncmp(at, "/*", 2) == 0) {
		end = strstr(at + 2, "*/");
		return end ? end + 2 : at + strlen(at);
	}
	return at;
}

static void check_sql(const struct statement *s)
{
	bool used[PARAMETERS_MAX + 1] = {false};
	int line = s->line;

	if (!s->sql[strspn(s->sql, " \t\r\n")])
		mistake(s->path, line, "there is no statement behind the header");
	for (const char *at = s->sql; *at;) {
		const char *end = skip_quoted(at);

		if (end == at) {
			unsigned long number = *at == '$' ? strtoul(at + 1, NULL, 10) : 0;

			if (*at == ';')
				mistake(s->path, line, "one statement per file, without a semicolon");
			if (*at == '$' && (number < 1 || number > s->count))
				mistake(s->path, line, "$%lu is not among the parameters of `-- in:`", number);
			else if (*at == '$')
				used[number] = true;
			end = at + 1;
		}
		for (; at < end; at++)
			line += *at == '\n';
	}
	for (size_t i = 0; i < s->count; i++)
		if (!used[i + 1])
			mistake(s->path, 1, "parameter '%s' ($%zu) is not used", s->parameters[i].name, i + 1);
}

/* --- What is written ------------------------------------------------------------------------------------------------ */

static void write_statement(FILE *out, const struct statement *s)
{
	if (s->shape[0])
		fprintf(out, "extern const struct shape %s_shape;\n", s->shape);
	if (s->count) {
		fprintf(out, "static const struct parameter parameters_of_%s[] = {\n", s->verb);
		for (size_t i = 0; i < s->count; i++)
			fprintf(out, "\t{\"%s\", \"%s\"},\n", s->parameters[i].name, s->parameters[i].type);
		fputs("};\n", out);
	}
	fprintf(out, "static struct statement_plan plan_of_%s;\n", s->verb);
	fprintf(out, "const struct statement SQL_%s_%s = {\n\t\"%s/%s\",", s->room, s->verb, s->room, s->verb);
	write_literal(out, s->sql);
	if (s->count)
		fprintf(out, ",\n\tparameters_of_%s, %zu, ", s->verb, s->count);
	else
		fputs(",\n\tNULL, 0, ", out);
	if (s->shape[0])
		fprintf(out, "&%s_shape", s->shape);
	else
		fputs("NULL", out);
	fprintf(out, ", &plan_of_%s\n};\n\n", s->verb);
}

static void write_room(const char *output, const char *room, const struct statement *of, size_t count)
{
	char *text;
	size_t length;
	FILE *out = must(open_memstream(&text, &length));

	fprintf(out, MADE "#ifndef SQL_%s_H\n#define SQL_%s_H\n\n#include \"db/db.h\"\n\n", room, room);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "extern const struct statement SQL_%s_%s;\n", room, of[i].verb);
	fputs("\n#endif\n", out);
	file_write(print("%s/sql_%s.h", output, room), out, &text);

	out = must(open_memstream(&text, &length));
	fprintf(out, MADE "#include \"sql_%s.h\"\n\n#include \"db/statement_plan.h\"\n\n", room);
	for (size_t i = 0; i < count; i++)
		write_statement(out, &of[i]);
	file_write(print("%s/sql_%s.c", output, room), out, &text);
}

static void write_all(const char *output, const struct statement *of, size_t count)
{
	char *text;
	size_t length;
	FILE *out = must(open_memstream(&text, &length));

	fputs(MADE "#ifndef SQL_ALL_H\n#define SQL_ALL_H\n\n#include \"db/db.h\"\n\n"
	           "extern const struct statement *const sql_all[]; /* ended by NULL */\n\n#endif\n",
	      out);
	file_write(print("%s/sql_all.h", output), out, &text);

	out = must(open_memstream(&text, &length));
	fputs(MADE "#include \"sql_all.h\"\n\n", out);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(of[i].room, of[i - 1].room) != 0)
			fprintf(out, "#include \"sql_%s.h\"\n", of[i].room);
	fputs("\nconst struct statement *const sql_all[] = {\n", out);
	for (size_t i = 0; i < count; i++)
		if (strcmp(of[i].room, "db") != 0)
			fprintf(out, "\t&SQL_%s_%s,\n", of[i].room, of[i].verb);
	fputs("\tNULL,\n};\n", out);
	file_write(print("%s/sql_all.c", output), out, &text);
}

static void write_migrations(const char *sql, const char *output)
{
	char *path = print("%s/migrations", sql);
	struct folder folder = folder_read(path);
	char *text;
	size_t length;
	FILE *out = must(open_memstream(&text, &length));

	fputs(MADE "#include \"db/db.h\"\n\nconst struct migration migrations[] = {\n", out);
	for (size_t i = 0; i < folder.count; i++) {
		char *file = print("%s/%s", path, folder.files[i]);
		char *source = file_read(file);
		char *dot = strrchr(folder.files[i], '.');
		char *number = print("%04zu_", i + 1);

		if (!dot || strcmp(dot, ".sql") != 0 || strncmp(folder.files[i], number, 5) != 0)
			mistake(file, 1, "here %s<name>.sql is expected: numbered without gaps", number);
		if (strncmp(source, "--", 2) != 0)
			mistake(file, 1, "the first line is a comment that says what it is for");
		fprintf(out, "\t{\"%.*s\",", (int)(dot ? dot - folder.files[i] : 0), folder.files[i]);
		write_literal(out, source);
		fputs("},\n", out);
		free(source);
		free(number);
		free(file);
	}
	fputs("\t{NULL, NULL},\n};\n", out);
	if (!mistakes)
		file_write(print("%s/sql_migrations.c", output), out, &text);
	folder_free(folder);
	free(path);
}

/* --- The walk ------------------------------------------------------------------------------------------------------------ */

static struct statement *statements;
static size_t statement_count;

static void read_statement(const char *folder, const char *room, const char *file)
{
	struct statement *s;
	const char *dot = strrchr(file, '.');
	char *path = print("%s/%s", folder, file);

	statements = must(realloc(statements, (statement_count + 1) * sizeof *statements));
	s = &statements[statement_count++];
	memset(s, 0, sizeof *s);
	s->path = path;
	s->room = room;
	s->verb = must(strndup(file, dot ? (size_t)(dot - file) : strlen(file)));
	if (!dot || strcmp(dot, ".sql") != 0 || !is_word(s->verb))
		mistake(path, 1, "is no <verb>.sql: a-z, 0-9 and _");
	s->source = file_read(path);
	read_header(s);
	check_sql(s);
}

int main(int count, char **arguments)
{
	struct folder rooms;

	if (count != 3) {
		fputs("usage: embed_sql SQL_FOLDER OUTPUT_FOLDER\n", stderr);
		return 2;
	}
	rooms = folder_read(arguments[1]);
	for (size_t i = 0; i < rooms.count; i++) {
		char *path = print("%s/%s", arguments[1], rooms.files[i]);
		struct folder files = {NULL, 0};

		if (strcmp(rooms.files[i], "migrations") != 0)
			files = folder_read(path);
		for (size_t j = 0; j < files.count; j++)
			read_statement(path, rooms.files[i], files.files[j]);
		folder_free(files);
		free(path);
	}
	write_migrations(arguments[1], arguments[2]);
	for (size_t i = 0, first = 0; !mistakes && i < statement_count; i++)
		if (i + 1 == statement_count || strcmp(statements[i + 1].room, statements[first].room) != 0) {
			write_room(arguments[2], statements[first].room, &statements[first], i + 1 - first);
			first = i + 1;
		}
	if (!mistakes)
		write_all(arguments[2], statements, statement_count);
	folder_free(rooms);
	return mistakes > 0;
}
