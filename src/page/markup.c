/* markup.c: the two tables. Who needs a further element or attribute adds a row and thinks about what a value may do there. */
#include <string.h>

#include "page/markup.h"

/* clang-format off */
static const struct element_rule elements[] = {
	/* name        flags                          parents                                  children */
	{"a",          NOT_NESTED,                    NULL,                                    NULL},
	{"abbr",       0,                             NULL,                                    NULL},
	{"address",    BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"article",    BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"aside",      BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"b",          0,                             NULL,                                    NULL},
	{"bdi",        0,                             NULL,                                    NULL},
	{"blockquote", BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"body",       BLOCK,                         " html ",                                NULL},
	{"br",         VOID,                          NULL,                                    NULL},
	{"button",     NOT_NESTED,                    NULL,                                    NULL},
	{"caption",    BLOCK,                         " table ",                               NULL},
	{"cite",       0,                             NULL,                                    NULL},
	{"code",       0,                             NULL,                                    NULL},
	{"col",        BLOCK | VOID,                  " colgroup ",                            NULL},
	{"colgroup",   BLOCK | NO_TEXT,               " table ",                               " col "},
	{"datalist",   BLOCK | NO_TEXT,               NULL,                                    " option "},
	{"dd",         BLOCK,                         " dl div ",                              NULL},
	{"del",        0,                             NULL,                                    NULL},
	{"details",    BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"div",        BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"dl",         BLOCK | NOT_IN_P | NO_TEXT,    NULL,                                    " div dt dd "},
	{"dt",         BLOCK,                         " dl div ",                              NULL},
	{"em",         0,                             NULL,                                    NULL},
	{"fieldset",   BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"figcaption", BLOCK | NOT_IN_P,              " figure ",                              NULL},
	{"figure",     BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"footer",     BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"form",       BLOCK | NOT_IN_P | NOT_NESTED, NULL,                                    NULL},
	{"h1",         BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"h2",         BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"h3",         BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"h4",         BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"head",       BLOCK | NO_TEXT,               " html ",                                " title meta link script "},
	{"header",     BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"hgroup",     BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"hr",         BLOCK | NOT_IN_P | VOID,       NULL,                                    NULL},
	{"html",       BLOCK | NO_TEXT,               "",                                      " head body "},
	{"i",          0,                             NULL,                                    NULL},
	{"img",        VOID,                          NULL,                                    NULL},
	{"input",      VOID,                          NULL,                                    NULL},
	{"ins",        0,                             NULL,                                    NULL},
	{"kbd",        0,                             NULL,                                    NULL},
	{"label",      NOT_NESTED,                    NULL,                                    NULL},
	{"legend",     BLOCK,                         " fieldset ",                            NULL},
	{"li",         BLOCK,                         " ul ol menu ",                          NULL},
	{"link",       BLOCK | VOID,                  " head ",                                NULL},
	{"main",       BLOCK | NOT_IN_P | NOT_NESTED, NULL,                                    NULL},
	{"mark",       0,                             NULL,                                    NULL},
	{"menu",       BLOCK | NOT_IN_P | NO_TEXT,    NULL,                                    " li "},
	{"meta",       BLOCK | VOID,                  " head ",                                NULL},
	{"nav",        BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"ol",         BLOCK | NOT_IN_P | NO_TEXT,    NULL,                                    " li "},
	{"optgroup",   BLOCK | NO_TEXT,               " select ",                              " option "},
	{"option",     BLOCK | RAW,                   " select optgroup datalist ",            NULL},
	{"output",     0,                             NULL,                                    NULL},
	{"p",          BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"pre",        BLOCK | NOT_IN_P | KEEP,       NULL,                                    NULL},
	{"q",          0,                             NULL,                                    NULL},
	{"s",          0,                             NULL,                                    NULL},
	{"samp",       0,                             NULL,                                    NULL},
	{"script",     BLOCK | RAW | EMPTY,           " head body ",                           NULL},
	{"search",     BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"section",    BLOCK | NOT_IN_P,              NULL,                                    NULL},
	{"select",     NO_TEXT,                       NULL,                                    " option optgroup "},
	{"small",      0,                             NULL,                                    NULL},
	{"span",       0,                             NULL,                                    NULL},
	{"strong",     0,                             NULL,                                    NULL},
	{"sub",        0,                             NULL,                                    NULL},
	{"summary",    BLOCK,                         " details ",                             NULL},
	{"sup",        0,                             NULL,                                    NULL},
	{"table",      BLOCK | NOT_IN_P | NO_TEXT,    NULL,                                    " caption colgroup thead tbody tfoot "},
	{"tbody",      BLOCK | NO_TEXT,               " table ",                               " tr "},
	{"td",         BLOCK,                         " tr ",                                  NULL},
	{"textarea",   RAW | KEEP,                    NULL,                                    NULL},
	{"tfoot",      BLOCK | NO_TEXT,               " table ",                               " tr "},
	{"th",         BLOCK,                         " tr ",                                  NULL},
	{"thead",      BLOCK | NO_TEXT,               " table ",                               " tr "},
	{"time",       0,                             NULL,                                    NULL},
	{"title",      BLOCK | RAW,                   " head svg g rect circle path pattern ", NULL},
	{"tr",         BLOCK | NO_TEXT,               " thead tbody tfoot ",                   " th td "},
	{"u",          0,                             NULL,                                    NULL},
	{"ul",         BLOCK | NOT_IN_P | NO_TEXT,    NULL,                                    " li "},
	{"var",        0,                             NULL,                                    NULL},
	{"wbr",        VOID,                          NULL,                                    NULL},
	/* pictures */
	{"svg",        DRAWN | NOT_NESTED,            NULL,                                    NULL},
	{"circle",     BLOCK | DRAWN,                 " svg g defs pattern clipPath ",         " title "},
	{"clipPath",   BLOCK | DRAWN,                 " svg g defs ",                          NULL},
	{"defs",       BLOCK | DRAWN,                 " svg g ",                               NULL},
	{"desc",       BLOCK | RAW | DRAWN,           " svg g ",                               NULL},
	{"ellipse",    BLOCK | DRAWN,                 " svg g defs pattern clipPath ",         " title "},
	{"g",          BLOCK | DRAWN,                 " svg g defs ",                          NULL},
	{"line",       BLOCK | DRAWN,                 " svg g defs pattern ",                  " title "},
	{"path",       BLOCK | DRAWN,                 " svg g defs pattern clipPath ",         " title "},
	{"pattern",    BLOCK | DRAWN,                 " svg g defs ",                          NULL},
	{"polygon",    BLOCK | DRAWN,                 " svg g defs pattern clipPath ",         " title "},
	{"polyline",   BLOCK | DRAWN,                 " svg g defs pattern ",                  " title "},
	{"rect",       BLOCK | DRAWN,                 " svg g defs pattern clipPath ",         " title "},
	{"text",       DRAWN,                         " svg g ",                               " tspan title "},
	{"tspan",      DRAWN,                         " text tspan ",                          " tspan "},
	{"use",        BLOCK | DRAWN,                 " svg g ",                               NULL},
};
/* clang-format on */

