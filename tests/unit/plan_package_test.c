/*
 * plan_package_test.c: what the reader of plan packages takes, what it makes of it, and how it tells each mistake.
 *
 * One good package stands in plan_good.h; each row of `mistakes` spoils it in one place and names the path that must be told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "plan/package.h"
#include "plan_good.h"

#define ARENA_BYTES ((size_t)256 << 20)

static const struct spoilt {
	const char *from; /* of the good package */
	const char *to;
	const char *path;
} mistakes[] = {
	{"\"chosho-plan/1\"",				    "\"chosho-plan/2\"",                                                  "$.format"                                },
	{"\"first_year\":2024",				  "\"first_year\":2027",                                                "$.plan.last_year"                        },
	{"\"first_year\":2024",				  "\"first_year\":\"2024\"",                                            "$.plan.first_year"                       },
	{"\"first_year\":2024",				  "\"first_year\":1",                                                   "$.plan.first_year"                       },
	{"\"first_year\":2024",				  "\"first_year\":2024.5",                                              "$.plan.first_year"                       },
	{"\"title\":\"計画\",",				"",								   "$.plan.title"                            },
	{"\"title\":\"計画\"",				 "\"title\":\"\"",						     "$.plan.title"                            },
	{"\"title\":\"計画\"",				 "\"title\":null",						     "$.plan.title"                            },
	{"\"title\":\"計画\"",				 "\"title\":\"計画\",\"sauce\":\"x\"",                               "$.plan.sauce"                            },
	{"\"title\":\"計画\"",				 "\"title\":\"計画\",\"出 典\":\"x\"",                             "$.plan[\"出 典\"]"                     },
	{"\"levels\":[\"目標\",\"取組\"]",                   "\"levels\":[\"目標\",\"取組\",3]",                               "$.levels[2]"                             },
	{"\"levels\":[\"目標\",\"取組\"]",                   "\"levels\":{}",                                                      "$.levels"                                },
	{"{\"code\":\"d1\"",				     "{\"code\":\"\"",						     "$.departments[0].code"                   },
	{"{\"code\":\"d1\",\"title\":\"一課\"}",               "{\"code\":\"d1\",\"title\":\"一課\",\"parent\":\"d2\"}",
         "$.departments[0].parent"																	       },
	{"{\"code\":\"b2\"",				     "{\"code\":\"b1\"",						   "$.bodies[1].code"                        },
	{"\"parent\":\"b1\"",				    "\"parent\":\"b9\"",                                                  "$.bodies[1].parent"                      },
	{"\"parent\":\"b1\"",				    "\"parent\":\"b2\"",                                                  "$.bodies[1].parent"                      },
	{"\"code\":\"－\"",				     "\"code\":\"A\"",						     "$.scales[0].values[1].code"              },
	{"\"rank\":1",					   "\"rank\":\"1\"",						     "$.scales[0].values[0].rank"              },
	{"\"parent\":\"1\",\"level\":2,\"title\":\"一の一\"", "\"parent\":\"1-1\",\"level\":2,\"title\":\"一の一\"",
         "$.items[1].parent"																		     },
	{"\"level\":2,\"title\":\"一の一\"",                  "\"level\":1,\"title\":\"一の一\"",                                "$.items[1].level"                        },
	{"\"level\":1,",					 "\"level\":0,",						       "$.items[0].level"                        },
	{"\"levels\":[\"目標\",\"取組\"]",                   "\"levels\":[\"目標\"]",                                            "$.items[1].level"                        },
	{"\"tags\":[\"t1\",\"t2\"]",                             "\"tags\":[\"t1\",\"t3\"]",                                           "$.items[1].tags[1]"                      },
	{"\"tags\":[\"t1\",\"t2\"]",                             "\"tags\":[\"t1\",\"t2\",\"t1\"]",                                    "$.items[1].tags[2]"                      },
	{"\"departments\":[\"d1\",\"d2\"]",                      "\"departments\":[]",                                                 "$.items[1].departments"                  },
	{"\"evaluated\":false",				  "\"evaluated\":true",                                                 "$.items[2].evaluated"                    },
	{"\"evaluated\":true",				   "\"evaluated\":1",						    "$.items[1].evaluated"                    },
	{"\"repeats\":\"1-1\"",				  "\"repeats\":\"1-2\"",                                                "$.items[2].repeats"                      },
	{"\"kind\":\"quantitative\",\"targets\"",                "\"kind\":\"number\",\"targets\"",                                    "$.indicators[0].kind"                    },
	{"\"2025\":\"3回\"",				    "\"R7\":\"3回\"",						    "$.indicators[0].targets.R7"              },
	{"\"2025\":\"3回\"",				    "\"2025\":3",							 "$.indicators[0].targets[\"2025\"]"       },
	{"\"repeats\":\"i1\"",				   "\"repeats\":\"i2\"",                                                 "$.indicators[1].repeats"                 },
	{"\"rows\":[\"東\",\"西\"]",                           "\"rows\":[\"東\",\"西\",\"東\"]",                                 "$.tallies[0].rows[2]"                    },
	{"\"type\":\"text\",\"max_chars\":5",                    "\"type\":\"text\",\"scale\":\"s\"",                                  "$.forms[0].fields[0].scale"              },
	{"\"type\":\"choice\",\"scale\":\"s\"",                  "\"type\":\"choice\"",                                                "$.forms[0].fields[1].scale"              },
	{"\"type\":\"tally\",\"tally\":\"c\"",                   "\"type\":\"tally\"",                                                 "$.forms[0].fields[3].tally"              },
	{"\"type\":\"indicators\"",                              "\"type\":\"indicators\",\"max_chars\":3",                            "$.forms[0].fields[2].max_chars"          },
	{"\"code\":\"actual\",\"title\"",                        "\"code\":\"grade\",\"title\"",                                       "$.forms[0].fields[2].code"               },
	{"\"max_chars\":5",				      "\"max_chars\":0",						    "$.forms[0].fields[0].max_chars"          },
	{"\"max_chars\":5",				      "\"max_chars\":2",						    "$.evaluations[0].values.text"            },
	{"\"due_on\":\"2025-05-16\"",                            "\"due_on\":\"2025-02-29\"",                                          "$.rounds[0].due_on"                      },
	{"\"due_on\":\"2025-05-16\"",                            "\"due_on\":\"2025-03-31\"",                                          "$.rounds[0].due_on"                      },
	{"\"due_on\":\"2025-05-30\"",                            "\"due_on\":\"2025-03-31\"",                                          "$.rounds[0].stages[0].due_on"            },
	{"\"term\":\"final\"",				   "\"term\":\"end\"",						   "$.rounds[0].term"                        },
	{"\"form\":\"f\"",				       "\"form\":\"ff\"",						    "$.rounds[0].form"                        },
	{"\"kind\":\"secretariat\"",                             "\"kind\":\"secretariat\",\"body\":\"b1\"",                           "$.rounds[0].stages[0].body"              },
	{"\"kind\":\"secretariat\"",                             "\"kind\":\"body\"",                                                  "$.rounds[0].stages[0].body"              },
	{"{\"tag\":\"t2\",\"body\":\"b2\"}",                     "{\"tag\":\"t9\",\"body\":\"b2\"}",                                   "$.rounds[0].stages[1].routes[1].tag"     },
	{"{\"tag\":\"t1\",\"body\":\"b1\"},",                    "{\"tag\":\"t1\",\"body\":\"b1\"},{\"tag\":\"t1\",\"body\":\"b1\"},",
         "$.rounds[0].stages[1].routes[1]"																       },
	{"\"items\":[\"1-1\"]",				  "\"items\":[\"1-9\"]",                                                "$.rounds[0].stages[1].items[0]"          },
	{"\"grade\":\"Ａ\"",				    "\"grade\":\"Ｃ\"",						  "$.evaluations[0].values.grade"           },
	{"\"grade\":\"Ａ\"",				    "\"grade\":1",							"$.evaluations[0].values.grade"           },
	{"\"grade\":\"Ａ\"",				    "\"grad\":\"Ａ\"",						   "$.evaluations[0].values.grad"            },
	{"\"actual\":{\"i1\":\"2回\"}",                         "\"actual\":{\"i2\":\"2回\"}",                                       "$.evaluations[0].values.actual.i2"       },
	{"\"actual\":{\"i1\":\"2回\"}",                         "\"actual\":{\"i9\":\"2回\"}",                                       "$.evaluations[0].values.actual.i9"       },
	{"\"訪問\":2,",					"\"訪問\":-2,",						     "$.evaluations[0].values.count.西.訪問"},
	{"\"訪問\":2,",					"\"訪問\":2.5,",						    "$.evaluations[0].values.count.西.訪問"},
	{"\"訪問\":2,",					"\"電話\":2,",						      "$.evaluations[0].values.count.西.電話"},
	{"\"西\":{",					    "\"南\":{",							  "$.evaluations[0].values.count.南"       },
	{"\"stage\":\"y\"",				      "\"stage\":\"z\"",						    "$.evaluations[0].stages[0].stage"        },
	{"\"stage\":\"y\",\"body\":\"b2\"",                      "\"stage\":\"y\"",                                                    "$.evaluations[0].stages[0].body"         },
	{"\"stage\":\"y\",\"body\":\"b2\"",                      "\"stage\":\"x\"",                                                    "$.evaluations[0].stages[0].values.note"  },
	{"\"stated_totals\":{\"count\"",                         "\"stated_totals\":{\"text\"",                                        "$.evaluations[0].stated_totals.text"     },
	{"\"department\":\"d2\"",                                "\"department\":\"d1\"",                                              "$.evaluations[1].department"             },
	{"\"department\":\"d2\",",                               "",								   "$.evaluations[1]"                        },
	{"\"round\":\"r\",\"item\":\"1-1\",\"department\"",      "\"round\":\"r\",\"item\":\"1-2\",\"department\"",
         "$.evaluations[1].item"																		 },
	{"\"round\":\"r\",\"item\":\"1-1\",\"department\"",      "\"round\":\"r\",\"item\":\"1\",\"department\"",
         "$.evaluations[1].item"																		 },
};

