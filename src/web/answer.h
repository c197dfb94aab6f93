/* answer.h: what goes back. Built whole in the arena; sent only after the commit. */
#ifndef CHOSHO_WEB_ANSWER_H
#define CHOSHO_WEB_ANSWER_H

#include "page/page.h"
#include "web/request.h"

/*
 * The frame: what every page has, as {{frame.…}}; the door fills it. A page's template begins
 * <!DOCTYPE html><html lang="{{frame.lang}}"><head><title>{{>frame/mistaken}}{{"画面名"}}{{>frame/title}}</title>{{>frame/head}}</head><body>{{>frame/top}}
 * and ends {{>frame/foot}}</body></html>.
 */
struct frame {
	const char *system; /* name of the system */
	const char *lang;   /* ja, en */
	bool japanese;
	const char *here;   /* the address of this page, for the language switch and the sign-out */
	const char *number; /* 問合せ番号 */
	bool signed_in;
	const char *viewer;         /* name */
	const char *department;     /* department or body, "" */
	bool has_posts;             /* more than one: the head has the switch */
	const char *post;           /* the one that is acted as; "": all of them */
	const char *token;          /* hidden field `token` of forms that post to this page's own address */
	const char *sign_out_token; /* the same for the sign-out button in the head */
	bool may_write;             /* menu: author */
	bool may_review;            /* menu: head, secretariat, members, chair, deputy */
	bool may_see_meetings;
	bool may_see_progress;
	bool may_see_plans;
	bool may_see_log;
	bool may_administer;
	bool mistaken;        /* there are mistakes: title begins with エラー： */
	struct list mistakes; /* struct mistake: the error summary */
	const char *year;     /* this fiscal year, in words */
};
extern const struct shape frame_shape;

/* Draws a page with status 200 (422 when q->again). The data's shape is the page's. */
struct fail *answer_page(struct request *q, const struct page *page, const void *data) CHOSHO_MUST_USE;
/* The same with another status (an ordinary refusal page that a handler draws itself, e.g. 409 with the text). */
struct fail *answer_page_with(struct request *q, int status, const struct page *page, const void *data) CHOSHO_MUST_USE;
/* Calls `then` once the page was sent with status 200, outside every transaction: for what is noted and must hold nobody up. */
void answer_then(struct request *q, void (*then)(struct request *q, const void *what), const void *what);
/* 303 to an address of this site. */
struct fail *answer_redirect(struct request *q, const char *format, ...)
	__attribute__((format(printf, 2, 3), warn_unused_result));
/* Plain text or JSON; file_name non-NULL: sent as a download. */
struct fail *answer_bytes(struct request *q, const char *type, const char *file_name, const char *bytes,
                          size_t length) CHOSHO_MUST_USE;
/* seconds 0: ends it; -1: it lasts as long as the browser runs. */
void answer_cookie(struct request *q, const char *name, const char *value, int64_t seconds);
/* What the browser sent of it; NULL: nothing. */
const char *answer_cookie_of(struct request *q, const char *name);
/* The login that a trusted proxy vouches for, as sent; "": none does, or the settings do not take its word. */
const char *answer_proxy_user(const struct request *q);
/* What the browser says that it is, as sent: anything. */
const char *answer_browser(const struct request *q);

/* The hidden field `token` of a form that posts to another address of this site than the page's own. */
const char *answer_token(struct request *q, const char *path);
/* Adds a parameter to an address that is being made; nothing when the value is empty. */
void answer_parameter(struct text *address, const char *name, const char *value);
/* `text` when it is an address within this site, else "/". */
const char *answer_local(const char *text);
/* The address of a page that goes on to `back` afterwards: /sign-in?back=… */
const char *answer_and_back(struct request *q, const char *page, const char *back);

#endif
