/*
 * page_test.c: templates. What a page looks like when it is drawn, and every rule by which the compiler refuses one:
 * each refusal is a template that breaks that rule and no other. Phrases come from templates/words/en.po ({{"ホーム"}}).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "kit/arena.h"
#include "kit/shape.h"
#include "kit/text.h"
#include "page/page.h"

enum mood { MOOD_CALM, MOOD_LOUD };
static const char *const mood_codes[] = {"calm", "lo&ud"};
static const enum say mood_labels[] = {SAY_NOTHING, SAY_NOTHING};
static const struct names mood_names = {mood_codes, mood_labels, 2};
static const struct names bare_names = {mood_codes, NULL, 2};

struct leaf {
	const char *word;
};
static const struct field leaf_fields[] = {FIELD(struct leaf, word)};
static const struct shape leaf_shape = SHAPE(struct leaf, leaf_fields);

struct row {
	const char *title;
	int64_t id;
	bool chosen;
	struct leaf leaf;
	struct list leaves;
};
static const struct field row_fields[] = {
	FIELD(struct row, title),
	FIELD(struct row, id),
	FIELD(struct row, chosen),
	FIELD_PART(struct row, leaf, leaf_shape),
	FIELD_LIST(struct row, leaves, leaf_shape),
};
static const struct shape row_shape = SHAPE(struct row, row_fields);

struct view {
	const char *title;
	const char *back_url;
	int64_t number;
	bool yes;
	bool no;
	struct day day;
	struct day no_day;
	struct moment moment;
	enum mood mood;
	enum mood bare;
	struct row part;
	struct list rows;
	struct list none;
};
static const struct field view_fields[] = {
	FIELD(struct view, title),
	FIELD(struct view, back_url),
	FIELD(struct view, number),
	FIELD(struct view, yes),
	FIELD(struct view, no),
	FIELD(struct view, day),
	FIELD(struct view, no_day),
	FIELD(struct view, moment),
	FIELD_NAMED(struct view, mood, mood_names),
	FIELD_NAMED(struct view, bare, bare_names),
	FIELD_PART(struct view, part, row_shape),
	FIELD_LIST(struct view, rows, row_shape),
	FIELD_LIST(struct view, none, row_shape),
};
static const struct shape view_shape = SHAPE(struct view, view_fields);

struct around {
	const char *system;
	const char *number;
};
static const struct field around_fields[] = {FIELD(struct around, system), FIELD(struct around, number)};
static const struct shape around_shape = SHAPE(struct around, around_fields);

static struct page_steps part_steps[LANGUAGES], wrap_steps[LANGUAGES], loop_steps[LANGUAGES], open_steps[LANGUAGES],
	main_steps[LANGUAGES];
static const struct page part_page = {"frame/part", "<b>{{title}}</b>", NULL, part_steps};
static const struct page wrap_page = {"frame/wrap", "<div>", NULL, wrap_steps};
static const struct page loop_page = {"frame/loop", "{{>frame/loop}}", NULL, loop_steps};
static const struct page open_page = {"frame/open", "{{#yes}}", NULL, open_steps};

static struct arena *arena;

/* NULL: compiled; else what is wrong. */
static const char *compile(const char *source)
{
	static struct page page;
	static const struct page *const pages[] = {&part_page, &wrap_page, &loop_page, &open_page, &page, NULL};
	const char *problem = NULL;
	bool good;

	page = (struct page){"test/main", source, &view_shape, main_steps};
	good = page_start(arena, pages, &around_shape, &problem);
	assert_true(good == (problem == NULL));
	return problem;
}

static const char *draw_in(enum language language, const char *source, const struct view *view)
{
	static const struct around around = {"S & T", "<1>"};
	const struct page page = {"test/main", source, &view_shape, main_steps};
	const char *problem = compile(source);
	struct text out = {.arena = arena};

	if (problem)
		fail_msg("%s", problem);
	page_render(&page, language, view, &around, &out);
	return out.length ? out.bytes : "";
}

