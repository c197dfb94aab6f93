/*
 * pool.c: opens a pool's socket and becomes its supervisor, multiwatch, which keeps the workers alive. What would keep
 * every worker from starting is told here, once, in one sentence.
 */
#include "web/inside.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define BACKLOG 4096 /* an overflowing listen queue is an instant 502 */
#define RETRIES "1000000000"
#define RETRY_MILLISECONDS "1000"

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

	if (db)
		db_close(db);
	if (!fail)
		return 0;
	fprintf(stderr, "chosho: %s\n", words_say(setup->language, fail->say));
	if (fail->detail)
		fprintf(stderr, "  (%s)\n", fail->detail);
	return 1;
}

static int supervise(const struct web_setup *setup, int fd)
{
	int64_t workers = setup->pool == HEAVY ? setup->config->workers_heavy : setup->config->workers_interactive;
	char count[24];

	snprintf(count, sizeof count, "%" PRId64, workers);
	if (dup2(fd, STDIN_FILENO) < 0)
		return tell(setup, SAY_web_socket_folder, setup->config->socket_folder, strerror(errno));
	if (fd != STDIN_FILENO)
		close(fd);
	execlp("multiwatch", "multiwatch", "-f", count, "-r", RETRIES, "-t", RETRY_MILLISECONDS, "-s", "TERM", "--",
	       setup->program, "serve", names[setup->pool], (char *)NULL);
	return tell(setup, SAY_web_no_multiwatch, strerror(errno), NULL);
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
	if (fd < 0)
		return tell(setup, SAY_web_socket_folder, setup->config->socket_folder, strerror(errno));
	return supervise(setup, fd);
}