static const char *replaced(struct arena *arena, const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);

	assert_non_null(at);
	return text_join(arena, arena_copy(arena, text, (size_t)(at - text)), to, at + strlen(from));
}

static struct package *read(struct arena *arena, const char *text)
{
	return package_read(arena, LANGUAGE_EN, text, strlen(text));
}

static void a_good_package_has_no_mistakes(void **state)
{
	struct package *package = read(*state, good);

	if (package->mistakes.count)
		fail_msg("%s: %s", LIST_AT(struct package_mistake, package->mistakes, 0)->path,
		         LIST_AT(struct package_mistake, package->mistakes, 0)->sentence);
}

static void each_mistake_is_told_with_its_path(void **state)
{
	for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
		const char *text = replaced(*state, good, mistakes[i].from, mistakes[i].to);
		struct package *package = read(*state, text);
		bool found = false;

		for (EACH(const struct package_mistake, mistake, package->mistakes))
			found = found || strcmp(mistake->path, mistakes[i].path) == 0;
		if (!found || package->mistakes.count > 4)
			fail_msg("%s → %s: %zu mistakes, the first at %s", mistakes[i].from, mistakes[i].to,
			         package->mistakes.count,
			         package->mistakes.count ? LIST_AT(struct package_mistake, package->mistakes, 0)->path
			                                 : "-");
	}
}

