/* page.c: compiles all pages, in every language, and tells every mistake at once. */
#include "page/compile_page.h"

#define SCRATCH_CEILING ((size_t)64 << 20)

bool page_start(struct arena *forever, const struct page *const *pages, const struct shape *frame_shape,
                const char **out_problem)
{
	struct arena *scratch = arena_make(SCRATCH_CEILING); /* emptied page by page */
	struct compiler c = {.forever = forever, .pages = pages, .frame_shape = frame_shape};

	c.scratch = scratch;
	c.problem.arena = forever;
	for (const struct page *const *page = pages; *page; page++) {
		if (!(*page)->shape)
			continue;
		for (c.language = LANGUAGE_JA; c.language < LANGUAGES; c.language++) {
			(*page)->steps[c.language].first = compile_page(&c, *page);
			arena_reset(scratch);
		}
	}
	arena_end(scratch);
	*out_problem = c.problem.length ? c.problem.bytes : NULL;
	return c.problem.length == 0;
}
