/* form.c: from what was typed to the struct that a handler reads. What is wrong becomes a mistake beside its field. */
#include "web/inside.h"

#include <stdarg.h>
#include <string.h>

#define LINE_MAX 200
#define TEXT_MAX 20000
#define ARGUMENTS_MAX 9
#define PAGE_TOP "main" /* templates/frame/top.html */

static const char *number_text(struct request *q, uint64_t number)
{
	return text_format(q->arena, "%llu", (unsigned long long)number);
}

/* One line, without the spaces (also U+3000) at both ends. */
static const char *trim(struct arena *arena, const char *text)
{
	static const char wide[] = "\xE3\x80\x80";
	size_t length;

	for (;;) {
		if (*text == ' ')
			text++;
		else if (strncmp(text, wide, 3) == 0)
			text += 3;
		else
			break;
	}
	length = strlen(text);
	for (;;) {
		if (length && text[length - 1] == ' ')
			length--;
		else if (length >= 3 && memcmp(text + length - 3, wide, 3) == 0)
			length -= 3;
		else
			return arena_copy(arena, text, length);
	}
}

/* What a page itself sent along, and nobody typed. */
static bool is_pages_own(const struct input *input)
{
	return input && (input->kind == INPUT_BUTTON || input->kind == INPUT_VERSION);
}

static void mistake_of_page(struct request *q, const struct input *input)
{
	form_mistake(q, input->name, input->missing ? input->missing : SAY_form_version, NULL);
}

static bool is_one_line(const struct typed *typed, const char *text)
{
	return typed->flaw == FLAW_NONE && !text_has_control(text) && !strpbrk(text, "\n\t");
}

/* Notes what is wrong with any text; true when it is fit to be read on. */
static bool is_sound(struct request *q, const struct input *input, const struct typed *typed, const char *text)
{
	bool is_line = input->kind != INPUT_TEXT && input->kind != INPUT_OPEN && input->kind != INPUT_SECRET;
	size_t max = input->max                                               ? input->max
	             : input->kind == INPUT_TEXT || input->kind == INPUT_OPEN ? TEXT_MAX
	                                                                      : LINE_MAX;
	size_t count;

	if (is_pages_own(input) || input->kind == INPUT_BACK)
		return true;
	if (typed->flaw == FLAW_UTF8)
		return form_mistake(q, typed->name, SAY_web_not_utf8, NULL), false;
	if (typed->flaw == FLAW_CONTROL || text_has_control(text) || (is_line && strpbrk(text, "\n\t")))
		return form_mistake(q, typed->name, SAY_web_control, NULL), false;
	if (input->kind == INPUT_NUMBER || input->kind == INPUT_DAY)
		return true;
	count = text_count(text);
	if (count > max) {
		form_mistake(q, typed->name, SAY_web_too_long, number_text(q, max), number_text(q, count), NULL);
		return false;
	}
	return true;
}

static void read_text(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                      void *at)
{
	(void)q, (void)input, (void)typed;
	*(const char **)at = text;
}

static void read_number(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                        void *at)
{
	int64_t number, most = input->max ? (int64_t)input->max : INT64_MAX;

	if (text_empty(text))
		return;
	if (text_number(text_fold(q->arena, text), &number) && number >= 0 && number <= most)
		*(int64_t *)at = number;
	else if (input->max)
		form_mistake(q, typed->name, SAY_web_number_up_to, number_text(q, input->max), NULL);
	else
		form_mistake(q, typed->name, SAY_web_number, NULL);
}

static void read_day(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                     void *at)
{
	(void)input;
	if (!text_empty(text) && !day_read(text, at))
		form_mistake(q, typed->name, SAY_web_day, NULL);
}

static void read_yes(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                     void *at)
{
	(void)input;
	if (strcmp(text, "1") == 0 || strcmp(text, "on") == 0 || strcmp(text, "yes") == 0)
		*(bool *)at = true;
	else if (*text && strcmp(text, "0") != 0)
		form_mistake(q, typed->name, SAY_web_choice, NULL);
}

static void read_button(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                        void *at)
{
	int index = text_empty(text) ? -1 : names_index(input->names, text);

	if (!is_one_line(typed, text) || (index < 0 && !text_empty(text)))
		mistake_of_page(q, input);
	*(int *)at = index;
}

static void read_version(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                         void *at)
{
	int64_t number;

	if (is_one_line(typed, text) && text_number(text, &number) && number >= 1 && number <= INT32_MAX)
		*(int64_t *)at = number;
	else
		mistake_of_page(q, input);
}

static void read_back(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                      void *at)
{
	(void)q;
	if (is_one_line(typed, text) && text_count(text) <= input->max)
		*(const char **)at = text;
}

