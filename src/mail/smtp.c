/*
 * smtp.c: the only house of libcurl. It is loaded by the child that sends one mail and gone with it: no worker carries it,
 * and a server that stalls holds nobody for ever.
 */
#include "mail/smtp.h"

#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <curl/curl.h>

#include "kit/text.h"

#define LIBRARY "libcurl.so.4"
#define CONNECT_SECONDS 10L
#define SEND_SECONDS 60L
#define CHILD_MILLISECONDS 90000
#define REASON_MAX 300

/* What is used of it. */
struct library {
	CURL *(*init)(void);
	CURLcode (*set)(CURL *, CURLoption, ...);
	CURLcode (*perform)(CURL *);
	CURLcode (*info)(CURL *, CURLINFO, ...);
	const char *(*words)(CURLcode);
	struct curl_slist *(*append)(struct curl_slist *, const char *);
};

static const struct {
	const char *name;
	size_t offset;
} symbols[] = {
	{"curl_easy_init",     offsetof(struct library, init)   },
	{"curl_easy_setopt",   offsetof(struct library, set)    },
	{"curl_easy_perform",  offsetof(struct library, perform)},
	{"curl_easy_getinfo",  offsetof(struct library, info)   },
	{"curl_easy_strerror", offsetof(struct library, words)  },
	{"curl_slist_append",  offsetof(struct library, append) },
};

static bool load(struct library *library)
{
	void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);

	for (size_t i = 0; handle && i < sizeof symbols / sizeof *symbols; i++) {
		void *symbol = dlsym(handle, symbols[i].name);

		if (!symbol)
			return false;
		memcpy((char *)library + symbols[i].offset, &symbol, sizeof symbol);
	}
	return handle;
}

/* What the child tells its parent: one of enum sending, then the reason. */
struct told {
	int sending;
	char reason[REASON_MAX];
};

/* The text that is left to be sent. */
struct upload {
	const char *at;
	size_t left;
};

static size_t give(char *out, size_t size, size_t count, void *from)
{
	struct upload *upload = from;
	size_t length = size * count < upload->left ? size * count : upload->left;

	memcpy(out, upload->at, length);
	upload->at += length;
	upload->left -= length;
	return length;
}

/* The line in which the server refuses: its words say more than a number. */
static size_t note_line(char *line, size_t size, size_t count, void *to)
{
	char *last = to;
	size_t length = size * count < REASON_MAX - 1 ? size * count : REASON_MAX - 1;

	if (length == 0 || (*line != '4' && *line != '5'))
		return size * count;
	memcpy(last, line, length);
	last[length] = '\0';
	last[strcspn(last, "\r\n")] = '\0';
	return size * count;
}

static enum sending judge(CURLcode result, long code, const char *error)
{
	if (result == CURLE_OK)
		return SENDING_DONE;
	if (strncmp(error, "RCPT failed", 11) == 0)
		return code / 100 == 5 ? SENDING_REFUSED : SENDING_LATER;
	if (code / 100 == 5 && result == CURLE_WEIRD_SERVER_REPLY)
		return SENDING_LATER; /* after the text: the server dislikes it */
	return SENDING_AWAY;
}

static void set_server(const struct library *l, CURL *curl, const struct config *config, const char *host,
                       struct arena *arena)
{
	bool tls = config->mail_tls == MAIL_TLS;
	const char *server = config->mail_server, *colon = strrchr(server, ':');
	const char *port = (colon && !strchr(colon, ']'))      ? ""
	                   : tls                               ? ":465"
	                   : config->mail_tls == MAIL_STARTTLS ? ":587"
	                                                       : ":25";

