/* transfer_test.c: a list of transfers is judged as a whole, without a database: who moves, what ends and begins, what is missing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "transfer/transfer.h"

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static struct arena *arena;
static struct transfer_plan plan;

/* clang-format off */
static struct transfer_person people[] = {
	{.id = 1, .login = "sato", .name = "佐藤 健", .department_id = 1},
	{.id = 2, .login = "suzuki", .name = "鈴木 花", .department_id = 1},
	{.id = 3, .login = "tanaka", .name = "田中 一", .department_id = 2},
	{.id = 4, .login = "tanaka2", .name = "田中 一", .department_id = 3},
	{.id = 5, .login = "kanri", .name = "管理 者", .department_id = 3},
};
static struct transfer_place places[] = {
	{.id = 1, .code = "korei", .title = "高齢課", .next_title = "長寿課", .was_there = true, .is_there = true},
	{.id = 2, .code = "kodomo", .title = "こども課", .next_title = "こども課", .was_there = true, .is_there = true},
	{.id = 3, .code = "old", .title = "旧課", .next_title = "旧課", .was_there = true, .is_there = false},
	{.id = 4, .code = "new", .title = "新課", .next_title = "新課", .was_there = false, .is_there = true},
	{.id = 1, .code = "k", .title = "会議", .next_title = "会議", .is_body = true, .was_there = true, .is_there = true},
};
static struct transfer_post posts[] = {
	{.id = 11, .account_id = 1, .role = ROLE_HEAD, .department_id = 1},
	{.id = 12, .account_id = 1, .role = ROLE_MEMBER, .body_id = 1},
	{.id = 13, .account_id = 1, .role = ROLE_SECRETARIAT},
	{.id = 14, .account_id = 2, .role = ROLE_AUTHOR, .department_id = 1},
	{.id = 15, .account_id = 3, .role = ROLE_HEAD, .department_id = 2},
	{.id = 16, .account_id = 4, .role = ROLE_HEAD, .department_id = 3},
	{.id = 17, .account_id = 5, .role = ROLE_ADMINISTRATOR},
};
/* clang-format on */

static const struct transfer_town town = {
	.today = {2026,           11,           24},
	.effective_on = {2027,              4,                       1},
	.actor_id = 5,
	.people = {people,             COUNT(people)  },
	.places = {places,COUNT(places)},
	.posts = {posts,             COUNT(posts)                          },
};

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

static void judge(const char *list)
{
	transfer_judge(arena, LANGUAGE_JA, &town, list, strlen(list), &plan);
}

static const struct transfer_line *line(size_t index)
{
	assert_int_equal(plan.mistakes.count, 0);
	assert_in_range(index + 1, 1, plan.lines.count);
	return LIST_AT(struct transfer_line, plan.lines, index);
}

static void assert_mistake(const char *list, int64_t at, const char *column)
{
	judge(list);
	assert_int_not_equal(plan.mistakes.count, 0);
	assert_int_equal(LIST_AT(struct transfer_mistake, plan.mistakes, 0)->line, at);
	assert_string_equal(LIST_AT(struct transfer_mistake, plan.mistakes, 0)->column, column);
}

static void who_moves_leaves_their_department_and_keeps_their_bodies(void **state)
{
	(void)state;
	judge("氏名,旧所属,新所属,新役割\n佐藤　健,高齢課,kodomo,担当者\n");
	assert_int_equal(line(0)->kind, TRANSFER_MOVE);
	assert_int_equal(line(0)->account_id, 1);
	assert_string_equal(transfer_posts_words(arena, LANGUAGE_JA, &town, &line(0)->ends), "高齢課 所属長、事務局");
	assert_string_equal(transfer_posts_words(arena, LANGUAGE_JA, &town, &line(0)->begins), "こども課 担当者");
	assert_string_equal(transfer_posts_words(arena, LANGUAGE_JA, &town, &line(0)->keeps), "会議 委員");
	assert_int_equal(plan.gaps.count, 2);
	judge("氏名,新所属,新役割,会議体\n佐藤 健,こども課,担当者・事務局,終える\n");
	assert_string_equal(transfer_posts_words(arena, LANGUAGE_JA, &town, &line(0)->ends),
	                    "高齢課 所属長、会議 委員");
	assert_false(plan.needs_second);
}

