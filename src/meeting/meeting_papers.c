/* meeting_papers.c: a meeting with its papers, to be read and printed, and freezing them. */
#include <stddef.h>

#include "meeting/meeting.h"
#include "meeting/meeting_pages.h"
#include "pages_meeting.h"
#include "sql_meeting.h"
#include "web/answer.h"
#include "web/form.h"

#define REASON_CHARS 1000

/* GET: ?done=1 says on the page that something was just done; ?a3=1 lays it out for larger paper. */
struct meeting_show_query {
	bool done;
	bool a3;
};
static const struct input show_inputs[] = {
	{"done", INPUT_YES, offsetof(struct meeting_show_query, done), 0, false, SAY_NOTHING, NULL},
	{"a3",   INPUT_YES, offsetof(struct meeting_show_query, a3),   0, false, SAY_NOTHING, NULL},
};
const struct form meeting_show_form = FORM(struct meeting_show_query, show_inputs);

struct freeze_form {
	int64_t version;
};
static const struct input freeze_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct freeze_form, version), 0, true, SAY_form_version, NULL},
};
const struct form meeting_freeze_form = FORM(struct freeze_form, freeze_inputs);

struct unfreeze_form {
	int64_t version;
	const char *reason;
};
static const struct input unfreeze_inputs[] = {
	{"version", INPUT_VERSION, offsetof(struct unfreeze_form, version), 0,            true, SAY_form_version,            NULL},
	{"reason",  INPUT_TEXT,    offsetof(struct unfreeze_form, reason),  REASON_CHARS, true, SAY_meeting_unfreeze_reason,
         NULL														    },
};
const struct form meeting_unfreeze_form = FORM(struct unfreeze_form, unfreeze_inputs);

struct meeting_page {
	struct meeting meeting;
	const char *when;
	struct list papers; /* struct paper */
	int64_t count;
	bool is_planned;
	bool is_frozen;
	bool is_signed;
	bool has_records;
	bool may_change;
	bool may_freeze;
	bool may_unfreeze;
	bool may_choose;
	bool was_done;
	bool is_a3;
	const char *reason; /* of opening the papers again, as typed */
	const char *reason_mistake;
};
static const struct field meeting_page_fields[] = {
	FIELD_PART(struct meeting_page, meeting, meeting_shape),
	FIELD(struct meeting_page, when),
	FIELD_LIST(struct meeting_page, papers, paper_shape),
	FIELD(struct meeting_page, count),
	FIELD(struct meeting_page, is_planned),
	FIELD(struct meeting_page, is_frozen),
	FIELD(struct meeting_page, is_signed),
	FIELD(struct meeting_page, has_records),
	FIELD(struct meeting_page, may_change),
	FIELD(struct meeting_page, may_freeze),
	FIELD(struct meeting_page, may_unfreeze),
	FIELD(struct meeting_page, may_choose),
	FIELD(struct meeting_page, was_done),
	FIELD(struct meeting_page, is_a3),
	FIELD(struct meeting_page, reason),
	FIELD(struct meeting_page, reason_mistake),
};
extern const struct shape meeting_page_shape;
const struct shape meeting_page_shape = SHAPE(struct meeting_page, meeting_page_fields);

static struct meeting_page *page_of(struct request *q, const struct meeting_file *file)
{
	struct meeting_page *page = arena_new(q->arena, struct meeting_page);
	const char *typed = form_typed(q, "reason");

	page->meeting = file->meeting;
	page->when = meeting_when(q, &file->meeting);
	page->papers = file->papers;
	page->count = (int64_t)file->papers.count;
	page->is_planned = file->meeting.state == MEETING_PLANNED;
	page->is_frozen = file->meeting.state == MEETING_FROZEN;
	page->is_signed = file->meeting.state == MEETING_SIGNED;
	for (EACH(const struct paper, paper, file->papers))
		page->has_records = paper->shows_records;
	page->may_change = meeting_allows(q, file, MEETING_CHANGE);
	page->may_freeze = meeting_allows(q, file, MEETING_FREEZE);
	page->may_unfreeze = meeting_allows(q, file, MEETING_UNFREEZE);
	page->may_choose = meeting_allows(q, file, MEETING_CHOOSE);
	page->reason = typed ? typed : "";
	page->reason_mistake = form_mistake_of(q, "reason");
	return page;
}

struct fail *meeting_show(struct request *q)
{
	const struct meeting_show_query *form = form_read(q);
	struct meeting_file file = {0};

	TRY(meeting_open(q, q->id, false, &file));
	struct meeting_page *page = page_of(q, &file);
	page->was_done = form->done;
	page->is_a3 = form->a3;
	for (EACH(struct paper, paper, page->papers))
		paper->shows_text = form->a3;
	return answer_page(q, &PAGE_meeting_show, page);
}

/* --- Freezing ------------------------------------------------------------------------------------------- */

struct fail *meeting_freeze_ask(struct request *q)
{
	struct meeting_file file = {0};

	TRY(meeting_open(q, q->id, false, &file));
	TRY(meeting_judge(q, &file, MEETING_FREEZE, 0));
	return answer_page(q, &PAGE_meeting_freeze, page_of(q, &file));
}

struct fail *meeting_freeze(struct request *q)
{
	const struct freeze_form *form = form_read(q);
	struct meeting_file file = {0};
	int64_t done;

	db_later_change(q->db, &SQL_meeting_lock_stage, NULL, ARGS(V(q->id)));
	TRY(meeting_open(q, q->id, false, &file));
	TRY(meeting_judge(q, &file, MEETING_FREEZE, form->version));
	if (file.papers.count == 0)
		return FAIL(FAIL_CONFLICT, SAY_meeting_nothing_waits);
	TRY(db_change(q->db, &SQL_meeting_freeze, &done,
	              ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name))));
	if (done == 0)
		return FAIL(FAIL_CONFLICT, SAY_meeting_changed);
	return answer_redirect(q, "/meetings/%lld?done=1", (long long)q->id);
}

struct fail *meeting_unfreeze_ask(struct request *q)
{
	struct meeting_file file = {0};

	TRY(meeting_open(q, q->id, false, &file));
	TRY(meeting_judge(q, &file, MEETING_UNFREEZE, 0));
	return answer_page(q, &PAGE_meeting_unfreeze, page_of(q, &file));
}

static bool any_decided(struct list papers)
{
	for (EACH(const struct paper, paper, papers))
		if (paper->is_decided)
			return true;
	return false;
}

struct fail *meeting_unfreeze(struct request *q)
{
	const struct unfreeze_form *form = form_read(q);
	struct meeting_file file = {0};
	int64_t done;

	TRY(meeting_open(q, q->id, true, &file));
	TRY(meeting_judge(q, &file, MEETING_UNFREEZE, form->version));
	if (any_decided(file.papers))
		return FAIL(FAIL_CONFLICT, SAY_meeting_decided_already);
	TRY(db_change(q->db, &SQL_meeting_unfreeze, &done,
	              ARGS(V(q->id), V(form->version), V(q->viewer.account_id), V(q->viewer.name), V(form->reason))));
	if (done == 0)
		return FAIL(FAIL_CONFLICT, SAY_meeting_changed);
	return answer_redirect(q, "/meetings/%lld?done=1", (long long)q->id);
}
