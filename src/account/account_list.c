/* account_list.c: the list of people, found by name, department, role and state. It only reads. */
#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "account/account.h"
#include "account/account_people.h"
#include "account/person.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"

#define LINES_ON_A_PAGE 50
#define TEXT_CHARS 50

/* ---- what narrows it ---- */

static const struct input list_inputs[] = {
	{"text",       INPUT_LINE,   offsetof(struct account_filter, text),       TEXT_CHARS, false, SAY_NOTHING, NULL},
	{"department", INPUT_NUMBER, offsetof(struct account_filter, department), INT64_MAX,  false, SAY_NOTHING, NULL},
	{"role",       INPUT_LINE,   offsetof(struct account_filter, role),       20,         false, SAY_NOTHING, NULL},
	{"state",      INPUT_LINE,   offsetof(struct account_filter, state),      20,         false, SAY_NOTHING, NULL},
	{"sort",       INPUT_LINE,   offsetof(struct account_filter, sort),       20,         false, SAY_NOTHING, NULL},
	{"behind",     INPUT_LINE,   offsetof(struct account_filter, behind),     300,        false, SAY_NOTHING, NULL},
	{"behind_id",  INPUT_NUMBER, offsetof(struct account_filter, behind_id),  INT64_MAX,  false, SAY_NOTHING, NULL},
};
const struct form account_list_form = FORM(struct account_filter, list_inputs);

#define ROLE_NONE "none" /* people who hold no role */

enum account_sort { SORT_NAME, SORT_LOGIN, SORT_DEPARTMENT, SORT_LATEST, SORTS };
static const char *const sort_codes[] = {
	[SORT_NAME] = "name", [SORT_LOGIN] = "login", [SORT_DEPARTMENT] = "department", [SORT_LATEST] = "latest"};
static const enum say sort_labels[] = {[SORT_NAME] = SAY_account_sort_name,
                                       [SORT_LOGIN] = SAY_account_sort_login,
                                       [SORT_DEPARTMENT] = SAY_account_sort_department,
                                       [SORT_LATEST] = SAY_account_sort_latest};
static const struct names sort_names = {sort_codes, sort_labels, SORTS};

/* What is no choice narrows nothing. */
struct account_filter account_filter_of(struct request *q)
{
	struct account_filter filter = *(const struct account_filter *)form_read(q);

	if (names_index(&role_names, filter.role) < 0 && strcmp(filter.role, ROLE_NONE) != 0)
		filter.role = "";
	if (names_index(&account_state_names, filter.state) < 0)
		filter.state = "";
	if (names_index(&sort_names, filter.sort) < 0)
		filter.sort = sort_codes[SORT_NAME];
	return filter;
}

/* Small letters, without spaces: names are compared so. */
const char *account_folded(struct arena *arena, const char *text)
{
	struct text out = {.arena = arena};

	text_say(&out, "");
	for (const char *c = account_login(arena, text); *c; c++)
		if (*c != ' ')
			text_add(&out, c, 1);
	return out.bytes;
}

/* ぁ to ん become ァ to ン: フリガナ is found however it is typed. */
const char *account_katakana(struct arena *arena, const char *text)
{
	char *out = arena_copy(arena, text, strlen(text));

	for (unsigned char *c = (unsigned char *)out; *c; c++) {
		if (c[0] != 0xE3 || !c[1] || !c[2])
			continue;
		if ((c[1] == 0x81 && c[2] >= 0x81) || (c[1] == 0x82 && c[2] <= 0x96)) {
			/* the code point grows by 0x60 */
			unsigned point = (unsigned)((c[1] & 0x3F) << 6 | (c[2] & 0x3F)) + 0x60;

			c[1] = (unsigned char)(0x80 | (point >> 6));
			c[2] = (unsigned char)(0x80 | (point & 0x3F));
		}
		c += 2;
	}
	return out;
}

void account_list_later(struct request *q, const struct account_filter *filter, int64_t limit, struct list *lines)
{
	const char *text = account_folded(q->arena, filter->text), *kana = account_katakana(q->arena, text);

	if (strcmp(filter->sort, sort_codes[SORT_NAME]) == 0)
		db_later_many(q->db, &SQL_account_list, lines,
		              ARGS(V(text), V(kana), V(filter->department), V(filter->role), V(filter->state),
		                   V(filter->behind), V(filter->behind_id), V(limit)));
	else
		db_later_many(q->db, &SQL_account_list_by, lines,
		              ARGS(V(text), V(kana), V(filter->department), V(filter->role), V(filter->state),
		                   V(filter->behind), V(filter->behind_id), V(limit), V(filter->sort)));
}

