/* plan_import_pages.c: a package sent in by the secretariat: what it would do, and then doing it. */
#include <string.h>

#include "pages_plan.h"
#include "plan/plan.h"
#include "plan/plan_pages.h"
#include "sql_plan.h"
#include "web/answer.h"
#include "web/form.h"

#define MISFITS_SHOWN 20

struct plan_file {
	struct upload file;
};
static const struct input plan_file_inputs[] = {
	{.name = "file",
         .kind = INPUT_FILE,
         .offset = offsetof(struct plan_file, file),
         .max = PACKAGE_BYTES_MAX,
         .required = true,
         .missing = SAY_plan_file_missing},
};
const struct form plan_upload_form = FORM(struct plan_file, plan_file_inputs);

struct plan_upload_view {
	const char *mistake;
};
static const struct field plan_upload_view_fields[] = {FIELD(struct plan_upload_view, mistake)};
extern const struct shape plan_upload_view_shape;
const struct shape plan_upload_view_shape = SHAPE(struct plan_upload_view, plan_upload_view_fields);

/* A package that waits for its sender. */
struct plan_upload {
	int64_t id;
	const char *file_name;
	const char *package;
};
static const struct field plan_upload_fields[] = {
	FIELD(struct plan_upload, id),
	FIELD(struct plan_upload, file_name),
	FIELD(struct plan_upload, package),
};
extern const struct shape plan_upload_shape;
const struct shape plan_upload_shape = SHAPE(struct plan_upload, plan_upload_fields);

struct plan_import_view {
	int64_t id;
	const char *file_name;
	const char *title;    /* of the plan; "" when it cannot be read */
	bool is_good;         /* no mistakes: it can be imported */
	struct list mistakes; /* struct package_mistake */
	int64_t mistake_count;
	int64_t more;        /* mistakes that are not shown */
	struct list misfits; /* struct mistake: why the import was refused when it was tried */
	struct plan_report report;
};
static const struct field plan_import_view_fields[] = {
	FIELD(struct plan_import_view, id),
	FIELD(struct plan_import_view, file_name),
	FIELD(struct plan_import_view, title),
	FIELD(struct plan_import_view, is_good),
	FIELD_LIST(struct plan_import_view, mistakes, package_mistake_shape),
	FIELD(struct plan_import_view, mistake_count),
	FIELD(struct plan_import_view, more),
	FIELD_LIST(struct plan_import_view, misfits, mistake_shape),
	FIELD_PART(struct plan_import_view, report, plan_report_shape),
};
extern const struct shape plan_import_view_shape;
const struct shape plan_import_view_shape = SHAPE(struct plan_import_view, plan_import_view_fields);

struct fail *plan_upload_page(struct request *q)
{
	struct plan_upload_view *view = arena_new(q->arena, struct plan_upload_view);

	view->mistake = form_mistake_of(q, "file");
	return answer_page(q, &PAGE_plan_upload, view);
}

struct fail *plan_upload(struct request *q)
{
	const struct plan_file *sent = form_read(q);
	struct plan_key upload;

	/* Other mistakes have a path, and are told on the next page. These cannot even be kept. */
	if (!text_is_utf8(sent->file.bytes, sent->file.length) || memchr(sent->file.bytes, '\0', sent->file.length)) {
		form_mistake(q, "file", SAY_plan_file_no_text, NULL);
		return form_again(q);
	}
	TRY(db_one(q->db, &SQL_plan_keep_upload, &upload,
	           ARGS(V(q->viewer.account_id), V(text_excerpt(q->arena, sent->file.file_name, 200)),
	                V(arena_copy(q->arena, sent->file.bytes, sent->file.length)))));
	return answer_redirect(q, "/plans/imports/%lld", (long long)upload.id);
}

static struct fail *find(struct request *q, struct plan_upload *upload, struct package **package)
{
	TRY(db_one(q->db, &SQL_plan_find_upload, upload, ARGS(V(q->id), V(q->viewer.account_id))));
	*package = package_read(q->arena, q->language, upload->package, strlen(upload->package));
	return NULL;
}

struct fail *plan_import_page(struct request *q)
{
	struct plan_import_view *view = arena_new(q->arena, struct plan_import_view);
	struct plan_upload upload;
	struct package *package;
	struct package *there;

	TRY(find(q, &upload, &package));
	view->id = upload.id;
	view->file_name = upload.file_name;
	view->title = json_text(json_get(package->plan, "title"));
	view->is_good = package->mistakes.count == 0;
	view->mistakes = package->mistakes;
	view->mistake_count = (int64_t)package->mistakes.count + package->more;
	view->more = package->more;
	view->misfits = q->mistakes;
	if (view->is_good)
		TRY(plan_hold_against(q->db, q->language, package, &there, &view->report));
	return answer_page(q, &PAGE_plan_import, view);
}

/* What was kept would no longer fit: each reason becomes a line of the summary. */
static struct fail *refuse(struct request *q, struct list misfits)
{
	form_mistake(q, "misfit", SAY_plan_does_not_fit, NULL);
	for (size_t i = 0; i < misfits.count && i < MISFITS_SHOWN; i++) {
		const struct package_mistake *misfit = LIST_AT(struct package_mistake, misfits, i);

		form_mistake(q, text_format(q->arena, "misfit-%zu", i), SAY_plan_misfit, misfit->path, misfit->sentence,
		             NULL);
	}
	return form_again(q);
}

struct fail *plan_import_confirm(struct request *q)
{
	const struct plan_actor actor = {q->language, q->viewer.account_id, q->viewer.name};
	struct plan_upload upload;
	struct package *package;
	struct plan_report report;
	struct list misfits = {NULL, 0};
	int64_t plan;

	TRY(find(q, &upload, &package));
	if (package->mistakes.count) {
		form_mistake(q, "misfit", SAY_plan_not_imported, NULL);
		return form_again(q);
	}
	TRY(plan_import(q->db, &actor, package, &report, &plan, &misfits));
	if (misfits.count)
		return refuse(q, misfits);
	TRY(db_change(q->db, &SQL_plan_end_upload, NULL, ARGS(V(upload.id))));
	return answer_redirect(q, "/plans/%lld", (long long)plan);
}
