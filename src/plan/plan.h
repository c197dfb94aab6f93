/*
 * plan.h: the plan 計画 in the database: packages in and out.
 *
 * An import never deletes what people could still need: plans, items, indicators, forms, rounds and stages that a file
 * does not name stay. What wholly belongs to a row of the file (values of a scale, fields of a form, targets, tags and
 * departments of an item, routes) is replaced with it. A sheet that somebody has begun is never overwritten.
 */
#ifndef CHOSHO_PLAN_PLAN_H
#define CHOSHO_PLAN_PLAN_H

#include "db/db.h"
#include "plan/compare.h"
#include "plan/package.h"

struct plan_key {
	int64_t id;
};
extern const struct shape plan_key_shape;

/* A list of a package, as the database writes it. */
struct package_rows {
	const char *rows;
};
extern const struct shape package_rows_shape;

/* On whose behalf; account 0: the operator at the command line. */
struct plan_actor {
	enum language language;
	int64_t account_id;
	const char *name;
};

/* The package of a plan as it stands now; NULL when there is no plan of this code. */
struct fail *plan_export(struct db *db, enum language language, const char *code, struct package **out) CHOSHO_MUST_USE;

/* What plan_import would do. The package has no mistakes. *there: the plan as it stands, NULL when there is none. */
struct fail *plan_hold_against(struct db *db, enum language language, const struct package *package,
                               struct package **there, struct plan_report *report) CHOSHO_MUST_USE;

/*
 * Imports a package without mistakes in the transaction that is open. Where what was kept no longer fits the
 * package (a field or a value that sheets still use is gone), *mistakes tells it and the caller must roll back.
 */
struct fail *plan_import(struct db *db, const struct plan_actor *actor, const struct package *package,
                         struct plan_report *report, int64_t *plan_id, struct list *mistakes) CHOSHO_MUST_USE;

#endif