static struct leaf leaves[] = {{"u"}, {"v"}};
static struct row rows[] = {
	{.title = "one", .id = 1, .chosen = true, .leaf = {"x"},       .leaves = {leaves, 2}},
	{.title = "two",              .id = 2,        .leaf = {"y"},  .leaves = {leaves, 1}},
};
static const struct view view = {
	.title = "<a href=\"x\" id='y'>&\r",
	.back_url = "/sheets?q=1&r=2",
	.number = -9007,
	.yes = true,
	.day = {2024,               12,      13},
	.moment = {INT64_C(1734066309000000)                 },
	.mood = MOOD_LOUD,
	.bare = MOOD_LOUD,
	.part = {.title = "in part", .id = 7, .leaf = {"deep"}},
	.rows = {rows,                  2},
};

struct golden {
	const char *source;
	const char *drawn;
};

static const struct golden goldens[] = {
  /* values in their places */
	{"<p>{{title}}</p>",													"<p>&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&#13;</p>"           },
	{"<p title=\"{{title}}\"></p>",											     "<p title=\"&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&#13;\"></p>"},
	{"<a href=\"/s?q={{title}}\">x</a>",											"<a href=\"/s?q=%3Ca%20href%3D%22x%22%20id%3D%27y%27%3E%26%0D\">x</a>"   },
	{"<a href=\"/s/{{number}}/{{day:code}}/{{mood:code}}\">x</a>",                                                              "<a href=\"/s/-9007/2024-12-13/lo%26ud\">x</a>"                          },
	{"<a href=\"{{back_url}}\">x</a>",											  "<a href=\"/sheets?q=1&amp;r=2\">x</a>"                                  },
	{"<a href=\"edit#{{number}}\">x</a><a href=\"edit\">y</a>",
         "<a href=\"edit#-9007\">x</a><a href=\"edit\">y</a>"																		},
	{"{{number}} {{mood:code}} {{day:code}} {{moment:code}}",
         "-9007 lo&amp;ud 2024-12-13 2024-12-13T14:05:09+09:00"																	      },
	{"{{part.title}} {{part.leaf.word}} {{frame.system}}",								      "in part deep S &amp; T"                                                 },
	{"<p>{{no_day}}{{no_day:code}}</p>",											"<p></p>"								},
 /* sections */
	{"{{#rows}}{{id}}{{#chosen}}!{{/chosen}}{{^chosen}}?{{/chosen}},{{/rows}}",                                                 "1!,2?,"                                                                 },
	{"{{#rows}}{{title}}:{{#leaves}}{{word}}{{/leaves}};{{/rows}}{{title}}",
         "one:uv;two:u;&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&#13;"																},
	{"{{#none}}x{{/none}}{{^none}}empty{{/none}}{{#some none}}y{{/some}}{{#some rows}}rows{{number}}{{/some rows}}",
         "emptyrows-9007"																						    },
	{"{{#part}}{{id}}{{#leaf}}{{word}}{{/leaf}}{{/part}}",								      "7deep"                                                                  },
	{"{{#title}}t{{/title}}{{#number}}n{{/number}}{{#day}}d{{/day}}{{#moment}}m{{/moment}}{{^no_day}}-{{/no_day}}",
         "tndm-"																							     },
	{"{{#rows}}{{#leaf}}{{word}}{{frame.system}}{{/leaf}}{{/rows}}",                                                            "xS &amp; TyS &amp; T"                                                   },
 /* sections within a tag */
	{"<select>{{#rows}}<option value=\"{{id}}\"{{#chosen}} selected{{/chosen}}>{{title}}</option>{{/rows}}</select>",
         "<select><option value=\"1\" selected>one</option><option value=\"2\">two</option></select>"													},
	{"<input{{#yes}} disabled{{/yes}}{{#no}} readonly{{/no}}{{#yes}} required{{/yes}}>",
         "<input disabled required>"																					 },
	{"<p class=\"a{{#yes}} b{{/yes}}{{#no}} c{{/no}}\"></p>",								   "<p class=\"a b\"></p>"                                                  },
	{"<p{{#yes}} class=\"a\"{{/yes}}{{^yes}} class=\"b\"{{/yes}}></p>",                                                         "<p class=\"a\"></p>"                                                    },
	{"<a href=\"{{#yes}}/a{{/yes}}{{^yes}}{{back_url}}{{/yes}}\">x</a>",                                                        "<a href=\"/a\">x</a>"                                                   },
 /* partials, notes */
	{"{{! note }}{{>frame/part}}{{#rows}}{{>frame/part}}{{/rows}}",
         "<b>&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;&#13;</b><b>one</b><b>two</b>"														  },
 /* white space */
	{"{{! n }}\n<!DOCTYPE html>\n<html>\n\t<body>\n\t\t<p>\n\t\t\ta\n\t\t\t<b>b</b>  <i>c</i>\n\t\t</p>\n\t</body>\n</html>\n",
         "<!DOCTYPE html><html><body><p>a\n<b>b</b> <i>c</i></p></body></html>"															      },
	{"<ul>\n{{#rows}}\n\t<li>\n\t{{id}}\n\t</li>\n{{/rows}}\n</ul>",                                                            "<ul><li>1</li><li>2</li></ul>"                                          },
	{"{{#rows}}\n<b>{{id}}</b>{{/rows}}",										       "\n<b>1</b>\n<b>2</b>"                                                   },
	{"<pre>  a\n  b</pre>",												     "<pre>\n  a\n  b</pre>"                                                  },
	{"<textarea>{{part.title}}</textarea>",										     "<textarea>\nin part</textarea>"                                         },
	{"<textarea>\n{{part.title}}</textarea>",										   "<textarea>\nin part</textarea>"                                         },
	{"<input   type=\"text\"\n\tname=\"a\" >",										  "<input type=\"text\" name=\"a\">"                                       },
	{"<svg viewBox=\"0 0 1 1\"><title>{{number}}</title><rect width=\"{{number}}\"/></svg>",
         "<svg viewBox=\"0 0 1 1\"><title>-9007</title><rect width=\"-9007\"/></svg>"															},
	{"<p>{{\"ホーム\"}}</p><p title=\"{{\"ホーム\"}}\"></p>",                                                             "<p>ホーム</p><p title=\"ホーム\"></p>"                            },
};

