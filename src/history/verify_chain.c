/*
 * verify_chain.c: walks along each chain and recomputes every link. A hash covers the event, its place and the link before,
 * so an event that was changed, taken out, put in or moved shows, and mostly shows which of these it was.
 */
#include <string.h>

#include "history/verify_inside.h"
#include "kit/text.h"
#include "sql_history.h"

#define NEARBY 2000 /* places that are tried when an event seems to have stood elsewhere */

struct linked_event {
	struct link link;
	int64_t head_sequence; /* 0: the chain has no head */
	const char *head_hash;
	bool lacks_edition;
	bool lacks_sign_off;
	bool lacks_voice;
};
static const struct field linked_event_fields[] = {
	FIELD_PART(struct linked_event, link, link_shape),
	FIELD(struct linked_event, head_sequence),
	FIELD(struct linked_event, head_hash),
	FIELD(struct linked_event, lacks_edition),
	FIELD(struct linked_event, lacks_sign_off),
	FIELD(struct linked_event, lacks_voice),
};
extern const struct shape linked_event_shape;
const struct shape linked_event_shape = SHAPE(struct linked_event, linked_event_fields);

struct lost_head {
	const char *chain;
	int64_t sequence;
	int64_t sealed;
	int64_t signed_to;
	bool is_emptied;
};
static const struct field lost_head_fields[] = {
	FIELD(struct lost_head, chain),     FIELD(struct lost_head, sequence),   FIELD(struct lost_head, sealed),
	FIELD(struct lost_head, signed_to), FIELD(struct lost_head, is_emptied),
};
extern const struct shape lost_head_shape;
const struct shape lost_head_shape = SHAPE(struct lost_head, lost_head_fields);

/* Where the walk is. */
struct walk {
	const struct linked_event *last; /* that belongs to the chain; NULL: none yet */
	const struct linked_event *odd;  /* its hash does not fit; what it is, the next one tells */
	int64_t shift;                   /* events from here on stood so many places further, each link in order */
	bool is_broken;                  /* what stands before was told already: the link to it is not judged */
};

static struct linked_event *copy(struct arena *arena, const struct linked_event *from)
{
	struct linked_event *to;

	if (!from)
		return NULL;
	to = arena_new(arena, struct linked_event);
	*to = *from;
#define COPY(member) to->member = from->member ? arena_copy(arena, from->member, strlen(from->member)) : NULL
	COPY(link.chain);
	COPY(link.previous);
	COPY(link.action);
	COPY(link.actor);
	COPY(link.hash);
	COPY(head_hash);
#undef COPY
	return to;
}

static bool fits_at(const struct verify *v, const struct link *link, int64_t sequence)
{
	struct link there = *link;

	there.sequence = sequence;
	return text_same(chain_hash(v->page, &there), link->hash);
}

/* Where this event stood when it was written; 0: nowhere near. */
static int64_t true_place(const struct verify *v, const struct link *link)
{
	int64_t first = link->sequence > NEARBY ? link->sequence - NEARBY : 1;

	if (!verify_tells(v))
		return 0;
	for (int64_t place = first; place <= link->sequence + NEARBY; place++)
		if (fits_at(v, link, place))
			return place;
	return 0;
}

static void tell(struct verify *v, enum say say, const struct link *link, const char *more)
{
	verify_tell(v, say, link->chain, verify_number(v, link->sequence), verify_event(v, link), more, NULL);
}

/* What the odd one is: `following` is the hash that what comes after it names as the one before. */
static void resolve_odd(struct verify *v, struct walk *w, const char *following)
{
	const struct linked_event *odd = w->odd;
	bool is_passed_over = w->last ? text_same(following, w->last->link.hash) : !following;

	w->odd = NULL;
	w->is_broken = !is_passed_over;
	if (is_passed_over) {
		tell(v, SAY_history_inserted, &odd->link, "");
		return;
	}
	tell(v, SAY_history_flipped, &odd->link, "");
	w->last = odd;
}

static void end_chain(struct verify *v, struct walk *w)
{
	const struct linked_event *any = w->odd ? w->odd : w->last;
	const char *chain = any ? any->link.chain : NULL;
	const int64_t place = any ? any->link.sequence + w->shift : 0;
	const bool told = w->odd != NULL;

	if (!any)
		return;
	if (w->odd)
		resolve_odd(v, w, any->head_hash);
	if (any->head_sequence == 0) {
		verify_tell(v, SAY_history_head_missing, chain, NULL);
	} else if (any->head_sequence > place) {
		verify_tell(v, SAY_history_end_missing, chain, verify_places(v, place + 1, any->head_sequence), NULL);
	} else if (!told && any->head_sequence < place) {
		tell(v, SAY_history_inserted, &any->link, "");
	} else if (!told && !text_same(any->head_hash, any->link.hash)) {
		tell(v, SAY_history_rewritten, &any->link, "");
	}
	*w = (struct walk){.last = NULL};
}

