/*
 * page.h: templates.
 *
 * templates/<room>/<page>.html becomes `const struct page PAGE_<room>_<page>` at build time and is compiled at start
 * to a flat list of steps, once per language. A template begins with a note that says what it is and which shape it
 * is filled from (partials, which are filled from whatever shape includes them, have no shape):
 *
 *     {{! One sheet with its history. shape: sheet_show_view }}
 *
 * In a template:
 *     {{name}} {{part.name}}       a value, escaped for where it stands
 *     {{#list}}…{{/list}}          once per row; inside, names mean the row (and frame.…)
 *     {{#yes}}…{{/yes}}            when true; for text: when not empty; day, moment: when set; number: when not 0; list
 *                                  via {{#some list}}…{{/some}}: once, when it has rows (names keep meaning the outer
 *                                  struct; {{/some list}} ends it as well)
 *     {{^name}}…{{/name}}          the opposite of {{#yes}} (for a list: when it is empty)
 *     {{#part}}…{{/part}}          inside, names mean the part
 *     {{>frame/head}}              the partial, compiled for the shape that is current here
 *     {{"日本語の文 {name} …"}}     a phrase, translated by templates/words/en.po; {name} are values as above
 *     {{! note }}
 *     {{name:code}}                KIND_NAMED: the code instead of the label; KIND_DAY: 2024-12-13; KIND_MOMENT: ISO
 *     {{name:short}}               KIND_DAY, KIND_MOMENT: 12月13日（金）
 *     {{name:year}}                KIND_NUMBER: 令和6年度（2024年度）
 *     {{frame.…}}                  the frame: same on every page (see struct frame in web/answer.h)
 *
 * No raw form exists. The compiler follows the HTML: values may stand in text and in double-quoted attributes; in
 * href, src, action and formaction only behind a literal path such as /sheets/, edit# or ?x= (percent-escaped), or alone where the
 * field's name ends in _url (then it must begin with a single / when rendered, else it becomes "#"); never in script,
 * style, on…, unquoted attributes, tag names or comments. Unknown names, unclosed sections and elements, and phrases
 * without a translation are errors of compilation.
 */
#ifndef CHOSHO_PAGE_PAGE_H
#define CHOSHO_PAGE_PAGE_H

#include "kit/arena.h"
#include "kit/fail.h"
#include "kit/shape.h"
#include "kit/text.h"

struct page_steps { /* what page_start makes of a template, for one language */
	const struct step *first;
};

struct page {
	const char *name; /* sheet/show */
	const char *source;
	const struct shape *shape; /* NULL: a partial */
	struct page_steps *steps;  /* the page's own: [LANGUAGES] */
};

/* Compiles all pages (ended by NULL; partials among them); lives in `forever`. *out_problem tells all that is wrong. */
bool page_start(struct arena *forever, const struct page *const *pages, const struct shape *frame_shape,
                const char **out_problem);

/* Appends the page to `out`. Cannot fail. */
void page_render(const struct page *page, enum language language, const void *data, const void *frame,
                 struct text *out);

#endif
