/* route.c: finding the row of an address, and what a viewer's roles admit to. The rows themselves: src/routes.c. */
#include "web/inside.h"

#include <string.h>

static const char *const role_codes[ROLES] = {
	[ROLE_AUTHOR] = "author",
	[ROLE_HEAD] = "head",
	[ROLE_SECRETARIAT] = "secretariat",
	[ROLE_MEMBER] = "member",
	[ROLE_CHAIR] = "chair",
	[ROLE_DEPUTY] = "deputy",
	[ROLE_ADMINISTRATOR] = "administrator",
	[ROLE_AUDITOR] = "auditor",
};
static const enum say role_labels[ROLES] = {
	[ROLE_AUTHOR] = SAY_role_author,
	[ROLE_HEAD] = SAY_role_head,
	[ROLE_SECRETARIAT] = SAY_role_secretariat,
	[ROLE_MEMBER] = SAY_role_member,
	[ROLE_CHAIR] = SAY_role_chair,
	[ROLE_DEPUTY] = SAY_role_deputy,
	[ROLE_ADMINISTRATOR] = SAY_role_administrator,
	[ROLE_AUDITOR] = SAY_role_auditor,
};
const struct names role_names = {role_codes, role_labels, ROLES};

const struct form form_nothing = {0, NULL, 0};

/* What an address has in its braces. */
struct captured {
	int64_t id, id2;
	const char *word;
	size_t word_length;
};

/* Digits of an id: 1 to 18, no leading zero, so that every object has one address; and nothing has the number 0. */
static size_t take_id(const char *path, int64_t *id)
{
	size_t length = strspn(path, "0123456789");

	if (length == 0 || length > 18 || path[0] == '0')
		return 0;
	*id = 0;
	for (size_t i = 0; i < length; i++)
		*id = *id * 10 + (path[i] - '0');
	return length;
}

static size_t take_word(const char *path, struct captured *captured)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

	captured->word = path;
	captured->word_length = strspn(path, letters);
	return captured->word_length;
}

static bool fits(const char *address, const char *path, struct captured *captured)
{
	while (*address) {
		size_t taken = 1;

		if (strncmp(address, "{id}", 4) == 0)
			taken = take_id(path, &captured->id), address += 4;
		else if (strncmp(address, "{id2}", 5) == 0)
			taken = take_id(path, &captured->id2), address += 5;
		else if (strncmp(address, "{word}", 6) == 0)
			taken = take_word(path, captured), address += 6;
		else if (*address++ != *path)
			return false;
		if (taken == 0)
			return false;
		path += taken;
	}
	return *path == '\0';
}

/* Literal rows go before rows with braces: /plans/import is no {word}. */
static const struct route *search(enum method method, const char *path, struct captured *captured)
{
	const struct route *found = NULL;

	for (const struct route *route = routes; route->address; route++) {
		struct captured now = {0, 0, NULL, 0};

		if (route->method != method || !fits(route->address, path, &now))
			continue;
		if (!strchr(route->address, '{')) {
			*captured = now;
			return route;
		}
		if (!found) {
			found = route;
			*captured = now;
		}
	}
	return found;
}

const struct route *route_match(enum method method, const char *path, struct request *q)
{
	struct captured captured = {0, 0, NULL, 0};
	const struct route *route = search(method, path, &captured);

	if (!route || !q)
		return route;
	q->id = captured.id;
	q->id2 = captured.id2;
	q->word = captured.word ? arena_copy(q->arena, captured.word, captured.word_length) : NULL;
	return route;
}

const struct route *route_find(enum method method, const char *path, struct request *q, bool *out_other_method)
{
	const struct route *route = route_match(method, path, q);

	*out_other_method = !route && route_match(method == GET ? POST : GET, path, NULL) != NULL;
	return route;
}

bool route_admits(const struct route *route, const struct viewer *viewer)
{
	if (route->who & (WHO_ANYBODY | WHO_MACHINE))
		return true;
	if (route->who & WHO_HALFWAY)
		return viewer->halfway && strcmp(viewer->halfway, route->address) == 0;
	if (viewer->account_id == 0)
		return false;
	return (route->who & WHO_SIGNED_IN) || (route->who & viewer->roles);
}

bool viewer_has(const struct viewer *viewer, enum role role)
{
	return (viewer->roles & WHO(role)) != 0;
}

bool viewer_has_for_department(const struct viewer *viewer, enum role role, int64_t department_id)
{
	for (EACH(struct assignment, row, viewer->assignments))
		if (row->role == role && row->department_id == department_id && department_id != 0)
			return true;
	return false;
}

bool viewer_has_for_body(const struct viewer *viewer, enum role role, int64_t body_id)
{
	for (EACH(struct assignment, row, viewer->assignments))
		if (row->role == role && row->body_id == body_id && body_id != 0)
			return true;
	return false;
}
