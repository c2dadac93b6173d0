/* Gathering and writing counts; see rollup_store.h. */
#include "store/rollup_store.h"

#include <string.h>

#include "base/log.h"
#include "base/now.h"

struct rollup rollup_new(struct arena *arena)
{
	return (struct rollup){ .arena = arena, .rows = ARENA_ARRAY(arena, 64, struct tally), .room = 64 };
}

static bool same_key(const struct tally *a, const struct tally *b)
{
	return a->day == b->day && a->region == b->region && a->kind == b->kind && a->domain == b->domain;
}

static struct tally *row_for(struct rollup *r, const struct tally *key)
{
	for (size_t i = r->count; i-- > 0;)	/* neighbours in time mostly share the day, often the city */
		if (same_key(&r->rows[i], key))
			return &r->rows[i];
	if (r->count == r->room) {
		struct tally *more = ARENA_ARRAY(r->arena, 2 * r->room, struct tally);

		memcpy(more, r->rows, r->count * sizeof(*more));
		r->rows = more;
		r->room *= 2;
	}
	r->rows[r->count] = (struct tally){ .day = key->day, .region = key->region, .kind = key->kind, .domain = key->domain };
	return &r->rows[r->count++];
}

static void add(struct rollup *r, const struct tally *c)
{
	struct tally *row = row_for(r, c);

	row->taken += c->taken;
	row->instant += c->instant;
	row->closed += c->closed;
	row->answered += c->answered;
	row->on_time += c->on_time;
	row->rated += c->rated;
	row->satisfied += c->satisfied;
}

enum status rollup_count(struct rollup *rollup, const struct history *h, uint32_t seq)
{
	struct tally_past past = { 0 };

	for (size_t i = 0; i < h->event_count && h->events[i].seq <= seq; i++) {
		const struct event_row *e = &h->events[i];
		struct tally counts;

		if (tally_event(&past, (enum event_type)e->type, (enum ticket_state)e->to_state, e->at_ms, e->canonical, &counts) != ST_OK)
			break;
		if (e->seq != seq)
			continue;
		if (!tally_is_zero(&counts))
			add(rollup, &counts);
		return ST_OK;
	}
	log_error("cannot count event %u of ticket '%s'", seq, h->ticket.number);
	return ST_BUG;
}

/* ---- writing ------------------------------------------------------------------------------------------- */

/* The day's counts in its month and in all time, for the place and each that lies above it. A month stands in `day`. */
static struct rollup months_of(const struct rollup *days, const struct regions *regions)
{
	struct rollup months = rollup_new(days->arena);

	for (size_t i = 0; i < days->count; i++) {
		struct tally c = days->rows[i];
		const int32_t spans[] = { (int32_t)month_of_day(c.day), 0 };

		for (;; c.region = region_above(regions, c.region)) {
			for (size_t k = 0; k < sizeof(spans) / sizeof(spans[0]); k++) {
				c.day = spans[k];
				add(&months, &c);
			}
			if (c.region == 0)
				break;
		}
	}
	return months;
}

static enum status write_months(struct db *db, const struct rollup *months, const struct regions *regions)
{
	struct rollup_month_add_in *rows = ARENA_ARRAY(months->arena, months->count, struct rollup_month_add_in);

	for (size_t i = 0; i < months->count; i++) {
		const struct tally *r = &months->rows[i];

		rows[i] = (struct rollup_month_add_in){
			r->region, (uint32_t)r->day, r->kind, r->domain, region_up(regions, r->region),
			r->taken, r->instant, r->closed, r->answered, r->on_time, r->rated, r->satisfied };
	}
	return db_run_many(db, months->arena, SQL_rollup_month_add, rows, sizeof(*rows), months->count);
}

enum status rollup_write(struct db *db, const struct regions *regions, const struct rollup *rollup)
{
	struct rollup months = months_of(rollup, regions);

	for (size_t i = 0; i < rollup->count; i++) {
		const struct tally *r = &rollup->rows[i];

		TRY(rollup_add(db, &(struct rollup_add_in){ r->day, r->region, r->kind, r->domain, r->taken, r->instant, r->closed,
							    r->answered, r->on_time, r->rated, r->satisfied }));
	}
	return write_months(db, &months, regions);
}