static void pages_are_drawn_as_written(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof goldens / sizeof *goldens; i++)
		assert_string_equal(draw_in(LANGUAGE_JA, goldens[i].source, &view), goldens[i].drawn);
}

struct refused {
	const char *source;
	const char *because; /* a piece of the mistake's text */
};

static const struct refused names_refused[] = {
	{"{{titel}}",					      "did you mean 'title'"                                         },
	{"{{zzzzzzzzzz}}",					 "has no field 'zzzzzzzzzz'"                                    },
	{"{{frame.sistem}}",				       "did you mean 'system'"                                        },
	{"{{title.x}}",					    "only a part has fields"                                       },
	{"{{#rows}}{{back_url}}{{/rows}}",                         "row has no field 'back_url'"                                  },
	{"{{Title}}",					      "is no name"						   },
	{"{{}}",						   "is no name"						   },
	{"{{ title }}",					    "is no name"						   },
	{"{{title:}}",					     "is no name"						   },
	{"{{title:code}}",					 "has no form ':code'"                                          },
	{"{{number:short}}",				       "has no form ':short'"                                         },
	{"{{yes}}",						"is yes or no"						 },
	{"{{rows}}",					       "is a list"						    },
	{"{{part}}",					       "is a part"						    },
	{"{{bare}}",					       "has no words to be shown by"                                  },
	{"{{#mood}}x{{/mood}}",				    "neither yes nor no"                                           },
	{"{{^part}}x{{/part}}",				    "a part is always there"                                       },
	{"{{#some yes}}x{{/some}}",                                "is for lists"                                                 },
	{"{{#}}x{{/}}",					    "names nothing"						},
	{"{{#yes}}x",					      "is not closed"						},
	{"{{#yes}}{{#no}}x{{/yes}}{{/no}}",                        "close that first"                                             },
	{"x{{/yes}}",					      "closes nothing"					       },
	{"{{title",						"{{ without }}"						},
	{"{{! a note with {{title}} in it }}",                     "a note ends at the first"                                     },
	{"{{>frame/gone}}",					"there is no templates/frame/gone.html"                        },
	{"{{>test/main}}",					 "is a page with a shape"                                       },
	{"{{>frame/loop}}",					"include itself"					       },
	{"{{>frame/open}}",					"templates/frame/open.html:1: {{#yes}} of line 1 is not closed"},
	{"{{#yes}}{{>frame/wrap}}</div>",                          "is not closed"                                                },
	{"{{\"この句は訳されていない\"}}",              "no English for"                                               },
	{"{{\"a",						  "{{ without }}"						},
	{"{{\"\"}}",					       "a phrase is written"					  },
	{"{{\"a\nb\"}}",					   "a phrase is written"                                          },
	{"{{\"a {title\"}}",				       "do not hold the same values"                                  },
	{"{{\"問合せ番号：{frame.number}\"}}{{frame.gone}}", "no field 'gone'"                                              },
	{"<p>ホーム</p>",				       "Japanese outside a phrase"                                    },
	{"<p title=\"画面\"></p>",                               "Japanese outside a phrase"                                    },
};