static void several_mistakes_are_told_at_once(void **state)
{
	const char *text = replaced(*state, good, "\"first_year\":2024", "\"first_year\":\"2024\"");
	struct package *package;

	text = replaced(*state, text, "\"grade\":\"Ａ\"", "\"grade\":\"Ｃ\"");
	text = replaced(*state, text, "\"term\":\"final\"", "\"term\":\"end\"");
	package = read(*state, text);
	assert_int_equal(package->mistakes.count, 3);
}

static void mistakes_beyond_two_hundred_are_counted(void **state)
{
	struct text out = {.arena = *state};
	struct package *package;

	text_say(&out, "\"levels\":[");
	for (int i = 0; i < 300; i++)
		text_say(&out, "0,");
	text_say(&out, "\"目標\",\"取組\"]");
	package = read(*state, replaced(*state, good, "\"levels\":[\"目標\",\"取組\"]", out.bytes));
	assert_int_equal(package->mistakes.count, PACKAGE_MISTAKES_MAX);
	assert_int_equal(package->more, 100);
}

static void what_is_no_json_names_line_and_character(void **state)
{
	struct package *package = read(*state, "{\n \"format\" 1");

	assert_int_equal(package->mistakes.count, 1);
	assert_non_null(
		strstr(LIST_AT(struct package_mistake, package->mistakes, 0)->sentence, "line 2, character 11"));
	assert_int_equal(read(*state, "")->mistakes.count, 1);
	assert_int_equal(read(*state, "null")->mistakes.count, 1);
	assert_int_equal(read(*state, "[]")->mistakes.count, 1);
}

