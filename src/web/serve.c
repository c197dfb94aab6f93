/*
 * serve.c: one worker, and the only house of libfcgi. Takes one request after the other from the pool's socket on fd 0,
 * until SIGTERM; the request at hand is finished first.
 *
 * libfcgi has no read time-out and trusts whoever can write to the socket (nginx). So a watchdog covers a request from
 * before its first byte is read until its answer is sent, and memory has a ceiling.
 */
#include "web/inside.h"

#include <errno.h>
#include <fcgiapp.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "kit/log.h"
#include "kit/secret.h"

#define ARENA_CEILING (192u << 20)
#define DRAIN_MAX (64u << 20) /* of a body that is too large: read, so that nginx listens to the answer */

static volatile sig_atomic_t stopping;

/* What the watchdog says; written before a request begins to work, because a signal handler may not format. */
static char last_words[400];
static size_t last_words_length;

static void on_stop(int signal)
{
	(void)signal;
	stopping = 1;
	FCGX_ShutdownPending();
}

static void on_alarm(int signal)
{
	(void)signal;
	(void)!write(STDERR_FILENO, last_words, last_words_length);
	_exit(1);
}

static void watch(const struct web_setup *setup, const char *number, const char *route)
{
	int length = snprintf(last_words, sizeof last_words,
	                      "{\"event\":\"watchdog\",\"number\":\"%s\",\"route\":\"%s\",\"pool\":\"%s\"}\n", number,
	                      route, setup->pool == HEAVY ? "heavy" : "interactive");

	last_words_length = length > 0 && (size_t)length < sizeof last_words ? (size_t)length : 0;
}

static unsigned patience(const struct web_setup *setup)
{
	return (unsigned)(setup->pool == HEAVY ? setup->config->heavy_seconds : setup->config->interactive_seconds);
}

static const char *param(struct arena *arena, const FCGX_Request *request, const char *name)
{
	const char *value = FCGX_GetParam(name, request->envp);

	return value ? arena_copy(arena, value, strlen(value)) : "";
}

static void read_body(struct arena *arena, const FCGX_Request *request, struct incoming *in)
{
	const char *announced = FCGX_GetParam("CONTENT_LENGTH", request->envp);
	int64_t length = 0;
	char *body;

	in->body = "";
	if (announced && *announced && (!text_number(announced, &length) || length < 0)) {
		in->cut_short = true;
		return;
	}
	if (length > (int64_t)BODY_MAX) {
		char scrap[8192];
		size_t read = 0;

		in->too_large = true;
		for (int count; read < DRAIN_MAX && (count = FCGX_GetStr(scrap, sizeof scrap, request->in)) > 0;)
			read += (size_t)count;
		return;
	}
	body = arena_take(arena, (size_t)length + 1);
	in->length = length ? (size_t)FCGX_GetStr(body, (int)length, request->in) : 0;
	in->cut_short = in->length != (size_t)length;
	in->body = body;
}

static struct incoming *read_request(struct arena *arena, const FCGX_Request *request)
{
	struct incoming *in = arena_new(arena, struct incoming);

	in->method = param(arena, request, "REQUEST_METHOD");
	in->uri = param(arena, request, "REQUEST_URI");
	in->cookie = param(arena, request, "HTTP_COOKIE");
	in->content_type = param(arena, request, "CONTENT_TYPE");
	in->origin = param(arena, request, "HTTP_ORIGIN");
	in->referer = param(arena, request, "HTTP_REFERER");
	in->fetch_site = param(arena, request, "HTTP_SEC_FETCH_SITE");
	in->browser = param(arena, request, "HTTP_USER_AGENT");
	/* No HTTP_ before it: what a browser sends as a header can never become this one. */
	in->proxy_user = param(arena, request, "CHOSHO_USER");
	read_body(arena, request, in);
	return in;
}

static void send_answer(const struct request *q, FCGX_Request *request)
{
	const char *head = answer_head(q);
	size_t left = q->inside->is_head ? 0 : q->answer->length;
	const char *at = q->answer->body;

	FCGX_PutStr(head, (int)strlen(head), request->out);
	while (left) {
		int count = left > (1u << 20) ? 1 << 20 : (int)left;

		if (FCGX_PutStr(at, count, request->out) < 0)
			break; /* nobody listens any more */
		at += count;
		left -= (size_t)count;
	}
	FCGX_Finish_r(request);
}

static int64_t milliseconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000;
}

