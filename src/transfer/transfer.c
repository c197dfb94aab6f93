/* transfer.c: what a list of transfers needs to know, and what it says, in words. */
#include "transfer/transfer.h"

#include <assert.h>

#include "sql_transfer.h"

static const char *const kind_codes[] = {
	[TRANSFER_LEAVE] = "leave",
	[TRANSFER_COME] = "come",
	[TRANSFER_MOVE] = "move",
};
static const enum say kind_labels[] = {
	[TRANSFER_LEAVE] = SAY_transfer_leave,
	[TRANSFER_COME] = SAY_transfer_come,
	[TRANSFER_MOVE] = SAY_transfer_move,
};
static_assert(sizeof kind_codes / sizeof *kind_codes == TRANSFER_KINDS, "every kind has a code");
const struct names transfer_kind_names = {kind_codes, kind_labels, TRANSFER_KINDS};

static const struct field transfer_person_fields[] = {
	FIELD(struct transfer_person, id),
	FIELD(struct transfer_person, login),
	FIELD(struct transfer_person, name),
	FIELD(struct transfer_person, kana),
	FIELD(struct transfer_person, department_id),
	FIELD(struct transfer_person, until_on),
	FIELD(struct transfer_person, is_stopped),
	FIELD(struct transfer_person, is_taken_back),
	FIELD(struct transfer_person, planned_on),
};
const struct shape transfer_person_shape = SHAPE(struct transfer_person, transfer_person_fields);

static const struct field transfer_place_fields[] = {
	FIELD(struct transfer_place, id),        FIELD(struct transfer_place, code),
	FIELD(struct transfer_place, title),     FIELD(struct transfer_place, next_title),
	FIELD(struct transfer_place, was_there), FIELD(struct transfer_place, is_there),
	FIELD(struct transfer_place, is_body),
};
const struct shape transfer_place_shape = SHAPE(struct transfer_place, transfer_place_fields);

static const struct field transfer_post_fields[] = {
	FIELD(struct transfer_post, id),
	FIELD(struct transfer_post, account_id),
	FIELD_NAMED(struct transfer_post, role, role_names),
	FIELD(struct transfer_post, department_id),
	FIELD(struct transfer_post, body_id),
};
const struct shape transfer_post_shape = SHAPE(struct transfer_post, transfer_post_fields);

static const struct field transfer_mistake_fields[] = {
	FIELD(struct transfer_mistake, line),
	FIELD(struct transfer_mistake, column),
	FIELD(struct transfer_mistake, value),
	FIELD(struct transfer_mistake, sentence),
};
const struct shape transfer_mistake_shape = SHAPE(struct transfer_mistake, transfer_mistake_fields);

static const struct field transfer_gap_fields[] = {
	FIELD_NAMED(struct transfer_gap, role, role_names),
	FIELD(struct transfer_gap, place),
};
const struct shape transfer_gap_shape = SHAPE(struct transfer_gap, transfer_gap_fields);

struct fail *transfer_town_read(struct db *db, int64_t organization_id, struct day effective_on,
                                struct transfer_town *town)
{
	town->effective_on = effective_on;
	db_later_many(db, &SQL_transfer_people, &town->people, ARGS(V(organization_id), V(effective_on)));
	db_later_many(db, &SQL_transfer_places, &town->places, ARGS(V(organization_id), V(effective_on)));
	db_later_many(db, &SQL_transfer_posts, &town->posts, ARGS(V(effective_on), V(organization_id)));
	return db_collect(db);
}

static const char *title_of(const struct transfer_town *town, int64_t id, bool is_body, bool is_next)
{
	for (EACH(const struct transfer_place, place, town->places))
		if (place->id == id && place->is_body == is_body)
			return is_next ? place->next_title : place->title;
	return "";
}

const char *transfer_post_words(struct arena *arena, enum language language, const struct transfer_town *town,
                                const struct transfer_post *post)
{
	const char *role = words_say(language, role_names.labels[post->role]);
	const char *place = post->department_id ? title_of(town, post->department_id, false, post->id == 0)
	                    : post->body_id     ? title_of(town, post->body_id, true, false)
	                                        : "";

	return *place ? text_join(arena, place, " ", role) : role;
}

const char *transfer_posts_words(struct arena *arena, enum language language, const struct transfer_town *town,
                                 const struct list *posts)
{
	struct text text = {.arena = arena};

	text_say(&text, "");
	for (EACH(const struct transfer_post, post, *posts)) {
		text_say(&text, text.length ? words_say(language, SAY_transfer_comma) : "");
		text_say(&text, transfer_post_words(arena, language, town, post));
	}
	return text.bytes;
}

const char *transfer_line_words(struct arena *arena, enum language language, const struct transfer_town *town,
                                const struct transfer_line *line)
{
	const char *ends = transfer_posts_words(arena, language, town, &line->ends);
	const char *begins = transfer_posts_words(arena, language, town, &line->begins);
	const char *none = words_say(language, SAY_transfer_none);
	const char *last = day_words(arena, language, day_plus(town->effective_on, -1));
	const char *first = day_words(arena, language, town->effective_on);
	struct text text = {.arena = arena};

	if (line->kind == TRANSFER_LEAVE)
		text_say(&text, WORDS(arena, language, SAY_transfer_says_leave, last, *ends ? ends : none));
	else if (line->kind == TRANSFER_COME)
		text_say(&text, WORDS(arena, language, SAY_transfer_says_come, first,
		                      title_of(town, line->target_id, false, true), *begins ? begins : none));
	else
		text_say(&text, WORDS(arena, language, SAY_transfer_says_move, first,
		                      title_of(town, line->source_id, false, false),
		                      title_of(town, line->target_id, false, true), *ends ? ends : none,
		                      *begins ? begins : none));
	if (line->successor)
		text_say(&text, WORDS(arena, language, SAY_transfer_says_successor, line->successor));
	return text.bytes;
}

struct fail *transfer_take_effect(struct db *db)
{
	return db_change(db, &SQL_transfer_take_effect, NULL,
	                 ARGS(V(words_say(LANGUAGE_JA, SAY_transfer_deputy_changed)),
	                      V(words_say(LANGUAGE_EN, SAY_transfer_deputy_changed))));
}
