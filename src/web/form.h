/*
 * form.h: what a form may send, declared beside its route; read and checked at the door.
 *
 * A form is a struct, its inputs are a table. The door fills the struct, notes mistakes, and calls the route's
 * handler when there are none, or else the handler of the GET row of the same address, with q->again set. An
 * unknown or doubled field is a bad request (400) that shows the text back.
 */
#ifndef CHOSHO_WEB_FORM_H
#define CHOSHO_WEB_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "kit/shape.h"
#include "web/request.h"

enum input_kind {
	INPUT_LINE,    /* const char *: one line, trimmed; no line break */
	INPUT_TEXT,    /* const char *: free text, to the letter, breaks as \n */
	INPUT_SECRET,  /* const char *: to the letter, never shown back, never logged */
	INPUT_NUMBER,  /* int64_t: full-width digits are understood */
	INPUT_DAY,     /* struct day: every spelling of day_read */
	INPUT_YES,     /* bool: a checkbox */
	INPUT_BUTTON,  /* int-sized enum: which of `names`' codes was pressed; -1 where none was sent */
	INPUT_VERSION, /* int64_t from 1: what the page said was there; always required */
	INPUT_BACK,    /* const char *: a hidden address to go on to; "" when it is unfit */
	INPUT_MANY,    /* struct list of const char *: checkboxes that share a name */
	INPUT_FILE,    /* struct upload: from a multipart form */
	INPUT_OPEN, /* struct list of struct typed: every field whose name begins with `name`, for forms defined by data;
	                 values to the letter, breaks as \n */
	INPUT_CARRIED, /* the same, unjudged: what another form typed and this one hands on */
	INPUT_KINDS
};

struct input {
	const char *name;
	enum input_kind kind;
	size_t offset;
	size_t max; /* code points (0: 200 in a line, else 20,000); for files bytes; for numbers the greatest */
	bool required;
	enum say missing; /* the sentence when a required one is empty: says what to do */
	const struct names *names;
};

struct upload {
	const char *file_name;
	const char *bytes;
	size_t length;
};

struct form {
	size_t size; /* of the struct */
	const struct input *inputs;
	size_t count;
};
#define FORM(type, table)                                              \
	{                                                              \
		sizeof(type), (table), sizeof(table) / sizeof *(table) \
	}

#define form_read(q) ((q)->form)

/*
 * A GET form is a filter: what cannot be read stays at its zero (text at "") and its mistake is shown, with status 200;
 * fields that the form does not know are passed over.
 *
 * What nobody typed (buttons, versions, the query) has no element of its own: the error summary leads to the page's top.
 *
 * Absent text is "", never NULL.
 */

/* Notes a mistake: name is the input's, {1} … of the sentence are the further arguments, ended by NULL. */
void form_mistake(struct request *q, const char *name, enum say say, ...) __attribute__((sentinel));
/* The id of the element that holds the input `name`: where the error summary leads to. */
const char *form_id(struct arena *arena, const char *name);
/* The mistake noted for a field (a field keeps its first), or NULL: pages show it beside the field. */
const char *form_mistake_of(const struct request *q, const char *name);
/* What was typed in a field when the page is shown again; NULL when it was not sent. */
const char *form_typed(const struct request *q, const char *name);
/* A handler that found mistakes itself: rolls back, draws the page of this address again with 422. */
struct fail *form_again(struct request *q) CHOSHO_MUST_USE;

#endif