static void serve_one(const struct web_setup *setup, struct arena *arena, struct db *db, FCGX_Request *request)
{
	struct timespec start;
	struct incoming *in;
	struct request *q;

	clock_gettime(CLOCK_MONOTONIC, &start);
	in = read_request(arena, request);
	db_use(db, arena);
	q = door_begin(arena, setup, db, in);
	watch(setup, q->number, door_address(q));
	door_answer(q);
	send_answer(q, request);
	record_write(q, milliseconds_since(&start));
	setup->hooks->after(q);
	answer_note(q);
}

/* What a worker waits at. Exclusive: a connection wakes one of those who wait, not all of them. -1: cannot be. */
static int open_door(void)
{
	struct epoll_event coming = {.events = EPOLLIN | EPOLLEXCLUSIVE};
	int door = epoll_create1(EPOLL_CLOEXEC);

	return door >= 0 && epoll_ctl(door, EPOLL_CTL_ADD, STDIN_FILENO, &coming) == 0 ? door : -1;
}

/* Waits for a connection with the stop signals let in; false: stop. */
static bool wait_for_one(int door, const sigset_t *unblocked)
{
	struct epoll_event came;

	while (!stopping) {
		if (epoll_pwait(door, &came, 1, -1, unblocked) > 0)
			return true;
		if (errno != EINTR)
			return false;
	}
	return false;
}

static void catch (int signal, void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler}; /* no SA_RESTART: what waits is woken */

	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

/* Stop signals come in only while waiting; *unblocked is the mask for that. */
static void catch_signals(sigset_t *unblocked)
{
	sigset_t stops;

	sigemptyset(&stops);
	sigaddset(&stops, SIGTERM);
	sigaddset(&stops, SIGINT);
	sigaddset(&stops, SIGQUIT);
	sigaddset(&stops, SIGUSR1);
	sigprocmask(SIG_BLOCK, &stops, unblocked);
	catch (SIGTERM, on_stop);
	catch (SIGINT, on_stop);
	catch (SIGUSR1, on_stop);
	catch (SIGALRM, on_alarm);
	catch (SIGPIPE, SIG_IGN);
	prctl(PR_SET_PDEATHSIG, SIGTERM); /* no worker outlives its supervisor */
}

/* A broken length in a FastCGI record makes libfcgi ask for gigabytes. Sanitizers need the room themselves. */
static void limit_memory(void)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(CHOSHO_SANITIZE)
	const struct rlimit limit = {(rlim_t)1 << 30, (rlim_t)1 << 30};

	setrlimit(RLIMIT_AS, &limit);
#endif
}

static int work(const struct web_setup *setup, bool is_made)
{
	struct arena *arena = arena_make(ARENA_CEILING);
	struct db *db = NULL;
	struct fail *fail;
	FCGX_Request request;
	sigset_t unblocked;
	int door;

	if (!is_made && !setup->pages_start(setup->forever))
		return 1;
	/* A worker that starts while the database is away serves pages that say so, until it is back. */
	fail = db_open(&db, arena, setup->config->database, setup->statements);
	if (fail && fail->kind != FAIL_AWAY) {
		fprintf(stderr, "chosho: %s\n", words_say(setup->language, fail->say));
		log_line("worker", "failure", fail->detail ? fail->detail : "", NULL);
		return 1;
	}
	/* The request was read to its end, and nginx sends nothing behind it: no need to wait until it has closed its side. */
	setenv("LIBFCGI_OS_CLOSE_POLL_TIMEOUT", "0", 1);
	/* Several workers wait for one socket: who comes too late must not hang in accept. */
	fcntl(STDIN_FILENO, F_SETFL, fcntl(STDIN_FILENO, F_GETFL) | O_NONBLOCK);
	door = open_door();
	if (door < 0 || FCGX_Init() != 0 || FCGX_InitRequest(&request, STDIN_FILENO, FCGI_FAIL_ACCEPT_ON_INTR) != 0)
		return 1;
	catch_signals(&unblocked);
	limit_memory();
	while (wait_for_one(door, &unblocked)) {
		watch(setup, "none", "none");
		alarm(patience(setup));
		if (FCGX_Accept_r(&request) == 0)
			serve_one(setup, arena, db, &request);
		alarm(0);
		arena_reset(arena);
	}
	FCGX_Free(&request, 1);
	db_close(db);
	return 0;
}

static bool is_listening(int fd)
{
	int yes = 0;
	socklen_t length = sizeof yes;

	return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &yes, &length) == 0 && yes;
}

int worker_run(const struct web_setup *setup, bool is_made)
{
	int status = work(setup, is_made);

	if (status != 0)
		sleep(1); /* the supervisor starts another at once: not in a hot loop */
	return status;
}

int web_serve(const struct web_setup *setup)
{
	return is_listening(STDIN_FILENO) ? worker_run(setup, false) : pool_open(setup);
}
