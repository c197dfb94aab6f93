/* escape.h: the only three ways by which a value gets into a page. */
#ifndef CHOSHO_PAGE_ESCAPE_H
#define CHOSHO_PAGE_ESCAPE_H

#include "kit/text.h"

void escape_raw(struct text *out, const char *bytes, size_t length); /* for what the compiler wrote itself */

/* For text and for double-quoted attributes. */
void escape_html(struct text *out, const char *value);
/* For a piece of an address behind a literal beginning: all but A-Z a-z 0-9 - . _ ~ becomes %XX. */
void escape_piece(struct text *out, const char *value);
/* For a whole address: it must begin with one / and hold no control character, no \ at the beginning; else "#". */
void escape_address(struct text *out, const char *value);

#endif
