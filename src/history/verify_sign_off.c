/*
 * verify_sign_off.c: are sign-offs still what was signed, and are the texts and decisions that they name still those? What a
 * manifest holds is said in meeting/manifest.h; whether an exported one is whole, `chosho verify FILE` says.
 */
#include <string.h>

#include "history/verify_inside.h"
#include "kit/json.h"
#include "kit/sign.h"
#include "sql_history.h"

struct kept_sign_off {
	int64_t id;
	int64_t meeting_id;
	const char *manifest;
	const char *signature;
	const char *key_id;
	const char *public_key;
	const char *signed_by;
	int64_t event_id; /* 0: no event speaks of it */
	const char *content_hash;
	const char *account_id;
};
static const struct field kept_sign_off_fields[] = {
	FIELD(struct kept_sign_off, id),           FIELD(struct kept_sign_off, meeting_id),
	FIELD(struct kept_sign_off, manifest),     FIELD(struct kept_sign_off, signature),
	FIELD(struct kept_sign_off, key_id),       FIELD(struct kept_sign_off, public_key),
	FIELD(struct kept_sign_off, signed_by),    FIELD(struct kept_sign_off, event_id),
	FIELD(struct kept_sign_off, content_hash), FIELD(struct kept_sign_off, account_id),
};
extern const struct shape kept_sign_off_shape;
const struct shape kept_sign_off_shape = SHAPE(struct kept_sign_off, kept_sign_off_fields);

struct signed_review {
	int64_t sheet_id;
	int64_t edition;
	const char *state;
	const char *content; /* NULL: the edition is gone */
	const char *parts;
	bool is_named; /* the manifest names it */
};
static const struct field signed_review_fields[] = {
	FIELD(struct signed_review, sheet_id), FIELD(struct signed_review, edition),
	FIELD(struct signed_review, state),    FIELD(struct signed_review, content),
	FIELD(struct signed_review, parts),    FIELD(struct signed_review, is_named),
};
extern const struct shape signed_review_shape;
const struct shape signed_review_shape = SHAPE(struct signed_review, signed_review_fields);

/* The manifest itself: signed by the key that is named, and as the history says. */
static void judge_manifest(struct verify *v, const struct kept_sign_off *it, const char *chain)
{
	const size_t length = strlen(it->manifest);

	if (!it->event_id)
		verify_tell(v, SAY_history_sign_off_inserted, chain, NULL);
	else if (!text_same(sign_hash(v->page, it->manifest, length), it->content_hash))
		verify_tell(v, SAY_history_sign_off_flipped, chain, NULL);
	else if (!text_same(it->signed_by, it->account_id))
		verify_tell(v, SAY_history_sign_off_by_other, chain, NULL);
	if (!sign_fits(it->public_key, it->signature, it->manifest, length) ||
	    !text_same(sign_key_id(v->page, it->public_key), it->key_id))
		verify_tell(v, SAY_history_sign_off_unsigned, chain, NULL);
}

static const char *words_of(const struct verify *v, const struct json *entry)
{
	const char *number = json_text(json_get(entry, "number")), *title = json_text(json_get(entry, "title"));

	return text_join(v->page, number && *number ? text_join(v->page, number, " ") : "", title ? title : "");
}

/* One sheet that was signed, against the review that the sign-off covers. */
static void judge_entry(struct verify *v, const char *chain, const struct json *entry, struct list reviews)
{
	struct signed_review *found = NULL;
	const char *hash = json_text(json_get(entry, "hash")), *words = words_of(v, entry);

	for (EACH(struct signed_review, review, reviews))
		if (!review->is_named && review->sheet_id == json_number(json_get(entry, "sheet")))
			found = review;
	if (!found) {
		verify_tell(v, SAY_history_signed_missing, chain, words, NULL);
		return;
	}
	found->is_named = true;
	if (found->edition != json_number(json_get(entry, "edition")) || !found->content ||
	    !text_same(chain_content_hash(v->page, found->content, found->parts), hash))
		verify_tell(v, SAY_history_signed_text, chain, words, NULL);
	if (!text_same(found->state, json_text(json_get(entry, "decision"))))
		verify_tell(v, SAY_history_signed_decision, chain, words, NULL);
}

static struct fail *judge_sheets(struct verify *v, const struct kept_sign_off *it, const char *chain)
{
	struct json_error error;
	const struct json *manifest = json_read(v->page, it->manifest, strlen(it->manifest), &error);
	const struct json *sheets = json_get(manifest, "sheets");
	struct list reviews;

	TRY(db_many(v->db, &SQL_history_signed_reviews, &reviews, ARGS(V(it->id))));
	for (size_t i = 0; i < json_count(sheets); i++)
		judge_entry(v, chain, json_at(sheets, i), reviews);
	for (EACH(const struct signed_review, review, reviews))
		if (!review->is_named)
			verify_tell(v, SAY_history_signed_extra,
			            text_join(v->page, "sheet:", verify_number(v, review->sheet_id)),
			            verify_number(v, it->meeting_id), NULL);
	return NULL;
}

struct fail *verify_sign_offs(struct verify *v)
{
	int64_t last = 0;
	bool found;

	for (;;) {
		struct kept_sign_off it;
		const char *chain;

		verify_turn(v);
		TRY(db_maybe(v->db, &SQL_history_sign_off_after, &it, &found, ARGS(V(last))));
		if (!found)
			return NULL;
		v->sign_offs++;
		last = it.id;
		chain = text_join(v->page, "meeting:", verify_number(v, it.meeting_id));
		judge_manifest(v, &it, chain);
		TRY(judge_sheets(v, &it, chain));
	}
}
