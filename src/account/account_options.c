/* account_options.c: reads the arguments of `chosho account add`. */
#include <string.h>

#include "account/account.h"
#include "account/account_add.h"
#include "account/account_people.h"

static const char *const option_names[] = {"--login",      "--name", "--kana",         "--organization",
                                           "--department", "--role", "--password-file"};
#define OPTION_COUNT (sizeof option_names / sizeof *option_names)

static const enum scope scopes[ROLES] = {
	[ROLE_AUTHOR] = SCOPE_DEPARTMENT, [ROLE_HEAD] = SCOPE_DEPARTMENT, [ROLE_MEMBER] = SCOPE_BODY,
	[ROLE_CHAIR] = SCOPE_BODY,        [ROLE_DEPUTY] = SCOPE_BODY,
};

struct reading {
	struct arena *arena;
	enum language language;
	struct add_options *options;
	const char *refusal;
};

#define REFUSE(reading, say, ...) \
	((reading)->refusal = WORDS((reading)->arena, (reading)->language, (say), __VA_ARGS__), false)

static bool read_role(struct reading *reading, const char *text)
{
	struct add_options *options = reading->options;
	size_t length = strcspn(text, ":");
	const char *name = arena_copy(reading->arena, text, length);
	const char *code = text[length] ? text + length + 1 : NULL;
	int role = names_index(&role_names, name);

	if (role < 0 || options->role_count == ROLE_MAX)
		return REFUSE(reading, SAY_account_bad_role, name);
	if (scopes[role] == SCOPE_NONE && code)
		return REFUSE(reading, SAY_account_role_no_code, name);
	if (scopes[role] == SCOPE_BODY && !code)
		return REFUSE(reading, SAY_account_role_body, name);
	options->roles[options->role_count++] = (struct role_option){(enum role)role, scopes[role], code};
	return true;
}

/* Where the value of an option goes; NULL: there is no such option that takes one place. */
static const char **place_of(struct add_options *options, const char *name)
{
	const char **const places[OPTION_COUNT] = {&options->login,        &options->name,       &options->kana,
	                                           &options->organization, &options->department, NULL,
	                                           &options->password_file};

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (strcmp(name, option_names[i]) == 0)
			return places[i];
	return NULL;
}

static bool read_option(struct reading *reading, const char *name, const char *value)
{
	const char **place = place_of(reading->options, name);
	const char *near;

	if (!place && strcmp(name, "--role") != 0) {
		near = text_nearest(name, option_names, OPTION_COUNT);
		return near ? REFUSE(reading, SAY_account_option_near, name, near)
		            : REFUSE(reading, SAY_account_option, name);
	}
	if (!value)
		return REFUSE(reading, SAY_account_option_value, name);
	if (!place)
		return read_role(reading, value);
	if (*place)
		return REFUSE(reading, SAY_account_option_twice, name);
	*place = value;
	return true;
}

bool account_login_is_good(const char *login)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789._-@";
	size_t length = strlen(login);

	return length > 0 && length <= ACCOUNT_LOGIN_MAX && strspn(login, letters) == length;
}

static bool is_good_name(const char *name)
{
	return text_is_utf8(name, strlen(name)) && !text_has_control(name) && !strpbrk(name, "\n\t") &&
	       text_count(name) <= ACCOUNT_NAME_MAX;
}

static bool judge(struct reading *reading)
{
	struct add_options *options = reading->options;

	if (text_empty(options->login))
		return REFUSE(reading, SAY_account_no_login, "");
	options->login = account_login(reading->arena, options->login);
	if (!account_login_is_good(options->login))
		return REFUSE(reading, SAY_account_bad_login, options->login);
	if (text_empty(options->name))
		return REFUSE(reading, SAY_account_no_name, "");
	if (!is_good_name(options->name) || (options->kana && !is_good_name(options->kana)))
		return REFUSE(reading, SAY_account_bad_name, "");
	options->kana = account_katakana(reading->arena, text_fold(reading->arena, options->kana ? options->kana : ""));
	if (options->role_count == 0)
		return REFUSE(reading, SAY_account_no_role, "");
	for (size_t i = 0; i < options->role_count; i++) {
		const struct role_option *role = &options->roles[i];

		if (role->scope == SCOPE_DEPARTMENT && !role->code && !options->department)
			return REFUSE(reading, SAY_account_role_department, role_names.codes[role->role]);
	}
	return true;
}

bool add_options_read(struct arena *arena, enum language language, int argc, char **argv, struct add_options *options,
                      const char **refusal)
{
	struct reading reading = {arena, language, options, NULL};
	bool good = argc >= 1 && strcmp(argv[0], "add") == 0;

	*options = (struct add_options){.role_count = 0};
	if (!good)
		reading.refusal = WORDS(arena, language, SAY_account_option, argc ? argv[0] : "");
	for (int i = 1; good && i < argc; i += 2)
		good = read_option(&reading, argv[i], i + 1 < argc ? argv[i + 1] : NULL);
	good = good && judge(&reading);
	*refusal = reading.refusal;
	return good;
}
