/*
 * log_export.c: the log as a CSV file: UTF-8 with a byte order mark, every cell quoted, lines ended by CRLF. Read in pages,
 * so that only the file itself grows, and that no further than EXPORT_LINES and EXPORT_BYTES.
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "history/log.h"
#include "history/log_pages.h"
#include "kit/csv.h"
#include "web/answer.h"

#define EXPORT_LINES 50000
#define EXPORT_BYTES ((size_t)48 << 20)
#define EXPORT_PAGE 2000
#define PAGE_CEILING ((size_t)128 << 20)

static const struct column {
	enum say title;
	const char *field;
} columns[] = {
	{SAY_log_column_at,            "at"             },
	{SAY_log_column_action,        "action"         },
	{SAY_log_column_actor,         "actor"          },
	{SAY_log_column_login,         "login"          },
	{SAY_log_column_for,           "for_name"       },
	{SAY_log_column_plan,          "plan_title"     },
	{SAY_log_column_round,         "round_title"    },
	{SAY_log_column_number,        "item_number"    },
	{SAY_log_column_item,          "item_title"     },
	{SAY_log_column_meeting_title, "meeting_title"  },
	{SAY_log_column_part,          "part_department"},
	{SAY_log_column_subject,       "subject"        },
	{SAY_log_column_department,    "department"     },
	{SAY_log_column_edition,       "edition"        },
	{SAY_log_column_stage,         "stage"          },
	{SAY_log_column_to_stage,      "to_stage"       },
	{SAY_log_column_reason,        "reason"         },
	{SAY_log_column_sheet,         "sheet_id"       },
	{SAY_log_column_review,        "review_id"      },
	{SAY_log_column_meeting,       "meeting_id"     },
	{SAY_log_column_event,         "id"             },
	{SAY_log_column_chain,         "chain"          },
	{SAY_log_column_sequence,      "sequence"       },
	{SAY_log_column_content,       "content_hash"   },
	{SAY_log_column_previous,      "previous"       },
	{SAY_log_column_hash,          "hash"           },
};
#define COLUMNS (sizeof columns / sizeof *columns)

/* 2026-12-13 14:05:09.123456, in Japan. */
static void print_moment(char *room, size_t size, struct moment moment)
{
	int64_t of_day = (moment.microseconds + INT64_C(32400000000)) % INT64_C(86400000000);
	struct day day = day_of(moment);

	snprintf(room, size, "%04d-%02d-%02d %02d:%02d:%02d.%06d", day.year, day.month, day.day,
	         (int)(of_day / 3600000000), (int)(of_day / 60000000 % 60), (int)(of_day / 1000000 % 60),
	         (int)(of_day % 1000000));
}

static const char *cell_of(const struct log_line *line, const struct field *field, enum language language, char *room,
                           size_t size)
{
	const char *member = (const char *)line + field->offset;
	const char *text;

	switch (field->kind) {
	case KIND_TEXT:
		text = *(const char *const *)(const void *)member;
		return text ? text : "";
	case KIND_NUMBER:
		if (*(const int64_t *)(const void *)member == 0)
			return "";
		snprintf(room, size, "%" PRId64, *(const int64_t *)(const void *)member);
		return room;
	case KIND_MOMENT:
		print_moment(room, size, *(const struct moment *)(const void *)member);
		return room;
	default: /* the one enum of a line */
		return words_say(language, event_action_names.labels[line->action]);
	}
}

static void add_line(struct text *out, const struct log_line *line, enum language language)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		const struct field *field = shape_field(&log_line_shape, columns[i].field, strlen(columns[i].field));
		char room[48];

		csv_add_cell(out, cell_of(line, field, language, room, sizeof room), i + 1 == COLUMNS);
	}
}

/* All pages; *is_whole: none was left out. */
static struct fail *add_lines(struct request *q, struct arena *page, struct text *out, bool *is_whole)
{
	struct log_filter filter = log_filter_of(q);
	size_t lines = 0;
	struct list list;

	do {
		arena_reset(page);
		log_later(q->db, &filter, EXPORT_PAGE, &list);
		TRY(db_collect(q->db));
		for (EACH(const struct log_line, line, list)) {
			add_line(out, line, q->language);
			filter.before = line->id;
		}
		lines += list.count;
	} while (list.count == EXPORT_PAGE && lines < EXPORT_LINES && out->length < EXPORT_BYTES);
	*is_whole = list.count < EXPORT_PAGE;
	return NULL;
}

struct fail *log_export(struct request *q)
{
	struct arena *page;
	struct text out = {.arena = q->arena};
	bool is_whole = false;
	struct fail *fail;

	(void)log_filter_of(q);
	if (q->mistakes.count) /* never more than was meant */
		return answer_redirect(q, "/log?%s", q->query);
	page = arena_make(PAGE_CEILING);
	text_say(&out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < COLUMNS; i++)
		csv_add_cell(&out, words_say(q->language, columns[i].title), i + 1 == COLUMNS);
	db_use(q->db, page);
	fail = add_lines(q, page, &out, &is_whole);
	if (fail && fail->detail)
		fail->detail = arena_copy(q->arena, fail->detail, strlen(fail->detail));
	db_use(q->db, q->arena);
	arena_end(page);
	if (fail)
		return fail;
	return answer_bytes(
		q, "text/csv; charset=utf-8",
		text_format(q->arena, "chosho-log-%s%s.csv", day_iso(q->arena, q->today), is_whole ? "" : "-part"),
		out.bytes, out.length);
}
