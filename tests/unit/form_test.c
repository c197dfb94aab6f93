/* form_test.c: from what a browser sends to the struct that a handler reads. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "web/inside.h"

enum colour { RED, GREEN, COLOURS };
static const char *const colour_codes[] = {"red", "green"};
static const struct names colours = {colour_codes, NULL, COLOURS};

struct sample {
	const char *line;
	const char *text;
	const char *secret;
	int64_t number;
	struct day day;
	bool yes;
	enum colour colour;
	struct list many;
	struct upload file;
	struct list open;
	struct list carried;
	int64_t version;
	const char *back;
};
static const struct input inputs[] = {
	{"line",    INPUT_LINE,    offsetof(struct sample, line),    10,  true,  SAY_web_missing, NULL    },
	{"text",    INPUT_TEXT,    offsetof(struct sample, text),    20,  false, SAY_NOTHING,     NULL    },
	{"secret",  INPUT_SECRET,  offsetof(struct sample, secret),  10,  false, SAY_NOTHING,     NULL    },
	{"number",  INPUT_NUMBER,  offsetof(struct sample, number),  100, false, SAY_NOTHING,     NULL    },
	{"day",     INPUT_DAY,     offsetof(struct sample, day),     0,   false, SAY_NOTHING,     NULL    },
	{"yes",     INPUT_YES,     offsetof(struct sample, yes),     0,   false, SAY_NOTHING,     NULL    },
	{"colour",  INPUT_BUTTON,  offsetof(struct sample, colour),  0,   false, SAY_NOTHING,     &colours},
	{"many",    INPUT_MANY,    offsetof(struct sample, many),    0,   false, SAY_NOTHING,     NULL    },
	{"file",    INPUT_FILE,    offsetof(struct sample, file),    5,   false, SAY_NOTHING,     NULL    },
	{"open-",   INPUT_OPEN,    offsetof(struct sample, open),    5,   false, SAY_NOTHING,     NULL    },
	{"carry",   INPUT_CARRIED, offsetof(struct sample, carried), 0,   false, SAY_NOTHING,     NULL    },
	{"version", INPUT_VERSION, offsetof(struct sample, version), 0,   false, SAY_NOTHING,     NULL    },
	{"back",    INPUT_BACK,    offsetof(struct sample, back),    20,  false, SAY_NOTHING,     NULL    },
};
static const struct form form = FORM(struct sample, inputs);

static struct request request;
static struct inside inside;
static const struct route posted = {POST, "/x", INTERACTIVE, WHO_ANYBODY, &form, NULL};

static int begin(void **state)
{
	(void)state;
	inside = (struct inside){.posted = &posted};
	request = (struct request){.arena = arena_make(64u << 20), .inside = &inside, .language = LANGUAGE_JA};
	return 0;
}

static struct fail *send_as(const char *body, bool strict)
{
	request.typed = request.mistakes = (struct list){NULL, 0};
	assert_null(typed_read_query(request.arena, body, strlen(body), &request.typed));
	return form_fill(&request, &form, &request.typed, strict);
}

static const struct sample *sent(const char *body)
{
	assert_null(send_as(body, true));
	return request.form;
}

static bool mistaken(const char *body, const char *field)
{
	sent(body);
	return form_mistake_of(&request, field) != NULL;
}

static void every_kind_is_read(void **state)
{
	const struct sample *s =
		sent("line=%E3%80%80+a+b+&text=+x%0D%0Ay%0Dz+&secret=+p+&number=%EF%BC%94%EF%BC%92&day=R6.12.13"
	             "&yes=1&colour=green&many=p&many=q&open-1=a%0D%0A&open-2=&carry=/x&carry.a=1&carry.a=2");

	(void)state;
	assert_int_equal(request.mistakes.count, 0);
	assert_string_equal(s->line, "a b");
	assert_string_equal(s->text, " x\ny\nz ");
	assert_string_equal(s->secret, " p ");
	assert_int_equal(s->number, 42);
	assert_int_equal(s->day.year, 2024);
	assert_true(s->yes);
	assert_int_equal(s->colour, GREEN);
	assert_int_equal(s->many.count, 2);
	assert_string_equal(*LIST_AT(const char *, s->many, 1), "q");
	assert_int_equal(s->open.count, 2);
	assert_string_equal(LIST_AT(struct typed, s->open, 0)->value, "a\n");
	assert_int_equal(s->carried.count, 3);
}

static void what_is_absent_is_empty_and_never_null(void **state)
{
	const struct sample *s = sent("line=a");

	(void)state;
	assert_string_equal(s->text, "");
	assert_string_equal(s->secret, "");
	assert_int_equal((int)s->colour, -1);
	assert_int_equal(s->number, 0);
	assert_false(day_is(s->day));
	assert_null(form_typed(&request, "text"));
}

static void each_mistake_stands_beside_its_field(void **state)
{
	(void)state;
	assert_true(mistaken("", "line"));
	assert_true(mistaken("line=%E3%80%80+", "line"));
	assert_true(mistaken("line=12345678901", "line"));
	assert_true(mistaken("line=a%0Ab", "line"));
	assert_true(mistaken("line=a%00b", "line"));
	assert_true(mistaken("line=%FF", "line"));
	assert_true(mistaken("line=%E2%80%AEa", "line"));
	assert_false(mistaken("line=%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7%F0%A0%AE%B7", "line"));
	assert_true(mistaken("line=a&number=101", "number"));
	assert_true(mistaken("line=a&number=-1", "number"));
	assert_true(mistaken("line=a&number=1e3", "number"));
	assert_true(mistaken("line=a&number=99999999999999999999", "number"));
	assert_true(mistaken("line=a&day=2024-02-30", "day"));
	assert_true(mistaken("line=a&yes=maybe", "yes"));
	assert_true(mistaken("line=a&colour=blue", "colour"));
	assert_true(mistaken("line=a&open-7=123456", "open-7"));
	assert_true(mistaken("line=a&open-7=%07", "open-7"));
	assert_false(mistaken("line=a&carry.x=%07%FF", "carry.x"));
}

static void what_nobody_typed_leads_to_the_top_of_the_page(void **state)
{
	(void)state;
	for (const char *const *body = (const char *const[]){"line=a&version=0", "line=a&version=-1", "line=a&version=",
	                                                     "line=a&version=2147483648", "line=a&version=1%0A", NULL};
	     *body; body++) {
		assert_true(mistaken(*body, "version"));
		assert_string_equal(LIST_AT(struct mistake, request.mistakes, 0)->id, "main");
	}
	assert_int_equal(sent("line=a&version=7")->version, 7);
	assert_true(mistaken("line=a&colour=%00", "colour"));
	assert_string_equal(LIST_AT(struct mistake, request.mistakes, 0)->id, "main");
	assert_string_equal(sent("line=a&back=/x")->back, "/x");
	for (const char *const *body = (const char *const[]){"line=a&back=%0A", "line=a&back=%FF",
	                                                     "line=a&back=/xxxxxxxxxxxxxxxxxxxx", NULL};
	     *body; body++) {
		assert_string_equal(sent(*body)->back, "");
		assert_int_equal(request.mistakes.count, 0);
	}
}

static void the_sentence_counts_what_is_too_long(void **state)
{
	(void)state;
	sent("line=12345678901");
	assert_non_null(strstr(form_mistake_of(&request, "line"), "10"));
	assert_non_null(strstr(form_mistake_of(&request, "line"), "11"));
}

static void what_was_typed_stays_right_or_wrong_but_never_a_secret(void **state)
{
	(void)state;
	sent("line=a%00b%FF&secret=hush&number=many");
	assert_string_equal(form_typed(&request, "line"), "a\xEF\xBF\xBD"
	                                                  "b\xEF\xBF\xBD");
	assert_string_equal(form_typed(&request, "number"), "many");
	assert_null(form_typed(&request, "secret"));
}

static void unknown_and_doubled_fields_are_a_bad_request(void **state)
{
	const char *const bad[] = {"line=a&other=1", "line=a&line=a", "line=a&open-1=a&open-1=b", "line=a&line[]=b",
	                           "line=a&=x"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct fail *fail = send_as(bad[i], true);

		assert_non_null(fail);
		assert_int_equal(fail->kind, FAIL_BAD);
	}
}

static void a_filter_passes_over_what_it_does_not_know(void **state)
{
	const struct sample *s;

	(void)state;
	assert_null(send_as("utm=1&number=x&number=5&colour=blue", false));
	s = request.form;
	assert_int_equal(s->number, 0);
	assert_int_equal((int)s->colour, -1);
	assert_non_null(form_mistake_of(&request, "number"));
	assert_null(form_mistake_of(&request, "line"));
}

static void percents_are_undone_once(void **state)
{
	const struct sample *s = sent("line=%2541&text=100%25&open-%61=%zz");

	(void)state;
	assert_string_equal(s->line, "%41");
	assert_string_equal(s->text, "100%");
	assert_string_equal(LIST_AT(struct typed, s->open, 0)->name, "open-a");
	assert_string_equal(LIST_AT(struct typed, s->open, 0)->value, "%zz");
}

static void a_file_too_large_is_a_mistake_of_its_field(void **state)
{
	const char *type = "multipart/form-data; boundary=b";
	const char *body =
		"--b\r\nContent-Disposition: form-data; name=\"line\"\r\n\r\na\r\n"
		"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n123456\r\n--b--\r\n";

	(void)state;
	request.typed = (struct list){NULL, 0};
	assert_null(typed_read_body(request.arena, type, body, strlen(body), &request.typed));
	assert_null(form_fill(&request, &form, &request.typed, true));
	assert_non_null(form_mistake_of(&request, "file"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_kind_is_read),
		cmocka_unit_test(what_is_absent_is_empty_and_never_null),
		cmocka_unit_test(each_mistake_stands_beside_its_field),
		cmocka_unit_test(what_nobody_typed_leads_to_the_top_of_the_page),
		cmocka_unit_test(the_sentence_counts_what_is_too_long),
		cmocka_unit_test(what_was_typed_stays_right_or_wrong_but_never_a_secret),
		cmocka_unit_test(unknown_and_doubled_fields_are_a_bad_request),
		cmocka_unit_test(a_filter_passes_over_what_it_does_not_know),
		cmocka_unit_test(percents_are_undone_once),
		cmocka_unit_test(a_file_too_large_is_a_mistake_of_its_field),
	};

	return cmocka_run_group_tests(tests, begin, NULL);
}
