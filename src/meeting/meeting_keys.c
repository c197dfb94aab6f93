/* meeting_keys.c: the public keys that sign-offs were and are signed with: for everybody, as a page and as a text. */
#include "kit/sign.h"
#include "meeting/meeting_pages.h"
#include "pages_meeting.h"
#include "web/answer.h"

struct key_line {
	const char *id;
	const char *public_key;
	bool is_present; /* signs now */
};
static const struct field key_line_fields[] = {
	FIELD(struct key_line, id),
	FIELD(struct key_line, public_key),
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

static struct list keys_of(struct request *q)
{
	struct key_line *line = arena_new(q->arena, struct key_line);
	struct sign_key key;

	if (!sign_key_read(q->arena, q->config->signing_key, &key))
		return (struct list){NULL, 0};
	*line = (struct key_line){key.id, key.public_key, true};
	return (struct list){line, 1};
}

struct fail *meeting_keys(struct request *q)
{
	const struct keys_page page = {keys_of(q)};

	return answer_page(q, &PAGE_meeting_keys, &page);
}

/* One key in a line, as `chosho verify --key` reads it. */
struct fail *meeting_keys_text(struct request *q)
{
	const struct list keys = keys_of(q);
	struct text text = {.arena = q->arena};

	text_say(&text, "");
	for (EACH(const struct key_line, key, keys))
		text_print(&text, "%s %s\n", key->id, key->public_key);
	return answer_bytes(q, "text/plain; charset=utf-8", "chosho-keys.txt", text.bytes, text.length);
}
