/*
 * opinion_pages.c: the list of opinions 意見一覧 of a meeting: what members said of each sheet, what they asked and what was
 * answered, as it stood when the papers were frozen; with the members' names or without, as the body has decided.
 */
#include <stddef.h>

#include "meeting/meeting.h"
#include "meeting/meeting_pages.h"
#include "pages_meeting.h"
#include "web/answer.h"
#include "web/form.h"

#define SEEING_NAMES (WHO(ROLE_SECRETARIAT) | WHO(ROLE_AUDITOR))
#define SEEING_ALL (SEEING_NAMES | WHO(ROLE_ADMINISTRATOR))

/* GET: ?names=1 shows the names to the secretariat and the auditor where the list goes without. */
struct opinions_query {
	bool names;
};
static const struct input opinions_inputs[] = {
	{"names", INPUT_YES, offsetof(struct opinions_query, names), 0, false, SAY_NOTHING, NULL},
};
const struct form meeting_opinions_form = FORM(struct opinions_query, opinions_inputs);

struct opinion_line {
	struct paper paper;
	struct voice voice;
};
static const struct field opinion_line_fields[] = {
	FIELD_PART(struct opinion_line, paper, paper_shape),
	FIELD_PART(struct opinion_line, voice, voice_shape),
};
static const struct shape opinion_line_shape = SHAPE(struct opinion_line, opinion_line_fields);

struct opinions_page {
	struct meeting meeting;
	const char *when;
	struct list lines; /* struct opinion_line */
	int64_t count;
	int64_t opinions;
	int64_t ballots;
	int64_t questions;
	int64_t open_questions;
	bool is_planned;
	bool is_signed;
	bool shows_names;
	bool may_see_names; /* though the body has decided otherwise */
};
static const struct field opinions_page_fields[] = {
	FIELD_PART(struct opinions_page, meeting, meeting_shape),
	FIELD(struct opinions_page, when),
	FIELD_LIST(struct opinions_page, lines, opinion_line_shape),
	FIELD(struct opinions_page, count),
	FIELD(struct opinions_page, opinions),
	FIELD(struct opinions_page, ballots),
	FIELD(struct opinions_page, questions),
	FIELD(struct opinions_page, open_questions),
	FIELD(struct opinions_page, is_planned),
	FIELD(struct opinions_page, is_signed),
	FIELD(struct opinions_page, shows_names),
	FIELD(struct opinions_page, may_see_names),
};
extern const struct shape opinions_page_shape;
const struct shape opinions_page_shape = SHAPE(struct opinions_page, opinions_page_fields);

struct fail *meeting_voices(struct request *q, const struct meeting_file *file, struct voice_rows *rows)
{
	struct text reviews = {.arena = q->arena};

	text_say(&reviews, "{");
	for (EACH(const struct paper, paper, file->papers))
		text_print(&reviews, "%s%lld", reviews.length > 1 ? "," : "", (long long)paper->id);
	text_say(&reviews, "}");
	voice_of_many_later(q, reviews.bytes, file->meeting.frozen_at, rows);
	return db_collect(q->db);
}

struct voice meeting_voice(struct request *q, const struct meeting_file *file, const struct paper *paper,
                           const struct voice_rows *rows, bool shows_names)
{
	const bool sees_ballots = paper->state != REVIEW_WAITING || file->duty || (q->viewer.roles & SEEING_ALL);

	return voice_for_paper(q, &file->stage_form, rows, paper->id, sees_ballots, shows_names);
}

static void add_line(struct opinions_page *page, const struct paper *paper, const struct voice *voice)
{
	struct opinion_line *lines = page->lines.rows;

	lines[page->lines.count++] = (struct opinion_line){*paper, *voice};
	page->count++;
	page->opinions += voice->opinion_count;
	page->ballots += voice->ballot_count;
	page->questions += (int64_t)voice->questions.count;
	page->open_questions += voice->open_questions;
}

struct fail *meeting_opinions(struct request *q)
{
	const struct opinions_query *form = form_read(q);
	struct opinions_page *page = arena_new(q->arena, struct opinions_page);
	struct meeting_file file = {0};
	struct voice_rows rows;

	TRY(meeting_open(q, q->id, false, &file));
	TRY(meeting_voices(q, &file, &rows));
	page->meeting = file.meeting;
	page->when = meeting_when(q, &file.meeting);
	page->is_planned = file.meeting.state == MEETING_PLANNED;
	page->is_signed = file.meeting.state == MEETING_SIGNED;
	page->may_see_names = !file.meeting.shows_names && (q->viewer.roles & SEEING_NAMES);
	page->shows_names = file.meeting.shows_names || (page->may_see_names && form->names);
	page->lines.rows = arena_many(q->arena, struct opinion_line, file.papers.count + 1);
	for (EACH(const struct paper, paper, file.papers)) {
		const struct voice voice = meeting_voice(q, &file, paper, &rows, page->shows_names);
		add_line(page, paper, &voice);
	}
	return answer_page(q, &PAGE_meeting_opinions, page);
}
