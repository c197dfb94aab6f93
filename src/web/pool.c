/*
 * pool.c: opens a pool's socket and becomes its supervisor. What every worker needs is made here once (pages compiled,
 * statements held against the schema), so that the workers, which are its children, share that memory. What would keep every
 * worker from starting is told here, once, in one sentence.
 */
#include "web/inside.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "kit/log.h"

#define BACKLOG 4096 /* an overflowing listen queue is an instant 502 */
#define WORKERS_MAX 64
#define SHORT_LIFE_MILLISECONDS 1000 /* whoever ends sooner is replaced after a pause: no hot loop */
#define PAUSE_MILLISECONDS 200

static const char *const names[] = {[INTERACTIVE] = "interactive", [HEAVY] = "heavy"};

static int tell(const struct web_setup *setup, enum say say, const char *first, const char *second)
{
	fprintf(stderr, "chosho: %s\n",
	        WORDS(setup->forever, setup->language, say, first ? first : "", second ? second : ""));
	return 1;
}

/* Does somebody answer on that socket? */
static bool is_taken(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool taken = fd >= 0 && connect(fd, (const struct sockaddr *)address, sizeof *address) == 0;

	if (fd >= 0)
		close(fd);
	return taken;
}

/* A listening socket, for its owner and group only; -1 with errno set. */
static int listen_at(const struct sockaddr_un *address)
{
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);
	mode_t before;
	int bound;

	if (fd < 0)
		return -1;
	if (unlink(address->sun_path) != 0 && errno != ENOENT)
		return -1;
	before = umask(0117);
	bound = bind(fd, (const struct sockaddr *)address, sizeof *address);
	umask(before);
	return bound == 0 && listen(fd, BACKLOG) == 0 ? fd : -1;
}

static int check_database(const struct web_setup *setup)
{
	struct arena *arena = arena_make((size_t)16 << 20);
	struct db *db = NULL;
	struct fail *fail = db_open(&db, arena, setup->config->database, setup->statements);

	if (fail) {
		fprintf(stderr, "chosho: %s\n", words_say(setup->language, fail->say));
		if (fail->detail)
			fprintf(stderr, "  (%s)\n", fail->detail);
	}
	if (db)
		db_close(db);
	arena_end(arena);
	return fail ? 1 : 0;
}

/* --- The supervisor ------------------------------------------------------------------------------------------------- */

struct worker {
	pid_t pid; /* 0: none */
	int64_t since;
};

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static void rest(void)
{
	const struct timespec pause = {.tv_nsec = PAUSE_MILLISECONDS * 1000000L};

	nanosleep(&pause, NULL);
}

static void start_worker(const struct web_setup *setup, struct worker *worker, const sigset_t *unblocked)
{
	worker->since = milliseconds();
	worker->pid = fork();
	if (worker->pid == 0) {
		sigprocmask(SIG_SETMASK, unblocked, NULL);
		exit(worker_run(setup, true));
	}
	if (worker->pid < 0) {
		log_line("worker", "failure", strerror(errno), NULL);
		worker->pid = 0;
		rest();
	}
}

/* Takes note of all that have ended; after one that did not live long, with a pause. */
static void bury(struct worker *workers, size_t count)
{
	bool too_soon = false;
	pid_t pid;

	while ((pid = waitpid(-1, NULL, WNOHANG)) > 0)
		for (size_t i = 0; i < count; i++)
			if (workers[i].pid == pid) {
				too_soon |= milliseconds() - workers[i].since < SHORT_LIFE_MILLISECONDS;
				workers[i].pid = 0;
			}
	if (too_soon)
		rest();
}

static void stop_all(struct worker *workers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (workers[i].pid)
			kill(workers[i].pid, SIGTERM);
	while (wait(NULL) > 0 || errno == EINTR)
		;
}

/* Keeps the workers alive until it is told to stop; each finishes the request at hand. */
static int supervise(const struct web_setup *setup)
{
	size_t count =
		(size_t)(setup->pool == HEAVY ? setup->config->workers_heavy : setup->config->workers_interactive);
	static const int awaited[] = {SIGCHLD, SIGTERM, SIGINT, SIGQUIT};
	static struct worker workers[WORKERS_MAX];
	const struct timespec second = {.tv_sec = 1};
	sigset_t signals, unblocked;
	int signal = 0;

	sigemptyset(&signals);
	for (size_t i = 0; i < sizeof awaited / sizeof *awaited; i++)
		sigaddset(&signals, awaited[i]);
	sigprocmask(SIG_BLOCK, &signals, &unblocked);
	count = count > WORKERS_MAX ? WORKERS_MAX : count;
	malloc_trim(0);
	do {
		bury(workers, count);
		for (size_t i = 0; i < count; i++)
			if (!workers[i].pid)
				start_worker(setup, &workers[i], &unblocked);
		signal = sigtimedwait(&signals, NULL, &second);
	} while (signal < 0 || signal == SIGCHLD);
	stop_all(workers, count);
	return 0;
}

int pool_open(const struct web_setup *setup)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/%s.sock", setup->config->socket_folder,
	                      names[setup->pool]);
	int fd;

	if (length < 0 || (size_t)length >= sizeof address.sun_path)
		return tell(setup, SAY_web_socket_long, setup->config->socket_folder, NULL);
	if (is_taken(&address))
		return tell(setup, SAY_web_pool_running, names[setup->pool], address.sun_path);
	if (!setup->pages_start(setup->forever) || check_database(setup) != 0)
		return 1;
	fd = listen_at(&address);
	if (fd < 0 || dup2(fd, STDIN_FILENO) < 0)
		return tell(setup, SAY_web_socket_folder, setup->config->socket_folder, strerror(errno));
	if (fd != STDIN_FILENO)
		close(fd);
	return supervise(setup);
}
