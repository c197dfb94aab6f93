/* review.c: opens a review with the sheet that it is about, and says how the viewer stands to it. */
#include "review/review.h"

#include "sql_review.h"

static const struct field review_fields[] = {
	FIELD(struct review, id),
	FIELD(struct review, sheet_id),
	FIELD(struct review, version),
	FIELD_NAMED(struct review, state, review_state_names),
	FIELD_NAMED(struct review, kind, desk_kind_names),
	FIELD(struct review, department_id),
	FIELD(struct review, body_id),
	FIELD(struct review, content),
	FIELD(struct review, due_on),
	FIELD(struct review, arrived_at),
	FIELD(struct review, decided_at),
	FIELD(struct review, decided_by),
	FIELD(struct review, edition),
	FIELD(struct review, reason),
	FIELD(struct review, marks),
	FIELD(struct review, resubmit_on),
	FIELD(struct review, decider),
	FIELD(struct review, decided_for),
	FIELD(struct review, is_deputy),
	FIELD(struct review, pass),
	FIELD(struct review, to_stage),
	FIELD(struct review, is_signed),
	FIELD(struct review, is_deferred),
	FIELD(struct review, viewed_at),
	FIELD(struct review, viewer_name),
	FIELD(struct review, is_head_absent),
	FIELD(struct review, stage_title),
	FIELD(struct review, stage_position),
	FIELD(struct review, form_title),
	FIELD(struct review, desk),
};
const struct shape review_shape = SHAPE(struct review, review_fields);

static const struct field queue_line_fields[] = {
	FIELD(struct queue_line, id),
	FIELD(struct queue_line, due_on),
	FIELD(struct queue_line, arrived_at),
	FIELD(struct queue_line, decides),
	FIELD(struct queue_line, for_name),
	FIELD(struct queue_line, is_resubmitted),
	FIELD(struct queue_line, is_read),
	FIELD(struct queue_line, before),
	FIELD(struct queue_line, is_before_read),
	FIELD(struct queue_line, changed),
	FIELD(struct queue_line, open_questions),
	FIELD(struct queue_line, days_late),
	FIELD(struct queue_line, is_late),
	FIELD(struct queue_line, grade),
	FIELD(struct queue_line, excerpt),
	FIELD(struct queue_line, item_number),
	FIELD(struct queue_line, item_title),
	FIELD(struct queue_line, is_priority),
	FIELD(struct queue_line, department),
	FIELD(struct queue_line, stage_title),
	FIELD(struct queue_line, body),
	FIELD(struct queue_line, round_title),
	FIELD(struct queue_line, plan_title),
	FIELD(struct queue_line, is_beside_ticks),
};
const struct shape queue_line_shape = SHAPE(struct queue_line, queue_line_fields);

static const struct field stage_option_fields[] = {
	FIELD(struct stage_option, id),
	FIELD(struct stage_option, title),
	FIELD(struct stage_option, is_chosen),
};
const struct shape stage_option_shape = SHAPE(struct stage_option, stage_option_fields);

/* The latest edition that came before a body of the viewer's: of what was said of later ones they learn when those arrive. */
static int64_t edition_reached(const struct request *q, const struct review_file *file)
{
	int64_t edition = file->review.edition;

	for (EACH(const struct judgement, judgement, file->sheet.judgements))
		if (judgement->kind == DESK_BODY && judgement->edition > edition &&
		    viewer_sits_on(&q->viewer, judgement->body_id))
			edition = judgement->edition;
	return edition;
}

struct fail *review_open(struct request *q, int64_t id, bool acting, struct review_file *file)
{
	if (acting)
		db_later_change(q->db, &SQL_review_lock, NULL, ARGS(V(id)));
	db_later_one(q->db, &SQL_review_find, &file->review, ARGS(V(id), V(q->viewer.account_id)));
	db_later_many(q->db, &SQL_review_fields, &file->form.fields, ARGS(V(id)));
	db_later_many(q->db, &SQL_review_earlier, &file->earlier, ARGS(V(id)));
	TRY(db_collect(q->db));
	if (file->review.kind == DESK_SECRETARIAT)
		file->review.desk = words_say(q->language, SAY_desk_secretariat);
	edition_pair_later(q, file->review.sheet_id, file->review.edition, 0, &file->text);
	TRY(sheet_open(q, file->review.sheet_id, false, &file->sheet));
	if (!sheet_reads_drafts(&q->viewer, &file->sheet.sheet))
		sheet_forget_after(&file->sheet, edition_reached(q, file));
	return NULL;
}

