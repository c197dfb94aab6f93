/* voice.c: what members said is read and laid out for who may see it. Writing is voice_pages.c's. */
#include "review/voice.h"

#include <stdlib.h>
#include <string.h>

#include "sql_review.h"
#include "web/answer.h"

/* The picture of a distribution, in its own units: each value is a line of text over a bar. */
#define PICTURE_ROW 44
#define PICTURE_TEXT 14
#define PICTURE_BAR 20
#define PICTURE_COUNT 33
#define PICTURE_GAP 6
#define PICTURE_WIDTH 300 /* of the longest bar; its count stands behind it */

static const struct field voice_row_fields[] = {
	FIELD(struct voice_row, for_review),
	FIELD(struct voice_row, account_id),
	FIELD(struct voice_row, name),
	FIELD(struct voice_row, opinion),
	FIELD(struct voice_row, opined_at),
	FIELD(struct voice_row, opinions),
	FIELD(struct voice_row, ballot),
	FIELD(struct voice_row, comment),
	FIELD(struct voice_row, balloted_at),
	FIELD(struct voice_row, ballots),
	FIELD_LIST(struct voice_row, grades, stage_entry_shape),
	FIELD(struct voice_row, has_ballot),
	FIELD(struct voice_row, has_opinion),
	FIELD(struct voice_row, shows_names),
};
const struct shape voice_row_shape = SHAPE(struct voice_row, voice_row_fields);

static const struct field former_voice_fields[] = {
	FIELD(struct former_voice, opinion_edition), FIELD(struct former_voice, opinion),
	FIELD(struct former_voice, opined_at),       FIELD(struct former_voice, ballot_edition),
	FIELD(struct former_voice, ballot),          FIELD(struct former_voice, comment),
	FIELD(struct former_voice, balloted_at),     FIELD_LIST(struct former_voice, grades, stage_entry_shape),
};
const struct shape former_voice_shape = SHAPE(struct former_voice, former_voice_fields);

static const struct field share_fields[] = {
	FIELD(struct share, code),       FIELD(struct share, label),     FIELD(struct share, count),
	FIELD(struct share, text_top),   FIELD(struct share, bar_top),   FIELD(struct share, width),
	FIELD(struct share, count_left), FIELD(struct share, count_top),
};
static const struct shape share_shape = SHAPE(struct share, share_fields);

static const struct field spread_fields[] = {
	FIELD(struct spread, title),      FIELD_LIST(struct spread, shares, share_shape),
	FIELD(struct spread, ballots),    FIELD(struct spread, most),
	FIELD(struct spread, most_count), FIELD(struct spread, height),
};
const struct shape spread_shape = SHAPE(struct spread, spread_fields);

static const struct field voice_fields[] = {
	FIELD(struct voice, is_body),
	FIELD(struct voice, has_ballot_form),
	FIELD(struct voice, may_write),
	FIELD(struct voice, is_beside_form),
	FIELD(struct voice, sees_spread),
	FIELD(struct voice, sees_ballots),
	FIELD(struct voice, is_decided),
	FIELD(struct voice, shows_names),
	FIELD(struct voice, ballot_count),
	FIELD(struct voice, opinion_count),
	FIELD(struct voice, open_questions),
	FIELD(struct voice, own_opinion_version),
	FIELD(struct voice, own_ballot_version),
	FIELD(struct voice, own_opinion),
	FIELD(struct voice, own_comment),
	FIELD(struct voice, own_ballot),
	FIELD(struct voice, own_opined_at),
	FIELD(struct voice, own_balloted_at),
	FIELD_LIST(struct voice, own_grades, stage_entry_shape),
	FIELD_PART(struct voice, former, former_voice_shape),
	FIELD_LIST(struct voice, opinions, voice_row_shape),
	FIELD_LIST(struct voice, ballots, voice_row_shape),
	FIELD_LIST(struct voice, spreads, spread_shape),
	FIELD_LIST(struct voice, questions, question_shape),
	FIELD(struct voice, review_id),
	FIELD(struct voice, shows_ballot_form),
	FIELD_LIST(struct voice, ballot_fields, field_view_shape),
	FIELD(struct voice, question),
	FIELD(struct voice, opinion_token),
	FIELD(struct voice, ballot_token),
	FIELD(struct voice, question_token),
	FIELD(struct voice, opinion_mistake),
	FIELD(struct voice, comment_mistake),
	FIELD(struct voice, question_mistake),
	FIELD(struct voice, opinion_before),
	FIELD(struct voice, comment_before),
};
const struct shape voice_shape = SHAPE(struct voice, voice_fields);

