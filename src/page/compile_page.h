/* compile_page.h: the compiler's one door, for page.c. */
#ifndef CHOSHO_PAGE_COMPILE_PAGE_H
#define CHOSHO_PAGE_COMPILE_PAGE_H

#include "page/compile.h"

/* Mistakes go to c->problem; the steps can be rendered even then (what was wrong is left out). */
const struct step *compile_page(struct compiler *c, const struct page *page);

#endif
