/*
 * difference.c: what changed between two texts, told so that people can read it.
 *
 * The shortest list of changes is not the most readable one: changes are moved to where a phrase begins, and those that only
 * a character or two keeps apart become one. Finding the shortest list is difference_path.c's.
 */
#include "difference.h"

#include <string.h>

#include "arena.h"
#include "difference_inside.h"
#include "text.h"

#define SCRATCH_CEILING ((size_t)96 << 20)
/* A sentence that was written anew keeps no more than this at its ends, or it counts as wholly new. */
#define END_POINTS 2
#define ANEW_POINTS 8

static const struct field difference_run_fields[] = {
	FIELD(struct difference_run, text),
	FIELD(struct difference_run, is_removed),
	FIELD(struct difference_run, is_added),
	FIELD(struct difference_run, is_blank),
};
const struct shape difference_run_shape = SHAPE(struct difference_run, difference_run_fields);

/* One comparison on its way. */
struct telling {
	struct arena *scratch;
	struct arena *arena; /* of the result */
	int64_t steps;       /* that are left, */
	size_t length;       /* and the changed bytes that they are left for */
	size_t characters;   /* that may still be looked at */
	struct text same, removed, added;
	struct difference_run *runs;
	size_t count, room;
};

/* ---- telling ---- */

static void add_run(struct telling *telling, struct text *text, bool is_removed, bool is_added)
{
	if (text->length == 0)
		return;
	if (telling->count == telling->room) {
		const size_t room = telling->room ? 2 * telling->room : 16;

		telling->runs = arena_grow(telling->scratch, telling->runs, telling->room * sizeof *telling->runs,
		                           room * sizeof *telling->runs);
		telling->room = room;
	}
	telling->runs[telling->count++] = (struct difference_run){
		.text = arena_copy(telling->arena, text->bytes, text->length),
		.is_removed = is_removed,
		.is_added = is_added,
		.is_blank = text_empty(text->bytes),
	};
	text->length = 0;
}

static void tell_same(struct telling *telling, const char *bytes, size_t length)
{
	if (length == 0)
		return;
	add_run(telling, &telling->removed, true, false);
	add_run(telling, &telling->added, false, true);
	text_add(&telling->same, bytes, length);
}

static void tell_change(struct telling *telling, const char *removed, size_t removed_length, const char *added,
                        size_t added_length)
{
	add_run(telling, &telling->same, false, false);
	/* a sentence that came stands before the phrase that another one became */
	if (telling->added.length > 0 && removed_length > 0) {
		add_run(telling, &telling->removed, true, false);
		add_run(telling, &telling->added, false, true);
	}
	text_add(&telling->removed, removed, removed_length);
	text_add(&telling->added, added, added_length);
}

/* ---- the edits between two rows of pieces ---- */

static size_t bytes_of(const struct pieces *pieces, size_t from, size_t to)
{
	return (size_t)(pieces->all[to].at - pieces->all[from].at);
}

static size_t points_of(const struct pieces *pieces, size_t from, size_t to)
{
	size_t points = 0;

	for (size_t i = from; i < to; i++)
		points += pieces->all[i].points;
	return points;
}

static struct edits edits_of(struct arena *arena, const struct pieces *old, const struct pieces *new)
{
	struct edits edits = {arena_many(arena, struct edit, old->count + new->count + 1), 0};
	size_t i = 0, j = 0;

	while (i < old->count || j < new->count) {
		const struct edit begin = {i, i, j, j};

		while (i < old->count && old->all[i].is_changed)
			i++;
		while (j < new->count &&new->all[j].is_changed)
			j++;
		if (i > begin.old0 || j > begin.new0)
			edits.all[edits.count++] = (struct edit){begin.old0, i, begin.new0, j};
		else
			i++, j++;
	}
	return edits;
}

static void shift(struct edit *edit, bool to_left)
{
	const size_t by = to_left ? (size_t)-1 : 1; /* wraps: minus one */

	edit->old0 += by;
	edit->old1 += by;
	edit->new0 += by;
	edit->new1 += by;
}

/* An addition (or removal) between equal pieces can stand at several places: it goes to where the text is cut best. */
static void place(const struct pieces *pieces, struct edit *edit, bool is_added, const struct edit *before,
                  const struct edit *behind)
{
	const size_t *from = is_added ? &edit->new0 : &edit->old0, *to = is_added ? &edit->new1 : &edit->old1;
	const size_t least = !before ? 0 : is_added ? before->new1 : before->old1;
	const size_t most = !behind ? pieces->count : is_added ? behind->new0 : behind->old0;
	struct edit best;
	int best_cut = -1;

	while (*from > least && piece_same(&pieces->all[*from - 1], &pieces->all[*to - 1]))
		shift(edit, true);
	for (;;) {
		const int cut = pieces_cut(pieces, *from) + pieces_cut(pieces, *to);

		if (cut >= best_cut) {
			best_cut = cut;
			best = *edit;
		}
		if (*to == most || !piece_same(&pieces->all[*from], &pieces->all[*to]))
			break;
		shift(edit, false);
	}
	*edit = best;
}

static void place_all(const struct pieces *old, const struct pieces *new, struct edits *edits)
{
	for (size_t i = 0; i < edits->count; i++) {
		struct edit *edit = &edits->all[i];
		const struct edit *before = i > 0 ? edit - 1 : NULL, *behind = i + 1 < edits->count ? edit + 1 : NULL;

		if (edit->old0 == edit->old1)
			place(new, edit, true, before, behind);
		else if (edit->new0 == edit->new1)
			place(old, edit, false, before, behind);
	}
}

