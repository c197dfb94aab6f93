/* commands.c: the commands that belong to no single room: serving, migrating, checking, printing what is known. */
#include "commands.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "account/account.h"
#include "account/account_operator.h"
#include "account/account_rescue.h"
#include "assignment/roster_command.h"
#include "department/department_command.h"
#include "history/seal.h"
#include "history/verify.h"
#include "kit/log.h"
#include "kit/terminal.h"
#include "kit/text.h"
#include "meeting/meeting_command.h"
#include "pages_all.h"
#include "plan/plan_command.h"
#include "setup/doctor.h"
#include "setup/first.h"
#include "setup/work.h"
#include "sql_all.h"
#include "transfer/transfer.h"
#include "web/answer.h"
#include "web/web.h"
#include "workflow/workflow_print.h"

void command_say(const char *sentence)
{
	terminal_say(sentence, FAILED);
}

/* A setting that this command wants and others do not. */
static int refuse_missing(const struct call *call, const char *key, const char *variable)
{
	command_say(WORDS(call->arena, call->language, SAY_config_missing, key, variable));
	return FAILED;
}

static int refuse(const struct call *call, const struct fail *fail, const char *setting)
{
	return terminal_fail(call->arena, call->language, fail, setting);
}

static bool pages_compile(struct arena *forever)
{
	const char *problem;

	if (page_start(forever, pages_all, &frame_shape, &problem))
		return true;
	fprintf(stderr, "%s\n", problem);
	return false;
}

/* --- serve ----------------------------------------------------------------------------------------------- */

int command_serve(struct call *call)
{
	bool heavy = strcmp(call->arguments[0], "heavy") == 0;
	const struct web_setup setup = {
		.pool = heavy ? HEAVY : INTERACTIVE,
		.config = &call->config,
		.language = call->language,
		.forever = call->arena,
		.statements = sql_all,
		.hooks = &account_hooks,
		.pages_start = pages_compile,
	};

	if (!call->config.secret)
		return refuse_missing(call, "secret", "CHOSHO_SECRET");
	return web_serve(&setup);
}

/* --- migrate ------------------------------------------------------------------------------------------------ */

static struct call *migrating; /* for tell_migrated, which gets a name alone */

static void tell_migrated(const char *name)
{
	printf("%s\n", WORDS(migrating->arena, migrating->language, SAY_command_migrated, name));
}

int command_migrate(struct call *call)
{
	struct fail *fail;
	struct db *db;

	if (!call->config.database_owner)
		return refuse_missing(call, "database_owner", "CHOSHO_DATABASE_OWNER");
	migrating = call;
	fail = db_open(&db, call->arena, call->config.database_owner, NULL);
	if (!fail)
		fail = db_migrate(db, tell_migrated);
	if (fail)
		return refuse(call, fail, "database_owner");
	printf("%s\n", words_say(call->language, SAY_command_migrated_all));
	db_close(db);
	return DONE;
}

/* --- check --------------------------------------------------------------------------------------------------- */

static const char *number(const struct call *call, size_t count)
{
	return text_format(call->arena, "%zu", count);
}

int command_check(struct call *call)
{
	size_t statements = 0, pages = 0, addresses = 0;
	bool compiled;
	struct fail *fail;
	struct db *db;

	while (sql_all[statements])
		statements++;
	while (pages_all[pages])
		pages++;
	while (routes[addresses].address)
		addresses++;
	compiled = pages_compile(call->arena);
	if (!compiled)
		command_say(words_say(call->language, SAY_command_pages_wrong));
	fail = db_open(&db, call->arena, call->config.database, sql_all);
	if (fail)
		return refuse(call, fail, "database");
	db_close(db);
	if (!compiled)
		return FAILED;
	printf("%s\n", WORDS(call->arena, call->language, SAY_command_checked, number(call, statements),
	                     number(call, pages), number(call, addresses)));
	return DONE;
}

/* --- routes --------------------------------------------------------------------------------------------------- */

/* The address as a regular expression of nginx. */
static const char *pattern_of(struct arena *arena, const char *address)
{
	struct text pattern = {.arena = arena};

	for (const char *at = address; *at;) {
		size_t length = strcspn(at, "}");

		if (*at != '{') {
			text_add(&pattern, at++, 1);
			continue;
		}
		text_say(&pattern, strncmp(at, "{word}", 6) == 0 ? "[A-Za-z0-9_-]+" : "[0-9]+");
		at += length + 1;
	}
	return pattern.bytes;
}

