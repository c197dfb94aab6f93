/* config.c: reads the settings from file and environment, and tells all that is wrong with them at once. */
#include "config.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena.h"
#include "sign.h"
#include "text.h"

#define DEFAULT_FILE "/etc/chosho/chosho.conf"
#define PREFIX "CHOSHO_"
#define FILE_MAX (64 * 1024)
#define SECRET_MIN 32

enum setting_kind {
	SETTING_TEXT,
	SETTING_SECRET /* also from a file */,
	SETTING_NUMBER,
	SETTING_MAIL_TLS,
	SETTING_SIGN_IN
};

static const struct setting {
	const char *key;
	enum setting_kind kind;
	size_t offset;
	const char *preset; /* NULL: none */
	int64_t least, most;
} settings[] = {
  /* key                  kind            where it goes                                  preset                  bounds */
	{"url",		 SETTING_TEXT,     offsetof(struct config, url),                 "http://127.0.0.1:8080",         0, 0   },
	{"system_name",         SETTING_TEXT,     offsetof(struct config, system_name),         NULL /* a word */,               0, 0   },
	{"database",            SETTING_SECRET,   offsetof(struct config, database),            "dbname=chosho user=chosho_web", 0, 0   },
	{"database_owner",      SETTING_SECRET,   offsetof(struct config, database_owner),      NULL,                            0, 0   },
	{"secret",              SETTING_SECRET,   offsetof(struct config, secret),              NULL,                            0, 0   },
	{"signing_key",         SETTING_SECRET,   offsetof(struct config, signing_key),         NULL,                            0, 0   },
	{"socket_folder",       SETTING_TEXT,     offsetof(struct config, socket_folder),       "/run/chosho",                   0, 0   },
	{"workers_interactive", SETTING_NUMBER,   offsetof(struct config, workers_interactive), "4",                             1, 64  },
	{"workers_heavy",       SETTING_NUMBER,   offsetof(struct config, workers_heavy),       "2",                             1, 64  },
	{"interactive_seconds", SETTING_NUMBER,   offsetof(struct config, interactive_seconds), "10",                            1, 3600},
	{"heavy_seconds",       SETTING_NUMBER,   offsetof(struct config, heavy_seconds),       "60",                            1, 3600},
	{"password_mib",        SETTING_NUMBER,   offsetof(struct config, password_mib),        "64",                            8, 4096},
	{"mail_server",         SETTING_TEXT,     offsetof(struct config, mail_server),         NULL,                            0, 0   },
	{"mail_from",           SETTING_TEXT,     offsetof(struct config, mail_from),           NULL,                            0, 0   },
	{"mail_user",           SETTING_TEXT,     offsetof(struct config, mail_user),           NULL,                            0, 0   },
	{"mail_password",       SETTING_SECRET,   offsetof(struct config, mail_password),       NULL,                            0, 0   },
	{"mail_ca_file",        SETTING_TEXT,     offsetof(struct config, mail_ca_file),        NULL,                            0, 0   },
	{"sign_in",             SETTING_SIGN_IN,  offsetof(struct config, sign_in),             "password",                      0, 0   },
	{"mail_tls",            SETTING_MAIL_TLS, offsetof(struct config, mail_tls),            "starttls",                      0, 0   },
};
#define SETTINGS (sizeof settings / sizeof *settings)

static const char *const tls_codes[] = {[MAIL_STARTTLS] = "starttls", [MAIL_TLS] = "tls", [MAIL_PLAIN] = "none"};
static_assert(sizeof tls_codes / sizeof *tls_codes == MAIL_TLS_KINDS, "every way has its code");
static const char *const way_codes[] = {
	[SIGN_IN_PASSWORD] = "password", [SIGN_IN_PROXY] = "proxy", [SIGN_IN_BOTH] = "both"};
static_assert(sizeof way_codes / sizeof *way_codes == SIGN_IN_WAYS, "every way has its code");

struct reading {
	struct arena *arena;
	enum language language;
	const char *value[SETTINGS];  /* the latest */
	const char *source[SETTINGS]; /* where it stood: a file's line or a variable's name */
	struct text problems;
	struct text files;
};

#define PROBLEM(r, say, ...)                                                                  \
	do {                                                                                  \
		text_say(&(r)->problems, WORDS((r)->arena, (r)->language, say, __VA_ARGS__)); \
		text_say(&(r)->problems, "\n");                                               \
	} while (0)

