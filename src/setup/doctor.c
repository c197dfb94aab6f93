/* doctor.c: the check-up from the server's own shell: files, sockets and the way through nginx, beside settings and database. */
#include "setup/doctor.h"

#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "kit/text.h"
#include "setup/checkup.h"
#include "sql_setup.h"

#define PATIENCE_MILLISECONDS 5000

/* --- Files ------------------------------------------------------------------------------------------------------- */

static void check_files(struct checkup *c)
{
	const char *file = c->config->files;
	int open = 0;

	for (size_t length; *file; file += length + 1) {
		const char *path;
		struct stat state;

		length = strcspn(file, "\n");
		path = arena_copy(c->arena, file, length);
		if (stat(path, &state) == 0 && (state.st_mode & (S_IROTH | S_IWOTH | S_IWGRP))) {
			checkup_say(c, HEALTH_BAD, SAY_doctor_file_open, path, SAY_doctor_file_advice);
			open++;
		}
	}
	if (!open)
		checkup_say(c, HEALTH_GOOD, SAY_doctor_files, "", SAY_NOTHING);
}

/* --- The workers' sockets -------------------------------------------------------------------------------------------- */

static void check_pool(struct checkup *c, const char *name)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	snprintf(address.sun_path, sizeof address.sun_path, "%s/%s.sock", c->config->socket_folder, name);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&address, sizeof address) == 0)
		checkup_say(c, HEALTH_GOOD, SAY_doctor_pool, name, SAY_NOTHING);
	else
		checkup_find(
			c, HEALTH_BAD,
			WORDS(c->arena, c->language, SAY_doctor_pool_away, name, address.sun_path, strerror(errno)),
			WORDS(c->arena, c->language, SAY_doctor_pool_advice, name));
	if (fd >= 0)
		close(fd);
}

/* --- The way through nginx -------------------------------------------------------------------------------------------- */

/* A connection to the host and port of an address; -1. */
static int reach(struct arena *arena, const char *url)
{
	const struct addrinfo hints = {.ai_socktype = SOCK_STREAM};
	const struct timeval patience = {.tv_sec = PATIENCE_MILLISECONDS / 1000};
	const char *host = strstr(url, "://") + 3;
	bool bracket = *host == '[';
	size_t length = strcspn(host + bracket, bracket ? "]" : ":");
	const char *name = arena_copy(arena, host + bracket, length);
	const char *rest = host + bracket + length + bracket;
	const char *port = *rest == ':' ? rest + 1 : strncmp(url, "https", 5) == 0 ? "443" : "80";
	struct addrinfo *found = NULL;
	int fd = -1;

	if (getaddrinfo(name, port, &hints, &found) != 0)
		return -1;
	for (const struct addrinfo *one = found; one && fd < 0; one = one->ai_next) {
		fd = socket(one->ai_family, one->ai_socktype | SOCK_CLOEXEC, one->ai_protocol);
		if (fd < 0)
			continue;
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
		if (connect(fd, one->ai_addr, one->ai_addrlen) != 0) {
			close(fd);
			fd = -1;
		}
	}
	freeaddrinfo(found);
	return fd;
}

/* The status of GET /readyz; 0: no answer that could be read. */
static int ask_ready(struct checkup *c, int fd)
{
	const char *host = strstr(c->config->url, "://") + 3;
	const char *question = text_format(c->arena, "GET /readyz HTTP/1.0\r\nHost: %s\r\n\r\n", host);
	char answer[64] = "";
	ssize_t length;
	int status = 0;

	if (send(fd, question, strlen(question), MSG_NOSIGNAL) < 0)
		return 0;
	length = recv(fd, answer, sizeof answer - 1, 0);
	if (length > 0)
		answer[length] = '\0';
	return sscanf(answer, "HTTP/%*d.%*d %d", &status) == 1 ? status : 0;
}

static void check_site(struct checkup *c)
{
	bool tls = strncmp(c->config->url, "https://", 8) == 0;
	int fd = reach(c->arena, c->config->url), status;

	if (fd < 0) {
		checkup_say(c, HEALTH_BAD, SAY_doctor_site_away, c->config->url, SAY_doctor_site_advice);
		return;
	}
	status = tls ? 200 : ask_ready(c, fd);
	close(fd);
	if (status == 200)
		checkup_say(c, HEALTH_GOOD, tls ? SAY_doctor_site_listens : SAY_doctor_site, c->config->url,
		            SAY_NOTHING);
	else
		checkup_find(c, HEALTH_BAD,
		             WORDS(c->arena, c->language, SAY_doctor_site_wrong, c->config->url,
		                   text_format(c->arena, "%d", status)),
		             words_say(c->language, SAY_doctor_site_wrong_advice));
}

/* --- chosho doctor ------------------------------------------------------------------------------------------------------- */

static void check_database(struct checkup *c, const struct statement *const *statements)
{
	struct db *db;
	struct fail *fail = db_open(&db, c->arena, c->config->database, statements);

	if (!fail)
		fail = checkup_database(c, db);
	if (fail && fail->say == SAY_database_away)
		checkup_say(c, HEALTH_BAD, SAY_doctor_database_away, fail->detail, SAY_doctor_database_advice);
	else if (fail)
		checkup_find(c, HEALTH_BAD, words_say(c->language, fail->say), fail->detail);
	db_close(db);
}

static int print(const struct checkup *c)
{
	int bad = 0, care = 0;

	for (size_t i = 0; i < c->count; i++) {
		const struct finding *finding = &c->findings[i];

		printf("%s  %s\n", words_say(c->language, health_names.labels[finding->health]), finding->what);
		if (finding->advice)
			printf("        → %s\n", finding->advice);
		bad += finding->health == HEALTH_BAD;
		care += finding->health == HEALTH_CARE;
	}
	printf("\n%s\n", WORDS(c->arena, c->language,
	                       bad    ? SAY_doctor_bad
	                       : care ? SAY_doctor_care
	                              : SAY_doctor_good,
	                       text_format(c->arena, "%d", bad), text_format(c->arena, "%d", care)));
	return bad ? 1 : 0;
}

int doctor_command(const struct config *config, const char *problem, enum language language, struct arena *arena,
                   const struct statement *const *statements)
{
	struct checkup *c = arena_new(arena, struct checkup);

	*c = (struct checkup){.arena = arena, .language = language, .config = config};
	for (size_t length; problem && *problem; problem += length + (problem[length] == '\n')) {
		length = strcspn(problem, "\n");
		checkup_find(c, HEALTH_BAD, arena_copy(arena, problem, length),
		             words_say(language, SAY_doctor_settings_advice));
	}
	if (problem)
		return print(c);
	checkup_settings(c);
	check_files(c);
	check_database(c, statements);
	check_pool(c, "interactive");
	check_pool(c, "heavy");
	check_site(c);
	return print(c);
}

/* --- chosho backup noted --------------------------------------------------------------------------------------------------- */

int backup_command(const struct config *config, enum language language, struct arena *arena,
                   const struct statement *const *statements)
{
	struct db *db;
	struct fail *fail = db_open(&db, arena, config->database, statements);

	if (!fail)
		fail = db_change(db, &SQL_setup_note_service, NULL, ARGS(V("backup"), V_NULL));
	if (fail)
		fprintf(stderr, "chosho: %s%s%s\n", words_say(language, fail->say), fail->detail ? " " : "",
		        fail->detail ? fail->detail : "");
	else
		puts(words_say(language, SAY_backup_noted));
	db_close(db);
	return fail ? 1 : 0;
}
