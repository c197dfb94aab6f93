/* distribution.c: how the grades of a meeting's sheets are spread: as the departments gave them, as earlier stages did, and as
 * this body is about to. */
#include <string.h>

#include "meeting/meeting.h"

#define KINDS_MAX 20 /* distributions on a page */

static const struct field distribution_line_fields[] = {
	FIELD(struct distribution_line, value),
	FIELD(struct distribution_line, count),
	FIELD(struct distribution_line, width),
};
static const struct shape distribution_line_shape = SHAPE(struct distribution_line, distribution_line_fields);

static const struct field distribution_fields[] = {
	FIELD(struct distribution, by),
	FIELD(struct distribution, field),
	FIELD_LIST(struct distribution, lines, distribution_line_shape),
	FIELD(struct distribution, total),
	FIELD(struct distribution, without),
};
const struct shape distribution_shape = SHAPE(struct distribution, distribution_fields);

struct counting {
	struct arena *arena;
	struct distribution all[KINDS_MAX];
	size_t count;
};

static struct distribution *find(struct counting *counting, const char *by, const char *field)
{
	for (size_t i = 0; i < counting->count; i++)
		if (text_same(counting->all[i].by, by) && text_same(counting->all[i].field, field))
			return &counting->all[i];
	if (counting->count == KINDS_MAX)
		return NULL;
	counting->all[counting->count] = (struct distribution){.by = by, .field = field};
	return &counting->all[counting->count++];
}

static void add_value(struct counting *counting, struct distribution *distribution, const char *value, int64_t count)
{
	struct distribution_line *lines = distribution->lines.rows;

	for (size_t i = 0; i < distribution->lines.count; i++)
		if (text_same(lines[i].value, value)) {
			lines[i].count += count;
			return;
		}
	lines = arena_grow(counting->arena, lines, distribution->lines.count * sizeof *lines,
	                   (distribution->lines.count + 1) * sizeof *lines);
	lines[distribution->lines.count] = (struct distribution_line){value, count, 0};
	distribution->lines = (struct list){lines, distribution->lines.count + 1};
}

/* The first choice of a form: each value of its scale gets a line, also where nobody gave it. */
static void count_fields(struct counting *counting, const char *by, struct list fields)
{
	for (EACH(const struct field_view, field, fields)) {
		struct distribution *distribution = field->is_choice ? find(counting, by, field->title) : NULL;

		if (!field->is_choice)
			continue;
		if (!distribution)
			return;
		for (EACH(const struct choice_view, choice, field->choices))
			add_value(counting, distribution, text_join(counting->arena, choice->code, " ", choice->label),
			          choice->is_chosen ? 1 : 0);
		distribution->total++;
		distribution->without += field->is_empty;
		return;
	}
}

static void count_records(struct counting *counting, struct list records)
{
	for (EACH(const struct paper_record, record, records)) {
		struct distribution *distribution =
			record->is_choice ? find(counting, record->stage, record->field) : NULL;

		if (!distribution)
			continue;
		add_value(counting, distribution, record->text, 1);
		distribution->total++;
	}
}

static void measure(struct distribution *distribution)
{
	struct distribution_line *lines = distribution->lines.rows;

	for (size_t i = 0; i < distribution->lines.count; i++)
		lines[i].width = distribution->total ? lines[i].count * 100 / distribution->total : 0;
}

struct list meeting_distributions(struct request *q, const struct meeting_file *file)
{
	struct counting *counting = arena_new(q->arena, struct counting);
	const char *own = words_say(q->language, SAY_meeting_own_grade);

	counting->arena = q->arena;
	for (EACH(const struct paper, paper, file->papers))
		if (!paper->is_gone)
			count_fields(counting, own, paper->fields);
	for (EACH(const struct paper, paper, file->papers))
		if (!paper->is_gone)
			count_records(counting, paper->records);
	for (EACH(const struct paper, paper, file->papers))
		if (paper->is_decided || (paper->is_waiting && file->duty))
			count_fields(counting, file->meeting.stage, paper->stage_fields);
	for (size_t i = 0; i < counting->count; i++)
		measure(&counting->all[i]);
	return (struct list){counting->all, counting->count};
}
