/* web.h: how the door is opened, and what main brings to it: web knows no room. */
#ifndef CHOSHO_WEB_WEB_H
#define CHOSHO_WEB_WEB_H

#include "db/db.h"
#include "kit/arena.h"
#include "kit/config.h"
#include "web/request.h"
#include "web/route.h"

#define SESSION_COOKIE "__Host-session"

struct web_hooks {
	/*
	 * Fills q->viewer from the key that the session cookie carries; leaves it zeroed (but for .session) when there is
	 * no such session. Must end in one db_collect: the transaction's begin and the form key wait in the queue.
	 */
	struct fail *(*viewer_of)(struct request *q, const char *session_key);
	/* After the answer was sent, outside every transaction: notes that the session is in use. */
	void (*after)(struct request *q);
};

struct web_setup {
	enum pool pool;
	const struct config *config;
	enum language language; /* of the terminal: for what keeps it from starting */
	struct arena *forever;
	const struct statement *const *statements;
	const struct web_hooks *hooks;
	/* Compiles the pages; false (after telling the reason on standard error) when that fails. */
	bool (*pages_start)(struct arena *forever);
};

/*
 * chosho serve: started plainly, opens the pool's socket and becomes the supervisor of its workers; started with a
 * listening socket on fd 0, serves until SIGTERM. Returns the exit status when that ends or cannot begin.
 */
int web_serve(const struct web_setup *setup);

#endif
