/* qr.c: libqrencode behind our words. */
#include "qr.h"

#include <stddef.h>

#include <qrencode.h>

#include "arena.h"
#include "text.h"

#define QUIET 4 /* squares of nothing around it, as the standard wants */

static bool is_dark(const QRcode *code, int x, int y)
{
	return x < code->width && (code->data[y * code->width + x] & 1) != 0;
}

bool qr_draw(struct arena *arena, const char *text, struct qr *qr)
{
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	struct text path = {.arena = arena};

	if (!code)
		return false;
	for (int y = 0; y < code->width; y++)
		for (int x = 0; x < code->width;) {
			int begin = x;

			while (is_dark(code, x, y))
				x++;
			if (x > begin)
				text_print(&path, "M%d %dh%dv1h-%dz", begin + QUIET, y + QUIET, x - begin, x - begin);
			else
				x++;
		}
	*qr = (struct qr){code->width + 2 * QUIET, path.bytes};
	QRcode_free(code);
	return true;
}
