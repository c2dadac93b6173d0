/* Adding up; see open_store.h. */
#include "store/open_store.h"

#include "statements.h"
#include "store/tx.h"

struct adding { struct arena *arena; uint32_t most; size_t count; };

/* By id and not by a range: what commits in between with a smaller one is for the next time. */
static enum status add_in_tx(struct db *db, void *context)
{
	struct adding *a = context;
	struct open_change_take_out *rows;
	const char *list;
	uint64_t *ids;

	TRY(open_change_take_list(db, a->arena, &(struct open_change_take_in){ a->most }, &rows, &a->count));
	if (a->count == 0)
		return ST_OK;
	ids = ARENA_ARRAY(a->arena, a->count, uint64_t);
	for (size_t i = 0; i < a->count; i++)
		ids[i] = rows[i].id;
	list = text_ids(a->arena, ids, a->count);
	TRY(open_count_add(db, &(struct open_count_add_in){ list }));
	TRY(open_count_drop_zeros(db, &(struct open_count_drop_zeros_in){ list }));
	return open_change_drop(db, &(struct open_change_drop_in){ list });
}

enum status open_add_up(struct db *db, struct arena *arena, uint32_t most, size_t *done)
{
	struct adding a = { .arena = arena, .most = most };

	TRY(tx_run(db, add_in_tx, &a));
	*done = a.count;
	return ST_OK;
}

struct mending { struct arena *arena; uint32_t most; int64_t now_ms; size_t count; };

/* The row of freshness is what the next one who mends waits for. */
static enum status mend_in_tx(struct db *db, void *context)
{
	struct mending *m = context;
	struct open_count_differences_out *rows;
	struct open_count_drop_zero_in *zeros;
	struct open_count_mend_in *mends;

	TRY(freshness_put(db, &(struct freshness_put_in){ "open", m->now_ms }));
	TRY(open_count_differences_list(db, m->arena, &(struct open_count_differences_in){ m->most }, &rows, &m->count));
	mends = ARENA_ARRAY(m->arena, m->count + 1, struct open_count_mend_in);
	zeros = ARENA_ARRAY(m->arena, m->count + 1, struct open_count_drop_zero_in);
	for (size_t i = 0; i < m->count; i++) {
		mends[i] = (struct open_count_mend_in){ rows[i].place, rows[i].cut, rows[i].value, rows[i].state, -rows[i].difference };
		zeros[i] = (struct open_count_drop_zero_in){ rows[i].place, rows[i].cut, rows[i].value, rows[i].state };
	}
	TRY(db_run_many(db, m->arena, SQL_open_count_mend, mends, sizeof(*mends), m->count));
	return db_run_many(db, m->arena, SQL_open_count_drop_zero, zeros, sizeof(*zeros), m->count);
}

enum status open_mend(struct db *db, struct arena *arena, uint32_t most, int64_t now_ms, size_t *done)
{
	struct mending m = { .arena = arena, .most = most, .now_ms = now_ms };

	TRY(tx_run(db, mend_in_tx, &m));
	*done = m.count;
	return ST_OK;
}
