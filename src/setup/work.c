/*
 * work.c: chosho work: sends mails, makes take effect what was planned for a day, and throws away what has done its service.
 * One turn every few seconds; each thing is a transaction of its own, and one that fails is told and tried again at the next
 * turn. Any number of these may run: what one has taken, the others leave alone.
 */
#include "setup/work.h"

#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "account/invitation.h"
#include "department/department.h"
#include "kit/log.h"
#include "kit/terminal.h"
#include "kit/text.h"
#include "mail/outbox.h"
#include "sql_setup.h"
#include "transfer/transfer.h"

#define TURN_CEILING ((size_t)64 << 20)
#define TURN_SECONDS 5
#define PURGE_TURNS 720 /* once an hour */

static volatile sig_atomic_t stopping;

struct working {
	struct arena *arena; /* of one turn */
	enum language language;
	const struct config *config;
	struct db *db;
	struct text problems; /* of one turn, for the page that shows how the system is */
	bool is_alone;        /* --once: says what it did */
	int64_t turn;
};

/* --- The things that are done -------------------------------------------------------------------------------- */

static const char *link_of(struct arena *arena, const struct config *config, const struct outgoing *mail)
{
	const struct invitation invitation = {mail->invitation_id, mail->invitation_account_id, mail->invitation_salt};

	return text_join(arena, "/password/", invitation_key(arena, config->secret, &invitation));
}

static bool stops(void)
{
	return stopping;
}

static void note_problem(struct working *w, const char *what, const char *detail)
{
	log_line("work", "what", what, "problem", detail, NULL);
	if (w->problems.length)
		text_say(&w->problems, "\n");
	text_print(&w->problems, "%s: %s", what, detail);
}

static struct fail *send_mails(struct working *w)
{
	const struct outbox outbox = {w->db, w->config, link_of, stops};
	const char *problem;
	int64_t sent;

	if (!w->config->mail_server)
		return NULL;
	TRY(outbox_send(&outbox, &sent, &problem));
	if (problem)
		note_problem(w, "mail", problem);
	if (w->is_alone)
		printf("%s\n", WORDS(w->arena, w->language, SAY_work_sent, text_format(w->arena, "%" PRId64, sent)));
	return NULL;
}

/* What was planned for the first of April. */
static struct fail *change_departments(struct working *w)
{
	int64_t count;

	TRY(department_take_effect(w->db, &count));
	if (count > 0 && w->is_alone)
		printf("%s\n",
		       WORDS(w->arena, w->language, SAY_work_departments, text_format(w->arena, "%" PRId64, count)));
	return NULL;
}

static struct fail *purge(struct working *w)
{
	if (w->turn % PURGE_TURNS == 0)
		outbox_purge_later(w->db);
	return db_collect(w->db);
}

static struct fail *transfers(struct working *w)
{
	return transfer_take_effect(w->db);
}

/* Last: what the others could not do is noted with it. */
static struct fail *note_turn(struct working *w)
{
	return db_change(w->db, &SQL_setup_note_service, NULL, ARGS(V("work"), V((const char *)w->problems.bytes)));
}

static const struct {
	const char *what;
	struct fail *(*do_it)(struct working *w);
} things[] = {
	{"transfers",   transfers         },
 /* after them: who comes into a department that ends goes on to its successor */
	{"departments", change_departments},
	{"mail",        send_mails        },
	{"purge",       purge             },
	{"note",        note_turn         },
};

/* --- Turns ------------------------------------------------------------------------------------------------------ */

static void do_thing(struct working *w, size_t i)
{
	struct fail *fail = db_ready(w->db);

	if (!fail)
		fail = things[i].do_it(w);
	db_finish(w->db);
	if (fail)
		note_problem(w, things[i].what, fail->detail ? fail->detail : words_say(w->language, fail->say));
}

static bool take_turn(struct working *w)
{
	w->problems = (struct text){.arena = w->arena};
	for (size_t i = 0; i < sizeof things / sizeof *things && !stopping; i++)
		do_thing(w, i);
	w->turn++;
	return w->problems.length == 0;
}

static void on_stop(int signal)
{
	(void)signal;
	stopping = 1;
}

/* Stop signals wake who sleeps; a mail that is on its way goes out first. */
static void catch_signals(void)
{
	struct sigaction action = {.sa_handler = on_stop};

	sigemptyset(&action.sa_mask);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
}

static void go_on(struct working *w)
{
	while (!stopping) {
		const struct timespec rest = {.tv_sec = TURN_SECONDS};

		(void)take_turn(w);
		arena_reset(w->arena);
		if (!stopping)
			nanosleep(&rest, NULL);
	}
}

static int start(struct working *w, struct arena *arena, const struct statement *const *statements)
{
	struct fail *fail = db_open(&w->db, arena, w->config->database, statements);
	int status = 0;

	w->arena = arena_make(TURN_CEILING);
	db_use(w->db, w->arena);
	if (fail && (w->is_alone || fail->kind != FAIL_AWAY)) {
		status = terminal_fail(arena, w->language, fail, "database");
	} else if (w->is_alone) {
		status = take_turn(w) ? 0 : terminal_say(w->problems.bytes, 1);
	} else {
		go_on(w);
	}
	db_close(w->db);
	arena_end(w->arena);
	return status;
}

int work_command(const struct config *config, enum language language, struct arena *arena,
                 const struct statement *const *statements, int count, char **arguments)
{
	struct working w = {.language = language, .config = config, .is_alone = count == 1};

	if (count && (count != 1 || strcmp(arguments[0], "--once") != 0))
		return terminal_say(words_say(language, SAY_work_usage), 2);
	if (!config->secret)
		return terminal_say(WORDS(arena, language, SAY_config_missing, "secret", "CHOSHO_SECRET"), 1);
	if (!config->mail_server)
		terminal_say(words_say(language, SAY_work_no_mail), 0);
	else if (config->mail_tls == MAIL_PLAIN)
		terminal_say(words_say(language, SAY_work_mail_plain), 0);
	catch_signals();
	return start(&w, arena, statements);
}