static void read_many(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                      void *at)
{
	(void)input, (void)typed;
	*(const char **)inside_add(q->arena, at, sizeof(const char *)) = text;
}

static void read_file(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                      void *at)
{
	(void)text;
	if (typed->length > (input->max ? input->max : BODY_MAX)) {
		form_mistake(q, typed->name, SAY_web_file_too_large, number_text(q, input->max >> 10), NULL);
		return;
	}
	if (typed->file_name && (typed->length || *typed->file_name))
		*(struct upload *)at = (struct upload){typed->file_name, typed->value, typed->length};
}

static void read_open(struct request *q, const struct input *input, const struct typed *typed, const char *text,
                      void *at)
{
	struct typed *row = inside_add(q->arena, at, sizeof *row);

	(void)input;
	*row = *typed;
	row->value = text;
	row->length = strlen(text);
}

static void (*const readers[INPUT_KINDS])(struct request *q, const struct input *input, const struct typed *typed,
                                          const char *text, void *at) = {
	[INPUT_LINE] = read_text,     [INPUT_TEXT] = read_text,    [INPUT_SECRET] = read_text,
	[INPUT_NUMBER] = read_number, [INPUT_DAY] = read_day,      [INPUT_YES] = read_yes,
	[INPUT_BUTTON] = read_button, [INPUT_MANY] = read_many,    [INPUT_FILE] = read_file,
	[INPUT_OPEN] = read_open,     [INPUT_CARRIED] = read_open, [INPUT_VERSION] = read_version,
	[INPUT_BACK] = read_back,
};

/* The value as its kind reads it. */
static const char *prepared(struct request *q, const struct input *input, const struct typed *typed)
{
	switch (input->kind) {
	case INPUT_LINE:
		return trim(q->arena, typed->value);
	case INPUT_TEXT:
	case INPUT_OPEN:
		return text_lines(q->arena, typed->value);
	default:
		return typed->value;
	}
}

static struct fail *fill_one(struct request *q, const struct input *input, const struct typed *typed, void *at)
{
	const char *text;

	if ((typed->file_name != NULL) != (input->kind == INPUT_FILE) && input->kind != INPUT_CARRIED) {
		/* A form without enctype sends a file's name as text: nothing was chosen then. */
		if (input->kind == INPUT_FILE && !*typed->value)
			return NULL;
		return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "a file where none belongs, or none where one does");
	}
	if (typed->file_name && input->kind == INPUT_CARRIED)
		return NULL;
	text = prepared(q, input, typed);
	if (input->kind == INPUT_FILE || input->kind == INPUT_CARRIED || is_sound(q, input, typed, text))
		readers[input->kind](q, input, typed, text, at);
	return NULL;
}

static bool is_many(const struct input *input)
{
	return input->kind == INPUT_MANY || input->kind == INPUT_OPEN || input->kind == INPUT_CARRIED;
}

/* A required input that is still empty. */
static bool is_missing(const struct input *input, const void *at)
{
	switch (input->kind) {
	case INPUT_SECRET:
		return **(const char *const *)at == '\0';
	case INPUT_LINE:
	case INPUT_TEXT:
		return text_empty(*(const char *const *)at);
	case INPUT_DAY:
		return !day_is(*(const struct day *)at);
	case INPUT_YES:
		return !*(const bool *)at;
	case INPUT_BUTTON:
		return *(const int *)at < 0;
	case INPUT_VERSION:
		return *(const int64_t *)at == 0;
	case INPUT_FILE:
		return ((const struct upload *)at)->length == 0;
	case INPUT_MANY:
	case INPUT_OPEN:
		return ((const struct list *)at)->count == 0;
	default:
		return false;
	}
}

static void set_absent(const struct input *input, void *at)
{
	if (input->kind == INPUT_LINE || input->kind == INPUT_TEXT || input->kind == INPUT_SECRET ||
	    input->kind == INPUT_BACK)
		*(const char **)at = "";
	else if (input->kind == INPUT_BUTTON)
		*(int *)at = -1;
}

const struct input *form_input(const struct form *form, const char *name)
{
	for (size_t i = 0; form && i < form->count; i++) {
		const struct input *input = &form->inputs[i];
		bool is_open = input->kind == INPUT_OPEN || input->kind == INPUT_CARRIED;

		if (is_open ? strncmp(name, input->name, strlen(input->name)) == 0 : strcmp(name, input->name) == 0)
			return input;
	}
	return NULL;
}

