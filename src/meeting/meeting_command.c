/* meeting_command.c: keys and exported sign-offs at the command line. What a file is worth is manifest_verify.c's to say. */
#include "meeting/meeting_command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kit/arena.h"
#include "kit/terminal.h"
#include "kit/text.h"
#include "meeting/manifest.h"

#define FILE_BYTES_MAX ((size_t)128 << 20)

enum { DONE, FAILED, WRONG_USE };

/* --- Keys ----------------------------------------------------------------------------------------------- */

/* All of it, on the disk; 0 or errno. */
static int write_out(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t wrote = write(fd, bytes, length);

		if (wrote < 0 && errno != EINTR)
			return errno;
		if (wrote > 0) {
			bytes += wrote;
			length -= (size_t)wrote;
		}
	}
	return fsync(fd) == 0 || errno == EINVAL ? 0 : errno;
}

static int write_private(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int problem;

	if (fd < 0)
		return errno;
	problem = fchmod(fd, 0600) == 0 ? write_out(fd, text, strlen(text)) : errno;
	if (close(fd) != 0 && !problem)
		problem = errno;
	if (problem)
		unlink(path);
	return problem;
}

/* One line, as it can be kept and given to `chosho verify --key`. */
static void print_key(const struct sign_key *key)
{
	printf("%s %s\n", key->id, key->public_key);
}

int key_new_command(enum language language, struct arena *arena, const char *path)
{
	const struct sign_key key = sign_key_new(arena);
	const int problem = write_private(path, text_join(arena, key.private_line, "\n"));

	if (problem == EEXIST)
		return terminal_say(WORDS(arena, language, SAY_key_is_there, path), FAILED);
	if (problem)
		return terminal_say(WORDS(arena, language, SAY_key_not_written, path, strerror(problem)), FAILED);
	fprintf(stderr, "%s\n", WORDS(arena, language, SAY_key_written, path));
	print_key(&key);
	return DONE;
}

int key_show_command(const struct config *config, enum language language, struct arena *arena)
{
	struct sign_key key;

	if (!sign_key_read(arena, config->signing_key, &key))
		return terminal_say(words_say(language, SAY_key_none), FAILED);
	print_key(&key);
	return DONE;
}

/* --- Checking ----------------------------------------------------------------------------------------------- */

/* NULL with errno. */
static const char *read_file(struct arena *arena, const char *path, size_t *length)
{
	static char part[1 << 16];
	struct text bytes = {.arena = arena};
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	size_t got;
	bool failed;

	if (!file)
		return NULL;
	text_say(&bytes, "");
	errno = 0;
	while ((got = fread(part, 1, sizeof part, file)) > 0 && bytes.length <= FILE_BYTES_MAX)
		text_add(&bytes, part, got);
	failed = ferror(file) || bytes.length > FILE_BYTES_MAX;
	if (failed && !errno)
		errno = EFBIG;
	if (file != stdin)
		fclose(file);
	*length = bytes.length;
	return failed ? NULL : bytes.bytes;
}

/* FILE [--key KEY|FILE], in either order. */
static bool read_arguments(int count, char **arguments, const char **path, const char **key)
{
	*path = *key = NULL;
	for (int i = 0; i < count; i++) {
		if (strcmp(arguments[i], "--key") == 0 && !*key && i + 1 < count)
			*key = arguments[++i];
		else if (strncmp(arguments[i], "--", 2) == 0 || *path)
			return false;
		else
			*path = arguments[i];
	}
	return *path != NULL;
}

static void print_line(struct arena *arena, enum language language, enum say label, const char *text)
{
	if (!text_empty(text))
		printf("  %s\n", WORDS(arena, language, label, text));
}

static void print_report(struct arena *arena, enum language language, const struct manifest_report *report)
{
	const char *by = report->signed_by;

	if (report->signed_for)
		by = WORDS(arena, language, SAY_verify_signed_for, by ? by : "", report->signed_for);
	print_line(arena, language, SAY_verify_line_body,
	           text_join(arena, report->organization ? report->organization : "", " ",
	                     report->body ? report->body : ""));
	print_line(arena, language, SAY_verify_line_round, report->round);
	print_line(arena, language, SAY_verify_line_meeting, report->title);
	print_line(arena, language, SAY_verify_line_number, report->number);
	print_line(arena, language, SAY_verify_line_signed_by, by);
	print_line(arena, language, SAY_verify_line_signed_at, report->signed_at);
	printf("  %s\n", WORDS(arena, language, SAY_verify_line_sheets,
	                       text_format(arena, "%lld", (long long)(report->approved + report->returned)),
	                       text_format(arena, "%lld", (long long)report->approved),
	                       text_format(arena, "%lld", (long long)report->returned)));
	print_line(arena, language, SAY_verify_line_key, report->key_id);
}

int verify_file_command(enum language language, struct arena *arena, int count, char **arguments)
{
	const char *path, *key, *bytes, *known;
	const struct manifest_report *report;
	size_t length;

	if (!read_arguments(count, arguments, &path, &key))
		return terminal_say(words_say(language, SAY_verify_usage), WRONG_USE);
	bytes = read_file(arena, path, &length);
	if (!bytes)
		return terminal_say(WORDS(arena, language, SAY_verify_file_unreadable, path, strerror(errno)), FAILED);
	known = key;
	if (key && !sign_key_id(arena, key)) {
		size_t ignored;

		known = read_file(arena, key, &ignored);
		if (!known)
			return terminal_say(WORDS(arena, language, SAY_verify_key_unreadable, key, strerror(errno)),
			                    FAILED);
	}
	report = manifest_verify(arena, language, bytes, length, known);
	for (EACH(const char *const, finding, report->findings))
		printf("%s\n", *finding);
	if (report->findings.count) {
		printf("\n");
		return terminal_say(WORDS(arena, language, SAY_verify_wrong, path), FAILED);
	}
	printf("%s\n", words_say(language, SAY_verify_good));
	print_report(arena, language, report);
	if (!report->is_key_known)
		printf("\n%s\n", words_say(language, SAY_verify_compare_key));
	return DONE;
}