static void a_misspelt_key_is_answered_with_the_right_one(void **state)
{
	struct package *package;

	package = read(*state, replaced(*state, good, "\"levels\":", "\"level\":[],\"levels\":"));
	assert_int_equal(package->mistakes.count, 1);
	assert_non_null(strstr(LIST_AT(struct package_mistake, package->mistakes, 0)->sentence, "levels"));
}

static void the_normal_form_is_in_order_and_says_nothing_twice(void **state)
{
	struct package *package = read(*state, good);
	const struct json *evaluation = json_at(package->lists[LIST_EVALUATIONS], 0);
	const char *item = json_print(*state, json_at(package->lists[LIST_ITEMS], 0), false);

	assert_string_equal(json_print(*state, json_get(evaluation, "values"), false),
	                    "{\"text\":\"一\\n二\",\"grade\":\"A\",\"actual\":{\"i1\":\"2回\"},"
	                    "\"count\":{\"東\":{\"訪問\":1},\"西\":{\"訪問\":2,\"会議\":0}}}");
	assert_string_equal(json_print(*state, json_get(json_at(package->lists[LIST_EVALUATIONS], 1), "values"), false),
	                    "{\"grade\":\"－\"}");
	assert_string_equal(item, "{\"code\":\"1\",\"parent\":null,\"level\":1,\"title\":\"一\",\"priority\":false,"
	                          "\"tags\":[],\"departments\":[],\"evaluated\":false}");
	assert_string_equal(json_print(*state, json_get(json_at(package->lists[LIST_INDICATORS], 0), "targets"), false),
	                    "{\"2024\":\"2回\",\"2025\":\"3回\"}");
}

static void reading_its_own_text_changes_nothing(void **state)
{
	const char *once = package_text(*state, read(*state, good));
	const char *twice = package_text(*state, read(*state, once));

	assert_string_equal(once, twice);
}

static void a_stated_total_that_differs_is_noted(void **state)
{
	struct package *package = read(*state, good);

	assert_int_equal(package->totals.count, 1);
	assert_string_equal(LIST_AT(struct stated_total, package->totals, 0)->column, "会議");
	assert_int_equal(LIST_AT(struct stated_total, package->totals, 0)->stated, 1);
	assert_int_equal(LIST_AT(struct stated_total, package->totals, 0)->computed, 0);
}

static void a_body_is_left_out_where_only_one_can_be_meant(void **state)
{
	const char *text = replaced(*state, good, "\"tags\":[\"t1\",\"t2\"]", "\"tags\":[\"t2\"]");
	struct package *package = read(*state, text);
	const struct json *record = json_at(json_get(json_at(package->lists[LIST_EVALUATIONS], 0), "stages"), 0);

	assert_int_equal(package->mistakes.count, 0);
	assert_null(json_get(record, "body"));
}

static int begin(void **state)
{
	*state = arena_make(ARENA_BYTES);
	return 0;
}

static int end(void **state)
{
	arena_end(*state);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_good_package_has_no_mistakes),
		TEST(each_mistake_is_told_with_its_path),
		TEST(several_mistakes_are_told_at_once),
		TEST(mistakes_beyond_two_hundred_are_counted),
		TEST(what_is_no_json_names_line_and_character),
		TEST(a_misspelt_key_is_answered_with_the_right_one),
		TEST(the_normal_form_is_in_order_and_says_nothing_twice),
		TEST(reading_its_own_text_changes_nothing),
		TEST(a_stated_total_that_differs_is_noted),
		TEST(a_body_is_left_out_where_only_one_can_be_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
