/*
 * template_fuzz.c: whatever a template holds, compiling it neither crashes nor lets a value leave its place.
 *
 * The input is a template. When it compiles, it is drawn twice: with plain values (letters and digits only), and with
 * hostile ones. Both pages must have the same skeleton: the same tags, the same attributes, addresses with the same
 * beginning. A value that got out of its context would add or end something.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kit/arena.h"
#include "kit/shape.h"
#include "kit/text.h"
#include "page/page.h"

struct row {
	const char *title;
	const char *back_url;
	bool yes;
};
static const struct field row_fields[] = {FIELD(struct row, title), FIELD(struct row, back_url),
                                          FIELD(struct row, yes)};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct view {
	const char *title;
	const char *back_url;
	int64_t number;
	bool yes;
	bool no;
	struct day day;
	struct moment moment;
	struct row part;
	struct list rows;
};
static const struct field view_fields[] = {
	FIELD(struct view, title),
	FIELD(struct view, back_url),
	FIELD(struct view, number),
	FIELD(struct view, yes),
	FIELD(struct view, no),
	FIELD(struct view, day),
	FIELD(struct view, moment),
	FIELD_PART(struct view, part, row_shape),
	FIELD_LIST(struct view, rows, row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct around {
	const char *system;
};
static const struct field around_fields[] = {FIELD(struct around, system)};
static const struct shape around_shape = SHAPE(struct around, around_fields);

static const char hostile[] =
	"\"><script>x</script><a href='javascript:x' onclick=x>--></title></textarea>&lt;\\//\r\n\t ";
static const char *const hostile_urls[] = {"//host", "/\\host", "javascript:x", "/\t/host", "/x\"><b onclick=\"x", ""};

static void draw(struct arena *arena, const struct page *page, const char *title, const char *url, struct text *out)
{
	const struct row rows[] = {
		{title, url, true},
                {title, url, true}
        };
	const struct view view = {
		.title = title,
		.back_url = url,
		.number = -1,
		.yes = true,
		.day = {2024,  12,  13},
		.moment = {1    },
		.part = {title, url,        true},
		.rows = {(void *)(uintptr_t)rows,     2},
	};
	const struct around around = {title};

	*out = (struct text){.arena = arena};
	page_render(page, LANGUAGE_JA, &view, &around, out);
}

/*
 * The skeleton: everything but what values may change, which is text between tags and what stands in quotes; of an
 * address the first two characters stay, as they say where it leads.
 */
static bool begins_address(const char *page, const char *quote)
{
	return (quote - page >= 6 && strncmp(quote - 6, " href=", 6) == 0) ||
	       (quote - page >= 8 && strncmp(quote - 8, " action=", 8) == 0);
}

static const char *skeleton(struct arena *arena, const char *page)
{
	struct text out = {.arena = arena};
	bool in_tag = false, in_quotes = false, is_raw = false;

	text_say(&out, "");
	for (const char *at = page; *at; at++) {
		if (in_quotes) {
			in_quotes = *at != '"';
			if (!in_quotes)
				text_say(&out, "\"");
		} else if (in_tag) {
			text_add(&out, at, 1);
			in_quotes = *at == '"';
			in_tag = *at != '>';
			if (in_quotes && begins_address(page, at))
				text_say(&out, at[1] != '/'                    ? "(here)"
				               : at[2] == '/' || at[2] == '\\' ? "(away)"
				                                               : "(site)");
		} else if (*at == '<' && (!is_raw || at[1] == '/')) {
			in_tag = true;
			is_raw = strncmp(at, "<title", 6) == 0 || strncmp(at, "<textarea", 9) == 0;
			text_add(&out, at, 1);
		}
	}
	return out.bytes;
}

static void hold(const char *template_text, const char *plain, const char *other)
{
	if (strcmp(plain, other) == 0 && !strstr(other, "(away)"))
		return;
	fprintf(stderr, "a value left its place in:\n%s\nplain:   %s\nhostile: %s\n", template_text, plain, other);
	abort();
}

/* A harmless address that meets the same fate: it stays, becomes "#", or is empty. */
static const char *plain_url(const char *url)
{
	return url[0] == '\0' ? "" : strncmp(url, "/x", 2) == 0 ? "/x" : "#";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *arena;
	static struct page_steps steps[LANGUAGES], part_steps[LANGUAGES];
	static const struct page part = {"frame/part", "<b title=\"{{title}}\">{{title}}</b>", NULL, part_steps};
	struct page page = {"fuzz/main", NULL, &view_shape, steps};
	const struct page *const pages[] = {&part, &page, NULL};
	const char *problem = NULL;

	if (!arena)
		arena = arena_make((size_t)256 << 20);
	page.source = arena_copy(arena, (const char *)data, size);
	if (page_start(arena, pages, &around_shape, &problem)) {
		struct text empty;

		draw(arena, &page, "", "/x", &empty);
		if (empty.length)
			hold(page.source, skeleton(arena, empty.bytes), skeleton(arena, empty.bytes));
		for (size_t i = 0; i < sizeof hostile_urls / sizeof *hostile_urls; i++) {
			struct text plain, other;

			draw(arena, &page, "plain", plain_url(hostile_urls[i]), &plain);
			draw(arena, &page, hostile, hostile_urls[i], &other);
			if (plain.length && other.length)
				hold(page.source, skeleton(arena, plain.bytes), skeleton(arena, other.bytes));
		}
	}
	arena_reset(arena);
	return 0;
}
