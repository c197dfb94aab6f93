/* roster_test.c: a list of people is judged as a whole, without a database: each mistake by its row and column, all at once. */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "assignment/roster.h"
#include "kit/arena.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))
#define TWENTY "アイウエオアイウエオアイウエオアイウエオ"
#define HEAD "ログインID,氏名,フリガナ,所属,メール,役割,対象,開始日,終了日\n"

static struct arena *arena;
static struct roster roster;

/* clang-format off */
static struct roster_person people[] = { /* by login */
	{.id = 5, .login = "kanri", .name = "管理 者", .language = "ja", .from_on = {2026, 4, 1}, .version = 1},
	{.id = 1, .login = "sato", .name = "佐藤 健", .kana = "サトウ ケン", .email = "sato@city.example.jp", .language = "ja",
	 .department_id = 1, .from_on = {2026, 4, 1}, .version = 3},
	{.id = 2, .login = "suzuki", .name = "鈴木 花", .language = "ja", .department_id = 2, .from_on = {2026, 4, 1}, .version = 1},
};
static struct roster_held held[] = { /* by account */
	{.id = 11, .account_id = 1, .role = ROLE_HEAD, .department_id = 1, .from_on = {2026, 4, 1}, .version = 1},
	{.id = 12, .account_id = 2, .role = ROLE_AUTHOR, .department_id = 2, .from_on = {2026, 4, 1}, .until_on = {2027, 3, 31}, .version = 1},
	{.id = 13, .account_id = 2, .role = ROLE_CHAIR, .body_id = 1, .from_on = {2026, 4, 1}, .version = 1},
	{.id = 14, .account_id = 5, .role = ROLE_ADMINISTRATOR, .from_on = {2026, 4, 1}, .version = 1},
};
static struct roster_place places[] = {
	{.id = 1, .code = "korei", .title = "高齢課"},
	{.id = 2, .code = "kodomo", .title = "こども課"},
	{.id = 3, .code = "same1", .title = "同名課"},
	{.id = 4, .code = "same2", .title = "同名課"},
	{.id = 1, .code = "k", .title = "会議", .is_body = true},
};
/* clang-format on */