#define SEEING_ALL (WHO(ROLE_SECRETARIAT) | WHO(ROLE_ADMINISTRATOR) | WHO(ROLE_AUDITOR))

void voice_of_many_later(struct request *q, const char *reviews, struct moment at, struct voice_rows *rows)
{
	*rows = (struct voice_rows){0};
	db_later_many(q->db, &SQL_review_voices, &rows->voices, ARGS(V(reviews), V(at)));
	question_of_reviews_later(q, reviews, (q->viewer.roles & SEEING_ALL) != 0, at, &rows->questions);
}

void voice_later(struct request *q, int64_t review_id, struct voice_rows *rows)
{
	voice_of_many_later(q, text_format(q->arena, "{%lld}", (long long)review_id), (struct moment){0}, rows);
	db_later_one(q->db, &SQL_review_voice_former, &rows->former, ARGS(V(review_id), V(q->viewer.account_id)));
}

/* A member in their own right: what is lent to somebody's deputy is deciding, not speaking. */
static bool is_member(const struct viewer *viewer, int64_t body_id)
{
	for (EACH(const struct assignment, assignment, viewer->assignments))
		if (!assignment->for_id && body_id && assignment->body_id == body_id)
			return true;
	return false;
}

struct situation voice_situation(const struct request *q, const struct review_file *file, int64_t seen, int64_t now)
{
	struct situation situation = review_situation(q, file, 0);

	situation.relations &= ~RELATION(RELATION_MEMBER);
	if (file->review.kind == DESK_BODY && is_member(&q->viewer, file->review.body_id))
		situation.relations |= RELATION(RELATION_MEMBER);
	situation.is_stale = seen != 0 && seen != now;
	return situation;
}

struct form_rows voice_ballot_form(struct arena *arena, const struct form_rows *form)
{
	struct field_row *rows = arena_many(arena, struct field_row, form->fields.count + 1);
	struct form_rows ballot = {
		.fields = {rows, 0}
        };

	for (EACH(const struct field_row, row, form->fields)) {
		if (row->type != FIELD_CHOICE)
			continue;
		rows[ballot.fields.count] = *row;
		rows[ballot.fields.count++].is_required = false;
	}
	return ballot;
}

/* ---- laid out ---- */

/* A ballot's grades in words, in the form's order. */
static struct list grades_of(struct arena *arena, const struct form_rows *form, const char *ballot)
{
	const struct json *content = content_parse(arena, ballot);
	struct stage_entry *entries = arena_many(arena, struct stage_entry, form->fields.count + 1);
	size_t count = 0;

	for (EACH(const struct field_row, row, form->fields)) {
		const char *value = row->type == FIELD_CHOICE ? json_text(json_get(content, row->code)) : NULL;

		if (value && text_same(value, row->choice_code))
			entries[count++] =
				(struct stage_entry){row->title, text_join(arena, value, " ", row->choice_label)};
	}
	return (struct list){entries, count};
}

/* Rows of which a member has said something that stands. */
static struct list rows_with(struct arena *arena, struct list all, bool (*fits)(const struct voice_row *))
{
	struct voice_row *rows = arena_many(arena, struct voice_row, all.count + 1);
	size_t count = 0;

	for (EACH(const struct voice_row, row, all))
		if (fits(row))
			rows[count++] = *row;
	return (struct list){rows, count};
}

static bool has_opinion(const struct voice_row *row)
{
	return row->has_opinion;
}

static bool has_ballot(const struct voice_row *row)
{
	return row->has_ballot;
}

static void count_share(struct arena *arena, const struct field_row *row, struct list ballots, struct share *share)
{
	*share = (struct share){.code = row->choice_code, .label = row->choice_label};
	for (EACH(const struct voice_row, ballot, ballots))
		if (text_same(json_text(json_get(content_parse(arena, ballot->ballot), row->code)), row->choice_code))
			share->count++;
}

