/* checkup.c: asks the settings and the database how they are. */
#include "setup/checkup.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "kit/sign.h"
#include "kit/text.h"
#include "sql_setup.h"

#define SERVER_LEAST 150000
#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define CLOCK_OFF (10 * SECOND)
#define WORK_LATE (2 * MINUTE)
#define MAIL_LATE HOUR
#define BACKUP_LATE (36 * HOUR)
#define DISTINCT_LEAST 8 /* letters in a secret that was not typed by hand */

static const char *const codes[] = {[HEALTH_GOOD] = "good", [HEALTH_CARE] = "care", [HEALTH_BAD] = "bad"};
static const enum say labels[] = {
	[HEALTH_GOOD] = SAY_health_good, [HEALTH_CARE] = SAY_health_care, [HEALTH_BAD] = SAY_health_bad};
static_assert(sizeof codes / sizeof *codes == HEALTHS, "every state has its code");
static_assert(sizeof labels / sizeof *labels == HEALTHS, "every state has its word");
const struct names health_names = {codes, labels, HEALTHS};

static const struct field finding_fields[] = {
	FIELD_NAMED(struct finding, health, health_names),
	FIELD(struct finding, what),
	FIELD(struct finding, advice),
};
const struct shape finding_shape = SHAPE(struct finding, finding_fields);

struct facts {
	int64_t server_version;
	const char *role_name;
	bool role_is_mighty;
	struct moment at;
	int64_t administrators;
	bool was_set_up;
	int64_t secretaries;
	int64_t accounts;
	int64_t departments;
	int64_t plans;
	const char *headless;
	int64_t mails_waiting;
	struct moment mail_oldest;
	int64_t mails_given_up;
	const char *mail_failure;
	int64_t overdue; /* changes whose day has come, and that did not happen */
	struct moment work_at;
	const char *work_detail;
	struct moment backup_at;
	struct moment sealed_at;
	bool is_unsealed;
};
static const struct field facts_fields[] = {
	FIELD(struct facts, server_version), FIELD(struct facts, role_name),
	FIELD(struct facts, role_is_mighty), FIELD(struct facts, at),
	FIELD(struct facts, administrators), FIELD(struct facts, was_set_up),
	FIELD(struct facts, secretaries),    FIELD(struct facts, accounts),
	FIELD(struct facts, departments),    FIELD(struct facts, plans),
	FIELD(struct facts, headless),       FIELD(struct facts, mails_waiting),
	FIELD(struct facts, mail_oldest),    FIELD(struct facts, mails_given_up),
	FIELD(struct facts, mail_failure),   FIELD(struct facts, overdue),
	FIELD(struct facts, work_at),        FIELD(struct facts, work_detail),
	FIELD(struct facts, backup_at),      FIELD(struct facts, sealed_at),
	FIELD(struct facts, is_unsealed),
};
extern const struct shape facts_shape;
const struct shape facts_shape = SHAPE(struct facts, facts_fields);

void checkup_find(struct checkup *c, enum health health, const char *what, const char *advice)
{
	if (c->count < FINDINGS_MAX)
		c->findings[c->count++] = (struct finding){health, what, advice};
}

void checkup_say(struct checkup *c, enum health health, enum say what, const char *with, enum say advice)
{
	checkup_find(c, health, WORDS(c->arena, c->language, what, with ? with : ""),
	             advice == SAY_NOTHING ? NULL : words_say(c->language, advice));
}

/* --- The settings ----------------------------------------------------------------------------------------------- */

/* One that somebody made up is short of letters. */
static bool is_random(const char *secret)
{
	bool seen[256] = {false};
	int distinct = 0;

	for (const char *c = secret; *c; c++) {
		distinct += !seen[(unsigned char)*c];
		seen[(unsigned char)*c] = true;
	}
	return distinct >= DISTINCT_LEAST;
}

