/*
 * door.c: the way of one request, from what came in to a whole answer. Each step can end it; what ends it becomes a page.
 * Nothing leaves before the commit.
 */
#include "kit/secret.h"
#include "sql_web.h"
#include "web/door_key.h"
#include "web/inside.h"

#include <string.h>

static const struct form *form_of(const struct route *route)
{
	return route->form ? route->form : &form_nothing;
}

struct request *door_begin(struct arena *arena, const struct web_setup *setup, struct db *db, const struct incoming *in)
{
	struct request *q = arena_new(arena, struct request);
	const char *key, *visit, *language;

	q->inside = arena_new(arena, struct inside);
	q->inside->in = in;
	q->inside->hooks = setup->hooks;
	q->arena = arena;
	q->db = db;
	q->config = setup->config;
	q->number = secret_number(arena);
	q->now = moment_now();
	q->today = day_of(q->now);
	q->method = in->method;
	q->address = in->uri;
	q->path = q->inside->path = "/";
	q->answer = arena_new(arena, struct answer);

	language = cookie_find(arena, in->cookie, LANGUAGE_COOKIE);
	q->inside->language_chosen = language != NULL;
	q->language = language_from_code(language ? language : "ja");
	visit = cookie_find(arena, in->cookie, VISIT_COOKIE);
	q->inside->visit = visit && strlen(visit) == 43 ? secret_hash(arena, visit) : NULL;
	key = cookie_find(arena, in->cookie, SESSION_COOKIE);
	q->inside->session_key = key && strlen(key) == 43 ? key : NULL;
	q->inside->session = q->inside->session_key ? secret_hash(arena, key) : NULL;
	return q;
}

/* Takes the hidden field `token` out of what was typed. */
static void take_token(struct request *q, const struct list *all)
{
	for (EACH(struct typed, field, *all)) {
		if (!q->inside->token && strcmp(field->name, "token") == 0) {
			q->inside->token = field->value;
			continue;
		}
		*(struct typed *)inside_add(q->arena, &q->typed, sizeof *field) = *field;
	}
}

static struct fail *read_typed(struct request *q, const char *query)
{
	const struct incoming *in = q->inside->in;
	struct list all = {NULL, 0};
	struct fail *fail;

	TRY(typed_read_query(q->arena, query, strlen(query), &q->inside->query));
	if (!q->inside->is_post) {
		q->typed = q->inside->query;
		return NULL;
	}
	q->inside->posted = q->route;
	q->inside->from_elsewhere = token_from_elsewhere(q->config->url, in);
	fail = typed_read_body(q->arena, in->content_type, in->body, in->length, &all);
	take_token(q, &all);
	door_key_read(q);
	return fail;
}

/* Method, address, route, fields: all that needs no database. */
static struct fail *receive(struct request *q)
{
	struct inside *inside = q->inside;
	const char *query;
	const char *path = address_read(q->arena, inside->in->uri, &query);
	bool other_method;

	inside->is_post = strcmp(q->method, "POST") == 0;
	inside->is_head = strcmp(q->method, "HEAD") == 0;
	if (path)
		q->path = inside->path = path;
	q->query = query;
	if (!inside->is_post && !inside->is_head && strcmp(q->method, "GET") != 0)
		return FAIL(FAIL_METHOD, SAY_web_method);
	if (!path)
		return FAIL(FAIL_MISSING, SAY_web_missing_page);
	q->route = route_find(inside->is_post ? POST : GET, path, q, &other_method);
	if (!q->route)
		return other_method ? FAIL(FAIL_METHOD, SAY_web_method) : FAIL(FAIL_MISSING, SAY_web_missing_page);
	if (inside->in->too_large)
		return FAIL(FAIL_TOO_LARGE, SAY_web_too_large);
	if (inside->in->cut_short)
		return FAIL_WITH(FAIL_BAD, SAY_web_bad_form, "fewer bytes than announced");
	return read_typed(q, query);
}

