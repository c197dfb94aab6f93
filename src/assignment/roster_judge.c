/* roster_judge.c: holds a list of people against what there is. Pure; says everything that is wrong, by row and column. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "account/account.h"
#include "account/account_people.h"
#include "assignment/grant.h"
#include "assignment/roster.h"

#define WRONG(roster, row, column, say, detail) \
	roster_mistake((roster), (row)->line, roster_headings[column], (say), (detail))

/* ---- finding ---- */

static int by_login(const void *a, const void *b)
{
	return strcmp(((const struct roster_person *)a)->login, ((const struct roster_person *)b)->login);
}

static const struct roster_person *person_called(const struct roster *roster, const char *login)
{
	const struct roster_person wanted = {.login = login};

	if (roster->people.count == 0)
		return NULL;
	return bsearch(&wanted, roster->people.rows, roster->people.count, sizeof wanted, by_login);
}

/* By code or by title; NULL: none, or two of that title. */
static const struct roster_place *place_called(struct roster *roster, bool is_body, const char *name)
{
	const char *folded = text_fold(roster->arena, name);
	const struct roster_place *found = NULL;

	for (EACH(const struct roster_place, place, roster->places)) {
		if (place->is_body != is_body)
			continue;
		if (strcmp(place->code, folded) == 0)
			return place;
		if (strcmp(text_fold(roster->arena, place->title), folded) == 0) {
			if (found)
				return NULL;
			found = place;
		}
	}
	return found;
}

/* By label or by code; what stands in brackets behind a label counts for nothing. */
static int role_called(struct roster *roster, const char *name)
{
	const char *folded = text_fold(roster->arena, name);

	for (int i = 0; i < ROLES; i++) {
		const char *label = text_fold(roster->arena, words_say(LANGUAGE_JA, role_names.labels[i]));

		if (strcmp(folded, role_names.codes[i]) == 0 || strcmp(folded, label) == 0 ||
		    (strlen(folded) > 0 && strncmp(label, folded, strlen(folded)) == 0 && label[strlen(folded)] == '('))
			return i;
	}
	return -1;
}

static bool share_a_day(struct day from, struct day until, struct day other_from, struct day other_until)
{
	return (!day_is(until) || days_between(other_from, until) >= 0) &&
	       (!day_is(other_until) || days_between(from, other_until) >= 0);
}

/* ---- people ---- */

static const char *kept(const char *text)
{
	return text ? text : "";
}

static bool is_line(const char *text)
{
	return !text_has_control(text) && !strpbrk(text, "\n\t") && text_count(text) <= ACCOUNT_NAME_MAX;
}

static void judge_cells(struct roster *roster, const struct roster_row *row, struct roster_entry *entry)
{
	struct roster_person *now = &entry->now;

	now->name =
		text_excerpt(roster->arena, text_empty(row->cells[ROSTER_NAME]) ? "" : row->cells[ROSTER_NAME], 1000);
	if (text_empty(now->name))
		WRONG(roster, row, ROSTER_NAME, SAY_account_give_name, NULL);
	else if (!is_line(row->cells[ROSTER_NAME]))
		WRONG(roster, row, ROSTER_NAME, SAY_account_bad_name, NULL);
	if (roster->has[ROSTER_KANA])
		now->kana = account_katakana(roster->arena, text_fold(roster->arena, row->cells[ROSTER_KANA]));
	if (!is_line(kept(now->kana)))
		WRONG(roster, row, ROSTER_KANA, SAY_roster_bad_text, NULL);
	if (roster->has[ROSTER_EMAIL])
		now->email = text_fold(roster->arena, row->cells[ROSTER_EMAIL]);
	if (*kept(now->email) && !text_is_mail_address(now->email))
		WRONG(roster, row, ROSTER_EMAIL, SAY_account_bad_email, NULL);
	if (!roster->has[ROSTER_DEPARTMENT])
		return;
	now->department_id = 0;
	if (!text_empty(row->cells[ROSTER_DEPARTMENT])) {
		const struct roster_place *place = place_called(roster, false, row->cells[ROSTER_DEPARTMENT]);

		if (place)
			now->department_id = place->id;
		else
			WRONG(roster, row, ROSTER_DEPARTMENT, SAY_roster_no_department, row->cells[ROSTER_DEPARTMENT]);
	}
}

