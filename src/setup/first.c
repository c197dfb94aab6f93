/* first.c: what the page and the command have in common: the code, and the deed. */
#include "setup/first.h"

#include "kit/secret.h"
#include "sql_setup.h"

static const struct field setup_state_fields[] = {
	FIELD(struct setup_state, is_set_up),    FIELD(struct setup_state, code_hash),
	FIELD(struct setup_state, failures),     FIELD(struct setup_state, seconds_since),
	FIELD(struct setup_state, organization),
};
const struct shape setup_state_shape = SHAPE(struct setup_state, setup_state_fields);

struct first_begun {
	int64_t id;
};
static const struct field first_begun_fields[] = {
	FIELD(struct first_begun, id),
};
extern const struct shape first_begun_shape;
const struct shape first_begun_shape = SHAPE(struct first_begun, first_begun_fields);

void first_lock_later(struct db *db)
{
	db_later_change(db, &SQL_setup_lock, NULL, NO_ARGS);
}

const char *first_code_hash(struct arena *arena, const char *code)
{
	struct text plain = {.arena = arena};

	text_say(&plain, "setup ");
	for (const char *c = text_fold(arena, code); *c; c++) {
		char letter = (char)(*c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);

		if ((letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9'))
			text_add(&plain, &letter, 1);
	}
	return secret_hash(arena, plain.bytes);
}

struct fail *first_begin(struct db *db, const struct first *first, int64_t password_mib, bool *out_made)
{
	const char *hash = secret_password_hash(db_arena(db), first->password, password_mib);
	struct first_begun begun;

	return db_maybe(db, &SQL_setup_begin, &begun, out_made,
	                ARGS(V(first->organization), V(first->login), V(first->name), V(hash),
	                     V(language_code(first->language))));
}