	l->set(curl, CURLOPT_URL, text_join(arena, tls ? "smtps://" : "smtp://", server, port, "/", host));
	l->set(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	l->set(curl, CURLOPT_PROXY, "");
	l->set(curl, CURLOPT_USE_SSL, (long)(config->mail_tls == MAIL_PLAIN ? CURLUSESSL_NONE : CURLUSESSL_ALL));
	if (config->mail_ca_file)
		l->set(curl, CURLOPT_CAINFO, config->mail_ca_file);
	if (config->mail_user) {
		l->set(curl, CURLOPT_USERNAME, config->mail_user);
		l->set(curl, CURLOPT_PASSWORD, config->mail_password);
	}
}

static void send_one(struct arena *arena, const struct config *config, const char *host, const char *to,
                     const char *text, struct told *told)
{
	struct upload upload = {text, strlen(text)};
	char error[CURL_ERROR_SIZE] = "", last[REASON_MAX] = "";
	struct library l;
	CURLcode result;
	CURL *curl;
	long code = 0;

	if (!load(&l) || !(curl = l.init())) {
		snprintf(told->reason, sizeof told->reason, "%s is missing (Debian: libcurl4)", LIBRARY);
		return;
	}
	set_server(&l, curl, config, host, arena);
	l.set(curl, CURLOPT_MAIL_FROM, text_join(arena, "<", config->mail_from, ">"));
	l.set(curl, CURLOPT_MAIL_RCPT, l.append(NULL, text_join(arena, "<", to, ">")));
	l.set(curl, CURLOPT_UPLOAD, 1L);
	l.set(curl, CURLOPT_READFUNCTION, give);
	l.set(curl, CURLOPT_READDATA, &upload);
	l.set(curl, CURLOPT_HEADERFUNCTION, note_line);
	l.set(curl, CURLOPT_HEADERDATA, last);
	l.set(curl, CURLOPT_ERRORBUFFER, error);
	l.set(curl, CURLOPT_NOSIGNAL, 1L);
	l.set(curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS);
	l.set(curl, CURLOPT_TIMEOUT, SEND_SECONDS);
	result = l.perform(curl);
	l.info(curl, CURLINFO_RESPONSE_CODE, &code);
	told->sending = (int)judge(result, code, error);
	snprintf(told->reason, sizeof told->reason, "%.140s%s%.150s", *error ? error : l.words(result),
	         *last ? ": " : "", last);
}

static void be_child(int out, const struct config *config, const char *host, const char *to, const char *text)
{
	struct told told = {.sending = SENDING_AWAY};

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	signal(SIGTERM, SIG_IGN); /* who is told to stop lets this mail go out */
	signal(SIGPIPE, SIG_IGN);
	send_one(arena_make((size_t)16 << 20), config, host, to, text, &told);
	(void)!write(out, &told, sizeof told);
	_exit(0);
}

static int64_t milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

/* What the child says; false: it went, or was silent for too long. */
static bool listen_to(int in, struct told *told)
{
	int64_t until = milliseconds() + CHILD_MILLISECONDS;
	struct pollfd coming = {.fd = in, .events = POLLIN};

	for (;;) {
		int64_t left = until - milliseconds();

		if (left <= 0)
			return false;
		if (poll(&coming, 1, (int)left) > 0)
			return read(in, told, sizeof *told) == (ssize_t)sizeof *told;
	}
}

enum sending smtp_send(struct arena *arena, const struct config *config, const char *host, const char *to,
                       const char *text, const char **out_reason)
{
	struct told told;
	int ends[2];
	pid_t child;
	bool heard;

	if (pipe(ends) != 0) {
		*out_reason = text_join(arena, strerror(errno));
		return SENDING_AWAY;
	}
	child = fork();
	if (child == 0)
		be_child(ends[1], config, host, to, text);
	close(ends[1]);
	heard = child > 0 && listen_to(ends[0], &told);
	close(ends[0]);
	if (child < 0) {
		*out_reason = text_join(arena, strerror(errno));
		return SENDING_AWAY;
	}
	if (!heard)
		kill(child, SIGKILL);
	while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	if (!heard) {
		*out_reason = "the mail server did not end the conversation";
		return SENDING_AWAY;
	}
	told.reason[REASON_MAX - 1] = '\0';
	*out_reason = text_mend(arena, told.reason, strlen(told.reason));
	return (enum sending)told.sending;
}