static const struct refused markup_refused[] = {
	{"<div>",						   "is not closed"                      },
	{"<div",						    "ends within a tag"                  },
	{"</div>",						  "closes nothing"                     },
	{"<div><span></div></span>",                                "close that first"                   },
	{"<ul><li>a<li>b</ul>",				     "cannot stand in <li>"               },
	{"<p><div></div></p>",				      "would end the <p>"                  },
	{"<p><b><ul></ul></b></p>",                                 "would end the <p>"                  },
	{"<div><li>a</li></div>",				   "cannot stand in <div>"              },
	{"<table><tr><td>a</td></tr></table>",                      "cannot stand in <table>"            },
	{"<table><div></div></table>",                              "which takes"                        },
	{"<table>a</table>",					"no text directly in <table>"        },
	{"<table>{{title}}</table>",                                "no text directly in <table>"        },
	{"<a href=\"/\">x<a href=\"/\">y</a></a>",                  "in another <a>"                     },
	{"<form><form></form></form>",                              "in another <form>"                  },
	{"<blink>x</blink>",					"unknown element"                    },
	{"<iframe></iframe>",				       "unknown element"                    },
	{"<style>a</style>",					"unknown element"                    },
	{"<DIV></DIV>",					     "unknown element"                    },
	{"<p/>",						    "cannot close itself"                },
	{"<title><b>x</b></title>",                                 "holds text only"                    },
	{"<textarea><b>x</b></textarea>",                           "holds text only"                    },
	{"<!-- x -->",					      "no <!-- comments"                   },
	{"<p>x</p><!DOCTYPE html>",                                 "only <!DOCTYPE html>"               },
	{"<!DOCTYPE svg>",					  "only <!DOCTYPE html>"               },
	{"<p >x</p >",					      "an end tag is </name>"              },
	{"<p*>",						    "cannot stand in an element's name"  },
	{"a < b",						   "write &lt;"                         },
	{"a > b",						   "write &gt;"                         },
	{"a & b",						   "write &amp;"                        },
	{"a &{{title}}",					    "write &amp;"                        },
	{"<p title=\"a & b\"></p>",                                 "write &amp;"                        },
	{"<p title=\"a<b\"></p>",				   "write &lt;"                         },
	{"<p title=\"a>b\"></p>",				   "write &gt;"                         },
	{"<p title=a></p>",					 "double quotes"                      },
	{"<p title='a'></p>",				       "double quotes"                      },
	{"<p title={{title}}></p>",                                 "double quotes"                      },
	{"<p title = \"a\"></p>",				   "cannot stand between attributes"    },
	{"<p id=\"a\"class=\"b\"></p>",                             "a space is missing"                 },
	{"<p id=\"a\" id=\"b\"></p>",                               "is there twice"                     },
	{"<p{{#yes}} id=\"a\"{{/yes}}{{#no}} id=\"b\"{{/no}}></p>", "is there twice"                     },
	{"<p onclick=\"x\"></p>",				   "a page holds no script"             },
	{"<p onclick=\"{{title}}\"></p>",                           "a page holds no script"             },
	{"<p style=\"x\"></p>",				     "looks belong in"                    },
	{"<p klass=\"x\"></p>",				     "unknown attribute"                  },
	{"<p data-=\"x\"></p>",				     "unknown attribute"                  },
	{"<img srcset=\"/a\">",				     "unknown attribute"                  },
	{"<p a\"></p>",					     "cannot stand in an attribute's name"},
	{"<p / title=\"a\"></p>",				   "behind the / of a tag"              },
	{"<script>x</script>",				      "scripts lie in templates/assets"    },
	{"<body><script></script></body>",                          "without src"                        },
	{"<{{title}}>",					     "not within a tag"                   },
	{"<p {{title}}></p>",				       "not within a tag"                   },
	{"<p {{title}}=\"x\"></p>",                                 "not within a tag"                   },
	{"<p id{{title}}=\"x\"></p>",                               "not within a tag"                   },
	{"</p{{title}}>",					   "not within a tag"                   },
	{"<form method=\"{{title}}\"></form>",                      "decides what the browser does"      },
	{"<a href=\"/\" target=\"{{title}}\">x</a>",                "decides what the browser does"      },
};

