/*
 * difference.h: what changed between two texts, by character, for people who read it.
 *
 * Sentences that stayed are found first, then those that became one another, then what differs within these. A
 * character is what a reader takes for one (with its accent, voiced mark or variant selector); a number and a Latin word
 * stay whole. Changes so close to each other that nobody could read them are shown as one.
 */
#ifndef CHOSHO_KIT_DIFFERENCE_H
#define CHOSHO_KIT_DIFFERENCE_H

#include "kit/shape.h"

struct arena;

struct difference_run {
	const char *text; /* never empty */
	bool is_removed;
	bool is_added; /* neither: it stayed */
	bool is_blank; /* only spaces and line breaks: a mark of its own has to show it */
};
extern const struct shape difference_run_shape;

/*
 * struct difference_run in reading order. What stayed and what was removed
 * make up `old`, what stayed and what was added make up `new`. NULL is an empty text.
 *
 * Its end: DIFFERENCE_STEPS comparisons in all (some 30 ms), and DIFFERENCE_PIECES sentences, then as many characters of
 * sentences that changed. What would take more is told as replaced: within its sentences, or as a whole.
 */
#define DIFFERENCE_STEPS 4000000
#define DIFFERENCE_PIECES 40000 /* of both texts together */
struct list difference_of(struct arena *arena, const char *old, const char *new);

#endif
