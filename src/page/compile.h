/* compile.h: what the parts of the compiler share: names.c finds values, markup_follow.c follows the HTML, compile.c
 * reads the tags {{…}} and writes the steps. */
#ifndef CHOSHO_PAGE_COMPILE_H
#define CHOSHO_PAGE_COMPILE_H

#include "kit/arena.h"
#include "kit/shape.h"
#include "kit/text.h"
#include "page/markup.h"
#include "page/page.h"
#include "page/step.h"

/* Where in the HTML the next character stands. */
enum place {
	PLACE_TEXT,
	PLACE_OPENED,   /* behind < */
	PLACE_NAME,     /* in the name of a start tag */
	PLACE_END_NAME, /* in the name of an end tag */
	PLACE_DOCTYPE,
	PLACE_TAG,            /* between attributes */
	PLACE_TIGHT,          /* behind the closing quote of an attribute */
	PLACE_SLASH,          /* behind / in a start tag */
	PLACE_ATTRIBUTE,      /* in an attribute's name */
	PLACE_EQUALS,         /* behind = */
	PLACE_VALUE,          /* in a plain attribute's value */
	PLACE_FIXED,          /* in the value of one where nothing may be filled in */
	PLACE_ADDRESS,        /* at the beginning of an address */
	PLACE_ADDRESS_WORD,   /* in the first word of one that goes on from this page's: edit#… */
	PLACE_ADDRESS_ROOT,   /* behind its first / */
	PLACE_ADDRESS_PATH,   /* behind a literal beginning */
	PLACE_ADDRESS_WHOLE,  /* behind a value that is the whole address */
	PLACE_ADDRESS_EITHER, /* behind a section that holds the whole address or nothing */
	PLACE_LOST,           /* after a mistake that leaves no way to go on: nothing is checked any more */
	PLACES
};

struct element {
	const struct element_rule *rule;
	const struct element *outer;
	bool keeps; /* it or an outer one keeps white space */
	const char *file;
	int line;
};

struct attribute {
	const char *name;
	const struct attribute *before;
	const struct section *section;
};

/* Copied by value where a section begins, to be held against what is there when it ends. */
struct markup {
	enum place place;
	const struct element *open;
	const struct element_rule *tag; /* whose start tag is being read */
	const struct attribute *attribute;
	const struct attribute_rule *rule;
	const struct section *either;
	unsigned serial; /* of the start tag */
	char pending;    /* white space that was read and not yet written */
	bool swallow;    /* white space means nothing here */
	char before;     /* the character before this one, where it matters (&) */
	unsigned char length;
	char name[31];
};

/* What names mean at present. */
struct scope {
	const struct shape *shape; /* NULL after a mistake: nothing is checked */
	enum step_from from;
	size_t offset;
};

struct found {
	const struct field *field; /* NULL: a mistake was told */
	enum step_from from;
	size_t offset;
};

enum section_kind { SECTION_IF, SECTION_ROWS, SECTION_PART, SECTION_LOST };

struct section {
	const struct section *outer;
	enum section_kind kind;
	struct found found;
	bool otherwise;
	bool some;                  /* {{#some list}} */
	const struct section *rows; /* the list inside which this section stands */
	struct scope scope;         /* to go back to */
	struct markup markup;
	uint32_t step;
	const char *name;
	const char *full; /* "some list", which may end it too */
	const char *file;
	int line;
};

/* A source that is being read: the page, or a partial within it. */
struct reading {
	const struct reading *outer;
	const struct page *page;
	const struct section *base;
	const char *at;
	int line;
};

struct compiler {
	struct arena *forever;
	struct arena *scratch;
	const struct page *const *pages;
	const struct shape *frame_shape;
	enum language language;
	const struct reading *reading;
	struct scope scope;
	const struct section *section;
	const struct section *rows; /* the innermost list */
	unsigned depth;             /* lists that are open */
	struct markup markup;
	unsigned serial;
	struct text literal; /* not yet a step */
	struct step *steps;
	uint32_t count;
	uint32_t room;
	struct text problem; /* all mistakes, one per line */
};

/* Notes a mistake at the present place; the same one is noted once. */
void compile_mistake(struct compiler *c, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Has the tag names opposite sections: of two opposite ones exactly one is shown. */
bool compile_opposite(const struct section *a, const struct section *b);

/* names.c: `name` may be a path with dots and begin with frame. */
struct found names_find(struct compiler *c, const char *name);

/* How a value must be written where it stands. */
enum escape { ESCAPE_REFUSED, ESCAPE_HTML, ESCAPE_PIECE, ESCAPE_ADDRESS };

/* markup_follow.c */
void markup_literal(struct compiler *c, char character);
enum escape markup_value(struct compiler *c, const char *name); /* name: of the field, for _url */
void markup_phrase(struct compiler *c);                         /* before a phrase's words are written */
void markup_section(struct compiler *c, struct section *section);
void markup_section_end(struct compiler *c, const struct section *section);
void markup_end(struct compiler *c); /* of the page */

/* attribute.c: the inside of start tags; for markup_follow.c. */
void attribute_literal(struct compiler *c, char character);
void attribute_settle(struct compiler *c); /* the name that is being read ends here */
void markup_tag_done(struct compiler *c, bool closed);
bool markup_reference(struct compiler *c, char character); /* tells of a & that begins no &name; */

#endif
