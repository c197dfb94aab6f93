/* target.h: the number in a target 目標値, where there is one that can be compared. */
#ifndef CHOSHO_PLAN_TARGET_H
#define CHOSHO_PLAN_TARGET_H

#include <stdbool.h>

#include "kit/arena.h"
#include "kit/shape.h"

enum comparison { COMPARISON_AT_LEAST, COMPARISON_AT_MOST, COMPARISON_EQUAL, COMPARISONS };
extern const struct names comparison_names;

/*
 * 15事業者以上: 15, at least. 50%: 50, equal. False where no single number is the target: 適宜, 調査・研究,
 * 部会長会 2回 調査員定例会 6回, 要介護3以上の対象者. number is decimal text without separators.
 */
bool target_read(struct arena *arena, const char *text, const char **number, enum comparison *comparison);

#endif
