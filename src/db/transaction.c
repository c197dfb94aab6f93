/* transaction.c: where a transaction begins and ends. */
#include "inside.h"

void db_later_begin(struct db *db, bool reading)
{
	db->in_transaction = true;
	db_send_control(db, reading ? CONTROL_BEGIN_READING : CONTROL_BEGIN);
}

/* Waiting for rows that must be there may fail after all went well on the server: then nothing must be committed. */
static bool has_to_be_judged(const struct db *db)
{
	for (size_t i = 0; i < db->waiting_count; i++)
		if (db->waiting[i].kind == WAITING_ONE || db->waiting[i].kind == WAITING_MAYBE)
			return true;
	return db->is_overfull;
}

struct fail *db_commit(struct db *db, bool *out_unknown)
{
	struct fail *fail;

	*out_unknown = false;
	if (has_to_be_judged(db))
		TRY(db_collect(db));
	if (db->is_lost)
		return db_lost(db, "commit");
	db->commit_sent = true;
	db_send_control(db, CONTROL_COMMIT);
	fail = db_collect(db);
	*out_unknown = fail && db->is_lost;
	if (!fail)
		db->in_transaction = false;
	return fail;
}

void db_finish(struct db *db)
{
	bool open = db->in_transaction || db->waiting_count || db->is_overfull;

	db->in_transaction = false;
	if (open && !db->is_lost) {
		if (db->waiting_count == DB_WAITING_MAX)
			db->waiting_count--; /* nobody waits for any of them any more: there is room for one more */
		db->is_overfull = false;
		db_send_control(db, CONTROL_ROLLBACK);
		if (!db->is_lost && PQpipelineSync(db->conn))
			db->owed++;
		else
			db->is_lost = true;
	}
	db_forget(db);
}
