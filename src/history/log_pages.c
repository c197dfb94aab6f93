/* log_pages.c: the log of all that was done, narrowed by what is asked for. It only reads. */
#include "history/log_pages.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "history/chain.h"
#include "history/log.h"
#include "kit/sign.h"
#include "pages_history.h"
#include "sql_history.h"
#include "web/answer.h"

#define LINES_ON_A_PAGE 50
#define EXCERPT 60 /* characters of a reason in a line */

struct log_typed {
	const char *from;
	const char *until;
	const char *actor;
	const char *action;
	int64_t round;
	int64_t sheet;
	int64_t before;
};
static const struct input log_inputs[] = {
	{"from",   INPUT_LINE,   offsetof(struct log_typed, from),   40,        false, SAY_NOTHING, NULL},
	{"until",  INPUT_LINE,   offsetof(struct log_typed, until),  40,        false, SAY_NOTHING, NULL},
	{"actor",  INPUT_LINE,   offsetof(struct log_typed, actor),  50,        false, SAY_NOTHING, NULL},
	{"action", INPUT_LINE,   offsetof(struct log_typed, action), 20,        false, SAY_NOTHING, NULL},
	{"round",  INPUT_NUMBER, offsetof(struct log_typed, round),  INT32_MAX, false, SAY_NOTHING, NULL},
	{"sheet",  INPUT_NUMBER, offsetof(struct log_typed, sheet),  INT32_MAX, false, SAY_NOTHING, NULL},
	{"before", INPUT_NUMBER, offsetof(struct log_typed, before), INT64_MAX, false, SAY_NOTHING, NULL},
};
const struct form log_form = FORM(struct log_typed, log_inputs);

static const struct field log_line_fields[] = {
	FIELD(struct log_line, id),
	FIELD(struct log_line, at),
	FIELD_NAMED(struct log_line, action, event_action_names),
	FIELD(struct log_line, actor),
	FIELD(struct log_line, login),
	FIELD(struct log_line, for_name),
	FIELD(struct log_line, edition),
	FIELD(struct log_line, stage),
	FIELD(struct log_line, to_stage),
	FIELD(struct log_line, part_department),
	FIELD(struct log_line, reason),
	FIELD(struct log_line, sheet_id),
	FIELD(struct log_line, review_id),
	FIELD(struct log_line, meeting_id),
	FIELD(struct log_line, meeting_title),
	FIELD(struct log_line, item_number),
	FIELD(struct log_line, item_title),
	FIELD(struct log_line, round_title),
	FIELD(struct log_line, plan_title),
	FIELD(struct log_line, subject),
	FIELD(struct log_line, department),
	FIELD(struct log_line, content_hash),
	FIELD(struct log_line, chain),
	FIELD(struct log_line, sequence),
	FIELD(struct log_line, previous),
	FIELD(struct log_line, hash),
	FIELD(struct log_line, time),
	FIELD(struct log_line, excerpt),
};
const struct shape log_line_shape = SHAPE(struct log_line, log_line_fields);

/* What happened on one day. */
struct log_day {
	struct day day;
	struct list lines; /* struct log_line */
};
static const struct field log_day_fields[] = {
	FIELD(struct log_day, day),
	FIELD_LIST(struct log_day, lines, log_line_shape),
};
static const struct shape log_day_shape = SHAPE(struct log_day, log_day_fields);

/* A choice of one of the two lists. */
struct log_action {
	enum event_action action;
	bool is_chosen;
};
static const struct field log_action_fields[] = {
	FIELD_NAMED(struct log_action, action, event_action_names),
	FIELD(struct log_action, is_chosen),
};
static const struct shape log_action_shape = SHAPE(struct log_action, log_action_fields);

struct log_round {
	int64_t id;
	const char *title;
	const char *plan_title;
	int64_t fiscal_year;
	bool is_chosen;
};
static const struct field log_round_fields[] = {
	FIELD(struct log_round, id),          FIELD(struct log_round, title),     FIELD(struct log_round, plan_title),
	FIELD(struct log_round, fiscal_year), FIELD(struct log_round, is_chosen),
};
extern const struct shape log_round_shape;
const struct shape log_round_shape = SHAPE(struct log_round, log_round_fields);

/* A filter that can be taken off. */
struct log_chip {
	const char *words;
	const char *without_url;
};
static const struct field log_chip_fields[] = {
	FIELD(struct log_chip, words),
	FIELD(struct log_chip, without_url),
};
static const struct shape log_chip_shape = SHAPE(struct log_chip, log_chip_fields);