/* Unknown or doubled: no form of ours sends that. */
static struct fail *refuse_strange(const struct form *form, const struct list *typed, const bool *seen,
                                   const struct typed *field)
{
	const struct input *input = form_input(form, field->name);

	if (!input)
		return FAIL(FAIL_BAD, SAY_web_unknown_field);
	if (input->kind == INPUT_OPEN) {
		for (EACH(struct typed, other, *typed)) {
			if (other == field)
				break;
			if (text_same(other->name, field->name))
				return FAIL(FAIL_BAD, SAY_web_doubled_field);
		}
	}
	if (!is_many(input) && seen[input - form->inputs])
		return FAIL(FAIL_BAD, SAY_web_doubled_field);
	return NULL;
}

static void note_missing(struct request *q, const struct form *form, const char *filled)
{
	for (size_t i = 0; i < form->count; i++) {
		const struct input *input = &form->inputs[i];
		bool is_number = input->kind == INPUT_NUMBER;
		const struct typed *typed = is_number ? typed_find(&q->typed, input->name) : NULL;

		if (!input->required || form_mistake_of(q, input->name))
			continue;
		if (is_number ? !typed || text_empty(typed->value) : is_missing(input, filled + input->offset))
			form_mistake(q, input->name, input->missing ? input->missing : SAY_web_missing, NULL);
	}
}

struct fail *form_fill(struct request *q, const struct form *form, const struct list *typed, bool strict)
{
	char *filled = arena_take(q->arena, form->size ? form->size : 1);
	bool *seen = arena_many(q->arena, bool, form->count + 1);

	q->form = filled;
	q->inside->reads_query = !strict;
	for (size_t i = 0; i < form->count; i++)
		set_absent(&form->inputs[i], filled + form->inputs[i].offset);
	if (strict)
		q->mistakes = (struct list){NULL, 0};
	for (EACH(struct typed, field, *typed)) {
		const struct input *input = form_input(form, field->name);

		if (strict)
			TRY(refuse_strange(form, typed, seen, field));
		if (!input || (!is_many(input) && seen[input - form->inputs]))
			continue;
		seen[input - form->inputs] = true;
		if (strict)
			TRY(fill_one(q, input, field, filled + input->offset));
		else if (!field->file_name && input->kind != INPUT_FILE)
			TRY(fill_one(q, input, field, filled + input->offset));
	}
	if (strict)
		note_missing(q, form, filled);
	q->inside->reads_query = false;
	return NULL;
}

/* Names come from codes that may hold anything; an id may hold no space, and quotes are no help to anybody. */
const char *form_id(struct arena *arena, const char *name)
{
	char *id = arena_copy(arena, text_join(arena, "field-", name), strlen("field-") + strlen(name));

	for (char *c = id; *c; c++)
		if ((unsigned char)*c <= ' ' || strchr("\"'<>&#%", *c))
			*c = '_';
	return id;
}

/* What has no element on the page: the query's, buttons, versions. */
static bool is_of_page(const struct request *q, const char *name)
{
	const struct route *posted = q->inside->posted;

	return q->inside->reads_query || (posted && is_pages_own(form_input(posted->form, name)));
}

void form_mistake(struct request *q, const char *name, enum say say, ...)
{
	const char *arguments[ARGUMENTS_MAX];
	struct mistake *mistake;
	size_t count = 0;
	va_list rest;

	if (form_mistake_of(q, name))
		return;
	va_start(rest, say);
	for (const char *argument; count < ARGUMENTS_MAX && (argument = va_arg(rest, const char *)) != NULL;)
		arguments[count++] = argument;
	va_end(rest);
	mistake = inside_add(q->arena, &q->mistakes, sizeof *mistake);
	mistake->name = arena_copy(q->arena, name, strlen(name));
	mistake->id = is_of_page(q, name) ? PAGE_TOP : form_id(q->arena, name);
	mistake->sentence = words_fill(q->arena, words_say(q->language, say), count, arguments);
	if (q->inside->reads_query)
		mistake->sentence = words_fill(q->arena, words_say(q->language, SAY_web_query), 1, &mistake->name);
}

const char *form_mistake_of(const struct request *q, const char *name)
{
	for (EACH(struct mistake, mistake, q->mistakes))
		if (text_same(mistake->name, name))
			return mistake->sentence;
	return NULL;
}

const char *form_typed(const struct request *q, const char *name)
{
	const struct typed *typed = typed_find(&q->typed, name);
	const struct route *posted = q->inside ? q->inside->posted : NULL;
	const struct input *input = posted ? form_input(posted->form, name) : NULL;

	if (!typed || typed->file_name || (input && input->kind == INPUT_SECRET))
		return NULL;
	return typed->value;
}

struct fail *form_again(struct request *q)
{
	(void)q;
	return FAIL(FAIL_MISTAKE, SAY_web_mistake);
}
