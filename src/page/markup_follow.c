/*
 * markup_follow.c: follows the HTML of a template character by character: which elements are open, and where a value
 * would stand. It writes the literals on the way, with white space folded where it means nothing.
 */
#include <string.h>

#include "page/compile.h"

static const struct element_rule unknown_element = {"(unknown)", 0, NULL, NULL};

static void emit(struct compiler *c, char character)
{
	text_add(&c->literal, &character, 1);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static void lost(struct compiler *c)
{
	c->markup.place = PLACE_LOST;
}

static void write_pending(struct compiler *c)
{
	if (c->markup.pending)
		emit(c, c->markup.pending);
	c->markup.pending = '\0';
}

bool markup_reference(struct compiler *c, char character)
{
	bool fits = c->markup.place == PLACE_LOST || c->markup.before != '&' || is_name(character) || character == '#';

	if (!fits)
		compile_mistake(c, "write &amp; for a lone &");
	c->markup.before = character;
	return fits;
}

/* Text is about to stand here. */
static void text_stands(struct compiler *c)
{
	const struct element *open = c->markup.open;

	if (open && (open->rule->flags & (NO_TEXT | EMPTY)))
		compile_mistake(c, "no text directly in <%s>: %s", open->rule->name,
		                open->rule->flags & EMPTY ? "scripts lie in templates/assets and are named by src"
		                                          : "it belongs in an element inside");
	write_pending(c);
	c->markup.swallow = false;
}

static void read_text(struct compiler *c, char character)
{
	struct markup *m = &c->markup;

	(void)markup_reference(c, character);
	if (is_space(character)) {
		if (m->open && m->open->keeps) {
			if (!m->swallow || character != '\n')
				emit(c, character);
			m->swallow = false;
		} else if (!m->swallow && m->pending != '\n') {
			m->pending = character == '\n' ? '\n' : ' ';
		}
		return;
	}
	if (character == '<') {
		m->place = PLACE_OPENED;
		return;
	}
	if (character == '>')
		compile_mistake(c, "write &gt; for a lone >");
	text_stands(c);
	emit(c, character);
}

static void add_to_name(struct compiler *c, char character)
{
	struct markup *m = &c->markup;

	if (m->length + 1u >= sizeof m->name) {
		compile_mistake(c, "no element has a name as long as '%s…'", m->name);
		lost(c);
		return;
	}
	m->name[m->length++] = character;
	m->name[m->length] = '\0';
}

static void read_opened(struct compiler *c, char character)
{
	struct markup *m = &c->markup;

	m->length = 0;
	m->name[0] = '\0';
	if (character == '/') {
		m->place = PLACE_END_NAME;
	} else if (m->open && (m->open->rule->flags & RAW)) {
		compile_mistake(c, "<%s> holds text only: write &lt; for <, or close it", m->open->rule->name);
		lost(c);
	} else if (is_name(character)) {
		m->place = PLACE_NAME;
		add_to_name(c, character);
	} else if (character == '!') {
		m->place = PLACE_DOCTYPE;
	} else {
		compile_mistake(c, "write &lt; for a lone <");
		lost(c);
	}
}

static const struct element_rule *rule_of(struct compiler *c)
{
	const struct element_rule *rule = markup_element(c->markup.name);

	return rule ? rule : &unknown_element;
}

static void check_nesting(struct compiler *c, const struct element_rule *rule)
{
	const struct element *open = c->markup.open;

	if (rule->parents && !(open ? markup_listed(rule->parents, open->rule->name) : !rule->parents[0]))
		compile_mistake(c, "<%s> cannot stand in <%s>, only in:%s", rule->name,
		                open ? open->rule->name : "nothing",
		                rule->parents[0] ? rule->parents : " (the page itself)");
	else if (open && open->rule->children && !markup_listed(open->rule->children, rule->name))
		compile_mistake(c, "<%s> cannot stand in <%s>, which takes:%s", rule->name, open->rule->name,
		                open->rule->children);
	for (; open; open = open->outer) {
		if ((rule->flags & NOT_NESTED) && open->rule == rule)
			compile_mistake(c, "<%s> cannot stand in another <%s> (line %d)", rule->name, rule->name,
			                open->line);
		if ((rule->flags & NOT_IN_P) && strcmp(open->rule->name, "p") == 0)
			compile_mistake(c, "<%s> would end the <p> of line %d: close it first, or make it a div",
			                rule->name, open->line);
	}
}

/* The name of a start tag is complete. */
static void tag_begins(struct compiler *c)
{
	struct markup *m = &c->markup;

	m->tag = rule_of(c);
	if (m->tag == &unknown_element)
		compile_mistake(c, "unknown element <%s>: mend it, or add it to src/page/markup.c", m->name);
	check_nesting(c, m->tag);
	if (m->tag->flags & BLOCK)
		m->pending = '\0';
	write_pending(c);
	m->attribute = NULL;
	m->serial = ++c->serial;
	m->before = '\0';
	emit(c, '<');
	text_say(&c->literal, m->name);
	m->place = PLACE_TAG;
}

static void read_name(struct compiler *c, char character)
{
	if (is_name(character)) {
		add_to_name(c, character);
		return;
	}
	tag_begins(c);
	if (is_space(character) || character == '>' || character == '/') {
		attribute_literal(c, character);
		return;
	}
	compile_mistake(c, "'%c' cannot stand in an element's name", character);
	lost(c);
}

static bool has_attribute(const struct markup *m, const char *name)
{
	for (const struct attribute *attribute = m->attribute; attribute; attribute = attribute->before)
		if (strcmp(attribute->name, name) == 0)
			return true;
	return false;
}

void markup_tag_done(struct compiler *c, bool closed)
{
	struct markup *m = &c->markup;
	unsigned flags = m->tag->flags;
	struct element *element;

	if ((flags & EMPTY) && !has_attribute(m, "src"))
		compile_mistake(c, "<script> without src: scripts lie in templates/assets");
	if (closed && !(flags & (VOID | DRAWN)))
		compile_mistake(c, "<%s> cannot close itself: write </%s>", m->tag->name, m->tag->name);
	m->place = PLACE_TEXT;
	m->before = '\0';
	m->swallow = (flags & BLOCK) != 0;
	text_say(&c->literal, closed && (flags & DRAWN) ? "/>" : ">");
	if ((flags & VOID) || closed)
		return;
	element = arena_new(c->scratch, struct element);
	*element = (struct element){m->tag, m->open, (flags & KEEP) || (m->open && m->open->keeps),
	                            c->reading->page->name, c->reading->line};
	m->open = element;
	if (flags & KEEP) { /* browsers drop one line break here: give them one, so that a value keeps its own */
		emit(c, '\n');
		m->swallow = true;
	}
}

static void tag_ends(struct compiler *c)
{
	struct markup *m = &c->markup;
	const struct element_rule *rule = rule_of(c);
	const struct element *open = m->open;

	m->place = PLACE_TEXT;
	while (open && open->rule != rule)
		open = open->outer;
	if (!m->open)
		compile_mistake(c, "</%s> closes nothing: no element is open", m->name);
	else if (m->open->rule != rule)
		compile_mistake(c, "</%s>, but <%s> is open (templates/%s.html:%d): close that first", m->name,
		                m->open->rule->name, m->open->file, m->open->line);
	if (!open)
		return;
	if (rule->flags & BLOCK)
		m->pending = '\0';
	write_pending(c);
	text_say(&c->literal, "</");
	text_say(&c->literal, m->name);
	emit(c, '>');
	m->open = open->outer;
	m->swallow = (rule->flags & BLOCK) != 0;
}

static void read_end_name(struct compiler *c, char character)
{
	if (is_name(character)) {
		add_to_name(c, character);
	} else if (character == '>') {
		tag_ends(c);
	} else {
		compile_mistake(c, "an end tag is </name>, with nothing else in it");
		lost(c);
	}
}

static void read_doctype(struct compiler *c, char character)
{
	struct markup *m = &c->markup;

	if (character != '>') {
		add_to_name(c, character);
		if (m->name[0] == '-') {
			compile_mistake(c, "no <!-- comments -->: everybody could read them; write {{! … }}");
			lost(c);
		}
		return;
	}
	if (strcmp(m->name, "DOCTYPE html") != 0 || m->open || c->count || c->literal.length)
		compile_mistake(c, "only <!DOCTYPE html>, at the beginning of a page");
	text_say(&c->literal, "<!DOCTYPE html>");
	m->place = PLACE_TEXT;
	m->swallow = true;
}

void markup_literal(struct compiler *c, char character)
{
	static void (*const readers[PLACES])(struct compiler *, char) = {
		[PLACE_TEXT] = read_text,         [PLACE_OPENED] = read_opened,   [PLACE_NAME] = read_name,
		[PLACE_END_NAME] = read_end_name, [PLACE_DOCTYPE] = read_doctype,
	};

	if (readers[c->markup.place])
		readers[c->markup.place](c, character);
	else
		attribute_literal(c, character);
}

/* What a value or a phrase must be told where it may not stand. */
static enum escape refuse(struct compiler *c)
{
	switch (c->markup.place) {
	case PLACE_LOST:
		return ESCAPE_HTML;
	case PLACE_EQUALS:
		compile_mistake(c, "a value stands in double quotes: %s=\"{{…}}\"", c->markup.name);
		lost(c);
		break;
	case PLACE_FIXED:
		compile_mistake(c, "'%s' decides what the browser does: no value may stand there", c->markup.name);
		break;
	case PLACE_ADDRESS:
	case PLACE_ADDRESS_WORD:
		compile_mistake(
			c,
			"'%s': a value stands behind a literal path such as /sheets/ or edit#, or alone when its field's "
			"name ends in _url",
			c->markup.name);
		break;
	case PLACE_ADDRESS_WHOLE:
	case PLACE_ADDRESS_EITHER:
		compile_mistake(c, "'%s': the address is whole already: nothing may follow", c->markup.name);
		break;
	default:
		compile_mistake(c, "a value may stand in text and in double-quoted attributes, not within a tag");
		lost(c);
		break;
	}
	return ESCAPE_REFUSED;
}

static bool ends_in_url(const char *name)
{
	size_t length = strlen(name);

	return length >= 4 && strcmp(name + length - 4, "_url") == 0;
}

enum escape markup_value(struct compiler *c, const char *name)
{
	struct markup *m = &c->markup;
	bool in_script = m->place != PLACE_TEXT && m->tag && (m->tag->flags & EMPTY);

	if (m->place != PLACE_LOST)
		(void)markup_reference(c, '\0');
	if (in_script && m->place != PLACE_LOST) {
		compile_mistake(c, "no value may stand in <script>");
		return ESCAPE_REFUSED;
	}
	switch (m->place) {
	case PLACE_TEXT:
		text_stands(c);
		return ESCAPE_HTML;
	case PLACE_VALUE:
		return ESCAPE_HTML;
	case PLACE_ADDRESS_ROOT:
	case PLACE_ADDRESS_PATH:
		return ESCAPE_PIECE;
	case PLACE_ADDRESS:
		if (!ends_in_url(name))
			return refuse(c);
		m->place = PLACE_ADDRESS_WHOLE;
		return ESCAPE_ADDRESS;
	default:
		return refuse(c);
	}
}

void markup_phrase(struct compiler *c)
{
	if (c->markup.place == PLACE_TEXT || c->markup.place == PLACE_VALUE) {
		(void)markup_reference(c, '\0');
		if (c->markup.place == PLACE_TEXT)
			text_stands(c);
	} else if (c->markup.place >= PLACE_ADDRESS && c->markup.place <= PLACE_ADDRESS_EITHER) {
		compile_mistake(c, "'%s': an address is not translated", c->markup.name);
	} else {
		(void)refuse(c);
	}
}
