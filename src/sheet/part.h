/* part.h: the part 関係課記入分 that a contributing department writes into a shared sheet: who reads and writes what of it. */
#ifndef CHOSHO_SHEET_PART_H
#define CHOSHO_SHEET_PART_H

#include "sheet/sheet.h"

/*
 * Lays a sheet's parts out for the viewer, and makes the sheet's form that of its lead. now: as they stand; otherwise as
 * the edition has them that they were read with.
 */
void part_lay_out(struct request *q, struct sheet_file *file, bool now);

/* How the viewer stands to a part, and what holds now. version 0: not asked. */
struct situation part_situation(const struct request *q, const struct sheet_file *file, const struct part *part,
                                int64_t version);

/* The form as a contributing department fills it in: texts and its own indicators, nothing of them required. */
struct form_rows part_form(struct arena *arena, const struct form_rows *rows, int64_t department_id);
/* The same for reading what it wrote: a part that came in with a plan may hold more than is asked for. */
struct form_rows part_form_to_read(struct arena *arena, const struct form_rows *rows, int64_t department_id,
                                   const struct json *content);
/* The form as the lead fills it in: an indicator that only contributing departments answer for is written in their parts
 * (struct part: is_shown, said_nothing and the text say what of them may be read). */
struct form_rows part_form_of_lead(struct arena *arena, const struct form_rows *rows, const struct list *parts);

/* How many parts are still being written. */
size_t part_open_count(const struct list *parts);

/* Which parts are in, as they are now: another text as soon as one is handed in, changed or handed back. */
const char *part_stamp(struct arena *arena, const struct list *parts);

#endif
