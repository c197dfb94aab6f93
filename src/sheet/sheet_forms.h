/* sheet_forms.h: what the pages of a sheet and those of its parts have in common. For sheet_pages.c and part_pages.c alone. */
#ifndef CHOSHO_SHEET_SHEET_FORMS_H
#define CHOSHO_SHEET_SHEET_FORMS_H

#include "sheet/sheet.h"

/* Which button of a page for writing was pressed. */
enum next { NEXT_SAVE, NEXT_CHECK, NEXTS };
extern const struct names next_names;

/* sheet_version_form */
struct version_form {
	int64_t version;
};

/* sheet_saved_form. GET: ?saved=7 says on the page that version 7 was just kept. */
struct saved_form {
	int64_t saved;
};

#endif
