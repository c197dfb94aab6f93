/* carry.c: gives typed text back: on the carry page, and through the sign-in page. See carry.h. */
#include "web/carry.h"
#include "pages_frame.h"
#include "web/inside.h"

#include <string.h>

#define LONG_LINE 60
#define CARRY "carry"     /* the address that the text was meant for */
#define CARRY_OF "carry." /* and a field's name */

static const struct field carry_field_fields[] = {
	FIELD(struct carry_field, name),
	FIELD(struct carry_field, value),
	FIELD(struct carry_field, is_long),
	FIELD(struct carry_field, is_hidden),
};
const struct shape carry_field_shape = SHAPE(struct carry_field, carry_field_fields);

static const struct field carry_fields[] = {
	FIELD(struct carry_view, title),  FIELD(struct carry_view, sentence),
	FIELD(struct carry_view, advice), FIELD(struct carry_view, target_url),
	FIELD(struct carry_view, button), FIELD_LIST(struct carry_view, fields, carry_field_shape),
};
const struct shape carry_view_shape = SHAPE(struct carry_view, carry_fields);

static bool is_secret(const struct input *input)
{
	return input && input->kind == INPUT_SECRET;
}

static bool is_shown(const struct input *input)
{
	return !input || input->kind == INPUT_LINE || input->kind == INPUT_TEXT || input->kind == INPUT_OPEN ||
	       input->kind == INPUT_DAY;
}

bool carry_has_text(const struct request *q)
{
	const struct form *form = q->inside->posted->form;

	for (EACH(struct typed, typed, q->typed)) {
		const struct input *input = form_input(form, typed->name);

		if (!typed->file_name && !is_secret(input) && is_shown(input) && !text_empty(typed->value))
			return true;
	}
	return false;
}

static bool carry_lost_files(const struct request *q)
{
	for (EACH(struct typed, typed, q->typed))
		if (typed->file_name && typed->length)
			return true;
	return false;
}

static bool is_long(const char *text)
{
	return strchr(text, '\n') || text_count(text) > LONG_LINE;
}

static void add_field(struct request *q, struct list *fields, const struct form *form, const struct typed *typed,
                      bool is_known)
{
	const struct input *input = form_input(form, typed->name);
	const char *value = text_lines(q->arena, typed->value);
	struct carry_field *field = inside_add(q->arena, fields, sizeof *field);

	*field = (struct carry_field){
		.name = is_known ? typed->name : "",
		.value = value,
		.is_hidden = !is_shown(input) || (is_known && text_empty(value)),
		.is_long = is_long(value),
	};
}

/* Known fields once each (or as often as the form takes them); the others only to be read and copied. */
static struct list fields_for(struct request *q, const struct form *form, const struct list *typed)
{
	struct list fields = {NULL, 0};

	for (EACH(struct typed, field, *typed)) {
		const struct input *input = form_input(form, field->name);
		bool is_first = typed_find(typed, field->name) == field;

		if (field->file_name || is_secret(input))
			continue;
		add_field(q, &fields, form, field, input && (is_first || input->kind == INPUT_MANY));
	}
	return fields;
}

/* Binary files cannot be given back; the person is told. */
static const char *with_files(struct request *q, const char *advice)
{
	if (!carry_lost_files(q))
		return advice;
	return text_join(q->arena, advice, words_say(q->language, SAY_web_files_again));
}

void carry_draw(struct request *q, const char *title, const char *sentence, const char *advice, bool again)
{
	struct inside *inside = q->inside;
	const struct form *form = inside->posted->form;
	struct carry_view view = {
		.title = title,
		.sentence = sentence,
		.advice = with_files(q, advice),
		.target_url = inside->path,
		.button = again ? words_say(q->language, SAY_web_send_again) : "",
		.fields = fields_for(q, form, &q->typed),
	};

	/* The same key as before: whatever became of the first try, it is not done twice. */
	if (inside->failure.kind == FAIL_AWAY) {
		inside->page_token = inside->token;
	} else {
		const char *binding = token_binding(q, inside->path);

		if (binding)
			inside->page_token = token_make(q->arena, q->config->secret, binding, inside->path,
			                                inside->from_elsewhere || inside->key_spent
			                                        ? NULL
			                                        : token_key(q->arena, inside->token));
	}
	(void)!answer_page_with(q, 200, &PAGE_frame_carry, &view);
}

static void add_hidden(struct request *q, struct list *fields, const char *name, const char *value)
{
	struct carry_field *field = inside_add(q->arena, fields, sizeof *field);

	*field = (struct carry_field){name, value, is_long(value), true};
}

struct list carry_through(struct request *q)
{
	const struct inside *inside = q->inside;
	struct list fields = {NULL, 0};

	if (!inside->carries) { /* the sign-in page once more: what it carried already */
		for (EACH(struct typed, typed, q->typed))
			if (strncmp(typed->name, CARRY, strlen(CARRY)) == 0 && !typed->file_name)
				add_hidden(q, &fields, typed->name, text_lines(q->arena, typed->value));
		return fields;
	}
	add_hidden(q, &fields, CARRY, inside->path);
	if (inside->token)
		add_hidden(q, &fields, CARRY_OF "token", inside->token);
	for (EACH(struct typed, typed, q->typed))
		if (!typed->file_name && !is_secret(form_input(inside->posted->form, typed->name)))
			add_hidden(q, &fields, text_join(q->arena, CARRY_OF, typed->name),
			           text_lines(q->arena, typed->value));
	if (carry_lost_files(q))
		add_hidden(q, &fields, CARRY_OF "files", "1");
	return fields;
}

struct fail *carry_on(struct request *q, struct list carried)
{
	const struct typed *to = typed_find(&carried, CARRY);
	const struct route *route = to ? route_match(POST, to->value, NULL) : NULL;
	const struct typed *token = typed_find(&carried, CARRY_OF "token");
	struct list typed = {NULL, 0};
	struct carry_view view = {
		.title = words_say(q->language, SAY_web_carried_title),
		.sentence = words_say(q->language, SAY_web_carried),
		.advice = words_say(q->language, SAY_web_carried_advice),
		.button = words_say(q->language, SAY_web_send_carried),
	};

	if (!route)
		return answer_redirect(q, "/");
	if (typed_find(&carried, CARRY_OF "files"))
		view.advice = text_join(q->arena, view.advice, words_say(q->language, SAY_web_files_again));
	for (EACH(struct typed, field, carried)) {
		struct typed *row;

		if (strncmp(field->name, CARRY_OF, strlen(CARRY_OF)) != 0 || field == token ||
		    strcmp(field->name, CARRY_OF "files") == 0)
			continue;
		row = inside_add(q->arena, &typed, sizeof *row);
		*row = *field;
		row->name += strlen(CARRY_OF);
	}
	view.target_url = to->value;
	view.fields = fields_for(q, route->form, &typed);
	q->inside->page_token = token_make(q->arena, q->config->secret, token_binding(q, to->value), to->value,
	                                   token ? token_key(q->arena, token->value) : NULL);
	return answer_page_with(q, 200, &PAGE_frame_carry, &view);
}