static struct roster_entry *judge_person(struct roster *roster, const struct roster_row *row, const char *login)
{
	struct roster_entry *entry = LIST_AT(struct roster_entry, roster->entries, roster->entries.count++);
	const struct roster_person *before = person_called(roster, login);

	*entry = (struct roster_entry){.line = row->line, .before = before};
	if (before)
		entry->now = *before;
	else
		entry->now = (struct roster_person){.language = "ja"};
	entry->now.login = login;
	if (!account_login_is_good(login))
		WRONG(roster, row, ROSTER_LOGIN, SAY_account_login_letters, NULL);
	judge_cells(roster, row, entry);
	if (before)
		entry->is_changed = strcmp(before->name, entry->now.name) != 0 ||
		                    strcmp(kept(before->kana), kept(entry->now.kana)) != 0 ||
		                    strcmp(kept(before->email), kept(entry->now.email)) != 0 ||
		                    before->department_id != entry->now.department_id;
	return entry;
}

/* ---- roles ---- */

static bool judge_day(struct roster *roster, const struct roster_row *row, enum roster_column column, struct day *day)
{
	*day = (struct day){0};
	if (text_empty(row->cells[column]) || day_read(row->cells[column], day))
		return true;
	WRONG(roster, row, column, SAY_web_day, NULL);
	return false;
}

/* The department or body; false: what is wrong was noted. */
static bool judge_target(struct roster *roster, const struct roster_row *row, struct roster_post *post)
{
	const char *target = row->cells[ROSTER_TARGET];
	const enum grant_scope scope = grant_scope_of(post->role);
	const struct roster_place *place;

	if (scope == GRANT_FOR_NOTHING) {
		if (!text_empty(target))
			WRONG(roster, row, ROSTER_TARGET, SAY_roster_target_too_many, NULL);
		return text_empty(target);
	}
	if (text_empty(target) && scope == GRANT_FOR_DEPARTMENT && post->entry->now.department_id) {
		for (EACH(const struct roster_place, own, roster->places))
			if (!own->is_body && own->id == post->entry->now.department_id)
				post->scope = own->title;
		post->department_id = post->entry->now.department_id;
		return true;
	}
	if (text_empty(target) && scope == GRANT_FOR_DEPARTMENT && post->entry->line == row->line &&
	    !text_empty(row->cells[ROSTER_DEPARTMENT]))
		return false; /* the department that it would be was told of */
	place = text_empty(target) ? NULL : place_called(roster, scope == GRANT_FOR_BODY, target);
	if (!place && text_empty(target))
		WRONG(roster, row, ROSTER_TARGET,
		      scope == GRANT_FOR_BODY ? SAY_roster_give_body : SAY_roster_give_department, NULL);
	else if (!place)
		WRONG(roster, row, ROSTER_TARGET,
		      scope == GRANT_FOR_BODY ? SAY_roster_no_body : SAY_roster_no_department, target);
	if (!place)
		return false;
	post->scope = place->title;
	*(scope == GRANT_FOR_BODY ? &post->body_id : &post->department_id) = place->id;
	return true;
}

static const struct roster_held *held_of(const struct roster *roster, const struct roster_post *post)
{
	if (post->entry->before)
		for (EACH(const struct roster_held, held, roster->held))
			if (held->account_id == post->entry->before->id && held->role == post->role &&
			    held->department_id == post->department_id && held->body_id == post->body_id &&
			    share_a_day(held->from_on, held->until_on, post->from_on, post->until_on))
				return held;
	return NULL;
}

static void judge_new_days(struct roster *roster, const struct roster_row *row, const struct roster_post *post)
{
	if (days_between(roster->today, post->from_on) < 0)
		WRONG(roster, row, ROSTER_FROM, SAY_account_from_past, NULL);
	if (day_is(post->until_on) && days_between(post->from_on, post->until_on) < 0)
		WRONG(roster, row, ROSTER_UNTIL, SAY_account_until_before, NULL);
}

