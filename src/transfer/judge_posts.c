/* judge_posts.c: which roles of a person end, begin and go on. Posts of the department that is left end with it, and so do roles
 * for the whole municipality that are not written again; roles in bodies go on unless the list ends them. */
#include "transfer/judge.h"

#include <string.h>

static bool is_same_post(const struct transfer_post *a, const struct transfer_post *b)
{
	return a->role == b->role && a->department_id == b->department_id && a->body_id == b->body_id;
}

static bool has_post(const struct list *posts, const struct transfer_post *wanted)
{
	for (EACH(const struct transfer_post, post, *posts))
		if (is_same_post(post, wanted))
			return true;
	return false;
}

static void add_post(struct judge *judge, struct list *posts, const struct transfer_post *post)
{
	*(struct transfer_post *)judge_add(judge->arena, posts, sizeof *post) = *post;
}

static int role_called(struct judge *judge, const char *plain)
{
	for (size_t role = 0; role < role_names.count; role++)
		if (strcmp(role_names.codes[role], plain) == 0 ||
		    judge_is_word(judge->arena, role_names.labels[role], plain))
			return (int)role;
	return -1;
}

/* What a role is written for: 委員:推進会議, author:korei. False after noting why it cannot be. */
static bool place_of(struct judge *judge, const struct transfer_line *line, const char *written,
                     struct transfer_post *post)
{
	const bool is_body = post->role == ROLE_MEMBER || post->role == ROLE_CHAIR || post->role == ROLE_DEPUTY;
	const bool is_department = post->role == ROLE_AUTHOR || post->role == ROLE_HEAD;
	const struct transfer_place *place;

	if (!is_body && !is_department) {
		if (*written)
			judge_mistake(judge, COLUMN_ROLES, SAY_transfer_role_without, NULL);
		return !*written;
	}
	if (!*written && is_department) {
		post->department_id = line->target_id;
		return line->target_id > 0;
	}
	place = *written ? judge_find_place(judge, written, is_body, true) : NULL;
	if (!place) {
		judge_mistake(judge, COLUMN_ROLES, !*written ? SAY_transfer_body_missing : SAY_transfer_no_place,
		              written, NULL);
		return false;
	}
	post->department_id = is_department ? place->id : 0;
	post->body_id = is_body ? place->id : 0;
	return true;
}

static void read_role(struct judge *judge, struct transfer_line *line, const char *written)
{
	size_t length = strcspn(written, ":(");
	const char *role = arena_copy(judge->arena, written, length);
	const char *place = written[length]
	                            ? arena_copy(judge->arena, written + length + 1, strcspn(written + length + 1, ")"))
	                            : "";
	struct transfer_post post = {.account_id = line->account_id};
	int found = role_called(judge, role);

	if (found < 0) {
		judge_mistake(judge, COLUMN_ROLES, SAY_transfer_no_role, role, NULL);
		return;
	}
	post.role = (enum role)found;
	if (place_of(judge, line, place, &post) && !has_post(&line->begins, &post))
		add_post(judge, &line->begins, &post);
}

/* Bytes before the next of the signs that part roles; *out_comma: the sign's own. */
static size_t until_comma(const char *text, size_t *out_comma)
{
	const char *at = words_say(LANGUAGE_JA, SAY_transfer_commas);
	size_t length = strlen(text);

	*out_comma = 0;
	while (*at) {
		size_t sign = strcspn(at, "|");
		const char *found = memmem(text, length, at, sign);

		if (found) {
			length = (size_t)(found - text);
			*out_comma = sign;
		}
		at += sign + (at[sign] == '|');
	}
	return length;
}

/* 担当者、所属長:高齢福祉課 */
static void read_roles(struct judge *judge, struct transfer_line *line)
{
	const char *at = judge_plain(judge->arena, judge_cell(judge, COLUMN_ROLES));

	if (!*at)
		judge_mistake(judge, COLUMN_ROLES, SAY_transfer_roles_missing, NULL);
	if (judge_is_word(judge->arena, SAY_transfer_words_none, at))
		return;
	while (*at) {
		size_t comma, length = until_comma(at, &comma);

		if (length)
			read_role(judge, line, arena_copy(judge->arena, at, length));
		at += length + comma;
	}
}

static bool ends_bodies(struct judge *judge)
{
	const char *written = judge_plain(judge->arena, judge_cell(judge, COLUMN_BODIES));

	if (*written && judge_is_word(judge->arena, SAY_transfer_words_end, written))
		return true;
	if (*written && !judge_is_word(judge->arena, SAY_transfer_words_go_on, written))
		judge_mistake(judge, COLUMN_BODIES, SAY_transfer_bodies_unfit, NULL);
	return false;
}

static bool ends(const struct transfer_line *line, const struct transfer_post *post, bool bodies_end)
{
	if (line->kind == TRANSFER_LEAVE)
		return true;
	if (post->body_id)
		return bodies_end;
	return post->department_id == 0 || post->department_id == line->source_id;
}

void judge_posts(struct judge *judge, struct transfer_line *line)
{
	const bool bodies_end = ends_bodies(judge);
	struct list begins = {NULL, 0};

	if (line->kind == TRANSFER_LEAVE) {
		if (!text_empty(judge_cell(judge, COLUMN_ROLES)))
			judge_mistake(judge, COLUMN_ROLES, SAY_transfer_leave_roles, NULL);
	} else {
		read_roles(judge, line);
	}
	for (EACH(const struct transfer_post, post, judge->town->posts)) {
		if (line->account_id == 0 || post->account_id != line->account_id)
			continue;
		if (ends(line, post, bodies_end) && !has_post(&line->begins, post))
			add_post(judge, &line->ends, post);
		else
			add_post(judge, &line->keeps, post);
	}
	for (EACH(const struct transfer_post, post, line->begins))
		if (!has_post(&line->keeps, post))
			add_post(judge, &begins, post);
	line->begins = begins;
	if (begins.count && line->account_id && line->account_id == judge->town->actor_id)
		judge_mistake(judge, COLUMN_ROLES, SAY_transfer_own_roles, NULL);
	for (EACH(const struct transfer_post, post, begins))
		if (post->role == ROLE_CHAIR || post->role == ROLE_DEPUTY || post->role == ROLE_SECRETARIAT ||
		    post->role == ROLE_ADMINISTRATOR)
			judge->plan->needs_second = true;
}
