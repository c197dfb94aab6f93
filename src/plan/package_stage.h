/* package_stage.h: who sits in a stage, as a package says it. */
#ifndef CHOSHO_PLAN_PACKAGE_STAGE_H
#define CHOSHO_PLAN_PACKAGE_STAGE_H

#include "plan/package.h"

const struct json *package_stage(const struct json *round, const char *code);
/* The body that an item comes before when only one can be meant; NULL: none, or several side by side. */
const char *package_only_body(const struct json *stage, const struct json *item);

#endif