/* The numbers of a chain stand in a row. */
static void judge_place(struct verify *v, struct walk *w, const struct link *link)
{
	const struct linked_event *before = w->odd ? w->odd : w->last;
	int64_t expected = before ? before->link.sequence + 1 : 1;

	if (link->sequence > expected) {
		verify_tell(v, SAY_history_missing, link->chain, verify_places(v, expected, link->sequence - 1), NULL);
		if (w->odd)
			resolve_odd(v, w, "");
		w->is_broken = true;
	} else if (link->sequence < expected) {
		tell(v, SAY_history_doubled, link, "");
		w->is_broken = true;
	}
}

static void judge_link(struct verify *v, struct walk *w, const struct link *link)
{
	const char *before = w->last ? w->last->link.hash : NULL;

	if (!w->is_broken && !text_same(link->previous, before))
		tell(v, SAY_history_unlinked, link, "");
	w->is_broken = false;
}

static void step(struct verify *v, struct walk *w, const struct linked_event *event)
{
	const struct link *link = &event->link;
	const struct linked_event *before = w->odd ? w->odd : w->last;
	bool was_odd;
	int64_t place;

	v->events++;
	if (before && !text_same(before->link.chain, link->chain))
		end_chain(v, w);
	judge_place(v, w, link);
	was_odd = w->odd != NULL;
	if (was_odd)
		resolve_odd(v, w, link->previous);
	place = fits_at(v, link, link->sequence + w->shift) ? link->sequence + w->shift
	        : fits_at(v, link, link->sequence)          ? link->sequence
	                                                    : true_place(v, link);
	if (!place) {
		w->odd = event;
		return;
	}
	if (place != link->sequence + w->shift) {
		w->shift = place - link->sequence;
		if (w->shift && !(was_odd && !w->is_broken))
			tell(v, SAY_history_moved, link, verify_number(v, place));
		w->is_broken |= !was_odd;
	}
	judge_link(v, w, link);
	if (event->lacks_edition)
		tell(v, SAY_history_edition_missing, link, link->edition);
	if (event->lacks_sign_off)
		tell(v, SAY_history_sign_off_missing, link, "");
	if (event->lacks_voice)
		tell(v, SAY_history_voice_missing, link, "");
	w->last = event;
}

/* Heads that nothing is left of, and heads that were signed by checkpoints that are gone. */
static struct fail *judge_heads(struct verify *v)
{
	struct list heads;

	verify_turn(v);
	TRY(db_many(v->db, &SQL_history_emptied, &heads, ARGS(V(VERIFY_FINDINGS))));
	for (EACH(const struct lost_head, head, heads)) {
		if (head->is_emptied)
			verify_tell(v, SAY_history_emptied, head->chain, verify_number(v, head->sequence), NULL);
		if (head->sealed != head->signed_to)
			verify_tell(v, SAY_history_seal_missing, head->chain, verify_number(v, head->sealed),
			            verify_number(v, head->signed_to), NULL);
	}
	return NULL;
}

/* Turns the page: what the walk remembers is carried over. */
static struct arena *carry_over(struct walk *w)
{
	struct arena *next = arena_make((size_t)256 << 20);

	w->last = copy(next, w->last);
	w->odd = copy(next, w->odd);
	return next;
}

struct fail *verify_chains(struct verify *v)
{
	struct walk w = {.last = NULL};
	const struct link start = {.chain = ""}, *at = &start;
	struct list events;

	do {
		TRY(db_many(v->db, &SQL_history_links, &events,
		            ARGS(V(at->chain), V(at->sequence), V(at->id), V(VERIFY_PAGE))));
		for (EACH(const struct linked_event, event, events))
			step(v, &w, event);
		if (events.count) {
			const struct linked_event *end = LIST_AT(struct linked_event, events, events.count - 1);
			struct arena *next = carry_over(&w);

			at = &copy(next, end)->link;
			arena_end(v->page);
			v->page = next;
			db_use(v->db, next);
		}
	} while (events.count == VERIFY_PAGE);
	end_chain(v, &w);
	return judge_heads(v);
}
