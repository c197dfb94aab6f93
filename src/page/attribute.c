/* attribute.c: follows the inside of a start tag: attributes, their quotes, and what may stand in an address. */
#include <string.h>

#include "page/compile.h"

static void emit(struct compiler *c, char character)
{
	text_add(&c->literal, &character, 1);
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void lost(struct compiler *c)
{
	c->markup.place = PLACE_LOST;
}

/* Of two attributes under opposite sections only one is there. */
static bool excludes(const struct section *a, const struct section *b)
{
	for (; a; a = a->outer)
		for (const struct section *other = b; other; other = other->outer)
			if (compile_opposite(a, other))
				return true;
	return false;
}

static const struct attribute_rule *rule_of(struct compiler *c)
{
	static const struct attribute_rule refused = {"", ATTRIBUTE_FIXED};
	const struct attribute_rule *rule = markup_attribute(c->markup.name);

	if (rule)
		return rule;
	if (strncmp(c->markup.name, "on", 2) == 0)
		compile_mistake(c, "%s=: a page holds no script; it belongs in templates/assets", c->markup.name);
	else if (strcmp(c->markup.name, "style") == 0)
		compile_mistake(c, "style=: looks belong in templates/assets/chosho.css; give the element a class");
	else
		compile_mistake(c, "unknown attribute '%s': mend it, or add it to src/page/markup.c", c->markup.name);
	return &refused;
}

/* The attribute's name is complete. */
static void attribute_named(struct compiler *c, bool has_value)
{
	struct markup *m = &c->markup;
	struct attribute *attribute = arena_new(c->scratch, struct attribute);

	m->rule = rule_of(c);
	for (const struct attribute *other = m->attribute; other; other = other->before)
		if (strcmp(other->name, m->name) == 0 && !excludes(other->section, c->section)) {
			compile_mistake(c, "the attribute '%s' is there twice: browsers drop the second; join the two",
			                m->name);
			break;
		}
	if (!has_value && m->rule->kind == ATTRIBUTE_ADDRESS)
		compile_mistake(c, "'%s' needs an address in double quotes", m->name);
	*attribute = (struct attribute){arena_copy(c->scratch, m->name, m->length), m->attribute, c->section};
	m->attribute = attribute;
	emit(c, ' ');
	text_say(&c->literal, m->name);
	m->place = has_value ? PLACE_EQUALS : PLACE_TAG;
}

static void read_tag(struct compiler *c, char character)
{
	struct markup *m = &c->markup;

	if (is_space(character)) {
		m->place = PLACE_TAG;
	} else if (character == '>') {
		markup_tag_done(c, false);
	} else if (character == '/') {
		m->place = PLACE_SLASH;
	} else if (is_letter(character)) {
		m->name[0] = character;
		m->name[1] = '\0';
		m->length = 1;
		m->place = PLACE_ATTRIBUTE;
	} else {
		compile_mistake(c, "'%c' cannot stand between attributes", character);
		lost(c);
	}
}

static void read_tight(struct compiler *c, char character)
{
	if (is_letter(character))
		compile_mistake(c, "a space is missing between two attributes");
	read_tag(c, character);
}

static void read_slash(struct compiler *c, char character)
{
	if (character == '>') {
		markup_tag_done(c, true);
		return;
	}
	compile_mistake(c, "behind the / of a tag stands >");
	lost(c);
}

static void read_attribute(struct compiler *c, char character)
{
	struct markup *m = &c->markup;

	if (is_letter(character) || (character >= '0' && character <= '9') || character == '-' || character == ':' ||
	    character == '_') {
		if (m->length + 1u >= sizeof m->name) {
			compile_mistake(c, "the attribute's name '%s…' is too long", m->name);
			lost(c);
			return;
		}
		m->name[m->length++] = character;
		m->name[m->length] = '\0';
	} else if (character == '=') {
		attribute_named(c, true);
	} else if (is_space(character) || character == '>' || character == '/') {
		attribute_named(c, false);
		read_tag(c, character);
	} else {
		compile_mistake(c, "'%c' cannot stand in an attribute's name", character);
		lost(c);
	}
}

static void read_equals(struct compiler *c, char character)
{
	struct markup *m = &c->markup;

	if (character != '"') {
		compile_mistake(c, "the value of '%s' stands in double quotes, without a space before them", m->name);
		lost(c);
		return;
	}
	text_say(&c->literal, "=\"");
	m->before = '\0';
	m->either = NULL;
	m->place = m->rule->kind == ATTRIBUTE_ADDRESS                                 ? PLACE_ADDRESS
	           : m->rule->kind == ATTRIBUTE_FIXED || (m->tag->flags & EMPTY) != 0 ? PLACE_FIXED
	                                                                              : PLACE_VALUE;
}

static void end_value(struct compiler *c)
{
	(void)markup_reference(c, '"');
	emit(c, '"');
	c->markup.place = PLACE_TIGHT;
}

static void read_value(struct compiler *c, char character)
{
	if (character == '"') {
		end_value(c);
		return;
	}
	if (character == '<' || character == '>')
		compile_mistake(c, "in '%s' write &%s; for %c (or is a quote missing?)", c->markup.name,
		                character == '<' ? "lt" : "gt", character);
	(void)markup_reference(c, character);
	emit(c, character);
}

static void read_path(struct compiler *c, char character)
{
	if (is_space(character) || character == '\\')
		compile_mistake(c, "an address holds no space and no \\: write %%20");
	read_value(c, character);
}

/* A word and : would be a scheme, such as javascript: or https: */
static void read_word(struct compiler *c, char character)
{
	if (is_letter(character) || (character >= '0' && character <= '9') || character == '-' || character == '_') {
		emit(c, character);
		return;
	}
	if (c->markup.place == PLACE_ADDRESS_WORD && character != '"')
		c->markup.place = PLACE_ADDRESS_PATH;
	if (character != '/' && character != '?' && character != '#' && character != '"')
		compile_mistake(
			c, "an address begins with /, ?, # or a plain word: nothing leads out of the house, and no "
			   "javascript:");
	read_path(c, character);
}

static void read_address(struct compiler *c, char character)
{
	if (character == '"') {
		compile_mistake(c, "'%s' is empty: it needs an address such as /sheets", c->markup.name);
		end_value(c);
		return;
	}
	c->markup.place = character == '/' ? PLACE_ADDRESS_ROOT : PLACE_ADDRESS_WORD;
	read_word(c, character);
}

static void read_root(struct compiler *c, char character)
{
	if (character == '/' || character == '\\')
		compile_mistake(c, "an address that begins with // leads to another host: write one /");
	if (character != '"')
		c->markup.place = PLACE_ADDRESS_PATH;
	read_path(c, character);
}

static void read_whole(struct compiler *c, char character)
{
	if (character == '"') {
		end_value(c);
		return;
	}
	compile_mistake(c, "'%s': a whole address (…_url, or one in a section) stands alone", c->markup.name);
	c->markup.place = PLACE_FIXED;
}

void attribute_literal(struct compiler *c, char character)
{
	static void (*const readers[PLACES])(struct compiler *, char) = {
		[PLACE_TAG] = read_tag,
		[PLACE_TIGHT] = read_tight,
		[PLACE_SLASH] = read_slash,
		[PLACE_ATTRIBUTE] = read_attribute,
		[PLACE_EQUALS] = read_equals,
		[PLACE_VALUE] = read_value,
		[PLACE_FIXED] = read_value,
		[PLACE_ADDRESS] = read_address,
		[PLACE_ADDRESS_WORD] = read_word,
		[PLACE_ADDRESS_ROOT] = read_root,
		[PLACE_ADDRESS_PATH] = read_path,
		[PLACE_ADDRESS_WHOLE] = read_whole,
		[PLACE_ADDRESS_EITHER] = read_whole,
	};

	if (readers[c->markup.place])
		readers[c->markup.place](c, character);
}

void attribute_settle(struct compiler *c)
{
	if (c->markup.place == PLACE_ATTRIBUTE)
		attribute_named(c, false);
	if (c->markup.place == PLACE_TIGHT)
		c->markup.place = PLACE_TAG;
}