struct log_page {
	const char *from; /* as typed, or in the office's spelling */
	const char *until;
	const char *from_mistake;
	const char *until_mistake;
	const char *actor;
	int64_t sheet_id;
	struct list actions; /* struct log_action */
	struct list rounds;  /* struct log_round */
	struct list chips;   /* struct log_chip */
	struct list days;    /* struct log_day */
	bool is_filtered;
	const char *next_url; /* NULL: this is the last page */
	const char *first_url;
	const char *export_url;
	bool is_sealed;
	struct checkpoint checkpoint; /* the latest */
	const char *key_id;
};
static const struct field log_page_fields[] = {
	FIELD(struct log_page, from),
	FIELD(struct log_page, until),
	FIELD(struct log_page, from_mistake),
	FIELD(struct log_page, until_mistake),
	FIELD(struct log_page, actor),
	FIELD(struct log_page, sheet_id),
	FIELD_LIST(struct log_page, actions, log_action_shape),
	FIELD_LIST(struct log_page, rounds, log_round_shape),
	FIELD_LIST(struct log_page, chips, log_chip_shape),
	FIELD_LIST(struct log_page, days, log_day_shape),
	FIELD(struct log_page, is_filtered),
	FIELD(struct log_page, next_url),
	FIELD(struct log_page, first_url),
	FIELD(struct log_page, export_url),
	FIELD(struct log_page, is_sealed),
	FIELD_PART(struct log_page, checkpoint, checkpoint_shape),
	FIELD(struct log_page, key_id),
};
const struct shape log_page_shape = SHAPE(struct log_page, log_page_fields);

void log_later(struct db *db, const struct log_filter *filter, int64_t limit, struct list *lines)
{
	db_later_many(db, &SQL_history_log, lines,
	              ARGS(V(filter->from), V(filter->until), V(filter->actor), V(filter->action), V(filter->round),
	                   V(filter->sheet), V(filter->before), V(limit)));
}

/* --- Addresses that keep the filter ------------------------------------------------------------------------------ */

static void add_number(struct request *q, struct text *address, const char *name, int64_t number)
{
	answer_parameter(address, name, number ? text_format(q->arena, "%" PRId64, number) : "");
}

static const char *address_of(struct request *q, const char *path, const struct log_filter *filter)
{
	struct text address = {.arena = q->arena};

	text_say(&address, path);
	answer_parameter(&address, "from", day_iso(q->arena, filter->from));
	answer_parameter(&address, "until", day_iso(q->arena, filter->until));
	answer_parameter(&address, "actor", filter->actor);
	answer_parameter(&address, "action", filter->action);
	add_number(q, &address, "round", filter->round);
	add_number(q, &address, "sheet", filter->sheet);
	add_number(q, &address, "before", filter->before);
	return address.bytes;
}

/* --- Laying out --------------------------------------------------------------------------------------------------- */

static void add_chip(struct request *q, struct log_page *page, enum say say, const char *value,
                     const struct log_filter *without)
{
	struct log_chip *chip = &((struct log_chip *)page->chips.rows)[page->chips.count++];

	chip->words = WORDS(q->arena, q->language, say, value);
	chip->without_url = address_of(q, "/log", without);
}

static void fill_chips(struct request *q, struct log_page *page, const struct log_filter *filter,
                       const char *sheet_title)
{
	struct log_filter rest;
	int action = names_index(&event_action_names, filter->action);

	page->chips.rows = arena_many(q->arena, struct log_chip, 6);
#define WITHOUT(member, nothing) (rest = *filter, rest.member = (nothing), &rest)
	if (day_is(filter->from))
		add_chip(q, page, SAY_log_from, day_words(q->arena, q->language, filter->from),
		         WITHOUT(from, (struct day){0}));
	if (day_is(filter->until))
		add_chip(q, page, SAY_log_until, day_words(q->arena, q->language, filter->until),
		         WITHOUT(until, (struct day){0}));
	if (*filter->actor)
		add_chip(q, page, SAY_log_actor, filter->actor, WITHOUT(actor, ""));
	if (action >= 0)
		add_chip(q, page, SAY_log_action, words_say(q->language, event_action_names.labels[action]),
		         WITHOUT(action, ""));
	for (EACH(const struct log_round, round, page->rounds))
		if (round->id == filter->round)
			add_chip(q, page, SAY_log_round, text_join(q->arena, round->plan_title, " ", round->title),
			         WITHOUT(round, 0));
	if (filter->sheet)
		add_chip(q, page, SAY_log_sheet, sheet_title ? sheet_title : "", WITHOUT(sheet, 0));
#undef WITHOUT
	page->is_filtered = page->chips.count != 0;
}