/* Always allowed besides these: aria-… and data-…. Never: on…, style. */
static const char plain_attributes[] =
	" id class lang dir hidden title tabindex role type name value placeholder required maxlength minlength min max step "
	"pattern size readonly disabled checked multiple accept autocomplete inputmode enterkeyhint list spellcheck rows cols "
	"wrap autofocus autocapitalize autocorrect for selected label colspan rowspan scope headers abbr span start reversed datetime open alt width "
	"height download hreflang content novalidate viewBox preserveAspectRatio x y x1 y1 x2 y2 cx cy r rx ry d points "
	"stroke-width stroke-dasharray stroke-linecap text-anchor dominant-baseline transform font-size font-weight opacity "
	"fill-opacity patternUnits patternTransform focusable ";

static const struct attribute_rule attributes[] = {
	{"href",           ATTRIBUTE_ADDRESS},
	{"src",            ATTRIBUTE_ADDRESS},
	{"action",         ATTRIBUTE_ADDRESS},
	{"formaction",     ATTRIBUTE_ADDRESS},
	{"method",         ATTRIBUTE_FIXED  },
	{"enctype",        ATTRIBUTE_FIXED  },
	{"accept-charset", ATTRIBUTE_FIXED  },
	{"formmethod",     ATTRIBUTE_FIXED  },
	{"formenctype",    ATTRIBUTE_FIXED  },
	{"formnovalidate", ATTRIBUTE_FIXED  },
	{"form",           ATTRIBUTE_FIXED  },
	{"target",         ATTRIBUTE_FIXED  },
	{"rel",            ATTRIBUTE_FIXED  },
	{"media",          ATTRIBUTE_FIXED  },
	{"sizes",          ATTRIBUTE_FIXED  },
	{"charset",        ATTRIBUTE_FIXED  },
	{"defer",          ATTRIBUTE_FIXED  },
	{"async",          ATTRIBUTE_FIXED  },
	{"fill",           ATTRIBUTE_FIXED  },
	{"stroke",         ATTRIBUTE_FIXED  },
	{"clip-path",      ATTRIBUTE_FIXED  },
	{"xmlns",          ATTRIBUTE_FIXED  },
};

bool markup_listed(const char *list, const char *name)
{
	size_t length = strlen(name);

	for (const char *at = list; (at = strstr(at, name)); at += length)
		if (at != list && at[-1] == ' ' && at[length] == ' ')
			return true;
	return false;
}

const struct element_rule *markup_element(const char *name)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (strcmp(elements[i].name, name) == 0)
			return &elements[i];
	return NULL;
}

const struct attribute_rule *markup_attribute(const char *name)
{
	static const struct attribute_rule plain = {"", ATTRIBUTE_PLAIN};
	bool is_open = (strncmp(name, "aria-", 5) == 0 || strncmp(name, "data-", 5) == 0) && name[5];

	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (strcmp(attributes[i].name, name) == 0)
			return &attributes[i];
	return is_open || markup_listed(plain_attributes, name) ? &plain : NULL;
}
