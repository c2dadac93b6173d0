/* Keeping and reading; see wall_store.h. */
#include "store/wall_store.h"

#include "base/now.h"
#include "domain/ticket.h"
#include "store/tx.h"

struct keeping { struct arena *arena; int64_t now_ms; };

static enum status keep_in_tx(struct db *db, void *context)
{
	struct keeping *k = context;
	struct wall_put_in *lines;
	struct wall_row *rows;
	size_t count;

	TRY(wall_now_list(db, k->arena, &(struct wall_now_in){ k->now_ms, k->now_ms, k->now_ms + MS_PER_DAY, k->now_ms }, &rows, &count));
	lines = ARENA_ARRAY(k->arena, count + 1, struct wall_put_in);
	for (size_t i = 0; i < count; i++) {
		const struct wall_row *r = &rows[i];

		lines[i] = (struct wall_put_in){ region_province(r->place), r->place, r->unit, r->late, r->soon, r->cards, r->red, r->orders, r->orders_late,
						 r->urges, r->urges_late, r->extensions };
	}
	TRY(wall_drop(db));
	TRY(db_run_many(db, k->arena, SQL_wall_put, lines, sizeof(*lines), count));
	TRY(wall_put_provinces(db));
	return freshness_put(db, &(struct freshness_put_in){ "wall", k->now_ms });
}

enum status wall_keep(struct db *db, struct arena *arena, int64_t now_ms)
{
	struct keeping k = { arena, now_ms };

	return tx_run(db, keep_in_tx, &k);
}

enum status wall_lines(struct db *db, struct arena *arena, uint32_t province, uint32_t from, uint32_t until, struct wall_row **rows, size_t *count, int64_t *at_ms)
{
	struct wall_kept_since_out since;

	TRY(wall_kept_since(db, arena, &since));
	*at_ms = since.at_ms;
	return wall_kept_list(db, arena, &(struct wall_kept_in){ province, from, until }, rows, count);
}
