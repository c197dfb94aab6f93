/*
 * compile.c: reads a template's tags {{…}} and writes its steps. It decides nothing about HTML (markup_follow.c) and
 * nothing about what names mean (names.c).
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "page/compile.h"
#include "page/compile_page.h"
#include "page/escape.h"

#define NAME_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_."

void compile_mistake(struct compiler *c, const char *format, ...)
{
	va_list arguments;
	char what[600];
	const char *line;

	va_start(arguments, format);
	vsnprintf(what, sizeof what, format, arguments);
	va_end(arguments);
	line = text_format(c->scratch, "templates/%s.html:%d: %s\n", c->reading->page->name, c->reading->line, what);
	if (!c->problem.length || !strstr(c->problem.bytes, line))
		text_say(&c->problem, line);
}

static struct step *add_step(struct compiler *c, enum step_kind kind)
{
	if (c->count == c->room) {
		struct step *old = c->steps;

		c->room = c->room ? c->room * 2 : 256;
		c->steps = arena_many(c->scratch, struct step, c->room);
		if (c->count)
			memcpy(c->steps, old, c->count * sizeof *old);
	}
	c->steps[c->count] = (struct step){.kind = (uint8_t)kind};
	return &c->steps[c->count++];
}

/* What was written as literal so far becomes a step. */
static void end_literal(struct compiler *c)
{
	struct step *step;

	if (c->literal.length == 0)
		return;
	step = add_step(c, STEP_LITERAL);
	step->length = (uint32_t)c->literal.length;
	step->bytes = arena_copy(c->forever, c->literal.bytes, c->literal.length);
	c->literal.length = 0;
}

/* --- values ---------------------------------------------------------------------------------------------------- */

struct value_form {
	enum kind kind;
	const char *form;
	enum step_kind step;
	enum step_kind in_address; /* STEP_END: not there */
};

static const struct value_form value_forms[] = {
  /* kind        form     in text           in an address */
	{KIND_TEXT,   "",      STEP_TEXT,         STEP_TEXT_IN_ADDRESS},
        {KIND_NUMBER, "",      STEP_NUMBER,       STEP_NUMBER         },
	{KIND_NUMBER, "year",  STEP_YEAR,         STEP_END            },
        {KIND_DAY,    "",      STEP_DAY,          STEP_END            },
	{KIND_DAY,    "short", STEP_DAY_SHORT,    STEP_END            },
        {KIND_DAY,    "code",  STEP_DAY_CODE,     STEP_DAY_CODE       },
	{KIND_MOMENT, "",      STEP_MOMENT,       STEP_END            },
        {KIND_MOMENT, "short", STEP_MOMENT_SHORT, STEP_END            },
	{KIND_MOMENT, "code",  STEP_MOMENT_CODE,  STEP_END            },
        {KIND_NAMED,  "",      STEP_NAMED,        STEP_END            },
	{KIND_NAMED,  "code",  STEP_NAMED,        STEP_NAMED          },
};

/* Why a kind has no such form. */
static void refuse_form(struct compiler *c, const char *name, enum kind kind, const char *form)
{
	if (kind == KIND_YES)
		compile_mistake(c, "'%s' is yes or no: write {{#%s}}…{{/%s}}", name, name, name);
	else if (kind == KIND_LIST)
		compile_mistake(c, "'%s' is a list: walk it with {{#%s}}…{{/%s}}", name, name, name);
	else if (kind == KIND_PART)
		compile_mistake(c, "'%s' is a part: name one of its fields, such as {{%s.id}}", name, name);
	else
		compile_mistake(
			c, "'%s' has no form ':%s': days and moments have :short and :code, numbers :year, names :code",
			name, form);
}

/* The words of an enum, escaped once and for all. */
static void write_names(struct compiler *c, struct step *step, const struct names *names, bool code, enum escape escape)
{
	struct written *written = arena_many(c->forever, struct written, names->count + 1);

	for (size_t i = 0; i < names->count; i++) {
		struct text text = {.arena = c->scratch};
		const char *word = code ? names->codes[i] : words_say(c->language, names->labels[i]);

		if (escape == ESCAPE_PIECE)
			escape_piece(&text, word ? word : "");
		else
			escape_html(&text, word ? word : "");
		written[i] = (struct written){arena_copy(c->forever, text.length ? text.bytes : "", text.length),
		                              (uint32_t)text.length};
	}
	step->bytes = written;
	step->length = (uint32_t)names->count;
}