static int setting_find(const char *key, size_t length)
{
	for (size_t i = 0; i < SETTINGS; i++)
		if (strlen(settings[i].key) == length && strncmp(settings[i].key, key, length) == 0)
			return (int)i;
	return -1;
}

static const char *nearest(const char *key)
{
	const char *keys[SETTINGS];

	for (size_t i = 0; i < SETTINGS; i++)
		keys[i] = settings[i].key;
	return text_nearest(key, keys, SETTINGS);
}

/* The bytes of a file that is no longer than anybody means it to be; NULL with errno. */
static char *read_file(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "r");
	char *bytes;
	size_t length;
	bool failed;

	if (!file)
		return NULL;
	bytes = arena_take(arena, FILE_MAX + 1);
	length = fread(bytes, 1, FILE_MAX, file);
	failed = ferror(file);
	fclose(file);
	bytes[length] = '\0';
	return failed ? NULL : bytes;
}

static char *lower(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_copy(arena, text, length);

	for (char *at = copy; *at; at++)
		*at = (char)tolower((unsigned char)*at);
	return copy;
}

/* <key>_file: the first line of that file. */
static void note_from_file(struct reading *r, size_t setting, const char *path, const char *source)
{
	char *value = read_file(r->arena, path);

	if (!value) {
		PROBLEM(r, SAY_config_unreadable, source, path, strerror(errno));
		return;
	}
	value[strcspn(value, "\r\n")] = '\0';
	text_print(&r->files, "%s\n", path);
	r->value[setting] = value;
	r->source[setting] = source;
}

/* Takes a key, in small letters, and its value. False: there is no such key. */
static bool note(struct reading *r, const char *key, const char *value, const char *source)
{
	size_t length = strlen(key);
	int setting = setting_find(key, length);

	if (setting >= 0) {
		r->value[setting] = value;
		r->source[setting] = source;
		return true;
	}
	if (length > 5 && strcmp(key + length - 5, "_file") == 0)
		setting = setting_find(key, length - 5);
	if (setting < 0 || settings[setting].kind != SETTING_SECRET)
		return false;
	note_from_file(r, (size_t)setting, value, source);
	return true;
}

static void note_line(struct reading *r, char *line, const char *source)
{
	char *value = strchr(line, '='), *key;
	size_t length;

	if (!value) {
		PROBLEM(r, SAY_config_no_value, source);
		return;
	}
	length = (size_t)(value++ - line);
	while (length && isspace((unsigned char)line[length - 1]))
		length--;
	key = lower(r->arena, line, length);
	value += strspn(value, " \t");
	length = strlen(value);
	while (length && isspace((unsigned char)value[length - 1]))
		value[--length] = '\0';
	if (length >= 2 && (*value == '"' || *value == '\'') && value[length - 1] == *value) {
		value[length - 1] = '\0';
		value++;
	}
	if (note(r, key, value, source))
		return;
	if (nearest(key))
		PROBLEM(r, SAY_config_unknown_near, source, key, nearest(key));
	else
		PROBLEM(r, SAY_config_unknown, source, key);
}

static void read_settings_file(struct reading *r)
{
	const char *path = getenv(PREFIX "CONFIG");
	char *line, *next;
	int number = 0;

	line = read_file(r->arena, path ? path : DEFAULT_FILE);
	if (!line && (path || errno != ENOENT))
		PROBLEM(r, SAY_config_unreadable, PREFIX "CONFIG", path ? path : DEFAULT_FILE, strerror(errno));
	if (line)
		text_print(&r->files, "%s\n", path ? path : DEFAULT_FILE);
	for (; line; line = next) {
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		number++;
		line += strspn(line, " \t\r");
		if (*line && *line != '#')
			note_line(r, line, text_format(r->arena, "%s:%d", path ? path : DEFAULT_FILE, number));
	}
}

extern char **environ;

/* Other programs have variables that begin like ours, so an unknown one counts as a mistake only when it is near. */
static void read_environment(struct reading *r)
{
	for (char **variable = environ; *variable; variable++) {
		const char *name = *variable, *equals = strchr(name, '='), *key, *source;

		if (strncmp(name, PREFIX, strlen(PREFIX)) != 0 || !equals)
			continue;
		source = arena_copy(r->arena, name, (size_t)(equals - name));
		key = lower(r->arena, source + strlen(PREFIX), strlen(source + strlen(PREFIX)));
		if (strcmp(key, "config") != 0 && !note(r, key, equals + 1, source) && nearest(key))
			PROBLEM(r, SAY_config_unknown_near, source, key, nearest(key));
	}
}

