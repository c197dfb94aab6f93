/* commands.h: what `chosho` can be told to do; main.c has the table. */
#ifndef CHOSHO_COMMANDS_H
#define CHOSHO_COMMANDS_H

#include "kit/arena.h"
#include "kit/config.h"

/* What a command gets. */
struct call {
	struct arena *arena;
	enum language language; /* the terminal's */
	struct config config;
	const char *usage; /* of this command: serve interactive|heavy */
	int count;         /* of arguments behind the command's name */
	char **arguments;
};

/* Exit statuses: done; refused or failed; wrong use. */
enum { DONE, FAILED, WRONG_USE };

/* One sentence on standard error. */
void command_say(const char *sentence);

/* Each returns the exit status. */
int command_serve(struct call *call);
int command_migrate(struct call *call);
int command_check(struct call *call);
int command_routes(struct call *call);
int command_workflow(struct call *call);
int command_account(struct call *call);
int command_account_list(struct call *call);
int command_account_stop(struct call *call);
int command_account_import(struct call *call);
int command_account_password(struct call *call);
int command_account_factor(struct call *call);
int command_plan(struct call *call);
int command_department(struct call *call);
int command_transfer(struct call *call);
int command_key_new(struct call *call);
int command_key_show(struct call *call);
int command_seal(struct call *call);
int command_work(struct call *call);
int command_setup(struct call *call);
int command_doctor(struct call *call);
int command_backup(struct call *call);
int command_verify(struct call *call);

#endif
