/* account_add.c: chosho account add: one account with its roles, all of it or nothing. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "account/account.h"
#include "account/account_add.h"
#include "account/person.h"
#include "kit/secret.h"
#include "kit/terminal.h"
#include "sql_account.h"

#define GENERATED_BYTES 12 /* 16 letters */

/* A department or body that a code may mean. */
struct place {
	int64_t id;
	int64_t organization_id;
	const char *organization;
};
static const struct field place_fields[] = {
	FIELD(struct place, id),
	FIELD(struct place, organization_id),
	FIELD(struct place, organization),
};
extern const struct shape place_shape;
const struct shape place_shape = SHAPE(struct place, place_fields);

struct place_code {
	const char *code;
};
static const struct field place_code_fields[] = {
	FIELD(struct place_code, code),
};
extern const struct shape place_code_shape;
const struct shape place_code_shape = SHAPE(struct place_code, place_code_fields);

static const struct field added_fields[] = {
	FIELD(struct added, id),
};
const struct shape added_shape = SHAPE(struct added, added_fields);

/* What the command works on; `organization` is the one that the codes found so far belong to. */
struct adding {
	struct db *db;
	struct arena *arena;
	enum language language;
	const struct add_options *options;
	int64_t organization_id;
	int64_t department_id;
	struct place places[ROLE_MAX]; /* beside options->roles */
	const char *refusal;           /* why not */
};

#define REFUSE(adding, say, ...) \
	((adding)->refusal = WORDS((adding)->arena, (adding)->language, (say), __VA_ARGS__), false)

static bool refuse_failure(struct adding *adding, const struct fail *fail)
{
	adding->refusal = words_say(adding->language, fail->say);
	if (fail->detail)
		adding->refusal = text_join(adding->arena, adding->refusal, " (", fail->detail, ")");
	return false;
}

static const char *names_of(struct arena *arena, struct list places)
{
	struct text names = {.arena = arena};

	for (EACH(struct place, place, places)) {
		text_say(&names, names.length ? ", " : "");
		text_say(&names, place->organization);
	}
	return names.bytes;
}

/* No such code: the nearest one, if any is near. */
static bool refuse_code(struct adding *adding, const char *code, enum say say)
{
	struct list codes;
	const char **known;
	const char *near;
	struct fail *fail = db_many(adding->db, &SQL_account_codes, &codes, NO_ARGS);

	if (fail)
		return refuse_failure(adding, fail);
	known = arena_many(adding->arena, const char *, codes.count + 1);
	for (size_t i = 0; i < codes.count; i++)
		known[i] = LIST_AT(struct place_code, codes, i)->code;
	near = text_nearest(code, known, codes.count);
	if (near && strcmp(near, code) != 0)
		return REFUSE(adding, SAY_account_code_near, code, near);
	return REFUSE(adding, say, code);
}

static bool find_place(struct adding *adding, const struct statement *statement, const char *code, enum say missing,
                       struct place *place)
{
	struct list found;
	struct fail *fail = db_many(adding->db, statement, &found, ARGS(V(code), V(adding->options->organization)));

	if (fail)
		return refuse_failure(adding, fail);
	if (found.count == 0)
		return refuse_code(adding, code, missing);
	if (found.count > 1)
		return REFUSE(adding, SAY_account_ambiguous, code, names_of(adding->arena, found));
	*place = *LIST_AT(struct place, found, 0);
	if (adding->organization_id && adding->organization_id != place->organization_id)
		return REFUSE(adding, SAY_account_other_organization, code);
	adding->organization_id = place->organization_id;
	return true;
}

static bool find_role_place(struct adding *adding, const struct role_option *role, struct place *place)
{
	if (role->scope == SCOPE_BODY)
		return find_place(adding, &SQL_account_find_bodies, role->code, SAY_account_no_body, place);
	if (role->scope == SCOPE_NONE)
		return true;
	if (role->code)
		return find_place(adding, &SQL_account_find_departments, role->code, SAY_account_no_department, place);
	place->id = adding->department_id;
	return true;
}

static bool find_places(struct adding *adding)
{
	const struct add_options *options = adding->options;
	struct place own = {0, 0, NULL};

	if (options->department &&
	    !find_place(adding, &SQL_account_find_departments, options->department, SAY_account_no_department, &own))
		return false;
	adding->department_id = own.id;
	for (size_t i = 0; i < options->role_count; i++)
		if (!find_role_place(adding, &options->roles[i], &adding->places[i]))
			return false;
	return true;
}

