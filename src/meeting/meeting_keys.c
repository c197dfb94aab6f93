/* meeting_keys.c: the public keys that sign-offs were and are signed with: for everybody, as a page and as a text. */
#include "kit/sign.h"
#include "meeting/meeting_pages.h"
#include "pages_meeting.h"
#include "sql_meeting.h"
#include "web/answer.h"

struct key_line {
	const char *id;
	const char *public_key;
	struct moment from_at; /* when something was first signed with it */
	bool is_present;       /* signs now */
};
static const struct field key_line_fields[] = {
	FIELD(struct key_line, id),
	FIELD(struct key_line, public_key),
	FIELD(struct key_line, from_at),
	FIELD(struct key_line, is_present),
};
extern const struct shape key_line_shape;
const struct shape key_line_shape = SHAPE(struct key_line, key_line_fields);

struct keys_page {
	struct list keys; /* struct key_line */
};
static const struct field keys_page_fields[] = {
	FIELD_LIST(struct keys_page, keys, key_line_shape),
};
extern const struct shape keys_page_shape;
const struct shape keys_page_shape = SHAPE(struct keys_page, keys_page_fields);

/* The present key first, also when nothing was signed with it yet. */
static struct fail *read_keys(struct request *q, struct list *keys)
{
	struct key_line *lines;
	struct sign_key present;
	struct list used;
	size_t count = 0;
	const bool has_present = sign_key_read(q->arena, q->config->signing_key, &present);

	TRY(db_many(q->db, &SQL_meeting_keys, &used, NO_ARGS));
	lines = arena_many(q->arena, struct key_line, used.count + 1);
	if (has_present)
		lines[count++] = (struct key_line){present.id, present.public_key, {0}, true};
	for (EACH(struct key_line, key, used)) {
		key->id = sign_key_id(q->arena, key->public_key);
		if (has_present && text_same(key->public_key, present.public_key))
			lines[0].from_at = key->from_at;
		else
			lines[count++] = *key;
	}
	*keys = (struct list){lines, count};
	return NULL;
}

struct fail *meeting_keys(struct request *q)
{
	struct keys_page page = {
		{NULL, 0}
        };

	TRY(read_keys(q, &page.keys));
	return answer_page(q, &PAGE_meeting_keys, &page);
}

/* One key in a line, as `chosho verify --key` reads it. */
struct fail *meeting_keys_text(struct request *q)
{
	struct text text = {.arena = q->arena};
	struct list keys;

	TRY(read_keys(q, &keys));
	text_say(&text, "");
	for (EACH(const struct key_line, key, keys))
		text_print(&text, "%s %s\n", key->id, key->public_key);
	return answer_bytes(q, "text/plain; charset=utf-8", "chosho-keys.txt", text.bytes, text.length);
}
