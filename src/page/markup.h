/* markup.h: the elements and attributes that templates may use. Anything else is refused, so a slip is seen at once. */
#ifndef CHOSHO_PAGE_MARKUP_H
#define CHOSHO_PAGE_MARKUP_H

#include <stdbool.h>
#include <stddef.h>

enum {
	BLOCK = 1,    /* white space beside its tags means nothing */
	NOT_IN_P = 2, /* its start tag would end an open p */
	VOID = 4,     /* has no end tag */
	RAW = 8,      /* holds text, never elements */
	KEEP = 16,    /* white space inside is shown as it is */
	NO_TEXT = 32, /* text directly inside would be moved elsewhere by browsers */
	DRAWN = 64,   /* of SVG: may close itself */
	NOT_NESTED = 128,
	EMPTY = 256 /* nothing at all inside */
};

struct element_rule {
	const char *name;
	unsigned flags;
	const char *parents;  /* " ul ol ": where it may stand; NULL: anywhere that takes all children */
	const char *children; /* NULL: all that have no parents of their own */
};

enum attribute_kind {
	ATTRIBUTE_PLAIN,
	ATTRIBUTE_ADDRESS,
	ATTRIBUTE_FIXED /* decides what the browser does: no value may stand there */
};

struct attribute_rule {
	const char *name;
	enum attribute_kind kind;
};

const struct element_rule *markup_element(const char *name);
const struct attribute_rule *markup_attribute(const char *name);
/* Is `name` a word of the list " a b c "? */
bool markup_listed(const char *list, const char *name);

#endif
