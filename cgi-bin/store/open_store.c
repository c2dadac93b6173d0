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
