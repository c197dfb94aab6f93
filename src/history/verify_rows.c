/* verify_rows.c: do the rows that the pages are made of say what the events say? */
#include <stddef.h>

#include "history/history.h"
#include "history/verify_inside.h"
#include "kit/text.h"
#include "sql_history.h"

struct stray_row {
	const char *kind;
	const char *chain;
	const char *detail;
};
static const struct field stray_row_fields[] = {
	FIELD(struct stray_row, kind),
	FIELD(struct stray_row, chain),
	FIELD(struct stray_row, detail),
};
extern const struct shape stray_row_shape;
const struct shape stray_row_shape = SHAPE(struct stray_row, stray_row_fields);

static const struct stray_words {
	const char *kind;
	enum say say;
} stray_words[] = {
	{"sheet",      SAY_history_stray_sheet     },
        {"department", SAY_history_stray_department},
	{"decision",   SAY_history_stray_decision  },
        {"edition",    SAY_history_stray_edition   },
	{"missing",    SAY_history_stray_missing   },
        {"meeting",    SAY_history_stray_meeting   },
	{"role",       SAY_history_stray_role      },
        {"absence",    SAY_history_stray_absence   },
};

struct fail *verify_rows(struct verify *v)
{
	struct list strays;

	verify_turn(v);
	TRY(db_many(v->db, &SQL_history_strays, &strays, ARGS(V(VERIFY_FINDINGS))));
	for (EACH(const struct stray_row, stray, strays))
		for (size_t i = 0; i < sizeof stray_words / sizeof *stray_words; i++)
			if (text_same(stray->kind, stray_words[i].kind))
				verify_tell(v, stray_words[i].say, stray->chain, stray->detail ? stray->detail : "",
				            NULL);
	return NULL;
}