static bool is_here(const char *url)
{
	static const char *const here[] = {"http://127.0.0.1", "http://localhost", "http://[::1]"};

	for (size_t i = 0; i < sizeof here / sizeof *here; i++)
		if (strncmp(url, here[i], strlen(here[i])) == 0)
			return true;
	return false;
}

static void check_mail_settings(struct checkup *c)
{
	if (!c->config->mail_server)
		checkup_say(c, HEALTH_CARE, SAY_doctor_mail_none, "", SAY_doctor_mail_none_advice);
	else if (c->config->mail_tls == MAIL_PLAIN)
		checkup_say(c, HEALTH_CARE, SAY_doctor_mail_plain, c->config->mail_server,
		            SAY_doctor_mail_plain_advice);
	else
		checkup_say(c, HEALTH_GOOD, SAY_doctor_mail_set, c->config->mail_server, SAY_NOTHING);
}

void checkup_settings(struct checkup *c)
{
	const struct config *config = c->config;
	struct sign_key key;

	if (!config->secret)
		checkup_say(c, HEALTH_BAD, SAY_doctor_secret_none, "", SAY_doctor_secret_advice);
	else if (!is_random(config->secret))
		checkup_say(c, HEALTH_BAD, SAY_doctor_secret_weak, "", SAY_doctor_secret_advice);
	else
		checkup_say(c, HEALTH_GOOD, SAY_doctor_secret, "", SAY_NOTHING);
	if (config->signing_key && sign_key_read(c->arena, config->signing_key, &key))
		checkup_say(c, HEALTH_GOOD, SAY_doctor_key, key.id, SAY_NOTHING);
	else
		checkup_say(c, HEALTH_CARE, SAY_doctor_key_none, "", SAY_doctor_key_advice);
	if (strncmp(config->url, "https://", 8) == 0 || is_here(config->url))
		checkup_say(c, HEALTH_GOOD, SAY_doctor_url, config->url, SAY_NOTHING);
	else
		checkup_say(c, HEALTH_BAD, SAY_doctor_url_plain, config->url, SAY_doctor_url_advice);
	check_mail_settings(c);
}

/* --- The database ------------------------------------------------------------------------------------------------- */

static const char *when(const struct checkup *c, struct moment moment)
{
	return moment_words(c->arena, c->language, moment);
}

static const char *number(const struct checkup *c, int64_t count)
{
	return text_format(c->arena, "%" PRId64, count);
}

static int64_t age(const struct facts *facts, struct moment moment)
{
	return facts->at.microseconds - moment.microseconds;
}

static void check_server(struct checkup *c, const struct facts *facts)
{
	int64_t off = moment_now().microseconds - facts->at.microseconds;
	const char *version = text_format(c->arena, "%" PRId64 ".%" PRId64, facts->server_version / 10000,
	                                  facts->server_version % 10000);

	if (facts->server_version < SERVER_LEAST)
		checkup_say(c, HEALTH_BAD, SAY_doctor_server_old, version, SAY_doctor_server_advice);
	else
		checkup_say(c, HEALTH_GOOD, SAY_doctor_server, version, SAY_NOTHING);
	if (facts->role_is_mighty)
		checkup_say(c, HEALTH_BAD, SAY_doctor_role_mighty, facts->role_name, SAY_doctor_role_advice);
	if (off > CLOCK_OFF || off < -CLOCK_OFF)
		checkup_say(c, HEALTH_BAD, SAY_doctor_clock_off, number(c, (off < 0 ? -off : off) / SECOND),
		            SAY_doctor_clock_advice);
	else
		checkup_say(c, HEALTH_GOOD, SAY_doctor_clock, when(c, facts->at), SAY_NOTHING);
}

