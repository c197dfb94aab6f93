/* terminal.c: the command line's side of words and files. Knows no command. */
#include "kit/terminal.h"

#include <stdio.h>
#include <string.h>

int terminal_say(const char *sentence, int status)
{
	fprintf(stderr, "chosho: %s\n", sentence);
	return status;
}

int terminal_fail(struct arena *arena, enum language language, const struct fail *fail, const char *setting)
{
	const char *sentence = words_say(language, fail->say);

	if (fail->say == SAY_database_away)
		sentence = WORDS(arena, language, SAY_command_unreachable, fail->detail ? fail->detail : "", setting);
	else if (fail->detail)
		sentence = text_join(arena, sentence, " (", fail->detail, ")");
	return terminal_say(sentence, 1);
}

bool terminal_read(const char *path, size_t most, struct text *bytes)
{
	static char part[1 << 16];
	FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	bool good;
	size_t got;

	if (!file)
		return false;
	text_say(bytes, "");
	while (bytes->length <= most && (got = fread(part, 1, sizeof part, file)) > 0)
		text_add(bytes, part, got);
	good = !ferror(file);
	if (file != stdin)
		fclose(file);
	return good;
}
