/* Gathering and writing what was measured; see measure_store.h. */
#include "store/measure_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/now.h"
#include "store/copied.h"

#define PLACES_MAX 4	/* county, city, province, nation */

struct measuring measuring_new(struct arena *arena)
{
	return (struct measuring){ .arena = arena, .rows = ARENA_ARRAY(arena, 64, struct measure_mark), .room = 64 };
}

static void gather(struct measuring *g, const struct measure_mark *mark)
{
	if (g->count == g->room) {
		struct measure_mark *more = ARENA_ARRAY(g->arena, 2 * g->room, struct measure_mark);

		memcpy(more, g->rows, g->count * sizeof(*more));
		g->rows = more;
		g->room *= 2;
	}
	g->rows[g->count++] = *mark;
}

static const char *reply_of(const struct history *h, uint32_t seq)
{
	for (size_t i = 0; i < h->text_count; i++)
		if (h->texts[i].seq == seq && strcmp(h->texts[i].field, "reply") == 0)
			return h->texts[i].body;
	return "";
}

static struct measure_mark mark_of(struct arena *arena, const struct history *h, const struct measure_past *past, const struct measured *m)
{
	struct measure_mark mark = { .ticket_id = h->ticket.id, .kind = past->kind, .source = past->source, .item = past->item, .m = *m };

	if (m->what != MEASURE_COPIED_REPLY)
		return mark;
	mark.printed = text_print(arena, reply_of(h, m->seq), mark.print);
	mark.matter = past->matter[0] ? arena_strdup(arena, past->matter) : arena_strdup(arena, h->ticket.number);
	return mark;
}

enum status measure_count(struct measuring *g, const struct history *h, uint32_t seq)
{
	struct measure_past past = { 0 };
	struct measured found[MEASURES_PER_EVENT];
	size_t count;

	for (size_t i = 0; i < h->event_count && h->events[i].seq <= seq; i++) {
		const struct event_row *e = &h->events[i];

		if (measure_event(&past, (enum event_type)e->type, (enum ticket_state)e->to_state, e->seq, e->at_ms, e->canonical,
				  found, &count) != ST_OK)
			break;
		if (e->seq != seq)
			continue;
		for (size_t k = 0; k < count; k++) {
			struct measure_mark mark = mark_of(g->arena, h, &past, &found[k]);

			gather(g, &mark);
		}
		return ST_OK;
	}
	log_error("cannot measure event %u of ticket '%s'", seq, h->ticket.number);
	return ST_BUG;
}

/* ---- the list that each figure is ------------------------------------------------------------------------------- */

static enum status write_marks(struct db *db, const struct measuring *g)
{
	struct measure_mark_add_in *rows = ARENA_ARRAY(g->arena, g->count, struct measure_mark_add_in);
	struct measure_mark_hit_in *hits = ARENA_ARRAY(g->arena, g->count, struct measure_mark_hit_in);
	size_t row_count = 0, hit_count = 0;

	for (size_t i = 0; i < g->count; i++) {
		const struct measure_mark *r = &g->rows[i];

		if (r->m.counted)
			rows[row_count++] = (struct measure_mark_add_in){ r->ticket_id, r->m.what, r->m.seq, r->m.at_ms, r->m.hit,
				region_province(r->m.region), r->m.region, r->m.unit, r->kind, r->item, r->source };
		else
			hits[hit_count++] = (struct measure_mark_hit_in){ r->ticket_id, r->m.what, r->m.seq };
	}
	TRY(db_run_many(db, g->arena, SQL_measure_mark_add, rows, sizeof(*rows), row_count));
	return db_run_many(db, g->arena, SQL_measure_mark_hit, hits, sizeof(*hits), hit_count);
}

/* ---- sums ------------------------------------------------------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
	const struct measure_month_add_in *a = left, *b = right;
	int order;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->cut != b->cut)
		return a->cut < b->cut ? -1 : 1;
	order = strcmp(a->value, b->value);
	if (order != 0)
		return order;
	if (a->month != b->month)
		return a->month < b->month ? -1 : 1;
	return (a->what > b->what) - (a->what < b->what);
}

/* Sorted, those of one key become one; how many are left. In the order of the key, so that locks are taken alike by all. */
static size_t fold(struct measure_month_add_in *rows, size_t count)
{
	size_t kept = 0;

	qsort(rows, count, sizeof(*rows), by_key);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && by_key(&rows[kept - 1], &rows[i]) == 0) {
			rows[kept - 1].counted += rows[i].counted;
			rows[kept - 1].hits += rows[i].hits;
		} else {
			rows[kept++] = rows[i];
		}
	}
	return kept;
}

/* One mark at one place: whole and by each cut. The nation is not cut by units: who wants that chooses a province. */
static size_t cuts_of(struct arena *arena, const struct measure_mark *r, struct measure_month_add_in at, struct measure_month_add_in *out)
{
	const char *const values[CUT_END] = {
		[CUT_WHOLE] = "", [CUT_KIND] = arena_printf(arena, "%u", r->kind), [CUT_ITEM] = arena_printf(arena, "%u", r->item),
		[CUT_SOURCE] = arena_printf(arena, "%u", r->source), [CUT_UNIT] = r->m.unit,
	};
	size_t count = at.place == 0 ? CUT_UNIT : CUT_END;

	for (size_t i = 0; i < count; i++) {
		out[i] = at;
		out[i].cut = (uint32_t)i;
		out[i].value = values[i];
	}
	return count;
}

static enum status write_sums(struct db *db, const struct regions *regions, const struct measuring *g)
{
	struct measure_month_add_in *rows = ARENA_ARRAY(g->arena, g->count * PLACES_MAX * CUT_END, struct measure_month_add_in);
	size_t count = 0;

	for (size_t i = 0; i < g->count; i++) {
		const struct measured *m = &g->rows[i].m;
		uint32_t place = m->region;

		for (size_t level = 0; level < PLACES_MAX; level++, place = region_above(regions, place)) {
			struct measure_month_add_in at = { .place = place, .month = month_of_day(day_of_ms(m->at_ms)), .what = m->what,
				.up = region_up(regions, place), .counted = m->counted, .hits = m->hit };

			count += cuts_of(g->arena, &g->rows[i], at, &rows[count]);
			if (place == 0)
				break;
		}
	}
	return db_run_many(db, g->arena, SQL_measure_month_add, rows, sizeof(*rows), fold(rows, count));
}

enum status measure_write(struct db *db, const struct regions *regions, struct measuring *g)
{
	if (g->count == 0)
		return ST_OK;
	TRY(copied_judge(db, g->arena, g->rows, g->count));
	TRY(write_marks(db, g));
	return write_sums(db, regions, g);
}
