/* plan_good.h: a small plan package without mistakes that has something of everything: for the tests of plan. */
#ifndef CHOSHO_TESTS_PLAN_GOOD_H
#define CHOSHO_TESTS_PLAN_GOOD_H

static const char good[] =
	"{\"format\":\"chosho-plan/1\","
	"\"plan\":{\"code\":\"p\",\"title\":\"計画\",\"organization\":\"市\",\"first_year\":2024,\"last_year\":2026},"
	"\"levels\":[\"目標\",\"取組\"],"
	"\"departments\":[{\"code\":\"d1\",\"title\":\"一課\"},{\"code\":\"d2\",\"title\":\"二課\",\"parent\":\"d1\"}],"
	"\"bodies\":[{\"code\":\"b1\",\"title\":\"委員会\"},{\"code\":\"b2\",\"title\":\"小委員会\",\"parent\":\"b1\"}],"
	"\"tags\":[{\"code\":\"t1\",\"title\":\"高齢\"},{\"code\":\"t2\",\"title\":\"障がい\"}],"
	"\"scales\":[{\"code\":\"s\",\"title\":\"評価\",\"values\":[{\"code\":\"A\",\"label\":\"良\",\"rank\":1},"
	"{\"code\":\"－\",\"label\":\"なし\",\"rank\":null}]}],"
	"\"items\":[{\"code\":\"1\",\"parent\":null,\"level\":1,\"number\":\"\",\"title\":\"一\"},"
	"{\"code\":\"1-1\",\"parent\":\"1\",\"level\":2,\"title\":\"一の一\",\"tags\":[\"t1\",\"t2\"],"
	"\"departments\":[\"d1\",\"d2\"],\"evaluated\":true},"
	"{\"code\":\"1-2\",\"parent\":\"1\",\"level\":2,\"title\":\"再掲\",\"repeats\":\"1-1\",\"evaluated\":false}],"
	"\"indicators\":[{\"code\":\"i1\",\"item\":\"1-1\",\"name\":\"回数\",\"kind\":\"quantitative\","
	"\"targets\":{\"2025\":\"3回\",\"2024\":\"2回\"}},"
	"{\"code\":\"i2\",\"item\":\"1-2\",\"name\":\"回数\",\"kind\":\"quantitative\",\"repeats\":\"i1\"}],"
	"\"tallies\":[{\"code\":\"c\",\"item\":\"1-1\",\"title\":\"件数\",\"rows\":[\"東\",\"西\"],\"columns\":[\"訪問\",\"会議\"]}],"
	"\"forms\":[{\"code\":\"f\",\"title\":\"様式\",\"fields\":["
	"{\"code\":\"text\",\"title\":\"成果\",\"type\":\"text\",\"max_chars\":5},"
	"{\"code\":\"grade\",\"title\":\"評価\",\"type\":\"choice\",\"scale\":\"s\"},"
	"{\"code\":\"actual\",\"title\":\"実績\",\"type\":\"indicators\"},"
	"{\"code\":\"count\",\"title\":\"件数\",\"type\":\"tally\",\"tally\":\"c\"}]},"
	"{\"code\":\"g\",\"title\":\"内部評価\",\"fields\":[{\"code\":\"note\",\"title\":\"意見\",\"type\":\"text\"}]}],"
	"\"rounds\":[{\"code\":\"r\",\"title\":\"期末\",\"fiscal_year\":2024,\"term\":\"final\",\"form\":\"f\","
	"\"opens_on\":\"2025-04-01\",\"due_on\":\"2025-05-16\",\"late\":\"accept\",\"history\":true,\"stages\":["
	"{\"code\":\"x\",\"title\":\"事務局\",\"kind\":\"secretariat\",\"due_on\":\"2025-05-30\"},"
	"{\"code\":\"y\",\"title\":\"委員会\",\"kind\":\"body\",\"body\":\"b1\",\"form\":\"g\","
	"\"routes\":[{\"tag\":\"t1\",\"body\":\"b1\"},{\"tag\":\"t2\",\"body\":\"b2\"}],\"items\":[\"1-1\"]}]}],"
	"\"evaluations\":[{\"round\":\"r\",\"item\":\"1-1\",\"values\":{\"count\":{\"西\":{\"訪問\":2,\"会議\":0},"
	"\"東\":{\"訪問\":1}},\"grade\":\"Ａ\",\"text\":\"一\\r\\n二\",\"actual\":{\"i1\":\"2回\"}},"
	"\"stages\":[{\"stage\":\"y\",\"body\":\"b2\",\"values\":{\"note\":\"可\"}}],"
	"\"stated_totals\":{\"count\":{\"訪問\":3,\"会議\":1}}},"
	"{\"round\":\"r\",\"item\":\"1-1\",\"department\":\"d2\",\"values\":{\"grade\":\"-\"}}]}";

#endif