/* One of a few words; the first where it is none of them. */
static bool fill_word(const char *value, const char *const *words, int64_t count, int64_t *word)
{
	for (*word = 0; *word < count; ++*word)
		if (text_same(value, words[*word]))
			return true;
	*word = 0;
	return false;
}

static void fill(struct reading *r, struct config *config)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		const struct setting *setting = &settings[i];
		const char *value = r->value[i] ? r->value[i] : setting->preset;
		char *member = (char *)config + setting->offset;
		int64_t number;

		if (setting->kind == SETTING_MAIL_TLS) {
			if (!fill_word(value, tls_codes, MAIL_TLS_KINDS, (int64_t *)(void *)member))
				PROBLEM(r, SAY_config_mail_tls, r->source[i]);
		} else if (setting->kind == SETTING_SIGN_IN) {
			if (!fill_word(value, way_codes, SIGN_IN_WAYS, (int64_t *)(void *)member))
				PROBLEM(r, SAY_config_sign_in, r->source[i]);
		} else if (setting->kind != SETTING_NUMBER)
			*(const char **)(void *)member = value;
		else if (text_number(value, &number) && number >= setting->least && number <= setting->most)
			*(int64_t *)(void *)member = number;
		else
			PROBLEM(r, SAY_config_not_number, r->source[i], setting->key,
			        text_format(r->arena, "%lld", (long long)setting->least),
			        text_format(r->arena, "%lld", (long long)setting->most));
	}
}

/* http://host or https://host:port, and nothing behind. */
static bool is_origin(const char *url)
{
	const char *host = strncmp(url, "http://", 7) == 0 ? url + 7 : strncmp(url, "https://", 8) == 0 ? url + 8 : "";

	return *host &&
	       host[strspn(host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]")] == '\0';
}

/* Name, name:port or [address]:port. */
static bool is_mail_server(const char *server)
{
	return *server &&
	       server[strspn(server, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-:[]")] == '\0';
}

static void judge_mail(struct reading *r, const struct config *config)
{
	if (!config->mail_server)
		return;
	if (!is_mail_server(config->mail_server))
		PROBLEM(r, SAY_config_mail_server, "mail_server");
	if (!config->mail_from)
		PROBLEM(r, SAY_config_mail_needs, "mail_server", "mail_from");
	else if (!text_is_mail_address(config->mail_from))
		PROBLEM(r, SAY_config_mail_from, "mail_from");
	if (!config->mail_user != !config->mail_password)
		PROBLEM(r, SAY_config_mail_needs, config->mail_user ? "mail_user" : "mail_password",
		        config->mail_user ? "mail_password" : "mail_user");
	if (config->mail_ca_file && config->mail_ca_file[0] != '/')
		PROBLEM(r, SAY_config_not_absolute_file, "mail_ca_file");
}

static void judge(struct reading *r, const struct config *config)
{
	struct sign_key key;

	if (config->secret && strlen(config->secret) < SECRET_MIN)
		PROBLEM(r, SAY_config_secret_short, "secret", text_format(r->arena, "%d", SECRET_MIN));
	if (config->signing_key && !sign_key_read(r->arena, config->signing_key, &key))
		PROBLEM(r, SAY_config_signing_key, "signing_key");
	if (!is_origin(config->url))
		PROBLEM(r, SAY_config_url, "url");
	if (text_empty(config->database))
		PROBLEM(r, SAY_config_missing, "database", PREFIX "DATABASE");
	if (text_empty(config->system_name))
		PROBLEM(r, SAY_config_missing, "system_name", PREFIX "SYSTEM_NAME");
	if (config->socket_folder[0] != '/')
		PROBLEM(r, SAY_config_not_absolute, "socket_folder");
	judge_mail(r, config);
}

bool config_read(struct arena *arena, enum language language, struct config *config, const char **out_problem)
{
	struct reading r = {
		.arena = arena, .language = language, .problems = {.arena = arena}, .files = {.arena = arena}};

	memset(config, 0, sizeof *config);
	read_settings_file(&r);
	read_environment(&r);
	fill(&r, config);
	if (!config->system_name)
		config->system_name = words_say(LANGUAGE_JA, SAY_config_system_name);
	config->files = r.files.length ? r.files.bytes : "";
	judge(&r, config);
	*out_problem = r.problems.bytes;
	return r.problems.length == 0;
}