/* Lines of nginx's map from $uri to the pool: an address is heavy when any of its rows is. */
static void print_heavy(struct call *call)
{
	const char *last = "";

	for (const struct route *route = routes; route->address; route++) {
		if (route->pool != HEAVY || strcmp(route->address, last) == 0)
			continue;
		last = route->address;
		if (strchr(route->address, '{'))
			printf("\"~^%s$\" heavy;\n", pattern_of(call->arena, route->address));
		else
			printf("%s heavy;\n", route->address);
	}
}

static void print_who(unsigned who)
{
	if (who & WHO_MACHINE)
		printf(" machine");
	if (who & WHO_ANYBODY)
		printf(" anybody");
	if (who & WHO_SIGNED_IN)
		printf(" signed-in");
	for (size_t i = 0; i < role_names.count; i++)
		if (who & WHO(i))
			printf(" %s", role_names.codes[i]);
	printf("\n");
}

int command_routes(struct call *call)
{
	if (call->count) {
		print_heavy(call);
		return DONE;
	}
	for (const struct route *route = routes; route->address; route++) {
		printf("%-4s %-28s %-11s", route->method == POST ? "POST" : "GET", route->address,
		       route->pool == HEAVY ? "heavy" : "interactive");
		print_who(route->who);
	}
	return DONE;
}

/* --- what rooms do ------------------------------------------------------------------------------------------------ */

int command_workflow(struct call *call)
{
	(void)call;
	workflow_print(stdout);
	return DONE;
}

int command_account(struct call *call)
{
	/* The room reads `add` itself. */
	return account_command(&call->config, call->language, call->arena, sql_all, call->count + 1,
	                       call->arguments - 1);
}

int command_account_list(struct call *call)
{
	return account_list_command(&call->config, call->language, call->arena, sql_all);
}

int command_account_stop(struct call *call)
{
	return account_stop_command(&call->config, call->language, call->arena, sql_all, call->count, call->arguments);
}

int command_account_import(struct call *call)
{
	return roster_command(&call->config, call->language, call->arena, sql_all, call->count, call->arguments);
}

int command_account_password(struct call *call)
{
	return account_rescue_command(&call->config, call->language, call->arena, sql_all, RESCUE_PASSWORD, call->count,
	                              call->arguments);
}

int command_account_factor(struct call *call)
{
	/* behind `reset` */
	return account_rescue_command(&call->config, call->language, call->arena, sql_all, RESCUE_SECOND_FACTOR,
	                              call->count - 1, call->arguments + 1);
}

int command_plan(struct call *call)
{
	/* The room reads `import` and `export` itself. */
	return plan_command(&call->config, call->language, call->arena, sql_all, call->count + 1, call->arguments - 1);
}

int command_department(struct call *call)
{
	/* The room reads `list`, `rename` and the others itself. */
	return department_command(&call->config, call->language, call->arena, sql_all, call->count + 1,
	                          call->arguments - 1);
}

int command_transfer(struct call *call)
{
	/* The room reads `list` and `check` itself. */
	return transfer_command(&call->config, call->language, call->arena, sql_all, call->count + 1,
	                        call->arguments - 1);
}

int command_key_new(struct call *call)
{
	return key_new_command(call->language, call->arena, call->arguments[0]);
}

int command_key_show(struct call *call)
{
	return key_show_command(&call->config, call->language, call->arena);
}

int command_seal(struct call *call)
{
	return seal_command(&call->config, call->language, call->arena, sql_all, call->count, call->arguments);
}

int command_work(struct call *call)
{
	return work_command(&call->config, call->language, call->arena, sql_all, call->count, call->arguments);
}

int command_setup(struct call *call)
{
	return setup_command(&call->config, call->language, call->arena, sql_all, call->count, call->arguments);
}

/* What is wrong with the settings is a finding, too. */
int command_doctor(struct call *call)
{
	const char *problem;
	bool good = config_read(call->arena, call->language, &call->config, &problem);

	return doctor_command(&call->config, good ? NULL : problem, call->language, call->arena, sql_all);
}

int command_backup(struct call *call)
{
	return backup_command(&call->config, call->language, call->arena, sql_all);
}

/* A file is checked wherever it lies; the history, where the settings say. */
int command_verify(struct call *call)
{
	const char *problem;

	if (call->count)
		return verify_file_command(call->language, call->arena, call->count, call->arguments);
	if (!config_read(call->arena, call->language, &call->config, &problem)) {
		fputs(problem, stderr);
		return FAILED;
	}
	return verify_command(&call->config, call->language, call->arena, sql_all);
}
