/* main.c: the command line. One row per command; what a command does is commands.c's, or its room's. */
#include <stdio.h>
#include <string.h>

#include "commands.h"
#include "kit/log.h"
#include "kit/secret.h"
#include "kit/text.h"

#define CEILING ((size_t)256 << 20)

#define ACCOUNT_ADD                                                                                            \
	"account add --login L --name N [--kana K] [--organization O] [--department CODE] --role ROLE[:CODE] " \
	"[--role …] [--password-file FILE|-]"

#define SETUP "setup [--organization O --login L --name N [--password-file FILE|-]]"

static int help(struct call *call);

/* clang-format off */
static const struct command {
	const char *name; /* one word or two */
	const char *usage;
	enum say about;
	int least, most;     /* arguments */
	const char *choices; /* what the first one may be; NULL: anything */
	bool is_configured;
	int (*run)(struct call *call);
} commands[] = {
  /* name, usage, about,                                        arguments, choices, configured, who does it */
	{"serve",        "serve interactive|heavy",        SAY_command_about_serve,       1, 1,   "interactive heavy", true,  command_serve   },
	{"migrate",      "migrate",                        SAY_command_about_migrate,     0, 0,   NULL,                true,  command_migrate },
	{"check",        "check",                          SAY_command_about_check,       0, 0,   NULL,                true,  command_check   },
	{"routes",       "routes [nginx]",                 SAY_command_about_routes,      0, 1,   "nginx",             false, command_routes  },
	{"workflow",     "workflow",                       SAY_command_about_workflow,    0, 0,   NULL,                false, command_workflow},
	{"plan import",  "plan import [--dry-run] FILE",   SAY_command_about_plan_import, 1, 2,   NULL,                true,  command_plan    },
	{"plan export",  "plan export CODE",               SAY_command_about_plan_export, 1, 1,   NULL,                true,  command_plan    },
	{"account add",  ACCOUNT_ADD,                      SAY_command_about_account_add, 0, 200, NULL,                true,  command_account },
	{"account list", "account list",                   SAY_command_about_account_list, 0, 0,  NULL,                true,  command_account_list},
	{"account stop", "account stop --login L --reason TEXT", SAY_command_about_account_stop, 4, 4, NULL,     true,  command_account_stop},
	{"account import", "account import [--dry-run] FILE", SAY_command_about_account_import, 1, 2, NULL,     true,  command_account_import},
	{"account password", "account password --login L", SAY_command_about_account_password, 2, 2, "--login", true, command_account_password},
	{"account second-factor", "account second-factor reset --login L", SAY_command_about_account_factor, 3, 3, "reset", true,
	 command_account_factor},
	{"department list", "department list [--year YEAR]", SAY_command_about_department_list, 0, 2, NULL,     true,  command_department},
	{"department rename", "department rename CODE NAME [--year YEAR]", SAY_command_about_department_rename, 2, 4, NULL, true, command_department},
	{"department merge", "department merge CODE … --into CODE [--year YEAR]", SAY_command_about_department_merge, 3, 200, NULL, true, command_department},
	{"department effect", "department effect",         SAY_command_about_department_effect, 0, 0, NULL,          true,  command_department},
	{"transfer list", "transfer list",                 SAY_command_about_transfer_list, 0, 0, NULL,              true,  command_transfer},
	{"transfer check", "transfer check FILE [--day DAY]", SAY_command_about_transfer_check, 1, 3, NULL,          true,  command_transfer},
	{"key new",      "key new FILE",                   SAY_command_about_key_new,     1, 1,   NULL,                false, command_key_new },
	{"key show",     "key show",                       SAY_command_about_key_show,    0, 0,   NULL,                true,  command_key_show},
	{"seal",         "seal [--every SECONDS]",         SAY_command_about_seal,        0, 2,   NULL,                true,  command_seal    },
	{"setup", SETUP, SAY_command_about_setup, 0, 8, NULL, true, command_setup},
	{"doctor",       "doctor",                         SAY_command_about_doctor,      0, 0,   NULL,                false, command_doctor  },
	{"backup noted", "backup noted",                   SAY_command_about_backup,      0, 0,   NULL,                true,  command_backup  },
	{"work",         "work [--once]",                  SAY_command_about_work,        0, 1,   "--once",            true,  command_work    },
	{"verify",       "verify [FILE [--key KEY|FILE]]", SAY_command_about_verify,      0, 3,   NULL,                false, command_verify  },
	{"help",         "help",			   SAY_command_about_help,        0, 200, NULL,                false, help            },
};
/* clang-format on */
#define COMMANDS (sizeof commands / sizeof *commands)