static const struct refused address_refused[] = {
	{"<a href=\"{{title}}\">x</a>",                          "behind a literal path"         },
	{"<form action=\"{{title}}\"></form>",                   "behind a literal path"         },
	{"<img src=\"{{title}}\">",                              "behind a literal path"         },
	{"<button formaction=\"{{title}}\">x</button>",          "behind a literal path"         },
	{"<a href=\"javascript:x\">x</a>",                       "an address begins with"        },
	{"<a href=\"https://x\">x</a>",                          "an address begins with"        },
	{"<a href=\"edit{{title}}\">x</a>",                      "behind a literal path"         },
	{"<a href=\"java{{#yes}}script/{{/yes}}:x\">x</a>",      "an address begins with"        },
	{"<a href=\" /x\">x</a>",                                "an address begins with"        },
	{"<a href=\"//x\">x</a>",                                "another host"                  },
	{"<a href=\"/\\x\">x</a>",                               "another host"                  },
	{"<a href=\"/{{title}}/x\">x</a>",                       "another host"                  },
	{"<a href=\"/{{#yes}}a{{/yes}}/x\">x</a>",               "another host"                  },
	{"<a href=\"\">x</a>",				   "is empty"                      },
	{"<a href>x</a>",					"needs an address"              },
	{"<a href=\"/a b\">x</a>",                               "holds no space"                },
	{"<a href=\"/a?b&{{title}}\">x</a>",                     "write &amp;"                   },
	{"<a href=\"{{back_url}}x\">x</a>",                      "stands alone"                  },
	{"<a href=\"{{back_url}}{{title}}\">x</a>",              "nothing may follow"            },
	{"<a href=\"{{back_url}}{{#yes}}{{/yes}}\">x</a>",       "nothing may follow"            },
	{"<a href=\"{{#yes}}/{{/yes}}{{back_url}}\">x</a>",      "nothing may follow"            },
	{"<a href=\"{{#yes}}/a{{/yes}}x\">x</a>",                "stands alone"                  },
	{"<a href=\"{{#yes}}/a{{/yes}}{{#no}}/b{{/no}}\">x</a>", "its opposite"                  },
	{"<a href=\"{{#rows}}/a{{/rows}}\">x</a>",               "cannot begin an address"       },
	{"<a href=\"{{\"ホーム\"}}\">x</a>",                  "is not translated"             },
	{"<a href=\"/{{day}}\">x</a>",                           "write {{day:code}}"            },
	{"<a href=\"/{{mood}}\">x</a>",                          "write {{mood:code}}"           },
	{"<body><script src=\"/{{title}}\"></script></body>",    "no value may stand in <script>"},
};

