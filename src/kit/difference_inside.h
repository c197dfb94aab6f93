/* difference_inside.h: what the files of difference share among themselves. Nobody else includes it. */
#ifndef CHOSHO_KIT_DIFFERENCE_INSIDE_H
#define CHOSHO_KIT_DIFFERENCE_INSIDE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* A stretch of text that is compared as a whole: a sentence, or a character. */
struct piece {
	const char *at;
	size_t length;
	size_t points; /* code points */
	uint64_t hash;
	bool is_changed; /* has no partner on the other side */
};
struct pieces {
	struct piece *all;
	size_t count;
};
/* The pieces from …0 up to …1 of the old text became those of the new one; one of the two may be none. */
struct edit {
	size_t old0, old1;
	size_t new0, new1;
};
struct edits {
	struct edit *all;
	size_t count;
};
bool piece_same(const struct piece *a, const struct piece *b);

/* difference_pieces.c: takes from *left; false when there would be more. all[count] is the end. */
bool pieces_of_sentences(struct arena *arena, const char *text, size_t length, size_t *left, struct pieces *out);
bool pieces_of_characters(struct arena *arena, const char *text, size_t length, size_t *left, struct pieces *out);
/* How well a text may be cut before pieces.all[index], which are characters: 0 within a word … CUT_BEST between sentences. */
#define CUT_BEST 5
int pieces_cut(const struct pieces *pieces, size_t index);

/* difference_sentences.c: the same edits, with sentences that became one another in edits of their own. Takes from *steps. */
struct edits sentences_pair(struct arena *arena, const struct pieces *old, const struct pieces *new,
                            const struct edits *edits, int64_t *steps);

/* difference_path.c: marks what has no partner, so that as little as possible is marked. Takes from *steps. */
void path_mark(struct arena *arena, struct pieces old, struct pieces new, int64_t *steps);

#endif