static void write_value(struct compiler *c, const char *name, const char *form, struct found found, enum escape escape)
{
	const struct value_form *row = value_forms;
	const struct value_form *end = row + sizeof value_forms / sizeof *value_forms;
	struct step *step;

	while (row < end && !(row->kind == found.field->kind && strcmp(row->form, form) == 0))
		row++;
	if (row == end) {
		refuse_form(c, name, found.field->kind, form);
	} else if (escape == ESCAPE_ADDRESS && row->kind != KIND_TEXT) {
		compile_mistake(c, "'%s' cannot be an address: it is no text", name);
	} else if (escape == ESCAPE_PIECE && row->in_address == STEP_END) {
		compile_mistake(c, "'%s' cannot stand in an address: write {{%s:code}}", name, name);
	} else if (row->kind == KIND_NAMED && row->form[0] == '\0' && !found.field->names->labels) {
		compile_mistake(c, "'%s' has no words to be shown by, only codes: write {{%s:code}}", name, name);
	} else {
		end_literal(c);
		step = add_step(c, escape == ESCAPE_ADDRESS ? STEP_ADDRESS
		                   : escape == ESCAPE_PIECE ? row->in_address
		                                            : row->step);
		step->from = (uint8_t)found.from;
		step->offset = (uint32_t)found.offset;
		if (row->kind == KIND_NAMED)
			write_names(c, step, found.field->names, row->form[0] != '\0', escape);
	}
}

/* {{name}} or {{name:form}}, also within a phrase. */
static void read_value(struct compiler *c, const char *tag, size_t length)
{
	char *name = arena_copy(c->scratch, tag, length);
	char *colon = strchr(name, ':');
	struct found found;
	enum escape escape;

	if (colon)
		*colon = '\0';
	if (!name[0] || name[strspn(name, NAME_LETTERS)] || (colon && !colon[1]) ||
	    (!colon && strlen(name) != length)) {
		compile_mistake(c,
		                "{{%.60s}} is no name: names are made of a-z, 0-9, _ and dots; phrases stand in quotes",
		                name);
		return;
	}
	found = names_find(c, name);
	escape = markup_value(c, name);
	if (found.field && escape != ESCAPE_REFUSED)
		write_value(c, name, colon ? colon + 1 : "", found, escape);
}

/* --- phrases --------------------------------------------------------------------------------------------------- */

/* A {name} of a that is not in b, or a { without }; NULL: none. */
static const char *missing_place(struct compiler *c, const char *a, const char *b)
{
	for (const char *open = a; (open = strchr(open, '{')); open++) {
		const char *close = strchr(open, '}');
		const char *place = close ? arena_copy(c->scratch, open, (size_t)(close + 1 - open)) : "{";

		if (!close || !strstr(b, place))
			return place;
	}
	return NULL;
}

static void write_phrase(struct compiler *c, const char *phrase)
{
	while (*phrase) {
		size_t length = strcspn(phrase, "{");
		const char *close;

		escape_html(&c->literal, arena_copy(c->scratch, phrase, length));
		phrase += length;
		close = strchr(phrase, '}');
		if (!close)
			return;
		read_value(c, phrase + 1, (size_t)(close - phrase - 1));
		phrase = close + 1;
	}
}

static void read_phrase(struct compiler *c, const char *tag, size_t length)
{
	const char *japanese, *phrase, *place;

	if (length < 3 || tag[length - 1] != '"' || memchr(tag, '\n', length)) {
		compile_mistake(c, "a phrase is written {{\"…\"}}, in one line");
		return;
	}
	japanese = arena_copy(c->scratch, tag + 1, length - 2);
	phrase = words_phrase(c->language, japanese);
	if (!phrase) {
		compile_mistake(c, "no English for \"%s\": add it to templates/words/en.po", japanese);
		return;
	}
	place = missing_place(c, japanese, phrase);
	if (!place)
		place = missing_place(c, phrase, japanese);
	if (place)
		compile_mistake(c, "\"%s\" and its English do not hold the same values: see %s", japanese, place);
	markup_phrase(c);
	if (c->markup.place != PLACE_LOST && !place)
		write_phrase(c, phrase);
}

/* --- sections -------------------------------------------------------------------------------------------------- */

static const enum step_kind conditions[KINDS] = {
	[KIND_TEXT] = STEP_IF_TEXT, [KIND_NUMBER] = STEP_IF_NUMBER, [KIND_YES] = STEP_IF_YES,
	[KIND_DAY] = STEP_IF_DAY,   [KIND_MOMENT] = STEP_IF_MOMENT, [KIND_LIST] = STEP_IF_LIST,
};