static void check_people(struct checkup *c, const struct facts *facts)
{
	if (facts->administrators == 0)
		checkup_say(c, HEALTH_BAD, SAY_doctor_administrators_none, "",
		            facts->was_set_up ? SAY_doctor_administrators_gone_advice : SAY_doctor_setup_advice);
	else if (facts->administrators == 1)
		checkup_say(c, HEALTH_CARE, SAY_doctor_administrators_one, "", SAY_doctor_administrators_one_advice);
	else
		checkup_say(c, HEALTH_GOOD, SAY_doctor_administrators, number(c, facts->administrators), SAY_NOTHING);
	if (facts->plans && facts->secretaries == 0)
		checkup_say(c, HEALTH_BAD, SAY_doctor_secretariat_none, "", SAY_doctor_secretariat_advice);
	if (facts->headless)
		checkup_say(c, HEALTH_CARE, SAY_doctor_headless, facts->headless, SAY_doctor_headless_advice);
}

static void check_work(struct checkup *c, const struct facts *facts)
{
	if (facts->overdue)
		checkup_say(c, HEALTH_BAD, SAY_doctor_overdue, number(c, facts->overdue), SAY_doctor_overdue_advice);
	if (!facts->work_at.microseconds)
		checkup_say(c, HEALTH_BAD, SAY_doctor_work_never, "", SAY_doctor_work_advice);
	else if (age(facts, facts->work_at) > WORK_LATE)
		checkup_say(c, HEALTH_BAD, SAY_doctor_work_late, when(c, facts->work_at), SAY_doctor_work_advice);
	else if (facts->work_detail)
		checkup_say(c, HEALTH_BAD, SAY_doctor_work_fails, facts->work_detail, SAY_doctor_work_fails_advice);
	else
		checkup_say(c, HEALTH_GOOD, SAY_doctor_work, when(c, facts->work_at), SAY_NOTHING);
}

static void check_mails(struct checkup *c, const struct facts *facts)
{
	const char *failure = facts->mail_failure ? facts->mail_failure : "";

	if (facts->mails_waiting && age(facts, facts->mail_oldest) > MAIL_LATE)
		checkup_find(c, HEALTH_BAD,
		             WORDS(c->arena, c->language, SAY_doctor_mails_late, number(c, facts->mails_waiting),
		                   when(c, facts->mail_oldest), failure),
		             words_say(c->language, SAY_doctor_mails_advice));
	else if (c->config->mail_server)
		checkup_say(c, HEALTH_GOOD, SAY_doctor_mails, number(c, facts->mails_waiting), SAY_NOTHING);
	if (facts->mails_given_up)
		checkup_find(c, HEALTH_CARE,
		             WORDS(c->arena, c->language, SAY_doctor_mails_given_up, number(c, facts->mails_given_up),
		                   failure),
		             words_say(c->language, SAY_doctor_mails_given_up_advice));
}

static void check_keeping(struct checkup *c, const struct facts *facts)
{
	if (c->config->signing_key && facts->is_unsealed)
		checkup_say(c, HEALTH_BAD, SAY_doctor_unsealed,
		            facts->sealed_at.microseconds ? when(c, facts->sealed_at) : "-",
		            SAY_doctor_unsealed_advice);
	else if (facts->sealed_at.microseconds)
		checkup_say(c, HEALTH_GOOD, SAY_doctor_sealed, when(c, facts->sealed_at), SAY_NOTHING);
	if (!facts->backup_at.microseconds)
		checkup_say(c, HEALTH_CARE, SAY_doctor_backup_never, "", SAY_doctor_backup_advice);
	else if (age(facts, facts->backup_at) > BACKUP_LATE)
		checkup_say(c, HEALTH_BAD, SAY_doctor_backup_late, when(c, facts->backup_at), SAY_doctor_backup_advice);
	else
		checkup_say(c, HEALTH_GOOD, SAY_doctor_backup, when(c, facts->backup_at), SAY_NOTHING);
}

struct fail *checkup_database(struct checkup *c, struct db *db)
{
	struct facts facts;

	TRY(db_one(db, &SQL_setup_facts, &facts, NO_ARGS));
	check_server(c, &facts);
	check_people(c, &facts);
	check_work(c, &facts);
	check_mails(c, &facts);
	check_keeping(c, &facts);
	return NULL;
}