/* ---- shapes ---- */

static const struct field account_line_fields[] = {
	FIELD(struct account_line, id),         FIELD(struct account_line, login),
	FIELD(struct account_line, name),       FIELD(struct account_line, kana),
	FIELD(struct account_line, department), FIELD_NAMED(struct account_line, state, account_state_names),
	FIELD(struct account_line, from_on),    FIELD(struct account_line, until_on),
	FIELD(struct account_line, roles),      FIELD(struct account_line, away_until),
	FIELD(struct account_line, key),        FIELD(struct account_line, role_words),
	FIELD(struct account_line, is_quiet),
};
const struct shape account_line_shape = SHAPE(struct account_line, account_line_fields);

struct account_count {
	int64_t count;
};
static const struct field account_count_fields[] = {FIELD(struct account_count, count)};
extern const struct shape account_count_shape;
const struct shape account_count_shape = SHAPE(struct account_count, account_count_fields);

struct account_option {
	const char *code;
	const char *label;
	bool is_chosen;
};
static const struct field account_option_fields[] = {
	FIELD(struct account_option, code),
	FIELD(struct account_option, label),
	FIELD(struct account_option, is_chosen),
};
extern const struct shape account_option_shape;
const struct shape account_option_shape = SHAPE(struct account_option, account_option_fields);

struct account_chip {
	const char *words;
	const char *without_url;
};
static const struct field account_chip_fields[] = {
	FIELD(struct account_chip, words),
	FIELD(struct account_chip, without_url),
};
extern const struct shape account_chip_shape;
const struct shape account_chip_shape = SHAPE(struct account_chip, account_chip_fields);

struct account_list_page {
	bool may_change;
	const char *text;
	struct list departments; /* struct account_place */
	struct list roles;       /* struct account_option */
	struct list states;
	struct list sorts;
	bool is_filtered;
	struct list chips; /* struct account_chip */
	int64_t count;
	struct list lines; /* struct account_line */
	const char *first_url;
	const char *next_url;
	const char *export_url;
};
static const struct field account_list_page_fields[] = {
	FIELD(struct account_list_page, may_change),
	FIELD(struct account_list_page, text),
	FIELD_LIST(struct account_list_page, departments, account_place_shape),
	FIELD_LIST(struct account_list_page, roles, account_option_shape),
	FIELD_LIST(struct account_list_page, states, account_option_shape),
	FIELD_LIST(struct account_list_page, sorts, account_option_shape),
	FIELD(struct account_list_page, is_filtered),
	FIELD_LIST(struct account_list_page, chips, account_chip_shape),
	FIELD(struct account_list_page, count),
	FIELD_LIST(struct account_list_page, lines, account_line_shape),
	FIELD(struct account_list_page, first_url),
	FIELD(struct account_list_page, next_url),
	FIELD(struct account_list_page, export_url),
};
extern const struct shape account_list_page_shape;
const struct shape account_list_page_shape = SHAPE(struct account_list_page, account_list_page_fields);

/* ---- addresses ---- */

static const char *address_of(struct request *q, const char *path, const struct account_filter *filter)
{
	struct text address = {.arena = q->arena};

	text_say(&address, path);
	answer_parameter(&address, "text", filter->text);
	if (filter->department)
		answer_parameter(&address, "department", text_format(q->arena, "%" PRId64, filter->department));
	answer_parameter(&address, "role", filter->role);
	answer_parameter(&address, "state", filter->state);
	if (strcmp(filter->sort, sort_codes[SORT_NAME]) != 0)
		answer_parameter(&address, "sort", filter->sort);
	answer_parameter(&address, "behind", filter->behind);
	if (filter->behind_id)
		answer_parameter(&address, "behind_id", text_format(q->arena, "%" PRId64, filter->behind_id));
	return address.bytes;
}

/* ---- laying out ---- */

static const char *role_label(struct request *q, const char *code)
{
	int role = names_index(&role_names, code);

	return words_say(q->language, role < 0 ? SAY_account_role_none : role_names.labels[role]);
}

static void add_chip(struct request *q, struct account_list_page *page, enum say say, const char *value,
                     const struct account_filter *without)
{
	struct account_chip *chip = &((struct account_chip *)page->chips.rows)[page->chips.count++];

	chip->words = WORDS(q->arena, q->language, say, value);
	chip->without_url = address_of(q, "/accounts", without);
}

