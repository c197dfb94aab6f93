/* difference_test.c: what difference.h promises: nothing is lost or invented, and Japanese is told so that it can be read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/difference.h"
#include "kit/text.h"

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	arena = arena_make((size_t)512 << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

/* Checks what holds always, and returns the runs as text: same[-removed-]{+added+}. */
static const char *told(const char *old, const char *new)
{
	const struct list runs = difference_of(arena, old, new);
	struct text all = {.arena = arena}, before = {.arena = arena}, behind = {.arena = arena};
	const struct difference_run *last = NULL;

	text_add(&all, "", 0);
	text_add(&before, "", 0);
	text_add(&behind, "", 0);
	for (EACH(const struct difference_run, run, runs)) {
		assert_true(run->text[0] != '\0');
		assert_false(run->is_added && run->is_removed);
		assert_int_equal(run->is_blank, text_empty(run->text));
		/* no two of a kind in a row */
		assert_false(last && last->is_added == run->is_added && last->is_removed == run->is_removed);
		last = run;
		if (!run->is_added)
			text_say(&before, run->text);
		if (!run->is_removed)
			text_say(&behind, run->text);
		text_print(&all, run->is_removed ? "[-%s-]" : run->is_added ? "{+%s+}" : "%s", run->text);
	}
	assert_string_equal(before.bytes, old ? old : "");
	assert_string_equal(behind.bytes, new ? new : "");
	return all.bytes;
}

static const char *repeated(const char *what, size_t times)
{
	struct text text = {.arena = arena};

	text_add(&text, "", 0);
	for (size_t i = 0; i < times; i++)
		text_say(&text, what);
	return text.bytes;
}

static void equal_texts_are_one_run_and_empty_ones_none(void **state)
{
	(void)state;
	assert_string_equal(told("相談会を開いた。", "相談会を開いた。"), "相談会を開いた。");
	assert_int_equal(difference_of(arena, "", "").count, 0);
	assert_int_equal(difference_of(arena, NULL, NULL).count, 0);
	assert_string_equal(told(NULL, "新規"), "{+新規+}");
	assert_string_equal(told("廃止", ""), "[-廃止-]");
}

static void a_word_that_changed_is_told_alone(void **state)
{
	(void)state;
	assert_string_equal(told("相談会を年4回開催した。", "相談会を年6回開催した。"),
	                    "相談会を年[-4-]{+6+}回開催した。");
	assert_string_equal(told("高齢者の見守りを行った。", "高齢者等の見守りを行った。"),
	                    "高齢者{+等+}の見守りを行った。");
	assert_string_equal(told("事業を実施した。", "事業を開催した。"), "事業を[-実施-]{+開催+}した。");
}

static void a_number_and_a_latin_word_stay_whole(void **state)
{
	(void)state;
	assert_string_equal(told("参加者は延べ120人。", "参加者は延べ125人。"), "参加者は延べ[-120-]{+125+}人。");
	assert_string_equal(told("予算1,200千円", "予算1,250千円"), "予算[-1,200-]{+1,250+}千円");
	assert_string_equal(told("達成率は１２．５％", "達成率は１２．８％"), "達成率は[-１２．５-]{+１２．８+}％");
	assert_string_equal(told("LINEで周知", "LINKで周知"), "[-LINE-]{+LINK+}で周知");
	assert_string_equal(told("令和6年度。", "令和7年度。"), "令和[-6-]{+7+}年度。");
}

static void a_sentence_that_was_added_or_removed_is_told_whole(void **state)
{
	(void)state;
	assert_string_equal(
		told("窓口を設置した。利用は増えている。", "窓口を設置した。出張相談も始めた。利用は増えている。"),
		"窓口を設置した。{+出張相談も始めた。+}利用は増えている。");
	assert_string_equal(told("一つ目。\n二つ目。\n三つ目。", "一つ目。\n三つ目。"),
	                    "一つ目。\n[-二つ目。\n-]三つ目。");
	assert_string_equal(told("同じ。同じ。", "同じ。同じ。同じ。"), "同じ。同じ。{+同じ。+}");
}