/* Bars against the highest count; the values that most gave, in words. */
static void measure(struct arena *arena, struct spread *spread)
{
	int64_t top = 0;

	spread->most = "";
	for (EACH(const struct share, share, spread->shares)) {
		spread->ballots += share->count;
		if (share->count > spread->most_count)
			spread->most_count = share->count;
	}
	for (EACH(struct share, share, spread->shares)) {
		share->text_top = top + PICTURE_TEXT;
		share->bar_top = top + PICTURE_BAR;
		share->count_top = top + PICTURE_COUNT;
		share->width = share->count ? PICTURE_WIDTH * share->count / spread->most_count : 0;
		share->count_left = share->width + PICTURE_GAP;
		top += PICTURE_ROW;
		if (share->count && share->count == spread->most_count)
			spread->most = *spread->most ? text_join(arena, spread->most, "、", share->code) : share->code;
	}
	spread->height = top;
}

static struct list spreads_of(struct arena *arena, const struct form_rows *form, struct list ballots)
{
	struct spread *all = arena_many(arena, struct spread, form->fields.count + 1);
	const char *code = NULL;
	size_t count = 0;

	for (EACH(const struct field_row, row, form->fields)) {
		if (row->type != FIELD_CHOICE || !row->choice_code)
			continue;
		if (!code || strcmp(code, row->code) != 0) {
			all[count].title = row->title;
			all[count++].shares.rows = arena_many(arena, struct share, form->fields.count);
		}
		struct list *shares = &all[count - 1].shares;
		count_share(arena, row, ballots, LIST_AT(struct share, *shares, shares->count++));
		code = row->code;
	}
	for (size_t i = 0; i < count; i++)
		measure(arena, &all[i]);
	return (struct list){all, count};
}

/* All that stands, before it is asked who may see it. */
static struct voice gather(struct request *q, const struct form_rows *form, const struct voice_rows *rows,
                           bool shows_names)
{
	struct voice voice = {.is_body = true, .shows_names = shows_names, .own_opinion = "", .own_comment = ""};

	for (EACH(struct voice_row, row, rows->voices)) {
		row->grades = grades_of(q->arena, form, row->ballot);
		row->has_opinion = !text_empty(row->opinion);
		row->has_ballot = row->grades.count > 0 || !text_empty(row->comment);
		row->shows_names = shows_names;
	}
	voice.has_ballot_form = voice_ballot_form(q->arena, form).fields.count > 0;
	voice.opinions = rows_with(q->arena, rows->voices, has_opinion);
	voice.ballots = rows_with(q->arena, rows->voices, has_ballot);
	voice.opinion_count = (int64_t)voice.opinions.count;
	voice.ballot_count = (int64_t)voice.ballots.count;
	voice.spreads = spreads_of(q->arena, form, voice.ballots);
	voice.questions = rows->questions;
	voice.open_questions = question_open_count(rows->questions);
	question_lay_out(voice.questions, shows_names);
	return voice;
}

static void fill_own(struct request *q, const struct voice_rows *rows, struct voice *voice)
{
	voice->own_opinion_version = voice->own_ballot_version = 1;
	for (EACH(const struct voice_row, row, rows->voices)) {
		if (row->account_id != q->viewer.account_id)
			continue;
		voice->own_opinion_version += row->opinions;
		voice->own_ballot_version += row->ballots;
		voice->own_opinion = row->opinion ? row->opinion : "";
		voice->own_opined_at = row->opined_at;
		voice->own_ballot = row->ballot;
		voice->own_comment = row->comment ? row->comment : "";
		voice->own_balloted_at = row->balloted_at;
		voice->own_grades = row->grades;
	}
}

static bool has_own_ballot(const struct request *q, const struct voice *voice)
{
	for (EACH(const struct voice_row, row, voice->ballots))
		if (row->account_id == q->viewer.account_id)
			return true;
	return false;
}

/* What may not be seen does not get as far as the page. */
static void hide_ballots(struct voice *voice)
{
	if (!voice->sees_ballots)
		voice->ballots = (struct list){NULL, 0};
	if (!voice->sees_spread)
		voice->spreads = (struct list){NULL, 0};
}

