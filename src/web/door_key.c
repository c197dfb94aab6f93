/*
 * door_key.c: a form is done once. Its key is noted in the same transaction as its effect; whoever sends it again waits for
 * that transaction and gets its answer. Pages that anybody may use (sign-in, sign-out) do nothing that counts twice
 * and have no key.
 */
#include "web/door_key.h"
#include "kit/secret.h"
#include "sql_web.h"
#include "web/inside.h"

#include <inttypes.h>

struct form_key {
	const char *address;
	const char *content;
	const char *answer;
};
static const struct field form_key_fields[] = {
	FIELD(struct form_key, address),
	FIELD(struct form_key, content),
	FIELD(struct form_key, answer),
};
extern const struct shape form_key_shape;
const struct shape form_key_shape = SHAPE(struct form_key, form_key_fields);

/* FNV-1a: tells two files apart, nothing more. */
static uint64_t sum_of(const char *bytes, size_t length)
{
	uint64_t sum = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
	return sum;
}

void door_key_read(struct request *q)
{
	struct text content = {.arena = q->arena};

	q->form_key = NULL;
	if (!q->inside->session || (q->route->who & (WHO_ANYBODY | WHO_MACHINE)) ||
	    !token_fits(q->arena, q->config->secret, q->inside->session, q->path, q->inside->token))
		return;
	q->form_key = token_key(q->arena, q->inside->token);
	text_say(&content, "");
	for (EACH(struct typed, typed, q->typed)) {
		const char *value = typed->file_name ? text_format(q->arena, "%zu %" PRIx64, typed->length,
		                                                   sum_of(typed->value, typed->length))
		                                     : text_lines(q->arena, typed->value);

		text_print(&content, "%zu %s ", text_count(value), typed->name);
		text_say(&content, value);
	}
	/* with the installation's secret: a password may be among it, and who reads the table must not be able to guess it */
	q->inside->form_content =
		secret_tag(q->arena, q->config->secret, (const char *const[]){"content", content.bytes}, 2);
}

void door_key_note_later(struct request *q)
{
	struct inside *inside = q->inside;

	inside->keys_noted = 0;
	if (q->form_key)
		db_later_change(q->db, &SQL_web_note_form_key, &inside->keys_noted,
		                ARGS(V(q->form_key), V(inside->session), V(q->path), V(inside->form_content)));
}

struct fail *door_key_judge(struct request *q, bool *answered)
{
	struct form_key earlier;

	*answered = false;
	if (!q->form_key || q->inside->keys_noted)
		return NULL;
	TRY(db_one(q->db, &SQL_web_find_form_key, &earlier, ARGS(V(q->form_key))));
	if (!text_same(earlier.address, q->path) || !text_same(earlier.content, q->inside->form_content)) {
		q->inside->key_spent = true;
		return FAIL_WITH(FAIL_CONFLICT, SAY_web_key_spent, "form key used before with another text");
	}
	*answered = true;
	return answer_redirect(q, "%s", earlier.answer ? earlier.answer : q->path);
}

void door_key_keep_later(struct request *q)
{
	const char *address = q->answer->redirect;

	if (q->form_key && address)
		db_later_change(q->db, &SQL_web_keep_answer, NULL, ARGS(V(q->form_key), V(address)));
	else if (q->form_key)
		db_later_change(q->db, &SQL_web_forget_form_key, NULL, ARGS(V(q->form_key)));
}
