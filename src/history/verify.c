/* verify.c: chosho verify: what is checked in which order, how it is told, and the result. */
#include "history/verify.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "history/history.h"
#include "history/verify_inside.h"
#include "kit/sign.h"
#include "kit/text.h"
#include "sql_history.h"

#define PAGE_CEILING ((size_t)256 << 20)
#define PLACES 9 /* {1} … {9} */

static const struct kind_words {
	const char *kind;
	enum say say;
} kinds[] = {
	{"sheet",        SAY_history_object_sheet       },
	{"meeting",      SAY_history_object_meeting     },
	{"plan",         SAY_history_object_plan        },
	{"account",      SAY_history_object_account     },
	{"installation", SAY_history_object_installation},
};

void verify_turn(struct verify *v)
{
	arena_reset(v->page);
}

const char *verify_number(const struct verify *v, int64_t number)
{
	return text_format(v->page, "%" PRId64, number);
}

const char *verify_places(const struct verify *v, int64_t first, int64_t last)
{
	if (first == last)
		return WORDS(v->page, v->language, SAY_history_place, verify_number(v, first));
	return WORDS(v->page, v->language, SAY_history_places, verify_number(v, first), verify_number(v, last));
}

const char *verify_event(const struct verify *v, const struct link *link)
{
	int action = names_index(&event_action_names, link->action ? link->action : "");

	return WORDS(v->page, v->language, SAY_history_event_words, moment_words(v->page, v->language, link->at),
	             action < 0 ? link->action : words_say(v->language, event_action_names.labels[action]),
	             link->actor ? link->actor : "");
}

/* 調書「…計画 令和6年度評価 1-1 見守り」 (sheet:12) */
static const char *object_words(struct verify *v, const char *chain)
{
	struct chain_object object;

	if (!chain)
		return "";
	if (db_one(v->db, &SQL_history_object, &object, ARGS(V(chain))) != NULL)
		return chain;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (text_same(kinds[i].kind, object.kind))
			return WORDS(v->page, v->language, kinds[i].say, object.title ? object.title : "", chain);
	return chain;
}

bool verify_tells(const struct verify *v)
{
	return v->findings < VERIFY_FINDINGS;
}

void verify_tell(struct verify *v, enum say say, const char *chain, ...)
{
	const char *arguments[PLACES] = {""};
	size_t count = 1;
	va_list rest;

	if (v->findings++ >= VERIFY_FINDINGS)
		return;
	arguments[0] = object_words(v, chain);
	va_start(rest, chain);
	for (const char *next; count < PLACES && (next = va_arg(rest, const char *)); count++)
		arguments[count] = next;
	va_end(rest);
	printf("%s\n", words_fill(v->page, words_say(v->language, say), count, arguments));
}

static struct fail *verify_all(struct verify *v)
{
	db_later_begin(v->db, true);
	TRY(verify_chains(v));
	TRY(verify_editions(v));
	TRY(verify_decisions(v));
	TRY(verify_voices(v));
	TRY(verify_rows(v));
	TRY(verify_sign_offs(v));
	return verify_checkpoints(v);
}

static int tell_result(struct verify *v)
{
	verify_turn(v);
	if (v->findings > VERIFY_FINDINGS)
		printf("%s\n", WORDS(v->page, v->language, SAY_history_more_findings,
		                     verify_number(v, v->findings - VERIFY_FINDINGS)));
	printf("%s\n", WORDS(v->page, v->language, v->findings ? SAY_history_wrong : SAY_history_good,
	                     verify_number(v, v->events), verify_number(v, v->editions), verify_number(v, v->decisions),
	                     verify_number(v, v->voices), verify_number(v, v->sign_offs),
	                     verify_number(v, v->checkpoints), verify_number(v, v->findings)));
	return v->findings ? 1 : 0;
}

static int refuse(const struct verify *v, struct arena *arena, const struct fail *fail)
{
	const char *sentence = words_say(v->language, fail->say);

	if (fail->say == SAY_database_away)
		sentence = WORDS(arena, v->language, SAY_command_unreachable, fail->detail, "database_owner");
	else if (fail->detail)
		sentence = text_join(arena, sentence, " (", fail->detail, ")");
	fprintf(stderr, "chosho: %s\n", sentence);
	return 1;
}

int verify_command(const struct config *config, enum language language, struct arena *arena,
                   const struct statement *const *statements)
{
	struct verify v = {.language = language};
	struct sign_key key;
	struct fail *fail;
	int status;

	if (!config->database_owner) {
		fprintf(stderr, "chosho: %s\n",
		        WORDS(arena, language, SAY_config_missing, "database_owner", "CHOSHO_DATABASE_OWNER"));
		return 1;
	}
	if (config->signing_key && sign_key_read(arena, config->signing_key, &key))
		v.own_key = key.public_key;
	fail = db_open(&v.db, arena, config->database_owner, statements);
	if (fail)
		return refuse(&v, arena, fail);
	v.page = arena_make(PAGE_CEILING);
	db_use(v.db, v.page);
	fail = verify_all(&v);
	status = fail ? refuse(&v, arena, fail) : tell_result(&v);
	db_finish(v.db);
	db_close(v.db);
	arena_end(v.page);
	return status;
}
