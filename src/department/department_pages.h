/* department_pages.h: the pages of departments; for routes.c. */
#ifndef CHOSHO_DEPARTMENT_DEPARTMENT_PAGES_H
#define CHOSHO_DEPARTMENT_DEPARTMENT_PAGES_H

#include "web/route.h"

extern const struct form department_tree_form, department_new_form, department_rename_form, department_change_form,
	department_merge_form, department_close_form, department_split_form;

struct fail *department_tree(struct request *q) CHOSHO_MUST_USE;
struct fail *department_show(struct request *q) CHOSHO_MUST_USE;
struct fail *department_new_page(struct request *q) CHOSHO_MUST_USE;
struct fail *department_new(struct request *q) CHOSHO_MUST_USE;
struct fail *department_rename_page(struct request *q) CHOSHO_MUST_USE;
struct fail *department_rename(struct request *q) CHOSHO_MUST_USE;
struct fail *department_change_page(struct request *q) CHOSHO_MUST_USE;
struct fail *department_change(struct request *q) CHOSHO_MUST_USE;
struct fail *department_merge_page(struct request *q) CHOSHO_MUST_USE;
struct fail *department_merge(struct request *q) CHOSHO_MUST_USE;
struct fail *department_close_page(struct request *q) CHOSHO_MUST_USE;
struct fail *department_close(struct request *q) CHOSHO_MUST_USE;
struct fail *department_split_page(struct request *q) CHOSHO_MUST_USE;
struct fail *department_split(struct request *q) CHOSHO_MUST_USE;

#endif
