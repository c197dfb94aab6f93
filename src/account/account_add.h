/* account_add.h: the arguments of `chosho account add`, read and judged without the database. */
#ifndef CHOSHO_ACCOUNT_ACCOUNT_ADD_H
#define CHOSHO_ACCOUNT_ACCOUNT_ADD_H

#include "web/request.h"

#define ROLE_MAX 32

enum scope { SCOPE_NONE, SCOPE_DEPARTMENT, SCOPE_BODY };

struct role_option {
	enum role role;
	enum scope scope;
	const char *code; /* NULL: the account's own department, or none */
};

struct add_options {
	const char *login;
	const char *name;
	const char *kana;          /* in katakana; "": none */
	const char *organization;  /* NULL: whichever has the codes */
	const char *department;    /* NULL: an external person */
	const char *password_file; /* NULL: one is made */
	struct role_option roles[ROLE_MAX];
	size_t role_count;
};

/* False: *refusal is the sentence that says what is wrong. */
bool add_options_read(struct arena *arena, enum language language, int argc, char **argv, struct add_options *options,
                      const char **refusal);

#endif
