/* verify_voice.c: are opinions, ballots, questions and answers still what was said when the history noted them? */
#include "history/history.h"
#include "history/verify_inside.h"
#include "kit/text.h"
#include "sql_history.h"

#define VOICES_PAGE (VERIFY_PAGE / 10)

struct kept_voice {
	int64_t id;
	int64_t sheet_id;
	struct moment at;
	const char *name;
	const char *content;
	int64_t event_id; /* 0: no event speaks of it */
	const char *content_hash;
};
static const struct field kept_voice_fields[] = {
	FIELD(struct kept_voice, id),           FIELD(struct kept_voice, sheet_id), FIELD(struct kept_voice, at),
	FIELD(struct kept_voice, name),         FIELD(struct kept_voice, content),  FIELD(struct kept_voice, event_id),
	FIELD(struct kept_voice, content_hash),
};
extern const struct shape kept_voice_shape;
const struct shape kept_voice_shape = SHAPE(struct kept_voice, kept_voice_fields);

static void judge(struct verify *v, enum event_action action, const struct kept_voice *voice)
{
	const char *chain = text_join(v->page, "sheet:", verify_number(v, voice->sheet_id));
	const char *label = words_say(v->language, event_action_names.labels[action]);
	enum say say = SAY_history_voice_inserted;

	v->voices++;
	if (voice->event_id) {
		if (text_same(chain_content_hash(v->page, voice->content, NULL), voice->content_hash))
			return;
		say = SAY_history_voice_flipped;
	}
	verify_tell(v, say, chain, label, moment_words(v->page, v->language, voice->at), voice->name ? voice->name : "",
	            NULL);
}

static struct fail *verify_kind(struct verify *v, enum event_action action)
{
	int64_t last = 0;
	struct list voices;

	do {
		verify_turn(v);
		TRY(db_many(v->db, &SQL_history_said, &voices,
		            ARGS(V(event_action_names.codes[action]), V(last), V(VOICES_PAGE))));
		for (EACH(const struct kept_voice, voice, voices)) {
			judge(v, action, voice);
			last = voice->id;
		}
	} while (voices.count == VOICES_PAGE);
	return NULL;
}

struct fail *verify_voices(struct verify *v)
{
	static const enum event_action kinds[] = {EVENT_OPINE, EVENT_BALLOT, EVENT_ASK, EVENT_ANSWER};

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		TRY(verify_kind(v, kinds[i]));
	return NULL;
}
