/* qr.h: a text as a QR code, to be drawn by a page as one SVG path. */
#ifndef CHOSHO_KIT_QR_H
#define CHOSHO_KIT_QR_H

#include <stdbool.h>
#include <stdint.h>

struct arena;

/* Dark squares of side 1 in a picture of size × size, the quiet zone among it. */
struct qr {
	int64_t size;
	const char *path; /* the d of <path> */
};

/* False: the text is too long for any. */
bool qr_draw(struct arena *arena, const char *text, struct qr *qr);

#endif
