/* Demands in the database; see demand_store.h. */
#include "store/demand_store.h"

#include "base/limits.h"
#include "base/now.h"
#include "store/move.h"

/* ---- reading -------------------------------------------------------------------------------------------- */

static struct demand demand_from(const struct demand_row *r)
{
	return (struct demand){
		.seq = r->seq, .kind = (enum demand_kind)r->kind, .year = r->year, .number = r->number, .unit = r->unit, .days = r->days,
		.from_region = r->from_region, .asked_ms = r->asked_ms, .asked_by = r->asked_by, .due_ms = r->due_ms, .answered_ms = r->answered_ms,
		.outcome = (enum demand_outcome)r->outcome,
	};
}

enum status demands_load(struct db *db, struct arena *arena, uint64_t ticket_id, struct demand_list *list)
{
	struct demand_row *rows;
	size_t count;

	TRY(demand_of_ticket_list(db, arena, &(struct demand_of_ticket_in){ ticket_id }, &rows, &count));
	*list = (struct demand_list){ .all = ARENA_ARRAY(arena, count + 1, struct demand), .open = ARENA_ARRAY(arena, count + 1, struct demand) };
	for (size_t i = 0; i < count; i++) {
		list->all[list->count++] = demand_from(&rows[i]);
		if (rows[i].outcome == DEMAND_OPEN)
			list->open[list->open_count++] = demand_from(&rows[i]);
	}
	return ST_OK;
}

/* ---- weighing ------------------------------------------------------------------------------------------- */

struct demand_ask demand_ask_of(const struct move *m, const struct ticket_row *t, int64_t now_ms)
{
	return (struct demand_ask){
		.event = m->type, .role = m->role, .actor_id = m->actor_id, .by_unit = m->by_unit, .unit = m->unit, .lead = t->unit,
		.to_region = m->region, .region = t->region, .now_ms = now_ms, .answer_due_ms = t->answer_due_ms, .returns = t->returns,
		.confidential = t->confidential != 0, .known = *t->phone_mask || *t->name_mask,
	};
}

void demand_ask_for(struct demand_ask *ask, const struct stands_in *absent)
{
	ask->absent = *absent;
}

static int64_t due_of(const struct move *m, const struct ticket_row *t, enum demand_kind kind, int64_t now_ms)
{
	enum stage stage = demand_stage(m->type);

	for (size_t i = 0; i < m->clock_count; i++)
		if (stage != STAGE_NONE && m->clocks[i].stage == stage)
			return m->clocks[i].due_ms;
	if (kind == DEMAND_REVEAL)
		return now_ms + LIMIT_REVEAL_WAIT_MS;
	/* Who assists has as long as the whole answer has. */
	return kind == DEMAND_JOINT ? t->answer_due_ms : 0;
}

static uint32_t year_of_ms(int64_t at_ms)
{
	int year, month, mday;

	date_from_day(day_of_ms(at_ms), &year, &month, &mday);
	return (uint32_t)year;
}

static enum status draw_number(struct db *db, struct arena *arena, const struct ticket_row *t, struct demand_plan *plan)
{
	struct demand *d = &plan->opened;
	struct order_number_last_out drawn;

	if (d->kind == DEMAND_ORDER) {
		d->year = year_of_ms(d->asked_ms);
		TRY(order_number_next(db, &(struct order_number_next_in){ t->province, d->year }));
		TRY(order_number_last(db, arena, &(struct order_number_last_in){ t->province, d->year }, &drawn));
		d->number = drawn.last;
		plan->numbered = arena_printf(arena, "%u-%04u", d->year, d->number);
		return ST_OK;
	}
	d->number = 1;
	for (size_t i = 0; i < plan->list.count; i++)
		d->number += plan->list.all[i].kind == d->kind;
	plan->numbered = arena_printf(arena, "%u", d->number);
	return ST_OK;
}

/* The unit that the demand is for, or of: a joint handling's and a designation's is the one named. */
static const char *unit_for(const struct move *m, const struct ticket_row *t, enum demand_kind kind)
{
	if (kind == DEMAND_JOINT || kind == DEMAND_DESIGNATION)
		return m->unit ? m->unit : "";
	return kind == DEMAND_WAIT || kind == DEMAND_TRANSFER || kind >= DEMAND_REVEAL ? "" : t->unit;
}

enum status demands_weigh(struct db *db, struct arena *arena, const struct move *m, const struct ticket_row *t,
			  const struct stands_in *absent, int64_t now_ms, struct demand_plan *plan)
{
	enum demand_kind kind = demand_opened(m->type);

	*plan = (struct demand_plan){ .ask = demand_ask_of(m, t, now_ms), .numbered = "" };
	demand_ask_for(&plan->ask, absent);
	TRY(demands_load(db, arena, t->id, &plan->list));
	TRY(demand_check(plan->list.open, plan->list.open_count, &plan->ask));
	plan->due_ms = due_of(m, t, kind, now_ms);
	if (!kind)
		return ST_OK;
	plan->opened = (struct demand){
		.kind = kind, .unit = unit_for(m, t, kind), .days = m->days,
		.from_region = kind == DEMAND_TRANSFER ? t->region : 0, .asked_ms = now_ms, .asked_by = m->actor_id,
		.due_ms = plan->due_ms,
	};
	return draw_number(db, arena, t, plan);
}

/* ---- writing -------------------------------------------------------------------------------------------- */

static enum status write_open(struct db *db, const struct demand_plan *plan, const struct demand *d, const struct ticket_row *t)
{
	enum demand_outcome outcome = demand_after(d, &plan->ask, (enum ticket_state)t->state);

	if (demand_is_answered(d, &plan->ask))
		TRY(demand_answer(db, &(struct demand_answer_in){ plan->ask.now_ms, plan->ask.actor_id, t->id, d->seq }));
	if (demand_is_renewed(d, &plan->ask))
		TRY(demand_renew(db, &(struct demand_renew_in){ plan->due_ms, t->id, d->seq }));
	if (outcome != DEMAND_OPEN)
		TRY(demand_end(db, &(struct demand_end_in){ outcome, plan->ask.now_ms, t->id, d->seq }));
	return ST_OK;
}

enum status demands_write(struct db *db, const struct demand_plan *plan, const struct ticket_row *t, uint32_t seq)
{
	const struct demand *d = &plan->opened;

	for (size_t i = 0; i < plan->list.open_count; i++)
		TRY(write_open(db, plan, &plan->list.open[i], t));
	if (plan->list.open_count > 0 && !text_equal(plan->ask.lead, t->unit))
		TRY(demand_follow_unit(db, &(struct demand_follow_unit_in){ t->unit, t->id }));
	if (plan->list.open_count > 0 && plan->ask.region != t->region)
		TRY(demand_follow_place(db, &(struct demand_follow_place_in){ t->province, t->region, t->id }));
	if (!d->kind)
		return ST_OK;
	return demand_insert(db, &(struct demand_insert_in){
		.ticket_id = t->id, .seq = seq, .kind = d->kind, .province = t->province, .region = t->region, .year = d->year,
		.number = d->number, .unit = d->unit, .days = d->days, .asked_ms = d->asked_ms, .asked_by = d->asked_by,
		.due_ms = d->due_ms, .from_region = d->from_region });
}
