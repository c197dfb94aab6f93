/* compare_shapes.c: the fields of a report. */
#include "plan/compare.h"

static const struct field plan_count_fields[] = {
	FIELD(struct plan_count, part),      FIELD(struct plan_count, created), FIELD(struct plan_count, changed),
	FIELD(struct plan_count, unchanged), FIELD(struct plan_count, kept),
};
const struct shape plan_count_shape = SHAPE(struct plan_count, plan_count_fields);

static const struct field plan_change_fields[] = {
	FIELD(struct plan_change, part), FIELD(struct plan_change, code),   FIELD(struct plan_change, title),
	FIELD(struct plan_change, key),  FIELD(struct plan_change, before), FIELD(struct plan_change, after),
};
const struct shape plan_change_shape = SHAPE(struct plan_change, plan_change_fields);

static const struct field plan_report_fields[] = {
	FIELD(struct plan_report, is_new),
	FIELD(struct plan_report, has_changes),
	FIELD(struct plan_report, sheets),
	FIELD_LIST(struct plan_report, counts, plan_count_shape),
	FIELD_LIST(struct plan_report, created, plan_change_shape),
	FIELD_LIST(struct plan_report, changed, plan_change_shape),
	FIELD_LIST(struct plan_report, kept, plan_change_shape),
	FIELD_LIST(struct plan_report, begun, plan_change_shape),
	FIELD_LIST(struct plan_report, totals, stated_total_shape),
	FIELD(struct plan_report, created_more),
	FIELD(struct plan_report, changed_more),
	FIELD(struct plan_report, kept_more),
	FIELD(struct plan_report, begun_more),
};
const struct shape plan_report_shape = SHAPE(struct plan_report, plan_report_fields);

static const struct field sheet_there_fields[] = {
	FIELD(struct sheet_there, round),
	FIELD(struct sheet_there, item),
	FIELD(struct sheet_there, is_begun),
};
const struct shape sheet_there_shape = SHAPE(struct sheet_there, sheet_there_fields);
