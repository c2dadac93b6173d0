/* Extensions; see extension.h. Asked and granted under the rules of the ticket's own version. */
#include "pages/extension.h"

#include "statements.h"
#include "store/demand_store.h"
#include "store/trail_store.h"

/* Extensions granted on the promise at hand, and not on one before a rework. */
static enum status count_granted(struct db *db, struct arena *arena, uint64_t ticket_id, int64_t since_ms, uint32_t *granted)
{
	struct demand_list list;

	*granted = 0;
	TRY(demands_load(db, arena, ticket_id, &list));
	for (size_t i = 0; i < list.count; i++)
		*granted += list.all[i].kind == DEMAND_EXTENSION && list.all[i].outcome == DEMAND_GRANTED && list.all[i].asked_ms >= since_ms;
	return ST_OK;
}

/* The rule's own clock from the end of the promise; none when it allows none. */
static enum status ask_rule(struct site *site, struct arena *arena, const struct ticket_row *t, const struct due_trail *trail,
			    struct decided *decided)
{
	static const enum stage stages[] = { STAGE_EXTEND, STAGE_NONE };
	const struct said_clock *promise = &trail->last[STAGE_ANSWER];
	struct decide_facts facts = decide_facts_of(t, (enum ticket_state)t->state, promise->due_ms);

	*decided = (struct decided){ .unit = "" };
	if (!trail->has[STAGE_ANSWER])
		return ST_OK;
	TRY(count_granted(site->db, arena, t->id, promise->from_ms, &facts.extensions));
	decide(site, arena, &facts, stages, decided);
	decided->rule_count = 0;
	return ST_OK;
}

enum status extension_allowed(struct site *site, struct arena *arena, const struct ticket_row *t, struct extension *e)
{
	struct due_trail *trail = ARENA_NEW(arena, struct due_trail);
	struct decided decided;

	*e = (struct extension){ .unit = "" };
	TRY(trail_load(site->db, arena, t->id, trail));
	TRY(ask_rule(site, arena, t, trail, &decided));
	if (decided.clock_count == 0)
		return ST_OK;
	*e = (struct extension){ (uint32_t)decided.clocks[0].amount, decided.clocks[0].unit, decided.clocks[0].rule };
	e->rule.op = "extend";
	return ST_OK;
}

enum status extension_clock(struct site *site, struct arena *arena, const struct ticket_row *t, uint32_t days, int64_t now_ms,
			    struct decided *decided)
{
	struct due_trail *trail = ARENA_NEW(arena, struct due_trail);
	const struct calendar *calendar = calendar_live_look(site->db, site->calendar);
	struct clock_pause pauses[CLOCK_PAUSES_MAX];
	struct event_clock *clock = &decided->clocks[0];
	struct clock_rule rule;
	size_t n;

	TRY(trail_load(site->db, arena, t->id, trail));
	TRY(ask_rule(site, arena, t, trail, decided));
	if (decided->clock_count == 0)
		return ST_OK;
	clock->amount = (int32_t)days + (trail->has[STAGE_EXTEND] ? trail->last[STAGE_EXTEND].rule.amount : 0);
	rule = (struct clock_rule){ clock->amount, (enum clock_unit)clock_unit_from_word(clock->unit),
				    (enum clock_start)clock_start_from_word(clock->start) };
	n = clock_pauses_since(&trail->pauses, clock->from_ms, now_ms, pauses);
	return clock_due(arena, calendar, t->region, &rule, clock->from_ms, pauses, n, &clock->due_ms, &clock->proof);
}