/* What holds already stays as it is, but for an earlier last day. */
static void judge_held(struct roster *roster, const struct roster_row *row, struct roster_post *post)
{
	const struct roster_held *held = post->before;

	if (!day_is(post->until_on) || (day_is(held->until_on) && days_between(held->until_on, post->until_on) == 0))
		return;
	post->is_changed = true;
	if (days_between(roster->today, post->until_on) < 0)
		WRONG(roster, row, ROSTER_UNTIL, SAY_roster_until_past, NULL);
	else if (days_between(held->from_on, post->until_on) < 0)
		WRONG(roster, row, ROSTER_UNTIL, SAY_account_until_before, NULL);
	else if (day_is(held->until_on) && days_between(held->until_on, post->until_on) > 0)
		WRONG(roster, row, ROSTER_UNTIL, SAY_grant_until_later, day_iso(roster->arena, held->until_on));
}

static void judge_role(struct roster *roster, const struct roster_row *row, struct roster_entry *entry)
{
	struct roster_post post = {.line = row->line, .entry = entry};
	const int role = role_called(roster, row->cells[ROSTER_ROLE]);
	const bool begins = judge_day(roster, row, ROSTER_FROM, &post.from_on);
	const bool is_dated = judge_day(roster, row, ROSTER_UNTIL, &post.until_on) && begins; /* both are judged */

	if (text_empty(row->cells[ROSTER_ROLE])) {
		if (!text_empty(row->cells[ROSTER_TARGET]))
			WRONG(roster, row, ROSTER_ROLE, SAY_grant_choose_role, NULL);
		return;
	}
	if (role < 0) {
		WRONG(roster, row, ROSTER_ROLE, SAY_roster_no_role, row->cells[ROSTER_ROLE]);
		return;
	}
	post.role = (enum role)role;
	if (!judge_target(roster, row, &post) || !is_dated)
		return;
	if (!day_is(post.from_on))
		post.from_on = roster->today;
	post.before = held_of(roster, &post);
	if (post.before)
		judge_held(roster, row, &post);
	else
		judge_new_days(roster, row, &post);
	if (entry->before && entry->before->id == roster->viewer && (!post.before || post.is_changed))
		WRONG(roster, row, ROSTER_ROLE, SAY_account_not_own, NULL);
	*LIST_AT(struct roster_post, roster->posts, roster->posts.count++) = post;
}

/* ---- the whole ---- */

/* Is it in the file? Then its days are those of the file. */
static bool is_in_file(const struct roster *roster, const struct roster_held *held)
{
	for (EACH(const struct roster_post, post, roster->posts))
		if (post->before == held)
			return true;
	return false;
}

static const struct roster_held *other_holder(const struct roster *roster, const struct roster_post *post)
{
	for (EACH(const struct roster_held, held, roster->held))
		if (held->role == post->role && held->department_id == post->department_id &&
		    held->body_id == post->body_id && !is_in_file(roster, held) &&
		    (!post->entry->before || held->account_id != post->entry->before->id) &&
		    share_a_day(held->from_on, held->until_on, post->from_on, post->until_on))
			return held;
	return NULL;
}

static void judge_pair(struct roster *roster, const struct roster_post *post, const struct roster_post *earlier)
{
	if (earlier->role != post->role || earlier->department_id != post->department_id ||
	    earlier->body_id != post->body_id ||
	    !share_a_day(earlier->from_on, earlier->until_on, post->from_on, post->until_on))
		return;
	if (earlier->entry == post->entry)
		WRONG(roster, post, ROSTER_ROLE, SAY_roster_role_twice,
		      text_format(roster->arena, "%" PRId64, earlier->line));
	else if ((post->role == ROLE_HEAD || post->role == ROLE_CHAIR) && !(post->before && earlier->before))
		WRONG(roster, post, ROSTER_ROLE, SAY_roster_two_heads,
		      text_format(roster->arena, "%" PRId64, earlier->line));
}

