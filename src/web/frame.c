/* frame.c: what stands round every page: who is here, where, the menu, the tokens, the mistakes. */
#include "web/inside.h"

static const struct field assignment_fields[] = {
	FIELD_NAMED(struct assignment, role, role_names),
	FIELD(struct assignment, department_id),
	FIELD(struct assignment, body_id),
	FIELD(struct assignment, scope),
};
const struct shape assignment_shape = SHAPE(struct assignment, assignment_fields);

static const struct field post_fields[] = {
	FIELD(struct post, code),
	FIELD(struct post, title),
	FIELD(struct post, roles),
	FIELD(struct post, is_chosen),
};
const struct shape post_shape = SHAPE(struct post, post_fields);

static const struct field mistake_fields[] = {
	FIELD(struct mistake, name),
	FIELD(struct mistake, id),
	FIELD(struct mistake, sentence),
};
const struct shape mistake_shape = SHAPE(struct mistake, mistake_fields);

static const struct field frame_fields[] = {
	FIELD(struct frame, system),
	FIELD(struct frame, lang),
	FIELD(struct frame, japanese),
	FIELD(struct frame, here),
	FIELD(struct frame, number),
	FIELD(struct frame, signed_in),
	FIELD(struct frame, viewer),
	FIELD(struct frame, department),
	FIELD(struct frame, has_posts),
	FIELD(struct frame, post),
	FIELD(struct frame, token),
	FIELD(struct frame, sign_out_token),
	FIELD(struct frame, may_write),
	FIELD(struct frame, may_review),
	FIELD(struct frame, may_see_meetings),
	FIELD(struct frame, may_see_progress),
	FIELD(struct frame, may_see_plans),
	FIELD(struct frame, may_see_log),
	FIELD(struct frame, may_administer),
	FIELD(struct frame, mistaken),
	FIELD_LIST(struct frame, mistakes, mistake_shape),
	FIELD(struct frame, year),
};
const struct shape frame_shape = SHAPE(struct frame, frame_fields);

/* The menu shows what the table of addresses admits to. */
static bool may_visit(const struct request *q, const char *path)
{
	const struct route *route = route_match(GET, path, NULL);

	return route && route_admits(route, &q->viewer);
}

static const char *department_of(const struct viewer *viewer)
{
	if (viewer->department && *viewer->department)
		return viewer->department;
	for (EACH(struct assignment, row, viewer->assignments))
		if (row->scope && *row->scope)
			return row->scope;
	return "";
}

/* The post that is acted as; "": all of them. */
static const char *post_of(const struct viewer *viewer)
{
	for (EACH(const struct post, post, viewer->posts))
		if (post->is_chosen)
			return post->title;
	return "";
}

void frame_fill(struct request *q, struct frame *frame)
{
	const struct viewer *viewer = &q->viewer;
	bool signed_in = viewer->account_id != 0;

	*frame = (struct frame){
		.system = q->config->system_name,
		.lang = language_code(q->language),
		.japanese = q->language == LANGUAGE_JA,
		.here = q->inside->is_post ? q->path : q->address,
		.number = q->number,
		.signed_in = signed_in,
		.viewer = signed_in ? viewer->name : "",
		.department = signed_in ? department_of(viewer) : "",
		.has_posts = viewer->posts.count > 1,
		.post = post_of(viewer),
		.token = q->inside->page_token ? q->inside->page_token : answer_token(q, q->path),
		.sign_out_token = signed_in || viewer->halfway ? answer_token(q, "/sign-out") : "",
		.may_write = signed_in && may_visit(q, "/sheets"),
		.may_review = signed_in && may_visit(q, "/reviews"),
		.may_see_meetings = signed_in && may_visit(q, "/meetings"),
		.may_see_progress = signed_in && may_visit(q, "/progress"),
		.may_see_plans = signed_in && may_visit(q, "/plans"),
		.may_see_log = signed_in && may_visit(q, "/log"),
		.may_administer = signed_in && may_visit(q, "/administration"),
		.mistaken = q->mistakes.count != 0,
		.mistakes = q->mistakes,
		.year = year_words(q->arena, q->language, fiscal_year_of(q->today)),
	};
}
