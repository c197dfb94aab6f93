/* chain.c: the recipe of the history's hashes. A value that is added changes the recipe's name. */
#include "history/chain.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "kit/sign.h"
#include "kit/text.h"

#define SECOND INT64_C(1000000)

static const struct field link_fields[] = {
	FIELD(struct link, chain),        FIELD(struct link, sequence),   FIELD(struct link, previous),
	FIELD(struct link, id),           FIELD(struct link, at),         FIELD(struct link, action),
	FIELD(struct link, account_id),   FIELD(struct link, actor),      FIELD(struct link, plan_id),
	FIELD(struct link, sheet_id),     FIELD(struct link, review_id),  FIELD(struct link, edition),
	FIELD(struct link, stage),        FIELD(struct link, reason),     FIELD(struct link, part_department_id),
	FIELD(struct link, meeting_id),   FIELD(struct link, for_name),   FIELD(struct link, to_stage),
	FIELD(struct link, content_hash), FIELD(struct link, subject_id), FIELD(struct link, department_id),
	FIELD(struct link, hash),
};
const struct shape link_shape = SHAPE(struct link, link_fields);

static const struct field chain_object_fields[] = {
	FIELD(struct chain_object, kind),
	FIELD(struct chain_object, title),
};
const struct shape chain_object_shape = SHAPE(struct chain_object, chain_object_fields);

static const struct field sealed_head_fields[] = {
	FIELD(struct sealed_head, chain),
	FIELD(struct sealed_head, sequence),
	FIELD(struct sealed_head, hash),
};
const struct shape sealed_head_shape = SHAPE(struct sealed_head, sealed_head_fields);

static const struct field checkpoint_fields[] = {
	FIELD(struct checkpoint, number), FIELD(struct checkpoint, at),  FIELD(struct checkpoint, previous),
	FIELD(struct checkpoint, hash),   FIELD(struct checkpoint, key), FIELD(struct checkpoint, signature),
};
const struct shape checkpoint_shape = SHAPE(struct checkpoint, checkpoint_fields);

/* A member of the array; the first one opens it. */
static void add_member(struct text *out)
{
	text_say(out, out->length ? ", " : "[");
}

static void add_letter(struct text *out, unsigned char letter)
{
	static const char letters[] = "\b\t\n\f\r\"\\", escapes[] = "btnfr\"\\";
	const char *escape = letter ? strchr(letters, letter) : NULL;

	if (escape)
		text_print(out, "\\%c", escapes[escape - letters]);
	else
		text_print(out, "\\u%04x", letter);
}

static void add_text(struct text *out, const char *value)
{
	add_member(out);
	if (!value) {
		text_say(out, "null");
		return;
	}
	text_say(out, "\"");
	while (*value) {
		size_t plain = 0;

		while ((unsigned char)value[plain] >= 0x20 && value[plain] != '"' && value[plain] != '\\')
			plain++;
		text_add(out, value, plain);
		value += plain;
		if (*value)
			add_letter(out, (unsigned char)*value++);
	}
	text_say(out, "\"");
}

/* A number that came as text, to tell null from 0. */
static void add_digits(struct text *out, const char *digits)
{
	add_member(out);
	text_say(out, digits ? digits : "null");
}

static void add_number(struct text *out, int64_t number)
{
	char digits[24];

	snprintf(digits, sizeof digits, "%" PRId64, number);
	add_digits(out, digits);
}

static void add_moment(struct text *out, struct moment moment)
{
	int64_t fraction = (moment.microseconds % SECOND + SECOND) % SECOND;
	time_t seconds = (time_t)((moment.microseconds - fraction) / SECOND);
	struct tm utc;
	char head[32], whole[48];

	gmtime_r(&seconds, &utc);
	strftime(head, sizeof head, "%Y-%m-%dT%H:%M:%S", &utc);
	snprintf(whole, sizeof whole, "%s.%06dZ", head, (int)fraction);
	add_text(out, whole);
}

static const char *hash_of(struct arena *arena, const struct text *text)
{
	return sign_hash(arena, text->bytes, text->length);
}

const char *chain_hash(struct arena *arena, const struct link *link)
{
	struct text out = {.arena = arena};
	bool is_second = link->subject_id || link->department_id;

	add_text(&out, is_second ? "chosho-event/2" : "chosho-event/1");
	add_text(&out, link->chain);
	add_number(&out, link->sequence);
	add_text(&out, link->previous);
	add_number(&out, link->id);
	add_moment(&out, link->at);
	add_text(&out, link->action);
	add_digits(&out, link->account_id);
	add_text(&out, link->actor);
	add_digits(&out, link->plan_id);
	add_digits(&out, link->sheet_id);
	add_digits(&out, link->review_id);
	add_digits(&out, link->edition);
	add_text(&out, link->stage);
	add_text(&out, link->reason);
	add_digits(&out, link->part_department_id);
	add_digits(&out, link->meeting_id);
	add_text(&out, link->for_name);
	add_text(&out, link->to_stage);
	add_text(&out, link->content_hash);
	if (is_second) {
		add_digits(&out, link->subject_id);
		add_digits(&out, link->department_id);
	}
	text_say(&out, "]");
	return hash_of(arena, &out);
}

const char *chain_content_hash(struct arena *arena, const char *content, const char *parts)
{
	const bool has_parts = parts && strcmp(parts, "{}") != 0;
	const char *whole = has_parts ? text_join(arena, content, "\n", parts) : content;

	return sign_hash(arena, whole, strlen(whole));
}

const char *checkpoint_text(struct arena *arena, const struct checkpoint *checkpoint, struct list heads)
{
	struct text out = {.arena = arena};

	add_text(&out, "chosho-checkpoint/1");
	add_number(&out, checkpoint->number);
	add_moment(&out, checkpoint->at);
	add_text(&out, checkpoint->previous);
	add_number(&out, (int64_t)heads.count);
	for (EACH(const struct sealed_head, head, heads)) {
		add_text(&out, head->chain);
		add_number(&out, head->sequence);
		add_text(&out, head->hash);
	}
	text_say(&out, "]");
	return out.bytes;
}
