/* told_pages.c: the notices of whoever is signed in. Others put them down (mail/mail.h); here they are read and put away. */
#include "notice/told.h"

#include <assert.h>
#include <inttypes.h>

#include "pages_notice.h"
#include "sql_notice.h"
#include "web/answer.h"

#define LINES_ON_A_PAGE 50

static const struct field told_line_fields[] = {
	FIELD(struct told_line, id),    FIELD(struct told_line, text),    FIELD(struct told_line, page_url),
	FIELD(struct told_line, at),    FIELD(struct told_line, seen_at), FIELD(struct told_line, is_new),
	FIELD(struct told_line, total), FIELD(struct told_line, token),   FIELD(struct told_line, back),
};
const struct shape told_line_shape = SHAPE(struct told_line, told_line_fields);

struct told_count {
	int64_t total;
	int64_t new_total;
};
static const struct field told_count_fields[] = {
	FIELD(struct told_count, total),
	FIELD(struct told_count, new_total),
};
extern const struct shape told_count_shape;
const struct shape told_count_shape = SHAPE(struct told_count, told_count_fields);

struct told_page {
	struct told_count count;
	struct list lines; /* struct told_line */
	int64_t latest;    /* of those shown */
	bool has_new;
	const char *next_url;
	const char *first_url;
	const char *here;
};
static const struct field told_page_fields[] = {
	FIELD_PART(struct told_page, count, told_count_shape),
	FIELD_LIST(struct told_page, lines, told_line_shape),
	FIELD(struct told_page, latest),
	FIELD(struct told_page, has_new),
	FIELD(struct told_page, next_url),
	FIELD(struct told_page, first_url),
	FIELD(struct told_page, here),
};
extern const struct shape told_page_shape;
const struct shape told_page_shape = SHAPE(struct told_page, told_page_fields);

struct told_list_typed {
	int64_t before;
};
static const struct input told_list_inputs[] = {
	{"before", INPUT_NUMBER, offsetof(struct told_list_typed, before), INT64_MAX, false, SAY_NOTHING, NULL},
};
const struct form told_list_form = FORM(struct told_list_typed, told_list_inputs);

enum told_act { TOLD_ONE, TOLD_ALL, TOLD_ACTS };
static const char *const act_codes[] = {[TOLD_ONE] = "one", [TOLD_ALL] = "all"};
static_assert(sizeof act_codes / sizeof *act_codes == TOLD_ACTS, "every act has its code");
static const struct names act_names = {act_codes, NULL, TOLD_ACTS};

struct told_typed {
	enum told_act act;
	int64_t seen;
	const char *back;
};
static const struct input told_inputs[] = {
	{"act",  INPUT_BUTTON,  offsetof(struct told_typed, act),  0,    false, SAY_NOTHING,      &act_names},
	{"seen", INPUT_VERSION, offsetof(struct told_typed, seen), 0,    true,  SAY_form_version, NULL      },
	{"back", INPUT_BACK,    offsetof(struct told_typed, back), 2000, false, SAY_NOTHING,      NULL      },
};
const struct form told_form = FORM(struct told_typed, told_inputs);

void told_news_later(struct request *q, int64_t limit, struct list *out_lines)
{
	db_later_many(q->db, &SQL_notice_news, out_lines, ARGS(V(q->viewer.account_id), V(limit)));
}

void told_lay_out(struct request *q, struct list lines, const char *back)
{
	const char *token = answer_token(q, "/notices");

	for (EACH(struct told_line, line, lines)) {
		line->page_url = line->page_url ? answer_local(line->page_url) : NULL;
		line->token = token;
		line->back = back;
	}
}

struct fail *told_list(struct request *q)
{
	const struct told_list_typed *typed = q->again ? NULL : form_read(q);
	int64_t before = typed ? typed->before : 0;
	struct told_page *page = arena_new(q->arena, struct told_page);

	db_later_many(q->db, &SQL_notice_all, &page->lines,
	              ARGS(V(q->viewer.account_id), V(before), V(LINES_ON_A_PAGE + 1)));
	db_later_one(q->db, &SQL_notice_count, &page->count, ARGS(V(q->viewer.account_id)));
	TRY(db_collect(q->db));
	if (page->lines.count > LINES_ON_A_PAGE) {
		page->lines.count = LINES_ON_A_PAGE;
		page->next_url = text_format(q->arena, "/notices?before=%" PRId64,
		                             LIST_AT(struct told_line, page->lines, LINES_ON_A_PAGE - 1)->id);
	}
	page->first_url = before ? "/notices" : NULL;
	page->latest = page->lines.count ? LIST_AT(struct told_line, page->lines, 0)->id : 0;
	page->has_new = page->count.new_total > 0 && page->latest;
	page->here = before ? q->address : "/notices";
	told_lay_out(q, page->lines, page->here);
	return answer_page(q, &PAGE_notice_told, page);
}

/* Twice is as good as once. */
struct fail *told_put_away(struct request *q)
{
	const struct told_typed *typed = form_read(q);
	int64_t changed;

	TRY(db_change(q->db, &SQL_notice_put_away, &changed,
	              ARGS(V(q->viewer.account_id), V(typed->seen), V(typed->act == TOLD_ALL))));
	if (changed == 0)
		return FAIL(FAIL_MISSING, SAY_notice_missing);
	return answer_redirect(q, "%s", answer_local(*typed->back ? typed->back : "/notices"));
}