static void a_sentence_that_came_beside_a_changed_phrase_stands_alone(void **state)
{
	(void)state;
	assert_string_equal(told("実施した後に声を聞いた。", "土曜日にも開いた。\n開催して後に声を聞いた。"),
	                    "{+土曜日にも開いた。\n+}[-実施した-]{+開催して+}後に声を聞いた。");
	assert_string_equal(told("参加者の声を聞いた。", "参加者の声を聞いている。土曜日にも開いた。"),
	                    "参加者の声を聞い[-た-]{+ている+}。{+土曜日にも開いた。+}");
	assert_string_equal(told("参加者の声を聞いている。土曜日にも開いた。", "参加者の声を聞いた。"),
	                    "参加者の声を聞い[-ている-]{+た+}。[-土曜日にも開いた。-]");
}

static void a_sentence_that_was_written_anew_is_not_cut_to_pieces(void **state)
{
	(void)state;
	assert_string_equal(
		told("相談窓口を設置し、月2回の相談会を開催した。", "地域の居場所を広げ、参加者は延べ120人となった。"),
		"[-相談窓口を設置し、月2回の相談会を開催した。-]{+地域の居場所を広げ、参加者は延べ120人となった。+}");
	/* its neighbours stay as they are */
	assert_string_equal(told("はじめ。相談は減っている。おわり。", "はじめ。窓口の利用者が大きく伸びた。おわり。"),
	                    "はじめ。[-相談は減っている。-]{+窓口の利用者が大きく伸びた。+}おわり。");
}

static void changes_that_hardly_anything_keeps_apart_become_one(void **state)
{
	(void)state;
	assert_string_equal(told("講座を実施した後に総括した。", "講座を開催して後に総括した。"),
	                    "講座を[-実施した-]{+開催して+}後に総括した。");
	assert_string_equal(told("甲と乙と丙の件。", "子と丑と寅の件。"), "[-甲と乙と丙-]{+子と丑と寅+}の件。");
}

static void an_addition_stands_where_a_phrase_begins(void **state)
{
	(void)state;
	/* not 見{+守り、見+}守り */
	assert_string_equal(told("支援、見守りを行う。", "支援、見守り、見守りを行う。"),
	                    "支援、{+見守り、+}見守りを行う。");
	assert_string_equal(told("市民や団体と協働した。", "市民や企業や団体と協働した。"),
	                    "市民や{+企業や+}団体と協働した。");
}

static void what_a_reader_takes_for_one_character_is_never_split(void **state)
{
	(void)state;
	/* か with a combining voiced mark; half-width ｶ with ﾞ; two variants of 葛; a character beyond the BMP */
	assert_string_equal(told("は\xE3\x81\x8B\xE3\x81\xAF", "は\xE3\x81\x8B\xE3\x82\x99\xE3\x81\xAF"),
	                    "は[-\xE3\x81\x8B-]{+\xE3\x81\x8B\xE3\x82\x99+}\xE3\x81\xAF");
	assert_string_equal(told("ｶｲ", "ｶﾞｲ"), "[-ｶ-]{+ｶﾞ+}ｲ");
	assert_string_equal(told("葛\xF3\xA0\x84\x80飾区", "葛\xF3\xA0\x84\x81飾区"),
	                    "[-葛\xF3\xA0\x84\x80-]{+葛\xF3\xA0\x84\x81+}飾区");
	assert_string_equal(told("𠮷田", "𠮟田"), "[-𠮷-]{+𠮟+}田");
	assert_string_equal(told("👨‍👩‍👧と", "👨‍👩‍👦と"),
	                    "[-👨‍👩‍👧-]{+👨‍👩‍👦+}と");
}

static void what_shows_nothing_is_marked_as_blank(void **state)
{
	const struct list runs = difference_of(arena, "一。二。", "一。\n二。");

	(void)state;
	assert_int_equal(runs.count, 3);
	assert_true(LIST_AT(struct difference_run, runs, 1)->is_blank);
	assert_true(LIST_AT(struct difference_run, runs, 1)->is_added);
}

