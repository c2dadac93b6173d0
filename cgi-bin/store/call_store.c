/* Calling back; see call_store.h. */
#include "store/call_store.h"

#include <inttypes.h>
#include <stdio.h>

#include "statements.h"
#include "store/tx.h"

struct work {
	const struct call_back *back;
	struct call_missed_of_out call;
	bool returns;
};

static enum status change_in_tx(struct db *db, void *context)
{
	const struct work *w = context;
	const struct call_back *b = w->back;
	char call[32];
	uint64_t rows;

	if (w->returns)
		TRY(db_run(db, SQL_call_return, &(struct call_return_in){ b->province, w->call.phone_index, b->staff }, &rows));
	else
		TRY(db_run(db, SQL_call_take, &(struct call_take_in){ b->staff, b->now_ms, b->province, w->call.phone_index }, &rows));
	if (rows == 0)
		return ST_CONFLICT;
	/* By its number, not by the phone's mask: the trail is for ever, and who called may be erased. */
	snprintf(call, sizeof(call), "call-%" PRIu64, b->id);
	return staff_act_insert(db, &(struct staff_act_insert_in){ b->now_ms, b->staff, "admin", w->returns ? "call_returned" : "call_taken", call, "" });
}

static enum status change(struct db *db, struct arena *arena, const struct call_back *back, bool returns)
{
	struct work w = { .back = back, .returns = returns };

	TRY(call_missed_of(db, arena, &(struct call_missed_of_in){ back->id, back->province }, &w.call));
	return tx_run(db, change_in_tx, &w);
}

enum status call_back_take(struct db *db, struct arena *arena, const struct call_back *back)
{
	return change(db, arena, back, false);
}

enum status call_back_return(struct db *db, struct arena *arena, const struct call_back *back)
{
	return change(db, arena, back, true);
}