static const struct refused section_refused[] = {
	{"{{#yes}}<div>{{/yes}}</div>",               "leaves an element open"             },
	{"<div>{{#yes}}</div>{{/yes}}",               "closes an element"                  },
	{"<div>{{#yes}}</div><div>{{/yes}}</div>",    "closes an element"                  },
	{"<p{{#yes}}>{{/yes}}</p>",                   "leaves an element open"             },
	{"<br{{#yes}}><hr{{/yes}}>",                  "begins in one tag"                  },
	{"<br{{#yes}} id=\"a{{/yes}}\">",             "different places of a tag"          },
	{"<br id=\"a{{#yes}}\" class=\"b{{/yes}}\">", "in one attribute"                   },
	{"<br{{#rows}} id=\"a\"{{/rows}}>",           "cannot be walked between attributes"},
	{"<{{#yes}}b{{/yes}}></b>",                   "cannot begin here"                  },
	{"<b></{{#yes}}b{{/yes}}>",                   "cannot begin here"                  },
	{"{{#rows}}{{#rows}}{{/rows}}{{/rows}}",      "no field 'rows'"                    },
};

static void check_refused(const struct refused *refused, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *problem = compile(refused[i].source);

		if (!problem || !strstr(problem, refused[i].because))
			fail_msg("%s\nshould be refused with '%s', but: %s", refused[i].source, refused[i].because,
			         problem ? problem : "it was compiled");
		assert_non_null(strstr(problem, "templates/"));
	}
}

#define CHECK_REFUSED(table) check_refused(table, sizeof(table) / sizeof *(table))

static void names_that_mean_nothing_are_refused(void **state)
{
	(void)state;
	CHECK_REFUSED(names_refused);
}

static void wrong_markup_is_refused(void **state)
{
	(void)state;
	CHECK_REFUSED(markup_refused);
}

static void addresses_that_could_lead_away_are_refused(void **state)
{
	(void)state;
	CHECK_REFUSED(address_refused);
}

static void sections_that_tear_the_page_are_refused(void **state)
{
	(void)state;
	CHECK_REFUSED(section_refused);
}

static void all_mistakes_are_told_at_once_with_their_lines(void **state)
{
	const char *problem = compile("<p>{{aaaaaaaa}}</p>\n<p>{{bbbbbbbb}}\n<b onclick=\"x\"></b></p>");

	(void)state;
	assert_non_null(problem);
	assert_non_null(strstr(problem, "templates/test/main.html:1: "));
	assert_non_null(strstr(problem, "templates/test/main.html:2: "));
	assert_non_null(strstr(problem, "templates/test/main.html:3: "));
}

static void the_same_mistake_is_told_once(void **state)
{
	const char *problem = compile("{{aaaaaaaa}}{{aaaaaaaa}}");
	const char *first = problem ? strchr(problem, '\n') : NULL;

	(void)state;
	assert_non_null(first);
	assert_string_equal(first, "\n");
}

static void lists_go_eight_deep(void **state)
{
	static struct shape tree_shape;
	static struct field tree_fields[] = {
		{"rows", KIND_LIST, 0, NULL, &tree_shape}
        };
	static struct page_steps steps[LANGUAGES];
	static struct page page = {"test/tree", NULL, &tree_shape, steps};
	static const struct page *const pages[] = {&page, NULL};
	const char *problem = NULL;

	(void)state;
	tree_shape = (struct shape){"tree", sizeof(struct list), tree_fields, 1};
	page.source = "{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}x"
		      "{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}";
	assert_true(page_start(arena, pages, &around_shape, &problem));
	page.source = "{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}{{#rows}}x"
		      "{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}{{/rows}}";
	assert_false(page_start(arena, pages, &around_shape, &problem));
	assert_non_null(strstr(problem, "no deeper"));
}