static void bytes_that_are_no_text_come_through_as_well(void **state)
{
	(void)state;
	told("a\xFF\xE3\x80", "a\xFE\xE3");
	told("\xE3\x80", "\x80");
}

/* A generator of its own, so that a failure comes again. */
static uint32_t next_number(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 16;
}

static const char *random_text(uint32_t *seed, size_t most)
{
	static const char *const words[] = {"。", "\n", "、", "相談", "は", "を",          "した",
	                                    "12", "34", "ア", "LINE", " ",  "\xE3\x82\x99"};
	struct text text = {.arena = arena};

	text_add(&text, "", 0);
	for (size_t i = next_number(seed) % (most + 1); i > 0; i--)
		text_say(&text, words[next_number(seed) % (sizeof words / sizeof *words)]);
	return text.bytes;
}

static void nothing_is_lost_or_invented_whatever_the_texts(void **state)
{
	uint32_t seed = 20261121;

	(void)state;
	for (int i = 0; i < 20000; i++)
		told(random_text(&seed, (size_t)i % 40), random_text(&seed, (size_t)i % 40));
}

static void the_worst_texts_take_no_more_than_a_moment(void **state)
{
	const char *const worst[][2] = {
		{repeated("あ",                   20000),  repeated("い",                   20000) },
		{repeated("あい",                10000),  repeated("いあう",             9000)  },
		{repeated("あ",                   19000),  repeated("あ",                   12000) },
		{repeated("あ。い。",          9000),   repeated("い。う。あ。",    6000)  },
		{repeated("\xE3\x82\x99",          300000), repeated("か\xE3\x82\x99",       90000) },
		{repeated("あいう。えお、", 60000),  repeated("あいえ。うお、", 50000) },
		{repeated("1,",                    300000), repeated("1,1",                   200000)},
		{repeated("。」",                300000), repeated("」。",                300000)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof worst / sizeof *worst; i++) {
		const clock_t before = clock();

		told(worst[i][0], worst[i][1]);
		assert_true(clock() - before < CLOCKS_PER_SEC);
	}
}

static void a_small_change_in_a_long_text_is_still_small(void **state)
{
	const char *sentence = "地域の居場所づくりを進め、参加者は延べ百二十人となった。";
	const char *old = text_join(arena, repeated(sentence, 200), "課題は人材である。", repeated(sentence, 200));
	const char *new = text_join(arena, repeated(sentence, 200), "課題は財源である。", repeated(sentence, 200));
	const struct list runs = difference_of(arena, old, new);

	(void)state;
	assert_int_equal(runs.count, 4);
	assert_string_equal(LIST_AT(struct difference_run, runs, 1)->text, "人材");
	assert_string_equal(LIST_AT(struct difference_run, runs, 2)->text, "財源");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_texts_are_one_run_and_empty_ones_none),
		cmocka_unit_test(a_word_that_changed_is_told_alone),
		cmocka_unit_test(a_number_and_a_latin_word_stay_whole),
		cmocka_unit_test(a_sentence_that_was_added_or_removed_is_told_whole),
		cmocka_unit_test(a_sentence_that_came_beside_a_changed_phrase_stands_alone),
		cmocka_unit_test(a_sentence_that_was_written_anew_is_not_cut_to_pieces),
		cmocka_unit_test(changes_that_hardly_anything_keeps_apart_become_one),
		cmocka_unit_test(an_addition_stands_where_a_phrase_begins),
		cmocka_unit_test(what_a_reader_takes_for_one_character_is_never_split),
		cmocka_unit_test(what_shows_nothing_is_marked_as_blank),
		cmocka_unit_test(bytes_that_are_no_text_come_through_as_well),
		cmocka_unit_test(nothing_is_lost_or_invented_whatever_the_texts),
		cmocka_unit_test(the_worst_texts_take_no_more_than_a_moment),
		cmocka_unit_test(a_small_change_in_a_long_text_is_still_small),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