static int begin(void **state)
{
	(void)state;
	arena = arena_make(64u << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

static void judge(const char *file)
{
	roster = (struct roster){
		.arena = arena,
		.language = LANGUAGE_JA,
		.today = {2026, 11, 24},
		.viewer = 5,
		.people = {people,    COUNT(people)},
		.held = {held,    COUNT(held)  },
		.places = {places,    COUNT(places)},
	};
	roster_read(&roster, file, strlen(file));
	if (roster.mistakes.count == 0)
		roster_judge(&roster);
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "2 メール, 3 役割": the row and the column of each mistake, sorted; "" when there is none. */
static const char *wrong(const char *file)
{
	struct text told = {.arena = arena};
	const char **each;
	size_t count = 0;

	judge(file);
	each = arena_many(arena, const char *, roster.mistakes.count + 1);
	for (EACH(const struct roster_mistake, mistake, roster.mistakes)) {
		assert_true(strlen(mistake->sentence) > 0);
		each[count++] = text_format(arena, "%" PRId64 " %s", mistake->line, mistake->column);
	}
	qsort(each, count, sizeof *each, by_text);
	text_say(&told, "");
	for (size_t i = 0; i < count; i++) {
		text_say(&told, i ? ", " : "");
		text_say(&told, each[i]);
	}
	return told.bytes;
}

static const struct roster_entry *entry(size_t index)
{
	assert_int_equal(roster.mistakes.count, 0);
	assert_in_range(index + 1, 1, roster.entries.count);
	return LIST_AT(struct roster_entry, roster.entries, index);
}

static const struct roster_post *post(size_t index)
{
	assert_int_equal(roster.mistakes.count, 0);
	assert_in_range(index + 1, 1, roster.posts.count);
	return LIST_AT(struct roster_post, roster.posts, index);
}

static void each_mistake_is_told_by_row_and_column(void **state)
{
	static const struct {
		const char *file;
		const char *wanted;
	} cases[] = {
  /* the table as such */
		{"",											       "1 "                      },
		{"氏名,所属\n名,korei\n",								     "1 ログインID"        },
		{"ログインID,氏名,氏名,役職\n",							  "1 , 1 氏名"            },
		{"ログインID,氏名\nshin,\"新\n",							    "2 "                      },
 /* who it is */
		{HEAD "だめ,名,,,,,,,\n",								       "2 ログインID"        },
		{HEAD ",名,,,,,,,\n",									     "2 ログインID"        },
		{HEAD "shin,,,,,,,,\n",									    "2 氏名"                },
		{HEAD "shin,新,ア" TWENTY TWENTY TWENTY TWENTY TWENTY ",,,,,,\n",                                "2 フリガナ"          },
		{HEAD "shin,新,,ない課,mail,,,,\n",							    "2 メール, 2 所属"   },
		{HEAD "shin,新,,同名課,,,,,\n",								"2 所属"                },
		{HEAD "shin,新 一,,,,,,,\nshin,新 二,,,,,,,\n",                                                "3 ログインID"        },
		{HEAD "shin,新 一,,,,,,,\nＳＨＩＮ,新 一,,,,,,,\n",                                        "3 ログインID"        },
 /* which role */
		{HEAD "shin,新,,,,係長,,,\n",								   "2 役割"                },
		{HEAD "shin,新,,,,,高齢課,,\n",								"2 役割"                },
		{HEAD "shin,新,,,,担当者,,,\n",								"2 対象"                },
		{HEAD "shin,新,,,,担当者,会議,,\n",							  "2 対象"                },
		{HEAD "shin,新,,,,委員,高齢課,,\n",							  "2 対象"                },
		{HEAD "shin,新,,,,委員,,,\n",								   "2 対象"                },
		{HEAD "shin,新,,,,事務局,高齢課,,\n",						       "2 対象"                },
 /* from when until when */
		{HEAD "shin,新,,korei,,担当者,,いつか,2027-02-30\n",                                        "2 終了日, 2 開始日"},
		{HEAD "shin,新,,korei,,担当者,,2026-11-23,\n",                                                 "2 開始日"             },
		{HEAD "shin,新,,korei,,担当者,,2027-04-01,2027-03-31\n",                                       "2 終了日"             },
		{HEAD "suzuki,鈴木 花,,kodomo,,担当者,,,2027-04-30\n",                                       "2 終了日"             },
		{HEAD "suzuki,鈴木 花,,kodomo,,担当者,,,2026-11-23\n",                                       "2 終了日"             },
 /* the same twice, two where one may be, oneself */
		{HEAD "shin,新,,korei,,担当者,,,\nshin,,,,,担当者,korei,,\n",                               "3 役割"                },
		{HEAD "shin,新,,korei,,所属長,,,\n",							   "2 役割"                },
		{HEAD "shin,新,,kodomo,,所属長,,,\nni,二,,kodomo,,所属長,,,\n",                            "3 役割"                },
		{HEAD "shin,新,,,,委員長,会議,,\n",							  "2 役割"                },
		{HEAD "kanri,管理 者,,,,事務局,,,\n",							"2 役割"                },
 /* what looks like it and is none */
		{HEAD "kanri,管理 者,,,,管理者,,,\n",							""                        },
		{HEAD "shin,新,,korei,,担当者,,,2027-03-31\nshin,,,,,担当者,korei,2027-04-01,\n",           ""                        },
		{HEAD "shin,新,,kodomo,,所属長,,,2027-03-31\nni,二,,kodomo,,所属長,,2027-04-01,\n",        ""                        },
		{HEAD "sato,佐藤 健,,korei,,所属長,,,2027-03-31\nshin,新,,korei,,所属長,,2027-04-01,\n", ""                        },
		{HEAD "sato,佐藤 健,,korei,,所属長,,,2027-03-31\nshin,新,,korei,,所属長,,2027-03-31,\n", "3 役割"                },
		{"ログインID,氏名\nshin,新\n",							      ""                        },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *found = wrong(cases[i].file);

		if (strcmp(found, cases[i].wanted) != 0)
			fail_msg("case %zu: '%s', and not '%s':\n%s", i, found, cases[i].wanted, cases[i].file);
	}
}

static void all_mistakes_are_told_at_once(void **state)
{
	(void)state;
	assert_string_equal(wrong(HEAD "だめ,,,ない課,mail,係長,,いつか,\n"
	                               "shin,新,,kodomo,,所属長,,,\n"
	                               "shin,新,,,,委員,高齢課,2020-01-01,\n"
	                               "ni,二,,kodomo,,所属長,,,\n"),
	                    "2 メール, 2 ログインID, 2 役割, 2 所属, 2 氏名, 2 開始日, 4 ログインID, 4 対象, 5 役割");
}

static void who_is_new_begins_with_their_first_role(void **state)
{
	(void)state;
	judge(HEAD
	      "shin,新　人,しん ひと,高齢課,shin@city.example.jp,担当者,,2027-04-01,\nshin,,,,,委員,k,2027-01-01,2027-12-31\nni,二,,,,,,,\n");
	assert_int_equal(roster.entries.count, 2);
	assert_null(entry(0)->before);
	assert_int_equal(entry(0)->now.department_id, 1);
	assert_string_equal(entry(0)->now.kana, "シン ヒト");
	assert_string_equal(day_iso(arena, entry(0)->now.from_on), "2027-01-01");
	assert_string_equal(day_iso(arena, entry(1)->now.from_on), "2026-11-24");
	assert_int_equal(roster.posts.count, 2);
	assert_int_equal(post(0)->department_id, 1);
	assert_string_equal(post(0)->scope, "高齢課");
	assert_int_equal(post(1)->body_id, 1);
	assert_ptr_equal(post(1)->entry, entry(0));
}

static void who_is_there_changes_only_where_the_file_has_a_column(void **state)
{
	(void)state;
	judge("氏名,ログインID\n佐藤 健,SATO\n鈴木 花子,suzuki\n");
	assert_false(entry(0)->is_changed);
	assert_string_equal(entry(0)->now.kana, "サトウ ケン");
	assert_true(entry(1)->is_changed);
	judge("ログインID,氏名,フリガナ,所属,メール\nsato,佐藤 健,,,\n");
	assert_true(entry(0)->is_changed);
	assert_string_equal(entry(0)->now.kana, "");
	assert_string_equal(entry(0)->now.email, "");
	assert_int_equal(entry(0)->now.department_id, 0);
	assert_int_equal(entry(0)->now.version, 3);
}

static void a_role_that_is_held_stays_or_ends_earlier(void **state)
{
	(void)state;
	judge(HEAD "suzuki,鈴木 花,,kodomo,,担当者,,2026-04-01,2027-03-31\nsuzuki,,,,,委員長,k,,2026-12-31\n");
	assert_ptr_equal(post(0)->before, &held[1]);
	assert_false(post(0)->is_changed);
	assert_ptr_equal(post(1)->before, &held[2]);
	assert_true(post(1)->is_changed);
	judge(HEAD "suzuki,鈴木 花,,kodomo,,担当者,,2027-04-01,\n");
	assert_null(post(0)->before);
}

static void whatever_is_sent_is_judged_and_nothing_breaks(void **state)
{
	static const char *const bits[] = {"shin", "sato", "suzuki", "高齢課", "会議",       "担当者", "所属長",
	                                   "委員", ",",    ",",      ",",      "\n",         "\"",     "　",
	                                   "k",    "",     "𠮷",     "\t",     "2027-04-01", "a@b.jp", "役割"};
	unsigned seed = 11;

	(void)state;
	for (int turn = 0; turn < 5000; turn++) {
		struct text file = {.arena = arena};

		text_say(&file, HEAD);
		for (int i = 0; i < 40; i++) {
			seed = seed * 1103515245u + 12345u;
			text_say(&file, bits[(seed >> 16) % COUNT(bits)]);
		}
		judge(file.bytes);
		for (EACH(const struct roster_post, it, roster.posts))
			assert_non_null(it->entry);
		arena_reset(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_mistake_is_told_by_row_and_column, begin, end),
		cmocka_unit_test_setup_teardown(all_mistakes_are_told_at_once, begin, end),
		cmocka_unit_test_setup_teardown(who_is_new_begins_with_their_first_role, begin, end),
		cmocka_unit_test_setup_teardown(who_is_there_changes_only_where_the_file_has_a_column, begin, end),
		cmocka_unit_test_setup_teardown(a_role_that_is_held_stays_or_ends_earlier, begin, end),
		cmocka_unit_test_setup_teardown(whatever_is_sent_is_judged_and_nothing_breaks, begin, end),
	};

	return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
