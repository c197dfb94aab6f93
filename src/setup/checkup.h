/*
 * checkup.h: whether the installation is well, in plain words: what is right, what is wrong, and what to do about it. The same
 * for `chosho doctor` and for the page 「システムの状態」; what needs a shell, the doctor adds.
 */
#ifndef CHOSHO_SETUP_CHECKUP_H
#define CHOSHO_SETUP_CHECKUP_H

#include "db/db.h"
#include "kit/config.h"

enum health { HEALTH_GOOD, HEALTH_CARE /* should be mended */, HEALTH_BAD /* must be */, HEALTHS };
extern const struct names health_names;

struct finding {
	enum health health;
	const char *what;
	const char *advice; /* NULL: nothing to do */
};
extern const struct shape finding_shape;

#define FINDINGS_MAX 40

struct checkup {
	struct arena *arena;
	enum language language;
	const struct config *config;
	struct finding findings[FINDINGS_MAX];
	size_t count;
};

/* what and advice are sentences in the reader's language; advice NULL: none. */
void checkup_find(struct checkup *checkup, enum health health, const char *what, const char *advice);
/* The same for a sentence that is filled in with one text (""), and advice that is not (SAY_NOTHING: none). */
void checkup_say(struct checkup *checkup, enum health health, enum say what, const char *with, enum say advice);

/* What the settings say. */
void checkup_settings(struct checkup *checkup);
/* What the database says; queues nothing. */
struct fail *checkup_database(struct checkup *checkup, struct db *db) CHOSHO_MUST_USE;

#endif
