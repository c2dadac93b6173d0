/* Keeping and reading; see wall_store.h. */
#include "store/wall_store.h"

#include "base/now.h"
#include "domain/ticket.h"
#include "store/tx.h"

struct keeping { struct arena *arena; int64_t now_ms; };

static enum status count_now(struct db *db, struct arena *arena, uint32_t from, uint32_t until, int64_t now_ms, struct wall_row **rows, size_t *count)
{
	return wall_now_list(db, arena, &(struct wall_now_in){ now_ms, now_ms, now_ms + MS_PER_DAY, from, until, from, until, now_ms, from, until }, rows, count);
}

static enum status keep_in_tx(struct db *db, void *context)
{
	struct keeping *k = context;
	struct wall_put_in *lines;
	struct wall_row *rows;
	size_t count;

	TRY(count_now(db, k->arena, 0, 999999, k->now_ms, &rows, &count));
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

/* Lines of counties as lines of their provinces. */
static size_t fold(struct wall_row *rows, size_t count)
{
	size_t kept = 0, p;

	for (size_t i = 0; i < count; i++) {
		struct wall_row r = rows[i];

		r.place = region_province(r.place);
		r.unit = "";
		for (p = 0; p < kept && rows[p].place != r.place; p++)
			;
		if (p == kept) {
			rows[kept++] = r;
			continue;
		}
		rows[p].late += r.late;
		rows[p].soon += r.soon;
		rows[p].cards += r.cards;
		rows[p].red += r.red;
		rows[p].orders += r.orders;
		rows[p].orders_late += r.orders_late;
		rows[p].urges += r.urges;
		rows[p].urges_late += r.urges_late;
		rows[p].extensions += r.extensions;
	}
	return kept;
}

enum status wall_lines(struct db *db, struct arena *arena, uint32_t province, uint32_t from, uint32_t until, int64_t now_ms, struct wall_row **rows,
		       size_t *count, int64_t *at_ms)
{
	struct wall_kept_since_out since;

	TRY(wall_kept_since(db, arena, &since));
	*at_ms = since.at_ms;
	if (since.at_ms > now_ms - WALL_OLD_MS)
		return wall_kept_list(db, arena, &(struct wall_kept_in){ province, from, until }, rows, count);
	*at_ms = now_ms;
	TRY(count_now(db, arena, from, until, now_ms, rows, count));
	if (province == 0)
		*count = fold(*rows, *count);
	return ST_OK;
}