static void who_leaves_leaves_everything_and_who_comes_gets_what_is_written(void **state)
{
	(void)state;
	judge("ログインID\t氏名\t区分\t新所属\t新役割\t後任\nsato\t\t退職\t\t\tshin\nshin\t新 人\t\t長寿課\t所属長、委員長:会議\t\n");
	assert_int_equal(line(0)->kind, TRANSFER_LEAVE);
	assert_int_equal(line(0)->ends.count, 3);
	assert_int_equal(line(0)->heir, 3);
	assert_string_equal(line(0)->post_heir, "新 人");
	assert_int_equal(line(1)->kind, TRANSFER_COME);
	assert_int_equal(line(1)->account_id, 0);
	assert_string_equal(transfer_posts_words(arena, LANGUAGE_JA, &town, &line(1)->begins),
	                    "長寿課 所属長、会議 委員長");
	assert_true(plan.needs_second);
	assert_int_equal(plan.gaps.count, 1);
}

static void names_of_departments_are_those_of_the_eve_and_of_the_day(void **state)
{
	(void)state;
	assert_mistake("氏名,旧所属,新所属,新役割\n佐藤健,長寿課,新課,担当者\n", 2, "旧所属");
	assert_mistake("氏名,旧所属,新所属,新役割\n佐藤健,高齢課,旧課,担当者\n", 2, "新所属");
	judge("ログインID,区分\ntanaka2,転出\n");
	assert_int_equal(line(0)->ends.count, 1);
	assert_int_equal(plan.gaps.count, 0);
	assert_string_equal(line(0)->post_heir, "");
}

static void several_of_one_name_are_told_apart_by_their_department(void **state)
{
	(void)state;
	assert_mistake("氏名,区分\n田中一,転出\n", 2, "氏名");
	judge("氏名,旧所属\n田中一,旧課\n");
	assert_int_equal(line(0)->account_id, 4);
}

static void two_heads_and_ones_own_roles_are_mistakes(void **state)
{
	(void)state;
	assert_mistake("ログインID,新所属,新役割\nsato,こども課,所属長\n", 2, "新役割");
	assert_mistake("ログインID,新所属,新役割\nkanri,こども課,担当者\n", 2, "新役割");
	judge("ログインID,新所属,新役割\nsato,こども課,所属長\ntanaka,高齢課,なし\n");
	assert_mistake("ログインID,新所属,新役割\nsato,こども課,所属長\ntanaka,長寿課,所属長\nsuzuki,こども課,所属長\n",
	               2, "新役割");
	judge("ログインID,新所属,新役割\nsato,こども課,所属長\ntanaka,長寿課,所属長\n");
	assert_int_equal(line(1)->begins.count, 1);
}

static void whatever_is_written_is_judged_and_nothing_breaks(void **state)
{
	static const char *const bits[] = {"氏名", "新所属", "新役割", "ログインID", "sato", "高齢課", "、", ":",
	                                   "(",    ")",      "担当者", "\t",         ",",    "\n",     "\"", "",
	                                   "　",   "後任",   "区分",   "転入",       "なし", "𠮷"};
	unsigned seed = 7;

	(void)state;
	for (int turn = 0; turn < 20000; turn++) {
		struct text list = {.arena = arena};

		text_say(&list, "氏名\t新所属\t新役割\tログインID\t後任\t区分\n");
		for (int i = 0; i < 24; i++) {
			seed = seed * 1103515245u + 12345u;
			text_say(&list, bits[(seed >> 16) % COUNT(bits)]);
		}
		judge(list.bytes);
		for (EACH(const struct transfer_line, it, plan.lines))
			assert_non_null(transfer_line_words(arena, LANGUAGE_JA, &town, it));
		arena_reset(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(who_moves_leaves_their_department_and_keeps_their_bodies, begin, end),
		cmocka_unit_test_setup_teardown(who_leaves_leaves_everything_and_who_comes_gets_what_is_written, begin,
	                                        end),
		cmocka_unit_test_setup_teardown(names_of_departments_are_those_of_the_eve_and_of_the_day, begin, end),
		cmocka_unit_test_setup_teardown(several_of_one_name_are_told_apart_by_their_department, begin, end),
		cmocka_unit_test_setup_teardown(two_heads_and_ones_own_roles_are_mistakes, begin, end),
		cmocka_unit_test_setup_teardown(whatever_is_written_is_judged_and_nothing_breaks, begin, end),
	};

	return cmocka_run_group_tests_name("transfer", tests, NULL, NULL);
}