/* What a section is, by the kind of what it names; tells what is wrong. */
static enum section_kind kind_of_section(struct compiler *c, const struct section *section)
{
	const struct field *field = section->found.field;

	if (!field)
		return SECTION_LOST;
	if (section->some && field->kind != KIND_LIST) {
		compile_mistake(c, "{{#some %s}} is for lists", section->name);
		return SECTION_LOST;
	}
	if (field->kind == KIND_LIST && !section->some && !section->otherwise && c->depth == STEP_DEPTH) {
		compile_mistake(c, "lists within lists go %d deep, no deeper", STEP_DEPTH);
		return SECTION_LOST;
	}
	if (field->kind == KIND_PART && section->otherwise) {
		compile_mistake(c, "{{^%s}}: a part is always there", section->name);
		return SECTION_LOST;
	}
	if (field->kind == KIND_NAMED) {
		compile_mistake(c,
		                "{{#%s}}: a name is neither yes nor no; give the struct a bool that says what is meant",
		                section->name);
		return SECTION_LOST;
	}
	if (field->kind == KIND_PART)
		return SECTION_PART;
	return field->kind == KIND_LIST && !section->some && !section->otherwise ? SECTION_ROWS : SECTION_IF;
}

static void begin_section_step(struct compiler *c, struct section *section)
{
	struct step *step;

	if (section->kind != SECTION_ROWS && section->kind != SECTION_IF)
		return;
	end_literal(c);
	section->step = c->count;
	step = add_step(c, section->kind == SECTION_ROWS ? STEP_ROWS : conditions[section->found.field->kind]);
	step->from = (uint8_t)section->found.from;
	step->offset = (uint32_t)section->found.offset;
	step->otherwise = section->otherwise;
	if (section->kind == SECTION_ROWS)
		step->length = (uint32_t)section->found.field->shape->size;
}

static void enter_scope(struct compiler *c, const struct section *section)
{
	const struct field *field = section->found.field;

	if (section->kind == SECTION_LOST && (!field || field->kind == KIND_LIST || field->kind == KIND_PART)) {
		c->scope.shape = NULL;
	} else if (section->kind == SECTION_PART) {
		c->scope = (struct scope){field->shape, section->found.from, section->found.offset};
	} else if (section->kind == SECTION_ROWS) {
		c->scope = (struct scope){field->shape, FROM_ROW, 0};
		c->rows = section;
		c->depth++;
	}
}

static void open_section(struct compiler *c, const char *tag, size_t length)
{
	struct section *section = arena_new(c->scratch, struct section);
	char *name = arena_copy(c->scratch, tag + 1, length - 1);

	section->outer = c->section;
	section->otherwise = tag[0] == '^';
	section->rows = c->rows;
	section->scope = c->scope;
	section->name = name;
	section->file = c->reading->page->name;
	section->line = c->reading->line;
	if (strncmp(name, "some ", 5) == 0 && !section->otherwise) {
		section->some = true;
		section->full = name;
		section->name = "some";
		name += 5;
	}
	if (!name[0] || name[strspn(name, NAME_LETTERS)])
		compile_mistake(c, "{{%.60s}} names nothing: names are made of a-z, 0-9, _ and dots",
		                tag[0] == '^' ? "^…" : "#…");
	else
		section->found = names_find(c, name);
	section->kind = kind_of_section(c, section);
	markup_section(c, section);
	begin_section_step(c, section);
	enter_scope(c, section);
	c->section = section;
}

static void leave_section(struct compiler *c)
{
	const struct section *section = c->section;

	markup_section_end(c, section);
	if (section->kind == SECTION_ROWS || section->kind == SECTION_IF) {
		end_literal(c);
		if (section->kind == SECTION_ROWS)
			add_step(c, STEP_NEXT)->to = section->step + 1;
		c->steps[section->step].to = c->count;
	}
	if (section->kind == SECTION_ROWS)
		c->depth--;
	c->scope = section->scope;
	c->rows = section->rows;
	c->section = section->outer;
}

static void close_section(struct compiler *c, const char *tag, size_t length)
{
	const char *name = arena_copy(c->scratch, tag + 1, length - 1);
	const struct section *section = c->section;

	if (section == c->reading->base)
		compile_mistake(c, "{{/%.60s}} closes nothing: no section was opened in this template", name);
	else if (strcmp(section->name, name) != 0 && !(section->full && strcmp(section->full, name) == 0))
		compile_mistake(c, "{{/%.60s}}, but {{%c%s}} of line %d is open: close that first", name,
		                section->otherwise ? '^' : '#', section->name, section->line);
	if (section != c->reading->base)
		leave_section(c);
}

