/* judge_whole.c: what can be said of a list only when all of it was read: who comes twice, successors, two heads, posts that
 * nobody holds any more. */
#include "transfer/judge.h"

#include <inttypes.h>
#include <string.h>

static const struct transfer_line *lines_of(const struct judge *judge)
{
	return judge->plan->lines.rows;
}

/* Mistakes noted from here on are the line's. */
static void look_at(struct judge *judge, size_t line)
{
	judge->row = ((const struct csv_row **)judge->rows.rows)[line];
}

/* ---- the same person twice ---- */

static void judge_doubles(struct judge *judge)
{
	const struct transfer_line *lines = lines_of(judge);

	for (size_t i = 1; i < judge->plan->lines.count; i++)
		for (size_t earlier = 0; earlier < i; earlier++) {
			if (lines[i].account_id ? lines[i].account_id != lines[earlier].account_id
			                        : !lines[i].login || lines[earlier].account_id ||
			                                  !text_same(lines[i].login, lines[earlier].login))
				continue;
			look_at(judge, i);
			judge_mistake(judge,
			              lines[i].account_id && text_empty(judge_cell(judge, COLUMN_LOGIN)) ? COLUMN_NAME
			                                                                                 : COLUMN_LOGIN,
			              SAY_transfer_twice, text_format(judge->arena, "%" PRId64, lines[earlier].line),
			              NULL);
			break;
		}
}

/* ---- successors ---- */

/* Somebody who comes with this list, by login or name. */
static const struct transfer_line *newcomer(const struct judge *judge, const char *written)
{
	const char *plain = judge_plain(judge->arena, written);

	for (EACH(const struct transfer_line, line, judge->plan->lines))
		if (line->kind == TRANSFER_COME && line->account_id == 0 &&
		    (text_same(line->login, plain) || strcmp(judge_plain(judge->arena, line->name), plain) == 0))
			return line;
	return NULL;
}

static bool leaves(const struct judge *judge, int64_t account_id)
{
	for (EACH(const struct transfer_line, line, judge->plan->lines))
		if (line->account_id == account_id && line->kind == TRANSFER_LEAVE)
			return true;
	return false;
}

static void judge_successor(struct judge *judge, struct transfer_line *line)
{
	const char *written = judge_cell(judge, COLUMN_SUCCESSOR);
	const struct transfer_line *heir;
	const struct transfer_person *person;

	if (text_empty(written))
		return;
	if (line->kind == TRANSFER_COME) {
		judge_mistake(judge, COLUMN_SUCCESSOR, SAY_transfer_successor_of_none, NULL);
		return;
	}
	heir = newcomer(judge, written);
	if (heir) {
		line->heir = heir->line;
		line->successor = heir->name;
		return;
	}
	person = judge_find_person(judge, COLUMN_SUCCESSOR, written, line->source_id);
	if (!person)
		return;
	if (person->id == line->account_id || leaves(judge, person->id)) {
		judge_mistake(judge, COLUMN_SUCCESSOR,
		              person->id == line->account_id ? SAY_transfer_successor_self
		                                             : SAY_transfer_successor_leaves,
		              person->name, NULL);
		return;
	}
	line->successor_id = person->id;
	line->successor = person->name;
}

/* ---- posts from the day on ---- */

static int64_t place_id(const struct transfer_post *post)
{
	return post->department_id ? post->department_id : post->body_id;
}

static bool is_same_post(const struct transfer_post *a, const struct transfer_post *b)
{
	return a->role == b->role && a->department_id == b->department_id && a->body_id == b->body_id;
}

static bool is_ended(const struct judge *judge, const struct transfer_post *wanted)
{
	for (EACH(const struct transfer_line, line, judge->plan->lines)) {
		if (line->account_id != wanted->account_id)
			continue;
		for (EACH(const struct transfer_post, post, line->ends))
			if (post->id == wanted->id)
				return true;
	}
	return false;
}

/* Who holds that post from the day on, besides the line: a name, or NULL. */
static const char *other_holder(const struct judge *judge, const struct transfer_post *wanted,
                                const struct transfer_line *self)
{
	for (EACH(const struct transfer_post, post, judge->town->posts))
		if (is_same_post(post, wanted) && !(self && post->account_id == self->account_id) &&
		    !is_ended(judge, post)) {
			const struct transfer_person *person = judge_person(judge, post->account_id);

			return person ? person->name : "";
		}
	for (EACH(const struct transfer_line, line, judge->plan->lines))
		for (EACH(const struct transfer_post, post, line->begins))
			if (line != self && is_same_post(post, wanted))
				return line->name ? line->name : "";
	return NULL;
}

/* Two heads of one department, two chairs of one body. */
static void judge_heads(struct judge *judge, const struct transfer_line *line)
{
	for (EACH(const struct transfer_post, post, line->begins)) {
		const char *other;

		if (post->role != ROLE_HEAD && post->role != ROLE_CHAIR)
			continue;
		other = other_holder(judge, post, line);
		if (other)
			judge_mistake(judge, COLUMN_ROLES, SAY_transfer_two_heads,
			              transfer_post_words(judge->arena, judge->language, judge->town, post), other,
			              NULL);
	}
}

static bool is_missed(const struct transfer_post *post)
{
	return post->role == ROLE_HEAD || post->role == ROLE_AUTHOR || post->role == ROLE_CHAIR ||
	       post->role == ROLE_SECRETARIAT || post->role == ROLE_ADMINISTRATOR;
}

static const struct transfer_place *place_of(const struct judge *judge, const struct transfer_post *post)
{
	for (EACH(const struct transfer_place, it, judge->town->places))
		if (it->id == place_id(post) && it->is_body == (post->body_id != 0))
			return it;
	return NULL;
}

/* A department that ends on the eve leaves its posts to its successor. */
static bool post_stays(const struct judge *judge, const struct transfer_post *post)
{
	const struct transfer_place *place = place_of(judge, post);

	return !place || place->is_there;
}

static void note_gap(struct judge *judge, const struct transfer_post *post)
{
	const struct transfer_place *place = place_of(judge, post);
	struct transfer_gap *gap;

	for (EACH(const struct transfer_gap, known, judge->plan->gaps))
		if (known->role == post->role && strcmp(known->place, place ? place->next_title : "") == 0)
			return;
	gap = judge_add(judge->arena, &judge->plan->gaps, sizeof *gap);
	*gap = (struct transfer_gap){post->role, place ? place->next_title : ""};
}

void judge_whole(struct judge *judge)
{
	struct transfer_line *lines = judge->plan->lines.rows;

	judge_doubles(judge);
	for (size_t i = 0; i < judge->plan->lines.count; i++) {
		look_at(judge, i);
		judge_successor(judge, &lines[i]);
		judge_heads(judge, &lines[i]);
	}
	for (size_t i = 0; i < judge->plan->lines.count; i++)
		for (EACH(const struct transfer_post, post, lines[i].ends)) {
			const char *heir = is_missed(post) ? other_holder(judge, post, NULL) : NULL;
			const bool stays = post_stays(judge, post);

			if (is_missed(post) && !heir && stays)
				note_gap(judge, post);
			if (post->role == ROLE_HEAD || post->role == ROLE_CHAIR)
				lines[i].post_heir = stays ? heir : "";
		}
	judge->row = NULL;
}