static const char *token_for(struct request *q, int64_t review_id, const char *what)
{
	return answer_token(q, text_format(q->arena, "/reviews/%lld/%s", (long long)review_id, what));
}

static void fill_forms(struct request *q, const struct review_file *file, struct voice *voice)
{
	const struct form_rows form = voice_ballot_form(q->arena, &file->form);

	voice->review_id = file->review.id;
	voice->shows_ballot_form = voice->may_write && voice->has_ballot_form && !review_duty(q, &file->review);
	if (voice->shows_ballot_form)
		voice->ballot_fields = content_view(q, &form, content_parse(q->arena, voice->own_ballot), NULL, NULL);
	voice->question = "";
	voice->opinion_token = token_for(q, voice->review_id, "opinion");
	voice->ballot_token = token_for(q, voice->review_id, "ballot");
	voice->question_token = token_for(q, voice->review_id, "questions");
}

struct voice voice_lay_out(struct request *q, const struct review_file *file, const struct voice_rows *rows)
{
	const struct review *review = &file->review;

	if (review->kind != DESK_BODY)
		return (struct voice){0};
	struct voice voice = gather(q, &file->form, rows, true);
	const struct situation writing = voice_situation(q, file, 0, 0);
	voice.may_write = workflow_allows(&writing, ACTION_OPINE);
	voice.is_decided = review->state == REVIEW_APPROVED || review->state == REVIEW_RETURNED;
	voice.sees_ballots = voice.is_decided || review_duty(q, review) || (q->viewer.roles & SEEING_ALL);
	voice.sees_spread = voice.sees_ballots || has_own_ballot(q, &voice);
	fill_own(q, rows, &voice);
	voice.former = rows->former;
	voice.former.grades = grades_of(q->arena, &file->form, voice.former.ballot);
	hide_ballots(&voice);
	fill_forms(q, file, &voice);
	return voice;
}

/* ---- for papers ---- */

static int by_opinion(const void *a, const void *b)
{
	return strcmp(((const struct voice_row *)a)->opinion, ((const struct voice_row *)b)->opinion);
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static int by_ballot(const void *a, const void *b)
{
	const struct voice_row *one = a, *other = b;
	const int order = strcmp(or_empty(one->ballot), or_empty(other->ballot));

	return order ? order : strcmp(or_empty(one->comment), or_empty(other->comment));
}

static void forget_who(struct voice *voice)
{
	qsort(voice->opinions.rows, voice->opinions.count, sizeof(struct voice_row), by_opinion);
	qsort(voice->ballots.rows, voice->ballots.count, sizeof(struct voice_row), by_ballot);
	for (EACH(struct voice_row, row, voice->opinions))
		row->name = "";
	for (EACH(struct voice_row, row, voice->ballots))
		row->name = "";
	for (EACH(struct question, question, voice->questions))
		question->asker = "";
}

/* Of what was read for many reviews, that of one. */
static struct voice_rows rows_of(struct arena *arena, const struct voice_rows *all, int64_t review_id)
{
	struct voice_row *voices = arena_many(arena, struct voice_row, all->voices.count + 1);
	struct question *questions = arena_many(arena, struct question, all->questions.count + 1);
	struct voice_rows rows = {
		.voices = {voices,    0},
                  .questions = {questions, 0}
        };

	for (EACH(const struct voice_row, row, all->voices))
		if (row->for_review == review_id)
			voices[rows.voices.count++] = *row;
	for (EACH(const struct question, question, all->questions))
		if (question->for_review == review_id)
			questions[rows.questions.count++] = *question;
	return rows;
}

struct voice voice_for_paper(struct request *q, const struct form_rows *form, const struct voice_rows *rows,
                             int64_t review_id, bool sees_ballots, bool shows_names)
{
	const struct voice_rows own = rows_of(q->arena, rows, review_id);
	struct voice voice = gather(q, form, &own, shows_names);

	voice.sees_ballots = sees_ballots;
	voice.sees_spread = sees_ballots || has_own_ballot(q, &voice);
	hide_ballots(&voice);
	if (!shows_names)
		forget_who(&voice);
	return voice;
}
