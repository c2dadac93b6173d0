/* From an event's bytes to rows; see rule_store.h. */
#include "store/rule_store.h"

#include "domain/event_read.h"

static void add(struct arena *arena, const struct ticket_row *ticket, struct bytes id, struct ticket_rule_put_in *rows, size_t *count)
{
	if (id.n > 0)
		rows[(*count)++] = (struct ticket_rule_put_in){ event_raw_text(arena, id), ticket->filed_ms, ticket->id };
}

enum status rule_index(struct db *db, struct arena *arena, const struct ticket_row *ticket, struct bytes canonical)
{
	struct ticket_rule_put_in rows[EVENT_RULES_MAX + EVENT_CLOCKS_MAX];
	struct said_rule rules[EVENT_RULES_MAX];
	size_t count = 0, rule_count = event_rules(canonical, rules, EVENT_RULES_MAX);
	struct event_said said;

	/* What cannot be read is for doctor to tell; it must not stop what else is counted of it. */
	if (event_read(canonical, &said) != ST_OK)
		return ST_OK;
	for (size_t i = 0; i < rule_count; i++)
		add(arena, ticket, rules[i].id, rows, &count);
	for (size_t i = 0; i < said.clock_count; i++)
		add(arena, ticket, said.clocks[i].id, rows, &count);
	return db_run_many(db, arena, SQL_ticket_rule_put, rows, sizeof(*rows), count);
}
