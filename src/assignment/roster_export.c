/* roster_export.c: the list of people that is on the screen as a table that can be sent in again. It only reads. */
#include "account/account_people.h"
#include "assignment/roster.h"
#include "assignment/roster_pages.h"
#include "sql_assignment.h"
#include "web/answer.h"

#define EXPORT_ROWS 50000

struct roster_line {
	const char *login;
	const char *name;
	const char *kana;
	const char *department;
	const char *email;
	const char *role_code;
	const char *target;
	struct day from_on;
	struct day until_on;
	bool is_further;
};
static const struct field roster_line_fields[] = {
	FIELD(struct roster_line, login),      FIELD(struct roster_line, name),    FIELD(struct roster_line, kana),
	FIELD(struct roster_line, department), FIELD(struct roster_line, email),   FIELD(struct roster_line, role_code),
	FIELD(struct roster_line, target),     FIELD(struct roster_line, from_on), FIELD(struct roster_line, until_on),
	FIELD(struct roster_line, is_further),
};
extern const struct shape roster_line_shape;
const struct shape roster_line_shape = SHAPE(struct roster_line, roster_line_fields);

static void add_line(struct request *q, struct text *text, const struct roster_line *line)
{
	const int role = line->role_code ? names_index(&role_names, line->role_code) : -1;
	const char *cells[ROSTER_COLUMNS] = {
		[ROSTER_LOGIN] = line->login,
		[ROSTER_NAME] = line->is_further ? "" : line->name,
		[ROSTER_KANA] = line->is_further ? "" : line->kana,
		[ROSTER_DEPARTMENT] = line->is_further ? "" : line->department,
		[ROSTER_EMAIL] = line->is_further ? "" : line->email,
		[ROSTER_ROLE] = role < 0 ? "" : words_say(LANGUAGE_JA, role_names.labels[role]),
		[ROSTER_TARGET] = line->target,
		[ROSTER_FROM] = day_iso(q->arena, line->from_on),
		[ROSTER_UNTIL] = day_iso(q->arena, line->until_on),
	};

	for (int i = 0; i < ROSTER_COLUMNS; i++)
		csv_add_cell(text, cells[i] ? cells[i] : "", i + 1 == ROSTER_COLUMNS);
}

struct fail *roster_export(struct request *q)
{
	const struct account_filter filter = account_filter_of(q);
	const char *searched = account_folded(q->arena, filter.text);
	struct text text = {.arena = q->arena};
	struct list lines;

	TRY(db_many(q->db, &SQL_assignment_export, &lines,
	            ARGS(V(searched), V(account_katakana(q->arena, searched)), V(filter.department), V(filter.role),
	                 V(filter.state), V(EXPORT_ROWS))));
	text_say(&text, "\xEF\xBB\xBF");
	for (int i = 0; i < ROSTER_COLUMNS; i++)
		csv_add_cell(&text, words_say(LANGUAGE_JA, roster_headings[i]), i + 1 == ROSTER_COLUMNS);
	for (EACH(const struct roster_line, line, lines))
		add_line(q, &text, line);
	return answer_bytes(q, "text/csv; charset=utf-8", "accounts.csv", text.bytes, text.length);
}