static void fill_chips(struct request *q, struct account_list_page *page, const struct account_filter *filter)
{
	struct account_filter base = *filter, rest;
	int state = names_index(&account_state_names, filter->state);

	base.behind = "";
	base.behind_id = 0;
	page->chips.rows = arena_many(q->arena, struct account_chip, 4);
#define WITHOUT(member, nothing) (rest = base, rest.member = (nothing), &rest)
	if (*filter->text)
		add_chip(q, page, SAY_account_chip_text, filter->text, WITHOUT(text, ""));
	for (EACH(struct account_place, place, page->departments)) {
		place->is_chosen = place->id == filter->department;
		if (place->is_chosen)
			add_chip(q, page, SAY_account_chip_department, place->title, WITHOUT(department, 0));
	}
	if (*filter->role)
		add_chip(q, page, SAY_account_chip_role, role_label(q, filter->role), WITHOUT(role, ""));
	if (state >= 0)
		add_chip(q, page, SAY_account_chip_state, words_say(q->language, account_state_names.labels[state]),
		         WITHOUT(state, ""));
#undef WITHOUT
	page->is_filtered = page->chips.count != 0;
}

static struct list options_of(struct request *q, const struct names *names, const char *chosen)
{
	struct account_option *options = arena_many(q->arena, struct account_option, names->count + 1);

	for (size_t i = 0; i < names->count; i++)
		options[i] = (struct account_option){names->codes[i], words_say(q->language, names->labels[i]),
		                                     strcmp(names->codes[i], chosen) == 0};
	return (struct list){options, names->count};
}

static void fill_choices(struct request *q, struct account_list_page *page, const struct account_filter *filter)
{
	struct account_option *none;

	page->text = filter->text;
	page->states = options_of(q, &account_state_names, filter->state);
	page->sorts = options_of(q, &sort_names, filter->sort);
	page->roles = options_of(q, &role_names, filter->role);
	none = &((struct account_option *)page->roles.rows)[page->roles.count++];
	*none = (struct account_option){ROLE_NONE, words_say(q->language, SAY_account_role_none),
	                                strcmp(filter->role, ROLE_NONE) == 0};
}

/* role|place, parted by unit separators: in words. */
const char *account_roles_words(struct request *q, const char *roles)
{
	struct text words = {.arena = q->arena};

	text_say(&words, "");
	for (const char *at = roles ? roles : ""; *at;) {
		size_t length = strcspn(at, "\x1f"), code = strcspn(at, "|");
		int role = names_index(&role_names, arena_copy(q->arena, at, code));

		if (role >= 0 && code < length)
			text_print(&words, "%s%s", words.length ? words_say(q->language, SAY_account_roles_and) : "",
			           person_role_words(q->arena, q->language, (enum role)role,
			                             arena_copy(q->arena, at + code + 1, length - code - 1)));
		at += length + (at[length] != '\0');
	}
	return words.bytes;
}

static void fill_lines(struct request *q, struct account_list_page *page, const struct account_filter *filter,
                       struct list lines)
{
	struct account_filter other = *filter;

	if (lines.count > LINES_ON_A_PAGE) {
		const struct account_line *last = LIST_AT(struct account_line, lines, LINES_ON_A_PAGE - 1);

		lines.count = LINES_ON_A_PAGE;
		other.behind = last->key;
		other.behind_id = last->id;
		page->next_url = address_of(q, "/accounts", &other);
	}
	for (EACH(struct account_line, line, lines)) {
		line->role_words = account_roles_words(q, line->roles);
		line->is_quiet = line->state == ACCOUNT_STOPPED || line->state == ACCOUNT_ENDED;
	}
	page->lines = lines;
	other.behind = "";
	other.behind_id = 0;
	page->first_url = filter->behind_id ? address_of(q, "/accounts", &other) : NULL;
	page->export_url = address_of(q, "/accounts/export", &other);
}

struct fail *account_list(struct request *q)
{
	const struct account_filter filter = account_filter_of(q);
	struct account_list_page *page = arena_new(q->arena, struct account_list_page);
	const char *text = account_folded(q->arena, filter.text);
	struct account_count count;
	struct list lines;

	account_list_later(q, &filter, LINES_ON_A_PAGE + 1, &lines);
	db_later_one(q->db, &SQL_account_count, &count,
	             ARGS(V(text), V(account_katakana(q->arena, text)), V(filter.department), V(filter.role),
	                  V(filter.state)));
	db_later_many(q->db, &SQL_account_departments, &page->departments, NO_ARGS);
	TRY(db_collect(q->db));
	page->may_change = viewer_has(&q->viewer, ROLE_ADMINISTRATOR);
	page->count = count.count;
	fill_choices(q, page, &filter);
	fill_chips(q, page, &filter);
	fill_lines(q, page, &filter, lines);
	return answer_page(q, &PAGE_account_list, page);
}
