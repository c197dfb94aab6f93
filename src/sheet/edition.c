/* edition.c: the editions of a sheet as a viewer may read them, and the note that they did. */
#include "sheet/edition.h"

#include "kit/log.h"
#include "sheet/part.h"
#include "sql_sheet.h"
#include "web/answer.h"

static const struct field edition_line_fields[] = {
	FIELD(struct edition_line, sheet_id),     FIELD(struct edition_line, number),
	FIELD(struct edition_line, submitted_at), FIELD(struct edition_line, is_late),
	FIELD(struct edition_line, parts_reason), FIELD(struct edition_line, submitter),
	FIELD(struct edition_line, is_settled),   FIELD(struct edition_line, is_read),
	FIELD(struct edition_line, is_shown),
};
const struct shape edition_line_shape = SHAPE(struct edition_line, edition_line_fields);

static const struct field edition_fields[] = {
	FIELD(struct edition, number),       FIELD(struct edition, content), FIELD(struct edition, parts),
	FIELD(struct edition, parts_reason), FIELD(struct edition, is_read),
};
const struct shape edition_shape = SHAPE(struct edition, edition_fields);

struct contributor {
	int64_t id;
	const char *title;
};
static const struct field contributor_fields[] = {
	FIELD(struct contributor, id),
	FIELD(struct contributor, title),
};
extern const struct shape contributor_shape;
const struct shape contributor_shape = SHAPE(struct contributor, contributor_fields);

static const struct field edition_part_fields[] = {
	FIELD(struct edition_part, department),
	FIELD(struct edition_part, nothing),
	FIELD(struct edition_part, parts_reason),
	FIELD_LIST(struct edition_part, fields, field_view_shape),
};
const struct shape edition_part_shape = SHAPE(struct edition_part, edition_part_fields);

void edition_list_later(struct request *q, int64_t sheet_id, struct list *editions)
{
	db_later_many(q->db, &SQL_sheet_editions, editions, ARGS(V(sheet_id), V(q->viewer.account_id)));
}

void edition_pair_later(struct request *q, int64_t sheet_id, int64_t number, int64_t against, struct edition_pair *pair)
{
	const int64_t viewer = q->viewer.account_id;

	db_later_one(q->db, &SQL_sheet_edition, &pair->shown, ARGS(V(sheet_id), V(number), V(viewer)));
	if (against)
		db_later_maybe(q->db, &SQL_sheet_edition, &pair->against, &pair->has_against,
		               ARGS(V(sheet_id), V(against), V(viewer)));
	else
		db_later_maybe(q->db, &SQL_sheet_edition_before, &pair->against, &pair->has_against,
		               ARGS(V(sheet_id), V(number), V(viewer)));
	db_later_many(q->db, &SQL_sheet_contributors, &pair->contributors, ARGS(V(sheet_id)));
}

/* What of the parts of an edition the lead's form shows: all that was handed in. */
static struct form_rows form_of_lead(struct request *q, const struct form_rows *form, const struct edition_pair *pair)
{
	const struct json *written = content_parse(q->arena, pair->shown.parts);
	struct part *parts = arena_many(q->arena, struct part, pair->contributors.count);
	size_t count = 0;

	for (EACH(const struct contributor, contributor, pair->contributors)) {
		const struct json *is = json_get(written, text_format(q->arena, "%lld", (long long)contributor->id));

		parts[count++] = (struct part){
			.named_department_id = contributor->id,
			.is_shown = is != NULL,
			.said_nothing = json_text(is),
			.submitted = is ? json_print(q->arena, is, false) : NULL,
		};
	}
	return part_form_of_lead(q->arena, form, &(struct list){parts, count});
}

/* A department's part in the shown edition, held against the one before; NULL: it has none there. */
static struct edition_part part_of(struct request *q, const struct form_rows *form,
                                   const struct contributor *contributor, const struct json *is, const struct json *was,
                                   bool is_compared)
{
	const struct json *nothing = json_new_object(q->arena);
	const struct form_rows own = part_form_to_read(q->arena, form, contributor->id, is ? is : was);

	return (struct edition_part){
		.department = contributor->title,
		.nothing = json_text(is),
		.fields = content_view(q, &own, is ? is : nothing, NULL,
	                               !is_compared ? NULL
	                               : was        ? was
	                                            : nothing),
	};
}

static struct list parts_of(struct request *q, const struct form_rows *form, const struct edition_pair *pair,
                            bool is_compared)
{
	const struct json *shown = content_parse(q->arena, pair->shown.parts);
	const struct json *against = content_parse(q->arena, is_compared ? pair->against.parts : NULL);
	struct edition_part *parts = arena_many(q->arena, struct edition_part, pair->contributors.count);
	size_t count = 0;

	for (EACH(const struct contributor, contributor, pair->contributors)) {
		const char *id = text_format(q->arena, "%lld", (long long)contributor->id);
		const struct json *is = json_get(shown, id), *was = json_get(against, id);

		if (!is && !was && text_empty(pair->shown.parts_reason))
			continue;
		parts[count] = part_of(q, form, contributor, is, was, is_compared);
		if (!is)
			parts[count].parts_reason = pair->shown.parts_reason;
		count++;
	}
	return (struct list){parts, count};
}

struct edition_text edition_lay_out(struct request *q, const struct form_rows *form, const struct edition_pair *pair,
                                    const struct json *last, bool against_last)
{
	const struct json *before = against_last        ? last
	                            : pair->has_against ? content_parse(q->arena, pair->against.content)
	                                                : NULL;
	const struct form_rows lead = form_of_lead(q, form, pair);
	struct edition_text text = {
		.fields = content_view(q, &lead, content_parse(q->arena, pair->shown.content), last, before),
		.parts = parts_of(q, form, pair, pair->has_against && !against_last),
	};

	text.changed = content_changed(text.fields);
	for (EACH(const struct edition_part, part, text.parts))
		text.changed += content_changed(part->fields);
	return text;
}

/* ---- reading ---- */

struct reading {
	int64_t sheet_id;
	int64_t edition;
};

static void note(struct request *q, const void *what)
{
	const struct reading *reading = what;
	const struct fail *fail = db_change(q->db, &SQL_sheet_note_reading, NULL,
	                                    ARGS(V(q->viewer.account_id), V(reading->sheet_id), V(reading->edition)));

	if (fail)
		log_line("reading", "number", q->number, "failure", fail->detail ? fail->detail : "", NULL);
}

void edition_will_be_read(struct request *q, int64_t sheet_id, int64_t number)
{
	struct reading *reading = arena_new(q->arena, struct reading);

	*reading = (struct reading){sheet_id, number};
	answer_then(q, note, reading);
}
