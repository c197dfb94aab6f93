/* workflow_print.c: `chosho workflow` prints the rules that are really running; README holds the same text. */
#include "workflow/workflow_print.h"

static void print_needs(FILE *out, unsigned needs)
{
	const char *separator = "";

	for (size_t need = 0; need < NEEDS; need++) {
		if (!(needs & NEED(need)))
			continue;
		fprintf(out, "%s%s", separator, need_names.codes[need]);
		separator = ", ";
	}
}

void workflow_print(FILE *out)
{
	size_t count;
	const struct rule *rules = workflow_rules(&count);

	fprintf(out, "| from | action | by | to | at the end | needs |\n| --- | --- | --- | --- | --- | --- |\n");
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "| %s | %s | %s | %s | %s | ", sheet_state_names.codes[rules[i].from],
		        action_names.codes[rules[i].action], relation_names.codes[rules[i].by],
		        sheet_state_names.codes[rules[i].to], sheet_state_names.codes[rules[i].to_at_end]);
		print_needs(out, rules[i].needs);
		fprintf(out, " |\n");
	}
}
