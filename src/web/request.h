/* request.h: one request, from the moment the door opened it until its answer is sent. */
#ifndef CHOSHO_WEB_REQUEST_H
#define CHOSHO_WEB_REQUEST_H

#include "db/db.h"
#include "kit/arena.h"
#include "kit/config.h"
#include "kit/day.h"
#include "kit/fail.h"
#include "kit/shape.h"
#include "kit/text.h"
#include "kit/words.h"

/* The roles of domain.md, as bits: a viewer has several, and a route row names those that may knock. */
enum role {
	ROLE_AUTHOR,
	ROLE_HEAD,
	ROLE_SECRETARIAT,
	ROLE_MEMBER,
	ROLE_CHAIR,
	ROLE_DEPUTY,
	ROLE_ADMINISTRATOR,
	ROLE_AUDITOR,
	ROLES
};
#define WHO(role) (1u << (role))
#define WHO_ANYBODY 0x8000u   /* also without a session */
#define WHO_SIGNED_IN 0x4000u /* any account, whatever its roles */
#define WHO_MACHINE 0x2000u   /* no session is looked up, no database asked: healthz */
#define WHO_HALFWAY 0x1000u   /* whoever has begun to sign in and has this very step to do next; nobody else */
extern const struct names role_names;

/* One row of `assignment` that holds today. */
struct assignment {
	enum role role;
	int64_t department_id; /* 0: not tied to a department */
	int64_t body_id;       /* 0: not tied to a body */
	const char *scope;     /* the title of the department or body, for the page head */
	int64_t for_id;        /* lent by somebody who is away; 0: their own */
	const char *for_name;
};
extern const struct shape assignment_shape;

/* What somebody may act as: a department, a body, or a role for the whole municipality. */
struct post {
	const char *code;
	const char *title;
	const char *roles; /* in words */
	bool is_chosen;
};
extern const struct shape post_shape;

struct viewer {
	int64_t account_id; /* 0: nobody is signed in */
	/* Whoever has begun to sign in and has a step to do still is nobody yet: no account, no roles. These alone are set. */
	int64_t halfway_id;  /* the account that it will be; 0: none */
	const char *halfway; /* the address of the step's page; NULL: none */
	const char *login;
	const char *name;
	const char *department; /* title, "" for external people */
	int64_t department_id;
	const char *session;     /* hash of the session's key; tokens are bound to it */
	enum language language;  /* of the account: where no cookie says otherwise */
	struct moment seen_at;   /* when the session was last noted as in use */
	unsigned roles;          /* WHO(…) bits of the assignments */
	struct list assignments; /* struct assignment: of the post that they act as */
	const char *post;        /* its code; NULL: all of them */
	struct list posts;       /* struct post: all that there are */
};
bool viewer_has(const struct viewer *viewer, enum role role);
bool viewer_has_for_department(const struct viewer *viewer, enum role role, int64_t department_id);
bool viewer_has_for_body(const struct viewer *viewer, enum role role, int64_t body_id);

/* What was found in a typed value when it was mended. */
enum flaw { FLAW_NONE, FLAW_UTF8, FLAW_CONTROL };

/* What was typed, in order, as it came (made valid UTF-8): kept so that nothing is lost. */
struct typed {
	const char *name;
	const char *value;
	const char *file_name; /* only for an uploaded file; then `value` is its bytes, not shown back */
	size_t length;
	enum flaw flaw;
};

/* A mistake in a form, shown beside the field `name` and in the summary on top. */
struct mistake {
	const char *name;
	const char *id; /* the id of the field's element: "field-" and the name */
	const char *sentence;
};
extern const struct shape mistake_shape;

struct route;
struct inside;

struct request {
	struct arena *arena;
	struct db *db;
	const struct config *config;
	const struct route *route;
	enum language language;
	const char *number; /* 問合せ番号, also in the log */
	struct moment now;
	struct day today;
	struct viewer viewer;

	const char *method;
	const char *path;    /* decoded, without the query */
	const char *address; /* path and query as sent: where to come back to */
	const char *query;
	int64_t id; /* {id} of the route's address */
	int64_t id2;
	const char *word; /* {word} of the route's address: a code */

	const void *form;     /* the route's form struct (GET: from the query, POST: from the body); form_read(q) */
	struct list typed;    /* struct typed */
	struct list mistakes; /* struct mistake; grows by form_mistake */
	bool again;           /* the page is shown again because of mistakes: fields show what was typed */
	const char *form_key; /* POST: the one-time key of the form that was sent */

	struct answer *answer;
	struct inside *inside; /* the door's own */
};

#endif
