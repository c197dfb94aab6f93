/* roster_tell.c: says what a list of people that was judged would change, old and new beside each other. Pure. */
#include <inttypes.h>
#include <string.h>

#include "account/person.h"
#include "assignment/grant.h"
#include "assignment/roster.h"
#include "kit/secret.h"

static const struct field roster_change_fields[] = {
	FIELD(struct roster_change, line),   FIELD(struct roster_change, name),  FIELD(struct roster_change, what),
	FIELD(struct roster_change, before), FIELD(struct roster_change, after),
};
const struct shape roster_change_shape = SHAPE(struct roster_change, roster_change_fields);

struct telling {
	const struct roster *roster;
	struct roster_told *told;
	size_t most;        /* of the changes that are kept to be shown */
	struct text digest; /* of everything, also of what is not shown */
};

static const char *title_of(const struct roster *roster, int64_t department)
{
	for (EACH(const struct roster_place, place, roster->places))
		if (!place->is_body && place->id == department)
			return place->title;
	return "";
}

static void add(struct telling *telling, int64_t line, const char *name, enum say what, const char *before,
                const char *after)
{
	struct roster_told *told = telling->told;

	before = before ? before : "";
	after = after ? after : "";
	text_print(&telling->digest, "%" PRId64 "\x1f%d\x1f%s\x1f%s\x1e", line, (int)what, before, after);
	if (told->changes.count == telling->most) {
		told->more++;
		return;
	}
	*LIST_AT(struct roster_change, told->changes, told->changes.count++) =
		(struct roster_change){line, name, words_say(telling->roster->language, what), before, after};
}

static void add_if(struct telling *telling, const struct roster_entry *entry, enum say what, const char *before,
                   const char *after)
{
	if (strcmp(before ? before : "", after ? after : "") != 0)
		add(telling, entry->line, entry->now.name, what, before, after);
}

static void tell_entry(struct telling *telling, const struct roster_entry *entry)
{
	const struct roster_person *before = entry->before, *now = &entry->now;
	const struct roster *roster = telling->roster;

	if (!before) {
		add(telling, entry->line, now->name, SAY_roster_new, "",
		    WORDS(telling->roster->arena, telling->roster->language, SAY_roster_new_words, now->login,
		          title_of(roster, now->department_id),
		          day_words(telling->roster->arena, telling->roster->language, now->from_on),
		          now->kana ? now->kana : "", now->email ? now->email : ""));
		telling->told->created++;
		return;
	}
	telling->told->changed += entry->is_changed;
	telling->told->unchanged += !entry->is_changed;
	add_if(telling, entry, SAY_roster_name, before->name, now->name);
	add_if(telling, entry, SAY_roster_kana, before->kana, now->kana);
	add_if(telling, entry, SAY_roster_department, title_of(roster, before->department_id),
	       title_of(roster, now->department_id));
	add_if(telling, entry, SAY_roster_email, before->email, now->email);
}

static const char *days_of(struct telling *telling, struct day from, struct day until)
{
	return grant_days(telling->roster->arena, telling->roster->language, from, until);
}

static void tell_post(struct telling *telling, const struct roster_post *post)
{
	struct arena *arena = telling->roster->arena;
	const char *role = person_role_words(arena, telling->roster->language, post->role, post->scope);

	if (!post->before) {
		telling->told->granted++;
		telling->told->guarded += grant_needs_two(post->role);
		add(telling, post->line, post->entry->now.name, SAY_roster_role_new, "",
		    text_join(arena, role, " ", days_of(telling, post->from_on, post->until_on)));
	} else if (post->is_changed) {
		add(telling, post->line, post->entry->now.name, SAY_roster_until,
		    text_join(arena, role, " ", days_of(telling, post->before->from_on, post->before->until_on)),
		    text_join(arena, role, " ", days_of(telling, post->before->from_on, post->until_on)));
	}
}

void roster_tell(const struct roster *roster, size_t most, struct roster_told *told)
{
	struct telling telling = {.roster = roster, .told = told, .most = most, .digest = {.arena = roster->arena}};
	const struct roster_post *post = roster->posts.rows, *end = post + roster->posts.count;

	*told = (struct roster_told){.changes.rows = arena_many(roster->arena, struct roster_change, most)};
	text_say(&telling.digest, "");
	for (EACH(const struct roster_entry, entry, roster->entries)) { /* row by row, as in the file */
		for (; post < end && post->line < entry->line; post++)
			tell_post(&telling, post);
		tell_entry(&telling, entry);
	}
	for (; post < end; post++)
		tell_post(&telling, post);
	told->seen = secret_hash(roster->arena, telling.digest.bytes);
}
