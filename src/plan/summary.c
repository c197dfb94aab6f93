/* summary.c: cuts the summary of a sheet's content. */
#include "plan/summary.h"

#include <string.h>

#include "kit/text.h"

#define EXCERPT_CHARS 60

void summary_take(struct arena *arena, struct summary *summary, const char *type, const char *value)
{
	if (strcmp(type, "choice") == 0 && !summary->had_choice) {
		summary->had_choice = true;
		summary->grade = value;
	} else if (strcmp(type, "text") == 0 && value && !summary->excerpt) {
		summary->excerpt = text_excerpt(arena, value, EXCERPT_CHARS);
	}
}
