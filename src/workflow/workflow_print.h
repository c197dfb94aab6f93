/* workflow_print.h: the rule table as a Markdown table. */
#ifndef CHOSHO_WORKFLOW_WORKFLOW_PRINT_H
#define CHOSHO_WORKFLOW_WORKFLOW_PRINT_H

#include <stdio.h>

#include "workflow/workflow.h"

void workflow_print(FILE *out);

#endif
