/* radicals.h: for text.c only. */
#ifndef CHOSHO_KIT_RADICALS_H
#define CHOSHO_KIT_RADICALS_H

#include <stdint.h>

/* The ideograph for a sign of CJK Radicals Supplement; any other code point as it is. */
int32_t radical_ideograph(int32_t point);

#endif