/* --- templates ------------------------------------------------------------------------------------------------- */

static void read_source(struct compiler *c, const struct page *page);

static void include(struct compiler *c, const char *tag, size_t length)
{
	const char *name = arena_copy(c->scratch, tag + 1, length - 1);
	const struct page *const *page = c->pages;

	while (*page && strcmp((*page)->name, name) != 0)
		page++;
	if (!*page) {
		compile_mistake(c, "{{>%.60s}}: there is no templates/%.60s.html", name, name);
		return;
	}
	if ((*page)->shape) {
		compile_mistake(c, "{{>%s}} is a page with a shape of its own: only partials can be included", name);
		return;
	}
	for (const struct reading *reading = c->reading; reading; reading = reading->outer)
		if (reading->page == *page) {
			compile_mistake(c, "{{>%s}} would include itself for ever", name);
			return;
		}
	read_source(c, *page);
}

static void read_tag(struct compiler *c, const char *tag, size_t length)
{
	switch (length ? tag[0] : '\0') {
	case '!':
		if (strstr(arena_copy(c->scratch, tag, length), "{{"))
			compile_mistake(c, "a note ends at the first }}: leave the braces out of it");
		break;
	case '"':
		read_phrase(c, tag, length);
		break;
	case '#':
	case '^':
		open_section(c, tag, length);
		break;
	case '/':
		close_section(c, tag, length);
		break;
	case '>':
		include(c, tag, length);
		break;
	default:
		read_value(c, tag, length);
		break;
	}
}

/* Kana, kanji: words that an English reader could not read. Symbols such as ※ ○ ～ are not. */
static bool is_japanese(const char *text)
{
	unsigned char a = (unsigned char)text[0], b = a >= 0xe3 && a <= 0xef ? (unsigned char)text[1] : 0;
	unsigned char d = b ? (unsigned char)text[2] : 0;

	return (a == 0xe3 && (b >= 0x90 || (b >= 0x81 && b <= 0x83))) || (a >= 0xe4 && a <= 0xe9 && b) ||
	       (a == 0xef && ((b >= 0xa4 && b <= 0xab) || (b == 0xbd && d >= 0xa6) || b == 0xbe));
}

static void read_literal(struct compiler *c, struct reading *reading, const char *end)
{
	for (; reading->at < end; reading->at++) {
		if (is_japanese(reading->at))
			compile_mistake(
				c,
				"Japanese outside a phrase: write {{\"…\"}}, and its English in templates/words/en.po");
		markup_literal(c, *reading->at);
		if (*reading->at == '\n')
			reading->line++;
	}
}

/* The end of a tag that begins at `tag` (behind {{); NULL: there is none. */
static const char *end_of_tag(const char *tag)
{
	const char *end = strstr(*tag == '"' ? tag + 1 : tag, *tag == '"' ? "\"}}" : "}}");

	return end && *tag == '"' ? end + 1 : end;
}

static void read_source(struct compiler *c, const struct page *page)
{
	struct reading reading = {c->reading, page, c->section, page->source, 1};

	c->reading = &reading;
	for (const char *open; (open = strstr(reading.at, "{{"));) {
		const char *end = end_of_tag(open + 2);

		read_literal(c, &reading, open);
		if (!end) {
			compile_mistake(c, "{{ without }}");
			break;
		}
		read_tag(c, open + 2, (size_t)(end - open - 2));
		for (; reading.at < end + 2; reading.at++)
			reading.line += *reading.at == '\n';
	}
	read_literal(c, &reading, reading.at + strlen(reading.at));
	while (c->section != reading.base) {
		compile_mistake(c, "{{%c%s}} of line %d is not closed", c->section->otherwise ? '^' : '#',
		                c->section->name, c->section->line);
		leave_section(c);
	}
	if (!reading.outer)
		markup_end(c);
	c->reading = reading.outer;
}

const struct step *compile_page(struct compiler *c, const struct page *page)
{
	struct step *steps;

	c->literal = (struct text){.arena = c->scratch};
	c->steps = NULL;
	c->count = c->room = 0;
	c->scope = (struct scope){page->shape, FROM_ROW, 0};
	c->section = c->rows = NULL;
	c->depth = c->serial = 0;
	c->markup = (struct markup){.place = PLACE_TEXT, .swallow = true};
	read_source(c, page);
	end_literal(c);
	(void)add_step(c, STEP_END);
	steps = arena_many(c->forever, struct step, c->count);
	memcpy(steps, c->steps, c->count * sizeof *steps);
	return steps;
}
