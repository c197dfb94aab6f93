/* plan_target_test.c: which number a printed target means, and where it means none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "plan/target.h"

static const struct {
	const char *text;
	const char *number; /* NULL: none */
	enum comparison comparison;
} targets[] = {
	{"15事業者以上",			 "15",      COMPARISON_AT_LEAST},
	{"50%",				       "50",      COMPARISON_EQUAL   },
	{"1,200人",				  "1200",    COMPARISON_EQUAL   },
	{"１，２００人以上",                  "1200",    COMPARISON_AT_LEAST},
	{"1,234,567円",			      "1234567", COMPARISON_EQUAL   },
	{"３回",				    "3",       COMPARISON_EQUAL   },
	{"20%以下",				 "20",      COMPARISON_AT_MOST },
	{"30日以内",			       "30",      COMPARISON_AT_MOST },
	{"1.5倍",				    "1.5",     COMPARISON_EQUAL   },
	{"-5%",				       "-5",      COMPARISON_EQUAL   },
	{"見学会を1回以上",                    "1",       COMPARISON_AT_LEAST},
	{"年2回",				   "2",       COMPARISON_EQUAL   },
	{"2 か所",				  "2",       COMPARISON_EQUAL   },
	{"100",				       "100",     COMPARISON_EQUAL   },
	{"適宜",				    NULL,      COMPARISON_EQUAL   },
	{"調査・研究",			   NULL,      COMPARISON_EQUAL   },
	{"",					  NULL,      COMPARISON_EQUAL   },
	{"-",					 NULL,      COMPARISON_EQUAL   },
	{"部会長会 2回 調査員定例会 6回", NULL,      COMPARISON_EQUAL   },
	{"12人(初任者)\n5人(実務者)",         NULL,      COMPARISON_EQUAL   },
	{"10～20人",				NULL,      COMPARISON_EQUAL   },
	{"要介護3以上の対象者",              NULL,      COMPARISON_EQUAL   },
	{"封筒の導入(2課)",                     NULL,      COMPARISON_EQUAL   },
	{"令和7年度",			     NULL,      COMPARISON_EQUAL   },
	{"①の実施",			      NULL,      COMPARISON_EQUAL   },
	{"5%未満",				  NULL,      COMPARISON_EQUAL   },
	{"99999999999999999999",                      NULL,      COMPARISON_EQUAL   },
};

static void only_a_single_number_that_is_the_target_is_read(void **state)
{
	struct arena *arena = arena_make(1 << 20);

	(void)state;
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
		enum comparison comparison = COMPARISON_EQUAL;
		const char *number = NULL;
		bool found = target_read(arena, targets[i].text, &number, &comparison);

		print_message("%s\n", targets[i].text);
		assert_int_equal(found, targets[i].number != NULL);
		if (found) {
			assert_string_equal(number, targets[i].number);
			assert_int_equal(comparison, targets[i].comparison);
		}
	}
	arena_end(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_single_number_that_is_the_target_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