static struct value id_or_null(int64_t id)
{
	if (id == 0)
		return V_NULL;
	return V(id);
}

static struct fail *store(struct adding *adding, const char *password_hash)
{
	const struct add_options *options = adding->options;
	struct added added;
	bool unknown;

	db_later_begin(adding->db, false);
	TRY(db_one(adding->db, &SQL_account_add, &added,
	           ARGS(V(options->login), V(options->name), id_or_null(adding->department_id), V(password_hash),
	                id_or_null(adding->organization_id), V(words_say(LANGUAGE_JA, SAY_plan_operator)),
	                V(options->kana))));
	for (size_t i = 0; i < options->role_count; i++) {
		const struct role_option *role = &options->roles[i];
		struct value id = id_or_null(adding->places[i].id);

		TRY(db_change(adding->db, &SQL_account_assign, NULL,
		              ARGS(V(added.id), V(role_names.codes[role->role]),
		                   role->scope == SCOPE_DEPARTMENT ? id : V_NULL,
		                   role->scope == SCOPE_BODY ? id : V_NULL)));
	}
	return db_commit(adding->db, &unknown);
}

static bool add(struct adding *adding, const char *password, int64_t mib)
{
	struct fail *fail;

	if (!find_places(adding))
		return false;
	fail = store(adding, secret_password_hash(adding->arena, password, mib));
	if (!fail)
		return true;
	db_finish(adding->db);
	if (text_same(db_broken_constraint(adding->db), "account_login_key"))
		return REFUSE(adding, SAY_account_exists, adding->options->login);
	return refuse_failure(adding, fail);
}

static bool read_line(struct arena *arena, FILE *file, const char **password)
{
	char line[2048];

	if (!fgets(line, sizeof line, file))
		return false;
	line[strcspn(line, "\r\n")] = '\0';
	*password = arena_copy(arena, line, strlen(line));
	secret_wipe(line, sizeof line);
	return true;
}

/* The first line of the file, or of standard input. False: *refusal says why not. */
static bool read_password(struct arena *arena, enum language language, const char *path, const char **password,
                          const char **refusal)
{
	const char *why = "";
	bool read = false;

	if (strcmp(path, "-") == 0) {
		read = read_line(arena, stdin, password);
	} else {
		FILE *file = fopen(path, "r");

		if (file) {
			read = read_line(arena, file, password);
			fclose(file);
		} else {
			why = strerror(errno);
		}
	}
	if (!read)
		*refusal = WORDS(arena, language, SAY_account_password_file, path, why);
	return read;
}

static bool find_password(struct arena *arena, enum language language, const struct add_options *options,
                          const char **password, const char **refusal)
{
	enum say say;

	if (!options->password_file) {
		*password = secret_random_text(arena, GENERATED_BYTES);
		return true;
	}
	if (!read_password(arena, language, options->password_file, password, refusal))
		return false;
	say = account_password_judge(arena, *password, options->login);
	*refusal = words_say(language, say);
	return say == SAY_NOTHING;
}

int account_command(const struct config *config, enum language language, struct arena *arena,
                    const struct statement *const *statements, int argc, char **argv)
{
	struct add_options options = {0};
	struct adding adding = {.arena = arena, .language = language, .options = &options};
	const char *password = NULL, *refusal = NULL;
	struct fail *fail;

	if (!add_options_read(arena, language, argc, argv, &options, &refusal)) {
		terminal_say(refusal, 2);
		return terminal_say(words_say(language, SAY_account_usage), 2);
	}
	if (!find_password(arena, language, &options, &password, &refusal))
		return terminal_say(refusal, 1);
	/* As the owner: the role of the web program gives nobody what two administrators have not. */
	if (!config->database_owner)
		return terminal_say(
			WORDS(arena, language, SAY_config_missing, "database_owner", "CHOSHO_DATABASE_OWNER"), 1);
	fail = db_open(&adding.db, arena, config->database_owner, statements);
	if (fail)
		return refuse_failure(&adding, fail), terminal_say(adding.refusal, 1);
	db_use(adding.db, arena);
	if (!add(&adding, password, config->password_mib))
		return terminal_say(adding.refusal, 1);
	puts(WORDS(arena, language, SAY_account_added, options.login, options.name));
	if (!options.password_file)
		puts(WORDS(arena, language, SAY_account_made_password, password));
	return 0;
}