/* Transaction, form key and viewer: one round trip. */
static struct fail *open_transaction(struct request *q)
{
	struct inside *inside = q->inside;

	if (q->route->who & WHO_MACHINE)
		return NULL;
	TRY(db_ready(q->db));
	inside->database_was_ready = true;
	db_later_begin(q->db, !inside->is_post);
	door_key_note_later(q);
	if (inside->session_key)
		TRY(inside->hooks->viewer_of(q, inside->session_key));
	inside->viewer_known = true;
	if (q->viewer.login && !inside->language_chosen)
		q->language = q->viewer.language;
	return NULL;
}

/* Where a page is found again afterwards; what a step's page or the sign-in page had to find again itself is kept. */
static const char *sign_in_address(struct request *q, const char *page)
{
	if (q->route->who & WHO_HALFWAY)
		return *q->query ? text_join(q->arena, page, "?", q->query) : page;
	return answer_and_back(q, page, q->address);
}

/*
 * Nobody is signed in, or not wholly yet: to the page where that goes on. A page is found again afterwards; a form takes its text
 * along, through all steps.
 */
static struct fail *ask_to_sign_in(struct request *q)
{
	struct inside *inside = q->inside;
	const char *page = q->viewer.halfway ? q->viewer.halfway : "/sign-in";
	bool is_step = (q->route->who & WHO_HALFWAY) != 0;

	if (!inside->is_post)
		return answer_redirect(q, "%s", sign_in_address(q, page));
	if (inside->from_elsewhere)
		return FAIL_WITH(FAIL_DENIED, SAY_web_elsewhere, "origin");
	q->route = route_match(GET, page, NULL);
	if (!q->route)
		return FAIL_WITH(FAIL_FAULT, SAY_web_fault, "no row for %s", page);
	inside->carries = !is_step;
	q->path = q->address = page;
	TRY(form_fill(q, form_of(q->route), is_step ? &q->typed : &(struct list){NULL, 0}, false));
	TRY(q->route->handler(q));
	q->answer->status = 403;
	return NULL;
}

/* The page of this address once more, with what was typed and what is wrong with it. */
static struct fail *draw_again(struct request *q)
{
	struct list mistakes = q->mistakes;
	struct list fields = {NULL, 0};

	db_finish(q->db);
	db_later_begin(q->db, true);
	if (q->viewer.post) /* what they act as was said to the transaction that is rolled back */
		TRY(q->inside->hooks->viewer_of(q, q->inside->session_key));
	*q->answer = (struct answer){.status = 0};
	q->again = true;
	q->route = route_match(GET, q->path, q);
	if (!q->route)
		return FAIL_WITH(FAIL_FAULT, SAY_web_fault, "a POST row without its GET row");
	for (EACH(struct typed, field, q->typed))
		*(struct typed *)inside_add(q->arena, &fields, sizeof *field) = *field;
	for (EACH(struct typed, field, q->inside->query))
		*(struct typed *)inside_add(q->arena, &fields, sizeof *field) = *field;
	TRY(form_fill(q, form_of(q->route), &fields, false));
	q->mistakes = mistakes;
	return q->route->handler(q);
}

static struct fail *serve_get(struct request *q)
{
	TRY(form_fill(q, form_of(q->route), &q->inside->query, false));
	return q->route->handler(q);
}

/* A form with a password cannot be carried: its own page is drawn again instead. */
static struct fail *refuse_token(struct request *q)
{
	const struct form *form = form_of(q->route);

	for (size_t i = 0; i < form->count; i++) {
		if (form->inputs[i].kind != INPUT_SECRET)
			continue;
		form_mistake(q, form->inputs[i].name, SAY_web_token_secret, NULL);
		TRY(draw_again(q));
		q->answer->status = 403;
		return NULL;
	}
	return FAIL_WITH(FAIL_DENIED, SAY_web_token, "token");
}

static struct fail *serve_post(struct request *q)
{
	struct inside *inside = q->inside;
	struct fail *fail;
	bool answered;

