/* holder.c: who holds a desk today, in words. Who that is says the view `holder`. */
#include "assignment/holder.h"

#define NAMES_MOST 8 /* of one desk; how many more there are is said */

static const struct field holder_fields[] = {
	FIELD(struct holder, kind),   FIELD(struct holder, desk_id),  FIELD(struct holder, desk),
	FIELD(struct holder, role),   FIELD(struct holder, name),     FIELD(struct holder, away_until),
	FIELD(struct holder, deputy), FIELD(struct holder, is_there),
};
const struct shape holder_shape = SHAPE(struct holder, holder_fields);

/* In a body it matters as what somebody decides. */
static const char *name_of(struct request *q, const struct holder *holder)
{
	const int role = names_index(&role_names, holder->role);

	if (!text_same(holder->kind, "body") || role < 0)
		return holder->name;
	return text_join(q->arena, words_say(q->language, role_names.labels[role]), " ", holder->name);
}

static const char *person(struct request *q, const struct holder *holder)
{
	const char *name = name_of(q, holder);

	if (!day_is(holder->away_until))
		return name;
	const char *until = day_short(q->arena, q->language, holder->away_until);
	if (!holder->deputy)
		return WORDS(q->arena, q->language, SAY_holder_away, name, until);
	return WORDS(q->arena, q->language, holder->is_there ? SAY_holder_deputy : SAY_holder_both_away, name, until,
	             holder->deputy);
}

const char *holder_words(struct request *q, const struct list *holders, const char *kind, int64_t desk_id)
{
	struct text text = {.arena = q->arena};
	int count = 0;

	for (EACH(const struct holder, holder, *holders)) {
		if (!holder->name || holder->desk_id != desk_id || !text_same(holder->kind, kind) ||
		    ++count > NAMES_MOST)
			continue;
		if (text.length > 0)
			text_say(&text, words_say(q->language, SAY_holder_and));
		text_say(&text, person(q, holder));
	}
	if (count == 0)
		return words_say(q->language, SAY_holder_vacant);
	if (count > NAMES_MOST)
		text_say(&text, WORDS(q->arena, q->language, SAY_holder_more,
		                      text_format(q->arena, "%d", count - NAMES_MOST)));
	return text.bytes;
}

static bool is_same_desk(const struct holder *a, const struct holder *b)
{
	return a->desk_id == b->desk_id && text_same(a->kind, b->kind);
}

const char *holder_lines(struct request *q, const struct list *holders)
{
	const struct holder *first = holders->rows;
	struct text text = {.arena = q->arena};
	bool is_one = true;

	for (EACH(const struct holder, holder, *holders))
		is_one = is_one && is_same_desk(holder, first);
	for (EACH(const struct holder, holder, *holders)) {
		if (holder > first && is_same_desk(holder, holder - 1))
			continue;
		const char *people = holder_words(q, holders, holder->kind, holder->desk_id);
		if (text.length > 0)
			text_say(&text, "\n");
		text_say(&text, is_one ? people
		                       : WORDS(q->arena, q->language, SAY_holder_desk, holder->desk ? holder->desk : "",
		                               people));
	}
	return text.length > 0 ? text.bytes : NULL;
}