static int help(struct call *call)
{
	printf("%s\n", words_say(call->language, SAY_command_usage));
	for (size_t i = 0; i < COMMANDS; i++)
		printf("  chosho %s\n      %s\n", commands[i].usage, words_say(call->language, commands[i].about));
	return DONE;
}

static const struct command *find(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i].name, name) == 0)
			return &commands[i];
	return NULL;
}

/* A first word that wants a second one: account. */
static const struct command *find_group(const char *word)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strncmp(commands[i].name, word, strlen(word)) == 0 && commands[i].name[strlen(word)] == ' ')
			return &commands[i];
	return NULL;
}

static int unknown(const struct call *call, const char *name)
{
	const char *names[COMMANDS], *nearest;

	for (size_t i = 0; i < COMMANDS; i++)
		names[i] = commands[i].name;
	nearest = text_nearest(name, names, COMMANDS);
	if (nearest)
		command_say(WORDS(call->arena, call->language, SAY_command_unknown_near, name, nearest));
	else
		command_say(WORDS(call->arena, call->language, SAY_command_unknown, name));
	return WRONG_USE;
}

static bool is_among(const char *choices, const char *word)
{
	const char *found = strstr(choices, word);

	return found && strcspn(found, " ") == strlen(word) && (found == choices || found[-1] == ' ');
}

/* The first argument that has no place here; NULL: each has one. */
static const char *out_of_place(const struct call *call, const struct command *command)
{
	if (call->count > command->most)
		return call->arguments[command->most];
	if (call->count && command->choices && !is_among(command->choices, call->arguments[0]))
		return call->arguments[0];
	return NULL;
}

static int run(struct call *call, const struct command *command)
{
	const char *problem;

	call->usage = command->usage;
	if (call->count < command->least) {
		command_say(WORDS(call->arena, call->language, SAY_command_argument_missing, command->usage));
		return WRONG_USE;
	}
	problem = out_of_place(call, command);
	if (problem) {
		command_say(WORDS(call->arena, call->language, SAY_command_argument_unknown, problem, command->usage));
		return WRONG_USE;
	}
	if (command->is_configured && !config_read(call->arena, call->language, &call->config, &problem)) {
		fputs(problem, stderr);
		return FAILED;
	}
	return command->run(call);
}

int main(int count, char **arguments)
{
	static struct call call; /* static: what it holds is never lost, it ends with the process */
	const struct command *command;
	const char *name = count > 1 ? arguments[1] : "help";

	call.arena = arena_make(CEILING);
	call.language = language_of_terminal();
	secret_start();
	if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
		name = "help";
	command = find(name);
	call.count = count > 2 ? count - 2 : 0;
	call.arguments = arguments + 2;
	if (!command && find_group(name) && count > 2) {
		name = text_join(call.arena, name, " ", arguments[2]);
		command = find(name);
		call.count--;
		call.arguments++;
	} else if (!command && find_group(name)) {
		command_say(WORDS(call.arena, call.language, SAY_command_argument_missing, find_group(name)->usage));
		return WRONG_USE;
	}
	return command ? run(&call, command) : unknown(&call, name);
}