const struct assignment *review_duty(const struct request *q, const struct review *review)
{
	return viewer_duty(&q->viewer, review->kind, review->department_id, review->body_id);
}

struct situation review_situation(const struct request *q, const struct review_file *file, int64_t version)
{
	const struct review *review = &file->review;
	struct situation situation = sheet_situation(q, &file->sheet, 0);

	if (review_duty(q, review))
		situation.relations |= RELATION(RELATION_DECIDER);
	if (review->kind == DESK_BODY && viewer_sits_on(&q->viewer, review->body_id))
		situation.relations |= RELATION(RELATION_MEMBER);
	situation.is_decided = review->state != REVIEW_WAITING;
	situation.is_head_absent = review->is_head_absent;
	/* decided, stopped or withdrawn meanwhile: whoever looks at it looks at the past */
	situation.is_stale = (version != 0 && version != review->version) || review->state != REVIEW_WAITING;
	return situation;
}

struct situation review_view_situation(const struct request *q, const struct review_file *file, int64_t version)
{
	const struct review *review = &file->review;
	const struct assignment *duty = review_duty(q, review);
	struct situation situation = sheet_situation(q, &file->sheet, 0);

	/* the head themselves: what they see afterwards is not lent */
	if (duty && !duty->for_id)
		situation.relations |= RELATION(RELATION_DECIDER);
	situation.is_deferred = review->is_deferred;
	situation.is_stale = version != 0 && version != review->version;
	return situation;
}

struct situation review_undo_situation(const struct request *q, const struct review_file *file, int64_t version)
{
	const struct review *review = &file->review;
	struct situation situation = sheet_situation(q, &file->sheet, 0);

	/* who approved, while they still decide there: what a post decided is its successor's */
	if (review->state == REVIEW_APPROVED && review->decided_by == q->viewer.account_id && review_duty(q, review))
		situation.relations |= RELATION(RELATION_APPROVER);
	situation.is_stale = version != 0 && version != review->version;
	situation.is_untouched =
		review->edition == file->sheet.sheet.edition && !sheet_is_decided_since(&file->sheet, review->pass + 1);
	situation.is_signed = review->is_signed;
	return situation;
}

struct json *review_decision(struct request *q, const struct review *review, int64_t version, struct json *content)
{
	const struct assignment *duty = review_duty(q, review);
	struct json *decision = json_new_object(q->arena);

	json_put(decision, "review", json_new_number(q->arena, review->id));
	json_put(decision, "version", json_new_number(q->arena, version));
	if (content)
		json_put(decision, "content", content);
	if (duty)
		json_put(decision, "as", json_new_text(q->arena, role_names.codes[duty->role]));
	if (duty && duty->for_id)
		json_put(decision, "for", json_new_number(q->arena, duty->for_id));
	return decision;
}

/* Each decision is one event: fewer say that somebody came first. What was begun is rolled back with the failure. */
static struct fail *all_or_none(const struct json *decisions, int64_t done)
{
	return done == (int64_t)json_count(decisions) ? NULL : FAIL(FAIL_CONFLICT, SAY_verdict_stale);
}

struct fail *review_pass(struct request *q, struct json *decisions, enum review_state state, enum action action)
{
	int64_t done;

	TRY(db_change(q->db, &SQL_review_pass, &done,
	              ARGS(V(json_print(q->arena, decisions, false)), V(review_state_names.codes[state]),
	                   V(action_names.codes[action]), V(q->viewer.account_id), V(q->viewer.name))));
	return all_or_none(decisions, done);
}

struct fail *review_return(struct request *q, struct json *decisions)
{
	int64_t done;

	TRY(db_change(q->db, &SQL_review_return, &done,
	              ARGS(V(json_print(q->arena, decisions, false)), V(q->viewer.account_id), V(q->viewer.name))));
	return all_or_none(decisions, done);
}

void review_queue_later(struct request *q, struct day after_due, int64_t after_id, int64_t limit, struct list *lines)
{
	db_later_many(q->db, &SQL_review_queue, lines,
	              ARGS(V(q->viewer.account_id), V(after_due), V(after_id), V(limit)));
}