static void a_whole_address_stays_on_this_site(void **state)
{
	static const char *const away[] = {"",    "//host",   "/\\host", "https://host", "javascript:x", "sheets",
	                                   " /x", "/\t/host", "/x\ny",   "/\x7f/host",   "?x",           NULL};
	struct view hostile = view;

	(void)state;
	for (const char *const *address = away; *address; address++) {
		hostile.back_url = *address;
		assert_string_equal(draw_in(LANGUAGE_JA, "<a href=\"{{back_url}}\">x</a>", &hostile),
		                    "<a href=\"#\">x</a>");
	}
	hostile.back_url = NULL;
	assert_string_equal(draw_in(LANGUAGE_JA, "<a href=\"{{back_url}}\">x</a>", &hostile), "<a href=\"#\">x</a>");
}

static void a_missing_text_shows_as_nothing(void **state)
{
	struct view missing = view;

	(void)state;
	missing.title = NULL;
	missing.mood = (enum mood)7;
	assert_string_equal(draw_in(LANGUAGE_JA,
	                            "<p>{{title}}{{#title}}x{{/title}}{{mood:code}}</p>"
	                            "<a href=\"/?{{title}}\">x</a>",
	                            &missing),
	                    "<p></p><a href=\"/?\">x</a>");
}

static void phrases_are_drawn_in_the_language(void **state)
{
	(void)state;
	assert_string_equal(draw_in(LANGUAGE_EN, "<p>{{\"ホーム\"}}</p>", &view), "<p>Home</p>");
	assert_string_equal(draw_in(LANGUAGE_JA, "<p>{{\"ホーム\"}}</p>", &view), "<p>ホーム</p>");
	assert_string_equal(draw_in(LANGUAGE_EN, "<p>{{\"問合せ番号：{frame.number}\"}}</p>", &view),
	                    "<p>Reference number: &lt;1&gt;</p>");
}

static void dates_are_written_out_in_the_language(void **state)
{
	(void)state;
	for (int round = 0; round < 2; round++) { /* the second time from what was kept */
		assert_string_equal(draw_in(LANGUAGE_JA, "{{day}} {{day:short}}", &view),
		                    text_join(arena, day_words(arena, LANGUAGE_JA, view.day), " ",
		                              day_short(arena, LANGUAGE_JA, view.day)));
		assert_string_equal(draw_in(LANGUAGE_JA, "{{moment:short}}", &view),
		                    day_short(arena, LANGUAGE_JA, view.day));
		assert_string_equal(draw_in(LANGUAGE_EN, "{{day}} {{day:short}}", &view),
		                    text_join(arena, day_words(arena, LANGUAGE_EN, view.day), " ",
		                              day_short(arena, LANGUAGE_EN, view.day)));
	}
	assert_string_equal(draw_in(LANGUAGE_JA, "{{moment}}", &view), moment_words(arena, LANGUAGE_JA, view.moment));
}

static void long_texts_and_great_numbers_are_drawn_whole(void **state)
{
	struct view great = view;
	char *text = arena_take(arena, 100001);
	const char *drawn;

	(void)state;
	memset(text, '<', 100000);
	great.title = text;
	great.number = INT64_MIN;
	drawn = draw_in(LANGUAGE_JA, "{{title}}{{number}}", &great);
	assert_int_equal(strlen(drawn), 400000 + strlen("-9223372036854775808"));
	assert_string_equal(drawn + 400000, "-9223372036854775808");
}

static int begin(void **state)
{
	(void)state;
	arena = arena_make((size_t)256 << 20);
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_reset(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_drawn_as_written),
		cmocka_unit_test(names_that_mean_nothing_are_refused),
		cmocka_unit_test(wrong_markup_is_refused),
		cmocka_unit_test(addresses_that_could_lead_away_are_refused),
		cmocka_unit_test(sections_that_tear_the_page_are_refused),
		cmocka_unit_test(all_mistakes_are_told_at_once_with_their_lines),
		cmocka_unit_test(the_same_mistake_is_told_once),
		cmocka_unit_test(lists_go_eight_deep),
		cmocka_unit_test(a_whole_address_stays_on_this_site),
		cmocka_unit_test(a_missing_text_shows_as_nothing),
		cmocka_unit_test(phrases_are_drawn_in_the_language),
		cmocka_unit_test(dates_are_written_out_in_the_language),
		cmocka_unit_test(long_texts_and_great_numbers_are_drawn_whole),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
