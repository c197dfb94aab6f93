/* roster_read.c: the table of a list of people: its columns are found by their headings, in any order. Pure. */
#include <inttypes.h>
#include <string.h>

#include "assignment/roster.h"

const enum say roster_headings[ROSTER_COLUMNS] = {
	[ROSTER_LOGIN] = SAY_roster_login,   [ROSTER_NAME] = SAY_roster_name,
	[ROSTER_KANA] = SAY_roster_kana,     [ROSTER_DEPARTMENT] = SAY_roster_department,
	[ROSTER_EMAIL] = SAY_roster_email,   [ROSTER_ROLE] = SAY_roster_role,
	[ROSTER_TARGET] = SAY_roster_target, [ROSTER_FROM] = SAY_roster_from,
	[ROSTER_UNTIL] = SAY_roster_until,
};

static const struct field roster_mistake_fields[] = {
	FIELD(struct roster_mistake, line),
	FIELD(struct roster_mistake, column),
	FIELD(struct roster_mistake, sentence),
};
const struct shape roster_mistake_shape = SHAPE(struct roster_mistake, roster_mistake_fields);

void roster_mistake(struct roster *roster, int64_t line, enum say column, enum say say, const char *detail)
{
	struct list *mistakes = &roster->mistakes;

	if (mistakes->count == roster->mistake_room) {
		size_t room = roster->mistake_room ? roster->mistake_room * 2 : 64;

		mistakes->rows =
			arena_grow(roster->arena, mistakes->rows, roster->mistake_room * sizeof(struct roster_mistake),
		                   room * sizeof(struct roster_mistake));
		roster->mistake_room = room;
	}
	*LIST_AT(struct roster_mistake, *mistakes, mistakes->count) = (struct roster_mistake){
		.line = line,
		.column = column == SAY_NOTHING ? "" : words_say(roster->language, column),
		.sentence = WORDS(roster->arena, roster->language, say, detail ? detail : ""),
		.order = mistakes->count,
	};
	mistakes->count++;
}

/* Which column a heading names; -1: none. In Japanese or in the language of the screen. */
static int column_of(struct roster *roster, const char *heading)
{
	const char *folded = text_fold(roster->arena, heading);

	for (int i = 0; i < ROSTER_COLUMNS; i++)
		for (enum language language = LANGUAGE_JA; language < LANGUAGES; language++)
			if (strcmp(folded, text_fold(roster->arena, words_say(language, roster_headings[i]))) == 0)
				return i;
	return strcmp(folded, text_fold(roster->arena, words_say(LANGUAGE_JA, SAY_roster_email_long))) == 0
	               ? ROSTER_EMAIL
	               : -1;
}

/* places[i]: the column of the file that holds ours, from 1; 0: none does. */
static void read_headings(struct roster *roster, const struct csv_row *head, size_t places[ROSTER_COLUMNS])
{
	for (size_t i = 0; i < head->count; i++) {
		int column = column_of(roster, head->cells[i]);

		if (text_empty(head->cells[i]))
			continue;
		if (column < 0)
			roster_mistake(roster, head->line, SAY_NOTHING, SAY_roster_unknown_column, head->cells[i]);
		else if (places[column])
			roster_mistake(roster, head->line, roster_headings[column], SAY_roster_column_twice, NULL);
		else
			places[column] = i + 1;
	}
	for (int i = 0; i < ROSTER_COLUMNS; i++) {
		roster->has[i] = places[i] != 0;
		if (!places[i] && (i == ROSTER_LOGIN || i == ROSTER_NAME))
			roster_mistake(roster, head->line, roster_headings[i], SAY_roster_no_column, NULL);
	}
}

static const enum say flaws[] = {
	[CSV_ENCODING] = SAY_roster_encoding, [CSV_QUOTE] = SAY_roster_quote, [CSV_TOO_MANY] = SAY_roster_too_many};

void roster_read(struct roster *roster, const char *bytes, size_t length)
{
	size_t places[ROSTER_COLUMNS] = {0};
	struct roster_row *rows;
	struct list lines;
	int64_t line;
	enum csv_flaw flaw = csv_read(roster->arena, bytes, length, &lines, &line);

	if (flaw != CSV_GOOD) {
		roster_mistake(roster, line, SAY_NOTHING, flaws[flaw], NULL);
		return;
	}
	if (lines.count == 0 || lines.count > ROSTER_ROWS_MAX) {
		roster_mistake(roster, 1, SAY_NOTHING, lines.count ? SAY_roster_too_many : SAY_roster_empty, NULL);
		return;
	}
	read_headings(roster, lines.rows, places);
	rows = arena_many(roster->arena, struct roster_row, lines.count);
	for (size_t i = 1; i < lines.count; i++) {
		const struct csv_row *from = LIST_AT(struct csv_row, lines, i);
		struct roster_row *row = &rows[roster->rows.count++];

		row->line = from->line;
		for (int column = 0; column < ROSTER_COLUMNS; column++)
			row->cells[column] = places[column] ? csv_cell(from, places[column] - 1) : "";
	}
	roster->rows.rows = rows;
}
