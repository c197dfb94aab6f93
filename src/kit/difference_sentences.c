/*
 * difference_sentences.c: which sentence became which. Where several came and went at one place, those that resemble each
 * other are told as one that changed, and the others as what came or went.
 */
#include <string.h>

#include "arena.h"
#include "difference_inside.h"

#define PAIRS_MAX 4096 /* at one place; beyond that all of it is compared character by character */
#define BUCKETS 512
#define ALIKE 0.4 /* of their characters and pairs of characters: as many as unrelated sentences never share */

/* How often each character and each pair of neighbours stands in a sentence, in buckets by hash. */
struct profile {
	uint16_t counts[BUCKETS];
	size_t total;
};

static void count(struct profile *profile, uint32_t hash)
{
	uint16_t *bucket = &profile->counts[hash * 2654435761u >> 23]; /* Knuth's multiplier; the upper 9 bits */

	if (*bucket < UINT16_MAX) {
		++*bucket;
		profile->total++;
	}
}

static void fill(struct profile *profile, const struct piece *sentence)
{
	uint32_t before = 0, point = 0;

	for (size_t i = 0; i < sentence->length; i++) {
		const unsigned char byte = (unsigned char)sentence->at[i];
		const bool is_last = i + 1 == sentence->length || (sentence->at[i + 1] & 0xC0) != 0x80;

		point = point << 6 ^ byte;
		if (!is_last)
			continue;
		count(profile, point);
		if (before)
			count(profile, point * 31 + before);
		before = point;
		point = 0;
	}
}

/* Dice's coefficient: 0 nothing in common, 1 the same. */
static double likeness(const struct profile *a, const struct profile *b)
{
	size_t shared = 0;

	for (size_t i = 0; i < BUCKETS; i++)
		shared += a->counts[i] < b->counts[i] ? a->counts[i] : b->counts[i];
	return a->total + b->total > 0 ? 2.0 * (double)shared / (double)(a->total + b->total) : 0;
}

static struct profile *profiles_of(struct arena *arena, const struct pieces *pieces, size_t from, size_t to)
{
	struct profile *profiles = arena_many(arena, struct profile, to - from);

	for (size_t i = from; i < to; i++)
		fill(&profiles[i - from], &pieces->all[i]);
	return profiles;
}

static void add(struct edits *edits, size_t old0, size_t old1, size_t new0, size_t new1)
{
	if (old0 < old1 || new0 < new1)
		edits->all[edits->count++] = (struct edit){old0, old1, new0, new1};
}

/* The pairs, in order, that resemble each other most in all. */
static void pair(struct arena *arena, const struct pieces *old, const struct pieces *new, const struct edit *edit,
                 struct edits *out)
{
	const size_t height = edit->old1 - edit->old0, width = edit->new1 - edit->new0;
	const struct profile *olds = profiles_of(arena, old, edit->old0, edit->old1);
	const struct profile *news = profiles_of(arena, new, edit->new0, edit->new1);
	double *best = arena_many(arena, double, (height + 1) * (width + 1)); /* of what is from here to the end */
	double *alike = arena_many(arena, double, height *width);
	size_t i = height, j = width, old_at = edit->old0, new_at = edit->new0;

	for (i = height; i-- > 0;)
		for (j = width; j-- > 0;) {
			double *here = &best[i * (width + 1) + j];

			alike[i * width + j] = likeness(&olds[i], &news[j]);
			*here = here[1] > here[width + 1] ? here[1] : here[width + 1];
			if (alike[i * width + j] >= ALIKE && here[width + 2] + alike[i * width + j] > *here)
				*here = here[width + 2] + alike[i * width + j];
		}
	for (i = j = 0; i < height && j < width;) {
		const double *here = &best[i * (width + 1) + j];

		if (*here == here[width + 1]) {
			i++;
		} else if (*here == here[1]) {
			j++;
		} else {
			add(out, old_at, edit->old0 + i, new_at, edit->new0 + j);
			add(out, edit->old0 + i, edit->old0 + i + 1, edit->new0 + j, edit->new0 + j + 1);
			old_at = edit->old0 + ++i;
			new_at = edit->new0 + ++j;
		}
	}
	add(out, old_at, edit->old1, new_at, edit->new1);
}

struct edits sentences_pair(struct arena *arena, const struct pieces *old, const struct pieces *new,
                            const struct edits *edits, int64_t *steps)
{
	struct edits out = {arena_many(arena, struct edit, old->count + new->count + 1), 0};

	for (size_t i = 0; i < edits->count; i++) {
		const struct edit *edit = &edits->all[i];
		const size_t height = edit->old1 - edit->old0, width = edit->new1 - edit->new0;
		const int64_t cost = (int64_t)((height * width + height + width) * (BUCKETS / 8));

		if (height * width > 1 && height * width <= PAIRS_MAX && cost <= *steps) {
			pair(arena, old, new, edit, &out);
			*steps -= cost;
		} else {
			out.all[out.count++] = *edit;
		}
	}
	return out;
}
