/* inside.h: what the files of the door share among themselves. Nobody else includes it. */
#ifndef CHOSHO_WEB_INSIDE_H
#define CHOSHO_WEB_INSIDE_H

#include "web/answer.h"
#include "web/form.h"
#include "web/request.h"
#include "web/route.h"
#include "web/web.h"

#define BODY_MAX (16u << 20)
#define TEXTS_MAX (6u << 20) /* of all texts: they come back escaped, and must fit the arena */
#define FIELDS_MAX 5000u
#define NAME_MAX_BYTES 200u
#define VISIT_COOKIE "__Host-visit"
#define LANGUAGE_COOKIE "__Host-language"

/* What came in, before anybody judged it. */
struct incoming {
	const char *method;
	const char *uri;
	const char *cookie;
	const char *content_type;
	const char *origin;
	const char *referer;
	const char *fetch_site;
	const char *browser;
	const char *proxy_user; /* who a trusted proxy says that it is; "": nobody */
	const char *body;
	size_t length;
	bool too_large; /* the body was longer than BODY_MAX and was not kept */
	bool cut_short; /* fewer bytes came than were announced */
};

/* What the door knows of a request and handlers need not. */
struct inside {
	const struct incoming *in;
	const struct web_hooks *hooks;
	bool is_post;
	bool is_head;
	const struct route *posted; /* POST: its row, also while the GET row's page is drawn */
	const char *path;           /* that it came to */
	struct list query;          /* struct typed: of the address */
	const char *session_key;    /* from the cookie; NULL: none */
	const char *session;        /* its hash */
	const char *visit;          /* what binds tokens where nobody is signed in; NULL: no cookie yet */
	const char *new_visit;      /* to be given to the browser with the answer */
	bool language_chosen;       /* by cookie */
	bool reads_query;           /* mistakes are the address's */
	const char *token;          /* as sent; NULL: none */
	const char *page_token;     /* the drawn page's token, where it is not a new one for q->path */
	bool from_elsewhere;        /* Origin, Referer or Sec-Fetch-Site say so */
	bool token_fits;
	const char *form_content; /* tag of what was sent, without the token */
	int64_t keys_noted;       /* 1: the form key is new; 0: it was used before */
	bool key_spent;           /* with another text: the next try needs a new key */
	bool database_was_ready;
	bool viewer_known;
	bool carries; /* the sign-in page is drawn instead of what was asked for */
	bool commit_unknown;
	bool failed;
	struct fail failure;
};

struct answer {
	int status;
	const char *type;
	const char *redirect;
	const char *file_name;
	struct text cookies; /* header lines */
	const char *body;
	size_t length;
	void (*then)(struct request *q, const void *what); /* NULL: nothing */
	const void *what;
};

/* list.c of the door: a list that grows by one; rows are copied when it has to move. */
void *inside_add(struct arena *arena, struct list *list, size_t size);

/* typed.c, multipart.c: bytes → fields. They know no database and no route. *texts: bytes of text so far. */
struct fail *typed_read_query(struct arena *arena, const char *text, size_t length, struct list *typed) CHOSHO_MUST_USE;
struct fail *typed_read_body(struct arena *arena, const char *content_type, const char *body, size_t length,
                             struct list *typed) CHOSHO_MUST_USE;
struct fail *multipart_read(struct arena *arena, const char *content_type, const char *body, size_t length,
                            struct list *typed) CHOSHO_MUST_USE;
struct fail *typed_add(struct arena *arena, struct list *typed, const char *name, size_t name_length, const char *value,
                       size_t length, const char *file_name, size_t *texts) CHOSHO_MUST_USE;
const struct typed *typed_find(const struct list *typed, const char *name);

/* address.c: the decoded path, or NULL when no page can be meant; *query is "" or what stands behind the ?. */
const char *address_read(struct arena *arena, const char *uri, const char **query);
/* An address within this site, safe to stand in a header line. */
bool address_is_local(const char *text);
/* cookie.c: NULL when absent or sent twice. */
const char *cookie_find(struct arena *arena, const char *header, const char *name);

/* token.c: <key>.<tag>; the tag binds the key to a session (or visit) and the path of an address. */
const char *token_make(struct arena *arena, const char *secret, const char *binding, const char *path, const char *key);
/* The key of a well-formed token, whether or not its tag fits; NULL when it is none. */
const char *token_key(struct arena *arena, const char *token);
bool token_fits(struct arena *arena, const char *secret, const char *binding, const char *path, const char *token);
bool token_from_elsewhere(const char *url, const struct incoming *in);
/* What binds tokens for this path in this request. */
const char *token_binding(struct request *q, const char *path);

/* route.c */
const struct route *route_match(enum method method, const char *path, struct request *q);

/* form.c: fills the row's form from typed. strict (POST): unknown and doubled fields are refused. */
struct fail *form_fill(struct request *q, const struct form *form, const struct list *typed,
                       bool strict) CHOSHO_MUST_USE;
const struct input *form_input(const struct form *form, const char *name);

/* frame.c */
void frame_fill(struct request *q, struct frame *frame);

/* refusal.c, carry.c: the pages without a room. */
void refusal_draw(struct request *q);
void carry_draw(struct request *q, const char *title, const char *sentence, const char *advice, bool again);
bool carry_has_text(const struct request *q);

/* door.c: one request from what came in to q->answer; never fails. */
struct request *door_begin(struct arena *arena, const struct web_setup *setup, struct db *db,
                           const struct incoming *in);
void door_answer(struct request *q);
const char *door_address(const struct request *q); /* the row's address that will be served, for the watchdog */
/* record.c: the one line about it. */
void record_write(const struct request *q, int64_t milliseconds);
/* answer.c: what answer_then asked for, once the page was sent. */
void answer_note(struct request *q);
/* answer.c: the header lines, as CGI has them. */
const char *answer_head(const struct request *q);

/* pool.c: opens the pool's socket and becomes its supervisor; returns only when that fails. */
int pool_open(const struct web_setup *setup);
/* serve.c: one worker, until SIGTERM; is_made: its pages are compiled already. Returns the exit status. */
int worker_run(const struct web_setup *setup, bool is_made);

#endif
