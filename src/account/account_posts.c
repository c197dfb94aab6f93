/* account_posts.c: several posts 兼務, and acting as one of them: only what that post sees and may do. */
#include <stddef.h>

#include "account/account_pages.h"
#include "pages_account.h"
#include "sql_account.h"
#include "web/answer.h"
#include "web/form.h"

#define ALL "all" /* what is sent for all of them */

struct post_form {
	const char *post;
	const char *back;
};
static const struct input post_inputs[] = {
	{"post", INPUT_LINE, offsetof(struct post_form, post), 50,   true,  SAY_post_missing, NULL},
	{"back", INPUT_BACK, offsetof(struct post_form, back), 2000, false, SAY_NOTHING,      NULL},
};
const struct form account_post_form = FORM(struct post_form, post_inputs);

struct posts_view {
	struct list posts; /* struct post */
	bool has_several;
	bool is_all;
	const char *back_url;
	const char *mistake;
};
static const struct field posts_view_fields[] = {
	FIELD_LIST(struct posts_view, posts, post_shape),
	FIELD(struct posts_view, has_several),
	FIELD(struct posts_view, is_all),
	FIELD(struct posts_view, back_url),
	FIELD(struct posts_view, mistake),
};
extern const struct shape posts_view_shape;
const struct shape posts_view_shape = SHAPE(struct posts_view, posts_view_fields);

struct fail *account_posts(struct request *q)
{
	const struct back_form *form = form_read(q);
	const char *back = q->again ? form_typed(q, "back") : form->back;
	struct posts_view view = {
		.posts = q->viewer.posts,
		.has_several = q->viewer.posts.count > 1,
		.is_all = !q->viewer.post,
		.back_url = answer_local(back ? back : ""),
		.mistake = form_mistake_of(q, "post"),
	};

	return answer_page(q, &PAGE_account_posts, &view);
}

static bool has_post(const struct request *q, const char *code)
{
	for (EACH(const struct post, post, q->viewer.posts))
		if (text_same(post->code, code))
			return true;
	return false;
}

struct fail *account_choose_post(struct request *q)
{
	const struct post_form *form = form_read(q);
	const bool all = text_same(form->post, ALL);

	if (!all && !has_post(q, form->post)) {
		form_mistake(q, "post", SAY_post_unknown, NULL);
		return form_again(q);
	}
	TRY(db_change(q->db, &SQL_account_choose_post, NULL, ARGS(V(q->viewer.session), V(all ? "" : form->post))));
	return answer_redirect(q, "%s", answer_local(form->back));
}