static size_t weight(const struct pieces *old, const struct pieces *new, const struct edit *edit)
{
	const size_t removed = points_of(old, edit->old0, edit->old1), added = points_of(new, edit->new0, edit->new1);

	return removed > added ? removed : added;
}

/* What stayed between two edits, and is no longer than either of them, keeps nobody's eye: the two become one. */
static void join_near(const struct pieces *old, const struct pieces *new, struct edits *edits)
{
	size_t count = 0;

	for (size_t i = 0; i < edits->count; i++) {
		edits->all[count++] = edits->all[i];
		while (count > 1) {
			struct edit *before = &edits->all[count - 2];
			const struct edit *edit = &edits->all[count - 1];
			const size_t between = points_of(old, before->old1, edit->old0);

			if (between > weight(old, new, before) || between > weight(old, new, edit))
				break;
			before->old1 = edit->old1;
			before->new1 = edit->new1;
			count--;
		}
	}
	edits->count = count;
}

/* A sentence that begins or ends with the same character or two as the one before it was written anew all the same. */
static void widen_to_ends(const struct pieces *old, const struct pieces *new, struct edits *edits)
{
	if (edits->count != 1)
		return;
	struct edit *edit = edits->all;
	if (points_of(old, edit->old0, edit->old1) < ANEW_POINTS ||
	    points_of(new, edit->new0, edit->new1) < ANEW_POINTS)
		return;
	if (points_of(old, 0, edit->old0) <= END_POINTS)
		edit->old0 = edit->new0 = 0;
	if (points_of(old, edit->old1, old->count) <= END_POINTS) {
		edit->old1 = old->count;
		edit->new1 = new->count;
	}
}

/* ---- the two passes ---- */

/* What no edit touches is told as it is, an edit by `tell_edit`. */
static void tell_edits(struct telling *telling, const struct pieces *old, const struct pieces *new,
                       const struct edits *edits,
                       void (*tell_edit)(struct telling *telling, const char *old, size_t old_length, const char *new,
                                         size_t new_length))
{
	size_t at = 0;

	for (size_t i = 0; i < edits->count; i++) {
		const struct edit *edit = &edits->all[i];

		tell_same(telling, old->all[at].at, bytes_of(old, at, edit->old0));
		tell_edit(telling, old->all[edit->old0].at, bytes_of(old, edit->old0, edit->old1),
		          new->all[edit->new0].at, bytes_of(new, edit->new0, edit->new1));
		at = edit->old1;
	}
	tell_same(telling, old->all[at].at, bytes_of(old, at, old->count));
}

/* Sentences that have no equal: one side is none, or they differ in some of their characters. */
static void tell_region(struct telling *telling, const char *old, size_t old_length, const char *new, size_t new_length)
{
	struct pieces before, behind;
	const int64_t share = telling->steps * (int64_t)(old_length + new_length) / (int64_t)telling->length;
	int64_t steps = share;

	telling->length -= old_length + new_length;
	if (old_length == 0 || new_length == 0 || share <= 0 ||
	    !pieces_of_characters(telling->scratch, old, old_length, &telling->characters, &before) ||
	    !pieces_of_characters(telling->scratch, new, new_length, &telling->characters, &behind)) {
		tell_change(telling, old, old_length, new, new_length);
		return;
	}
	path_mark(telling->scratch, before, behind, &steps);
	telling->steps -= share - steps;
	struct edits edits = edits_of(telling->scratch, &before, &behind);
	place_all(&before, &behind, &edits);
	join_near(&before, &behind, &edits);
	widen_to_ends(&before, &behind, &edits);
	tell_edits(telling, &before, &behind, &edits, tell_change);
}

static void tell_sentences(struct telling *telling, const char *old, const char *new)
{
	size_t left = DIFFERENCE_PIECES;
	struct pieces before, behind;

	if (!pieces_of_sentences(telling->scratch, old, strlen(old), &left, &before) ||
	    !pieces_of_sentences(telling->scratch, new, strlen(new), &left, &behind)) {
		tell_change(telling, old, strlen(old), new, strlen(new));
		return;
	}
	path_mark(telling->scratch, before, behind, &telling->steps);
	const struct edits rough = edits_of(telling->scratch, &before, &behind);
	const struct edits edits = sentences_pair(telling->scratch, &before, &behind, &rough, &telling->steps);
	for (size_t i = 0; i < edits.count; i++)
		telling->length += bytes_of(&before, edits.all[i].old0, edits.all[i].old1) +
		                   bytes_of(&behind, edits.all[i].new0, edits.all[i].new1);
	tell_edits(telling, &before, &behind, &edits, tell_region);
}

struct list difference_of(struct arena *arena, const char *old, const char *new)
{
	static struct arena *scratch;
	struct difference_run *runs;

	if (!scratch)
		scratch = arena_make(SCRATCH_CEILING);
	struct telling telling = {
		.scratch = scratch,
		.arena = arena,
		.steps = DIFFERENCE_STEPS,
		.characters = DIFFERENCE_PIECES,
		.same = {.arena = scratch},
		.removed = {.arena = scratch},
		.added = {.arena = scratch},
	};
	tell_sentences(&telling, old ? old : "", new ? new : "");
	add_run(&telling, &telling.same, false, false);
	add_run(&telling, &telling.removed, true, false);
	add_run(&telling, &telling.added, false, true);
	runs = arena_many(arena, struct difference_run, telling.count + 1);
	if (telling.count > 0)
		memcpy(runs, telling.runs, telling.count * sizeof *runs);
	arena_reset(scratch);
	return (struct list){runs, telling.count};
}
