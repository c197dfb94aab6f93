/* account_people.h: the administrator's pages about people: the list, one person, adding, editing, stopping. For routes.c. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_PEOPLE_H
#define CHOSHO_ACCOUNT_ACCOUNT_PEOPLE_H

#include "account/person.h"
#include "web/route.h"

extern const struct form account_list_form;
extern const struct form account_add_form;
extern const struct form account_edit_form;
extern const struct form account_stop_form;

/* What narrows and sorts the list. */
struct account_filter {
	const char *text; /* part of a name, of フリガナ or of a login */
	int64_t department;
	const char *role;   /* a role's code, none, or "" */
	const char *state;  /* a state's code or "" */
	const char *sort;   /* name, login, department, latest */
	const char *behind; /* the key of the last line of the page before */
	int64_t behind_id;  /* and its id; 0: the first page */
};

struct account_line {
	int64_t id;
	const char *login;
	const char *name;
	const char *kana;
	const char *department;
	enum account_state state;
	struct day from_on;
	struct day until_on;
	const char *roles;
	struct day away_until;
	const char *key;
	/* laid out */
	const char *role_words;
	bool is_quiet;
};
extern const struct shape account_line_shape;

struct account_filter account_filter_of(struct request *q);
/* Queues the lines; db_collect fills the list. */
void account_list_later(struct request *q, const struct account_filter *filter, int64_t limit, struct list *lines);
const char *account_roles_words(struct request *q, const char *roles);
const char *account_folded(struct arena *arena, const char *text);
const char *account_katakana(struct arena *arena, const char *text);

struct fail *account_list(struct request *q) CHOSHO_MUST_USE;
struct fail *account_person(struct request *q) CHOSHO_MUST_USE;
struct fail *account_new(struct request *q) CHOSHO_MUST_USE;
struct fail *account_add(struct request *q) CHOSHO_MUST_USE;
struct fail *account_edit(struct request *q) CHOSHO_MUST_USE;
struct fail *account_change(struct request *q) CHOSHO_MUST_USE;
struct fail *account_stop_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *account_stop(struct request *q) CHOSHO_MUST_USE;
struct fail *account_restart_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *account_restart(struct request *q) CHOSHO_MUST_USE;
struct fail *account_end_sessions_ask(struct request *q) CHOSHO_MUST_USE;
struct fail *account_end_sessions(struct request *q) CHOSHO_MUST_USE;

#endif