/* One head to a department, one chair to a body; the same role once. Only roles of these kinds, or of the same person, can meet. */
static void judge_posts(struct roster *roster)
{
	struct roster_post *posts = roster->posts.rows;

	for (size_t i = 0; i < roster->posts.count; i++) {
		const bool is_single = posts[i].role == ROLE_HEAD || posts[i].role == ROLE_CHAIR;

		for (size_t j = i; j-- > 0;)
			if (is_single || posts[j].entry == posts[i].entry)
				judge_pair(roster, &posts[i], &posts[j]);
		if (is_single && !posts[i].before && other_holder(roster, &posts[i]))
			WRONG(roster, &posts[i], ROSTER_ROLE, SAY_roster_head_there, posts[i].scope);
		if (posts[i].entry->before == NULL && (!day_is(posts[i].entry->now.from_on) ||
		                                       days_between(posts[i].from_on, posts[i].entry->now.from_on) > 0))
			posts[i].entry->now.from_on = posts[i].from_on;
	}
	for (EACH(struct roster_entry, entry, roster->entries))
		if (!day_is(entry->now.from_on))
			entry->now.from_on = roster->today;
}

struct seen_login {
	const char *login;
	size_t row;
};

static int by_seen_login(const void *a, const void *b)
{
	const struct seen_login *one = a, *other = b;
	int order = strcmp(one->login, other->login);

	return order ? order : (one->row > other->row) - (one->row < other->row);
}

/* For each row, the row that first has its login. */
static size_t *first_rows(struct roster *roster, const char **logins)
{
	const size_t count = roster->rows.count;
	struct seen_login *seen = arena_many(roster->arena, struct seen_login, count + 1);
	size_t *first = arena_many(roster->arena, size_t, count + 1);

	for (size_t i = 0; i < count; i++)
		seen[i] = (struct seen_login){logins[i], i};
	qsort(seen, count, sizeof *seen, by_seen_login);
	for (size_t i = 0; i < count; i++) {
		bool is_again = i > 0 && strcmp(seen[i].login, seen[i - 1].login) == 0;

		first[seen[i].row] = is_again ? first[seen[i - 1].row] : seen[i].row;
	}
	return first;
}

static int by_line(const void *a, const void *b)
{
	const struct roster_mistake *one = a, *other = b;

	if (one->line != other->line)
		return one->line < other->line ? -1 : 1;
	return (one->order > other->order) - (one->order < other->order);
}

void roster_judge(struct roster *roster)
{
	const size_t count = roster->rows.count;
	const char **logins = arena_many(roster->arena, const char *, count + 1);
	struct roster_entry **entries = arena_many(roster->arena, struct roster_entry *, count + 1);
	size_t *first;

	roster->entries.rows = arena_many(roster->arena, struct roster_entry, count + 1);
	roster->posts.rows = arena_many(roster->arena, struct roster_post, count + 1);
	for (size_t i = 0; i < count; i++)
		logins[i] =
			account_login(roster->arena, LIST_AT(struct roster_row, roster->rows, i)->cells[ROSTER_LOGIN]);
	first = first_rows(roster, logins);
	for (size_t i = 0; i < count; i++) {
		const struct roster_row *row = LIST_AT(struct roster_row, roster->rows, i);

		if (text_empty(logins[i])) {
			WRONG(roster, row, ROSTER_LOGIN, SAY_account_give_login, NULL);
			continue;
		}
		if (first[i] == i)
			entries[i] = judge_person(roster, row, logins[i]);
		else if (!text_empty(row->cells[ROSTER_NAME]))
			WRONG(roster, row, ROSTER_LOGIN, SAY_roster_login_twice,
			      text_format(roster->arena, "%" PRId64,
			                  LIST_AT(struct roster_row, roster->rows, first[i])->line));
		if (entries[first[i]])
			judge_role(roster, row, entries[first[i]]);
	}
	judge_posts(roster);
	if (roster->mistakes.count > 1)
		qsort(roster->mistakes.rows, roster->mistakes.count, sizeof(struct roster_mistake), by_line);
}
