/* message_test.c: what message.h promises. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "kit/text.h"
#include "mail/message.h"

static struct arena *arena;

static int begin(void **state)
{
	(void)state;
	arena = arena_make(16u << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_end(arena);
	return 0;
}

static const struct message plain = {
	.id = 12,
	.at = {INT64_C(1770000000123456)},
	.host = "chosho.example.jp",
	.from = "chosho@example.jp",
	.from_name = "Chosho",
	.to = "taro@example.jp",
	.subject = "A sheet came back",
	.body = "one\n\nthree",
};

static void the_same_mail_is_always_the_same_bytes(void **state)
{
	(void)state;
	assert_string_equal(message_text(arena, &plain),
	                    "Date: Mon, 02 Feb 2026 11:40:00 +0900\r\n"
	                    "From: \"Chosho\"\r\n <chosho@example.jp>\r\n"
	                    "To: <taro@example.jp>\r\n"
	                    "Subject: A sheet came back\r\n"
	                    "Message-ID: <chosho.12.1770000000123456@chosho.example.jp>\r\n"
	                    "MIME-Version: 1.0\r\n"
	                    "Content-Type: text/plain; charset=UTF-8\r\n"
	                    "Content-Transfer-Encoding: base64\r\n"
	                    "Auto-Submitted: auto-generated\r\n\r\n"
	                    "b25lDQoNCnRocmVlDQo=\r\n");
}

static void a_subject_is_cut_between_letters_and_never_too_long(void **state)
{
	struct text subject = {.arena = arena};
	const char *words;

	(void)state;
	for (int i = 0; i < 40; i++)
		text_say(&subject, i % 3 ? "\xf0\xa0\xae\xb7" : "a");
	words = message_words(arena, subject.bytes);
	for (const char *word = words; word; word = strstr(word, "\r\n ")) {
		word += strspn(word, "\r\n ");
		assert_memory_equal(word, "=?UTF-8?B?", 10);
		assert_true(strcspn(word, "\r\n") <= 75);
	}
}

static void what_could_be_mistaken_is_encoded(void **state)
{
	static const char *const odd[] = {"=?UTF-8?B?eA==?=", "a\r\nBcc: b", "\xe3\x81\x82", "tab\there"};

	(void)state;
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		assert_memory_equal(message_words(arena, odd[i]), "=?UTF-8?B?", 10);
		assert_null(strstr(message_words(arena, odd[i]), "Bcc"));
	}
	assert_string_equal(message_words(arena, "as it is"), "as it is");
}

static void an_address_is_one_that_a_mail_server_takes(void **state)
{
	static const char *const good[] = {"a@b", "taro.yamada+x@city.example.lg.jp", "x_y-z@10.0.0.1"};
	static const char *const bad[] = {
		"",     "a",       "@b",    "a@",    "a@@b", "a@b@c", "a b@c", "a@b c",
		"a@b>", "a@b\r\n", "a,b@c", "<a@b>", "-a@b", "a@.b",  "a@-b",  "\xe5\xa4\xaa@b",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_true(text_is_mail_address(good[i]));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(text_is_mail_address(bad[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_mail_is_always_the_same_bytes),
		cmocka_unit_test(a_subject_is_cut_between_letters_and_never_too_long),
		cmocka_unit_test(what_could_be_mistaken_is_encoded),
		cmocka_unit_test(an_address_is_one_that_a_mail_server_takes),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
