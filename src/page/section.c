/* section.c: a section must leave the HTML as it found it, whether it is shown never, once or often. */
#include "page/compile.h"

static bool is_address(enum place place)
{
	return place >= PLACE_ADDRESS && place <= PLACE_ADDRESS_EITHER;
}

bool compile_opposite(const struct section *a, const struct section *b)
{
	return a->kind == SECTION_IF && b->kind == SECTION_IF && a->otherwise != b->otherwise && a->rows == b->rows &&
	       a->found.from == b->found.from && a->found.offset == b->found.offset &&
	       a->found.field->kind == b->found.field->kind;
}

static void write_pending(struct compiler *c)
{
	if (c->markup.place == PLACE_TEXT && c->markup.pending)
		text_add(&c->literal, &c->markup.pending, 1);
	c->markup.pending = '\0';
}

/* A name that was being read is complete. */
static void settle(struct compiler *c)
{
	if (c->markup.place == PLACE_NAME)
		markup_literal(c, ' ');
	attribute_settle(c);
}

static const char *refusal(const struct compiler *c, const struct section *section)
{
	const struct markup *m = &c->markup;
	bool is_list = section->kind == SECTION_ROWS;

	switch (m->place) {
	case PLACE_TEXT:
	case PLACE_VALUE:
	case PLACE_FIXED:
	case PLACE_ADDRESS_WORD:
	case PLACE_ADDRESS_ROOT:
	case PLACE_ADDRESS_PATH:
	case PLACE_LOST:
		return NULL;
	case PLACE_TAG:
		return is_list ? "a list cannot be walked between attributes" : NULL;
	case PLACE_ADDRESS:
		return is_list ? "a list cannot begin an address" : NULL;
	case PLACE_ADDRESS_EITHER:
		return compile_opposite(section, m->either)
		               ? NULL
		               : "behind a section with a whole address stands its opposite, or the quote";
	case PLACE_ADDRESS_WHOLE:
		return "the address is whole already: nothing may follow";
	default:
		return "a section cannot begin here, within a tag";
	}
}

void markup_section(struct compiler *c, struct section *section)
{
	const char *why;

	settle(c);
	write_pending(c);
	(void)markup_reference(c, '\0');
	why = refusal(c, section);
	if (why) {
		compile_mistake(c, "{{%c%s}}: %s", section->otherwise ? '^' : '#', section->name, why);
		c->markup.place = PLACE_LOST;
	}
	if (c->markup.place == PLACE_ADDRESS_EITHER)
		c->markup.place = PLACE_ADDRESS;
	if (section->kind == SECTION_ROWS)
		c->markup.swallow = false; /* the second round stands behind the end of the first */
	section->markup = c->markup;
}

static enum place group(enum place place)
{
	return is_address(place) ? PLACE_ADDRESS : place;
}

/* What is wrong between the beginning and the end; NULL: nothing. */
static const char *difference(const struct markup *before, const struct markup *now)
{
	const struct element *open = now->open;

	if (open != before->open) {
		while (open && open != before->open)
			open = open->outer;
		return open || !before->open ? "leaves an element open" : "closes an element that it did not open";
	}
	if (group(before->place) != group(now->place))
		return "begins and ends at different places of a tag";
	if (now->place != PLACE_TEXT && now->serial != before->serial)
		return "begins in one tag and ends in another";
	if (now->place != PLACE_TEXT && now->place != PLACE_TAG && now->attribute != before->attribute)
		return "begins in one attribute and ends in another";
	return NULL;
}

/* Both ways, shown and not shown, go on from here: what holds for both is kept. */
static void join(struct markup *now, const struct section *section)
{
	const struct markup *before = &section->markup;

	now->swallow = now->swallow && before->swallow;
	now->before = '\0';
	if (before->place == PLACE_ADDRESS && (now->place != PLACE_ADDRESS || before->either)) {
		now->place = PLACE_ADDRESS_EITHER;
		now->either = section;
	} else if (before->place == PLACE_ADDRESS_WORD || before->place == PLACE_ADDRESS_ROOT) {
		now->place = before->place;
	}
}

void markup_section_end(struct compiler *c, const struct section *section)
{
	const char *what;

	settle(c);
	write_pending(c);
	if (c->markup.place == PLACE_LOST || section->markup.place == PLACE_LOST) {
		c->markup.place = PLACE_LOST;
		return;
	}
	(void)markup_reference(c, '\0');
	what = difference(&section->markup, &c->markup);
	if (what) {
		compile_mistake(c, "the section {{%c%s}} of line %d %s: put both tags inside, or both outside",
		                section->otherwise ? '^' : '#', section->name, section->line, what);
		c->markup = section->markup;
		return;
	}
	join(&c->markup, section);
}

void markup_end(struct compiler *c)
{
	if (c->markup.place == PLACE_LOST)
		return;
	if (c->markup.place != PLACE_TEXT)
		compile_mistake(c, "the page ends within a tag");
	for (const struct element *open = c->markup.open; open; open = open->outer)
		compile_mistake(c, "<%s> of templates/%s.html:%d is not closed", open->rule->name, open->file,
		                open->line);
}