	if (inside->from_elsewhere)
		return FAIL_WITH(FAIL_DENIED, SAY_web_elsewhere, "origin");
	TRY(form_fill(q, form_of(q->route), &q->typed, true));
	if (q->mistakes.count)
		return draw_again(q);
	inside->token_fits = token_fits(q->arena, q->config->secret, token_binding(q, q->path), q->path, inside->token);
	if (!inside->token_fits)
		return refuse_token(q);
	TRY(door_key_judge(q, &answered));
	if (answered)
		return NULL;
	fail = q->route->handler(q);
	if (fail && fail->kind == FAIL_MISTAKE && q->mistakes.count)
		return draw_again(q);
	if (fail)
		return fail;
	door_key_keep_later(q);
	return db_commit(q->db, &inside->commit_unknown);
}

static struct fail *attempt(struct request *q)
{
	TRY(open_transaction(q));
	if (!route_admits(q->route, &q->viewer))
		return q->viewer.account_id == 0            ? ask_to_sign_in(q)
		       : (q->route->who & WHO_HALFWAY) != 0 ? answer_redirect(q, "/")
		                                            : FAIL(FAIL_DENIED, SAY_web_denied);
	return q->inside->is_post ? serve_post(q) : serve_get(q);
}

/*
 * The database went away in the middle. A page is simply asked for again; so is a form whose key is noted: the key waits
 * for what the lost connection was still doing, and gives its answer or lets the form be done now. Once.
 */
static bool may_try_again(const struct request *q, const struct fail *fail)
{
	const struct inside *inside = q->inside;

	if (fail->say == SAY_database_busy || fail->say == SAY_database_slow)
		return false; /* it is there, and would be as slow again */
	return fail->kind == FAIL_AWAY && inside->database_was_ready &&
	       (!inside->is_post || !inside->viewer_known || q->form_key);
}

static struct fail *attempt_anew(struct request *q)
{
	struct inside *inside = q->inside;

	db_finish(q->db);
	TRY(db_ready(q->db));
	*q->answer = (struct answer){.status = 0};
	q->viewer = (struct viewer){.account_id = 0};
	q->mistakes = (struct list){NULL, 0};
	q->again = inside->carries = inside->commit_unknown = false;
	q->path = inside->path;
	q->address = inside->in->uri;
	q->route = route_match(inside->is_post ? POST : GET, q->path, q);
	return attempt(q);
}

/* What goes wrong is kept with its place: the next failure overwrites it. */
static void keep_failure(struct request *q, const struct fail *fail)
{
	q->inside->failed = true;
	q->inside->failure = *fail;
	if (fail->detail)
		q->inside->failure.detail = arena_copy(q->arena, fail->detail, strlen(fail->detail));
}

/* A page that says that there is no such page still has the menu of whoever asks. */
static void greet(struct request *q)
{
	struct fail *fail;

	if (!q->inside->session_key || db_ready(q->db) != NULL)
		return;
	fail = q->inside->hooks->viewer_of(q, q->inside->session_key);
	if (!fail && q->viewer.login && !q->inside->language_chosen)
		q->language = q->viewer.language;
}

const char *door_address(const struct request *q)
{
	const char *query;
	const char *path = address_read(q->arena, q->address, &query);
	const struct route *route = path ? route_match(strcmp(q->method, "POST") == 0 ? POST : GET, path, NULL) : NULL;

	return route ? route->address : "none";
}

void door_answer(struct request *q)
{
	struct fail *fail = receive(q);
	bool received = !fail;

	if (!fail)
		fail = attempt(q);
	if (fail && may_try_again(q, fail))
		fail = attempt_anew(q);
	if (fail)
		keep_failure(q, fail);
	if (!received)
		greet(q);
	db_finish(q->db);
	if (fail) {
		*q->answer = (struct answer){.status = 0};
		q->path = q->inside->path;
		refusal_draw(q);
	}
}
