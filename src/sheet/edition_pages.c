/* edition_pages.c: one edition of a sheet, and what it changed since another one or since last year. */
#include <stddef.h>

#include "pages_sheet.h"
#include "sheet/edition.h"
#include "sheet/sheet_pages.h"
#include "sql_sheet.h"
#include "web/answer.h"
#include "web/form.h"

#define AGAINST_LAST "last" /* the earlier round's text */

/* GET: ?against=2 or ?against=last */
struct edition_form {
	const char *against;
};
static const struct input edition_inputs[] = {
	{"against", INPUT_LINE, offsetof(struct edition_form, against), 20, false, SAY_NOTHING, NULL},
};
const struct form sheet_edition_form = FORM(struct edition_form, edition_inputs);

struct edition_page {
	struct sheet sheet;
	struct edition_line edition; /* that is shown */
	struct list editions;        /* struct edition_line: all that the viewer may read */
	struct list earlier;         /* those of them before it; is_shown: it is held against this one */
	int64_t against;             /* its number */
	bool has_choice;             /* there is something that it can be held against */
	bool has_against;            /* it is held against an edition */
	bool is_against_own;         /* … which is the one that the viewer read before */
	bool is_against_last;
	bool is_newest;
	bool has_last;
	struct earlier last;
	struct list fields;
	struct list parts;
	int64_t changed;
	const char *against_mistake;
};
static const struct field edition_page_fields[] = {
	FIELD_PART(struct edition_page, sheet, sheet_shape),
	FIELD_PART(struct edition_page, edition, edition_line_shape),
	FIELD_LIST(struct edition_page, editions, edition_line_shape),
	FIELD_LIST(struct edition_page, earlier, edition_line_shape),
	FIELD(struct edition_page, against),
	FIELD(struct edition_page, has_choice),
	FIELD(struct edition_page, has_against),
	FIELD(struct edition_page, is_against_own),
	FIELD(struct edition_page, is_against_last),
	FIELD(struct edition_page, is_newest),
	FIELD(struct edition_page, has_last),
	FIELD_PART(struct edition_page, last, earlier_shape),
	FIELD_LIST(struct edition_page, fields, field_view_shape),
	FIELD_LIST(struct edition_page, parts, edition_part_shape),
	FIELD(struct edition_page, changed),
	FIELD(struct edition_page, against_mistake),
};
const struct shape edition_page_shape = SHAPE(struct edition_page, edition_page_fields);

static struct edition_line *edition_numbered(const struct list *editions, int64_t number)
{
	for (EACH(struct edition_line, edition, *editions))
		if (edition->number == number)
			return edition;
	return NULL;
}

/* The editions before the shown one: the list is in their order. */
static struct list earlier_ones(struct request *q, const struct list *editions, int64_t number)
{
	struct edition_line *earlier = arena_many(q->arena, struct edition_line, editions->count);
	size_t count = 0;

	for (EACH(const struct edition_line, edition, *editions))
		if (edition->number < number)
			earlier[count++] = *edition;
	return (struct list){earlier, count};
}

/* The number that was chosen to hold the shown edition against; 0: none, or none that fits. */
static int64_t chosen_number(struct request *q, struct edition_page *page, const char *chosen)
{
	int64_t number;

	page->is_against_last = page->has_last && text_same(chosen, AGAINST_LAST);
	if (page->is_against_last || text_empty(chosen))
		return 0;
	if (text_number(chosen, &number) && edition_numbered(&page->earlier, number))
		return number;
	form_mistake(q, "against", SAY_edition_against, NULL);
	return 0;
}

static struct fail *read_page(struct request *q, struct edition_page *page, struct form_rows *form)
{
	db_later_one(q->db, &SQL_sheet_find, &page->sheet, ARGS(V(q->id), V(q->viewer.account_id)));
	content_rows_later(q->db, q->id, form);
	db_later_maybe(q->db, &SQL_sheet_last, &page->last, &page->has_last, ARGS(V(q->id)));
	edition_list_later(q, q->id, &page->editions);
	return db_collect(q->db);
}

static void lay_out(struct request *q, struct edition_page *page, const struct form_rows *form,
                    const struct edition_pair *pair, bool is_chosen)
{
	const struct json *last = page->has_last ? content_parse(q->arena, page->last.content) : NULL;
	const struct edition_text text = edition_lay_out(q, form, pair, last, page->is_against_last);

	page->fields = text.fields;
	page->parts = text.parts;
	page->changed = text.changed;
	page->has_against = pair->has_against && !page->is_against_last;
	page->is_against_own = pair->against.is_read && !is_chosen;
	page->against = pair->against.number;
	if (page->has_against)
		edition_numbered(&page->earlier, page->against)->is_shown = true;
}

struct fail *sheet_edition(struct request *q)
{
	const struct edition_form *form = form_read(q);
	struct edition_page *page = arena_new(q->arena, struct edition_page);
	struct edition_pair pair = {0};
	struct form_rows rows;

	TRY(read_page(q, page, &rows));
	struct edition_line *shown = edition_numbered(&page->editions, q->id2);
	if (!shown)
		return FAIL(FAIL_MISSING, SAY_edition_missing);
	shown->is_shown = true;
	page->edition = *shown;
	page->is_newest = shown + 1 == LIST_AT(struct edition_line, page->editions, page->editions.count);
	page->earlier = earlier_ones(q, &page->editions, shown->number);
	page->has_choice = page->earlier.count > 0 || page->has_last;
	const int64_t chosen = chosen_number(q, page, form->against);
	page->against_mistake = form_mistake_of(q, "against");
	edition_pair_later(q, q->id, shown->number, chosen, &pair);
	TRY(db_collect(q->db));
	lay_out(q, page, &rows, &pair, chosen != 0);
	if (!shown->is_read)
		edition_will_be_read(q, q->id, shown->number);
	return answer_page(q, &PAGE_sheet_edition, page);
}
