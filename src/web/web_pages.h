/* web_pages.h: the few addresses that belong to the door itself. */
#ifndef CHOSHO_WEB_WEB_PAGES_H
#define CHOSHO_WEB_WEB_PAGES_H

#include "web/route.h"

extern const struct form language_form;

struct fail *web_healthz(struct request *q);  /* this worker is alive */
struct fail *web_readyz(struct request *q);   /* and its database answers, with a schema that it knows */
struct fail *web_language(struct request *q); /* /language/{word}?back=…: keeps the choice in a cookie */

#endif
