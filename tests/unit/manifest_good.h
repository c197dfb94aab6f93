/* manifest_good.h: a small sign-off that is right, for tests and fuzzing. */
#ifndef CHOSHO_TESTS_MANIFEST_GOOD_H
#define CHOSHO_TESTS_MANIFEST_GOOD_H

#include <string.h>

#include "kit/arena.h"
#include "meeting/manifest.h"

/* RFC 8032's second test key: nobody's. */
#define GOOD_KEY "chosho-private-key:TM0Imyj_ltqdtsNG7BFOD1uKMZ81q6Yk2oz27U-4pvs"
#define GOOD_TEXT "{\"result\": \"見守りを行った\"}"
#define GOOD_TEXT_QUOTED "{\\\"result\\\": \\\"見守りを行った\\\"}"

static inline const char *good_file(struct arena *arena, const struct sign_key *key)
{
	static const char other[] = "{}\n{\"3\": {\"note\": \"行\\n折り\"}}";
	static const struct manifest_grade grades[] = {
		{"福祉課",    "評価", "B 一定の成果"},
                {"推進会議", "意見", "\t継続"         }
        };
	struct manifest_sheet sheets[] = {
		{"1-1-1", "①", "見守り", "福祉課",    11, 2, NULL, {(void *)(uintptr_t)grades, 2}, true,  NULL                                  },
		{"1-1-2", "②", "相談",    "子育て課", 12, 1, NULL, {NULL, 0},                      false, "件数が前回と合いません。"},
	};
	struct manifest_paper papers[] = {
		{"1-1-1", 11, 2, GOOD_TEXT},
                {"1-1-2", 12, 1, other    }
        };
	struct manifest manifest = {
		.organization = "清川市",
		.plan = "地域福祉計画",
		.round = "令和6年度 年度末評価",
		.fiscal_year = 2024,
		.stage = "推進会議",
		.body = "地域福祉推進会議",
		.title = "第2回推進会議",
		.number = "資料２",
		.place = "市役所 401会議室",
		.held_on = "2024-12-13",
		.sheets = {sheets, 2},
		.statement = "本会議は、次のとおり評価を決定する。",
		.signed_by = "会長 一郎",
		.signed_as = "chair",
		.signed_at = "2024-12-13T15:04:05+09:00",
	};
	const char *text;

	sheets[0].hash = sign_hash(arena, GOOD_TEXT, strlen(GOOD_TEXT));
	sheets[1].hash = sign_hash(arena, other, strlen(other));
	text = manifest_text(arena, &manifest, key->id);
	return manifest_file(arena, text, sign(arena, key, text, strlen(text)), key->public_key,
	                     (struct list){papers, 2});
}

#endif