static void fill_choices(struct request *q, struct log_page *page, const struct log_filter *filter)
{
	struct log_action *actions = arena_many(q->arena, struct log_action, EVENT_ACTIONS);

	for (int i = 0; i < EVENT_ACTIONS; i++)
		actions[i] = (struct log_action){(enum event_action)i,
		                                 strcmp(event_action_names.codes[i], filter->action) == 0};
	page->actions = (struct list){actions, EVENT_ACTIONS};
	for (EACH(struct log_round, round, page->rounds))
		round->is_chosen = round->id == filter->round;
	page->actor = filter->actor;
	page->sheet_id = filter->sheet;
	page->from = day_is(filter->from) ? day_iso(q->arena, filter->from) : form_typed(q, "from");
	page->until = day_is(filter->until) ? day_iso(q->arena, filter->until) : form_typed(q, "until");
	page->from_mistake = form_mistake_of(q, "from");
	page->until_mistake = form_mistake_of(q, "until");
}

static const char *time_words(struct request *q, struct moment moment)
{
	int64_t minute = (moment.microseconds / 60000000 + 540) % 1440; /* of the day, in Japan */

	return WORDS(q->arena, q->language, SAY_log_time, text_format(q->arena, "%d", (int)(minute / 60)),
	             text_format(q->arena, "%02d", (int)(minute % 60)));
}

static struct list by_day(struct request *q, struct list lines)
{
	struct log_day *days = arena_many(q->arena, struct log_day, lines.count + 1);
	size_t count = 0;

	for (EACH(struct log_line, line, lines)) {
		const struct day day = day_of(line->at);

		line->time = time_words(q, line->at);
		line->excerpt = line->reason ? text_excerpt(q->arena, line->reason, EXCERPT) : NULL;
		if (count == 0 || days_between(days[count - 1].day, day) != 0)
			days[count++] = (struct log_day){
				day, {line, 0}
                        };
		days[count - 1].lines.count++;
	}
	return (struct list){days, count};
}

static void fill_lines(struct request *q, struct log_page *page, const struct log_filter *filter, struct list lines)
{
	struct log_filter other = *filter;

	if (lines.count > LINES_ON_A_PAGE) {
		lines.count = LINES_ON_A_PAGE;
		other.before = LIST_AT(struct log_line, lines, LINES_ON_A_PAGE - 1)->id;
		page->next_url = address_of(q, "/log", &other);
	}
	page->days = by_day(q, lines);
	other.before = 0;
	page->export_url = address_of(q, "/log/export", &other);
	page->first_url = filter->before ? address_of(q, "/log", &other) : NULL;
}

static struct day day_typed(struct request *q, const char *name, const char *typed)
{
	struct day day = {0};

	if (!text_empty(typed) && !day_read(typed, &day))
		form_mistake(q, name, SAY_web_day, NULL);
	return day;
}

/* An action that does not exist filters nothing. */
struct log_filter log_filter_of(struct request *q)
{
	const struct log_typed *typed = form_read(q);

	return (struct log_filter){
		.from = day_typed(q, "from", typed->from),
		.until = day_typed(q, "until", typed->until),
		.actor = typed->actor,
		.action = names_index(&event_action_names, typed->action) < 0 ? "" : typed->action,
		.round = typed->round,
		.sheet = typed->sheet,
		.before = typed->before,
	};
}

struct fail *log_show(struct request *q)
{
	const struct log_filter filter = log_filter_of(q);
	struct log_page *page = arena_new(q->arena, struct log_page);
	struct chain_object sheet;
	struct list lines;

	log_later(q->db, &filter, LINES_ON_A_PAGE + 1, &lines);
	db_later_many(q->db, &SQL_history_rounds, &page->rounds, NO_ARGS);
	db_later_maybe(q->db, &SQL_history_last_checkpoint, &page->checkpoint, &page->is_sealed, NO_ARGS);
	db_later_one(q->db, &SQL_history_object, &sheet,
	             ARGS(V(text_format(q->arena, "sheet:%" PRId64, filter.sheet))));
	TRY(db_collect(q->db));
	page->key_id = page->is_sealed ? sign_key_id(q->arena, page->checkpoint.key) : NULL;
	fill_choices(q, page, &filter);
	fill_chips(q, page, &filter, sheet.title);
	fill_lines(q, page, &filter, lines);
	return answer_page(q, &PAGE_history_log, page);
}
