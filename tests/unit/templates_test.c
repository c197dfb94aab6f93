/* templates_test.c: the product's own templates, all of them: what page_test.c proves of the compiler they must keep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "page/page.h"
#include "pages_all.h"
#include "web/answer.h"

static void every_template_compiles_in_every_language(void **state)
{
	struct arena *arena = arena_make((size_t)256 << 20);
	const char *problem = NULL;

	(void)state;
	if (!page_start(arena, pages_all, &frame_shape, &problem))
		fail_msg("\n%s", problem);
	arena_end(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_template_compiles_in_every_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
