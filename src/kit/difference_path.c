/*
 * difference_path.c: the shortest way from one row of pieces to another.
 *
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1 (1986), in its refinement for linear
 * space: from both ends at once until the ways meet, then each half by itself.
 */
#include <string.h>

#include "arena.h"
#include "difference_inside.h"

#define NOWHERE (INT64_MIN / 2)

/* Pieces from …0 up to …1 of both sides. */
struct box {
	int64_t old0, old1;
	int64_t new0, new1;
};

struct path {
	struct piece *old;
	struct piece *new;
	int64_t *ahead;  /* [diagonal]: how far a way from the start comes */
	int64_t *behind; /* the same from the end, counted from there */
	int64_t *steps;
};

/* Ways on the diagonal `k` after one more change: down (a new piece) or right (an old one is passed over). */
static int64_t furthest(const int64_t *way, int64_t k, int64_t width, int64_t height)
{
	int64_t right = way[k - 1] + 1, down = way[k + 1];

	if (right < 0 || right > width || right - k > height)
		right = NOWHERE;
	if (down < 0 || down - k > height || down - k < 0)
		down = NOWHERE;
	return right > down ? right : down;
}

static bool same(const struct path *path, const struct box *box, int64_t x, int64_t y, bool from_end)
{
	return from_end ? piece_same(&path->old[box->old1 - 1 - x], &path->new[box->new1 - 1 - y])
	                : piece_same(&path->old[box->old0 + x], &path->new[box->new0 + y]);
}

/* One more change on every diagonal. True when a way has met one from the other end; then *met is a point of the best way. */
static bool widen(struct path *path, const struct box *box, int64_t changes, bool from_end, int64_t *met_x,
                  int64_t *met_y)
{
	const int64_t width = box->old1 - box->old0, height = box->new1 - box->new0, delta = width - height;
	int64_t *way = from_end ? path->behind : path->ahead;
	const int64_t *other = from_end ? path->ahead : path->behind;
	const bool may_meet = (delta & 1) != 0 ? !from_end : from_end;
	const int64_t reach = from_end ? changes : changes - 1; /* how far the other one has come */

	for (int64_t k = -changes; k <= changes; k += 2) {
		int64_t x = changes == 0 ? 0 : k < -height || k > width ? NOWHERE : furthest(way, k, width, height);
		const int64_t first = x;

		for (; x >= 0 && x < width && x - k < height && same(path, box, x, x - k, from_end); x++)
			continue;
		*path->steps -= 1 + x - first;
		way[k] = x;
		if (x < 0 || !may_meet || delta - k < -reach || delta - k > reach || x + other[delta - k] < width)
			continue;
		*met_x = from_end ? width - x : x;
		*met_y = from_end ? height - (x - k) : x - k;
		return true;
	}
	return false;
}

/* A point that a shortest way goes through; false when looking for it takes more than there is. */
static bool meet(struct path *path, const struct box *box, int64_t *x, int64_t *y)
{
	const int64_t most = (box->old1 - box->old0) + (box->new1 - box->new0);

	for (int64_t k = -most - 1; k <= most + 1; k++)
		path->ahead[k] = path->behind[k] = NOWHERE;
	*path->steps -= most;
	for (int64_t changes = 0; changes <= most && *path->steps > 0; changes++)
		if (widen(path, box, changes, false, x, y) || widen(path, box, changes, true, x, y))
			return true;
	return false;
}

static void mark(struct piece *pieces, int64_t from, int64_t to)
{
	for (int64_t i = from; i < to; i++)
		pieces[i].is_changed = true;
}

static void walk(struct path *path, struct box box)
{
	int64_t x, y;

	while (box.old0 < box.old1 && box.new0 < box.new1 && piece_same(&path->old[box.old0], &path->new[box.new0]))
		box.old0++, box.new0++;
	while (box.old0 < box.old1 && box.new0 < box.new1 &&
	       piece_same(&path->old[box.old1 - 1], &path->new[box.new1 - 1]))
		box.old1--, box.new1--;
	if (box.old0 == box.old1 || box.new0 == box.new1 || !meet(path, &box, &x, &y)) {
		mark(path->old, box.old0, box.old1);
		mark(path->new, box.new0, box.new1);
		return;
	}
	walk(path, (struct box){box.old0, box.old0 + x, box.new0, box.new0 + y});
	walk(path, (struct box){box.old0 + x, box.old1, box.new0 + y, box.new1});
}

void path_mark(struct arena *arena, struct pieces old, struct pieces new, int64_t *steps)
{
	const size_t most = old.count + new.count;
	int64_t *ways = arena_many(arena, int64_t, 2 * (2 * most + 3));
	struct path path = {
		.old = old.all,
		.new = new.all,
		.ahead = ways + most + 1,
		.behind = ways + 2 * most + 3 + most + 1,
		.steps = steps,
	};

	walk(&path, (struct box){0, (int64_t)old.count, 0, (int64_t) new.count});
}
