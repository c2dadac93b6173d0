/* Deadlines through stored events; see trail_store.h. */
#include "store/trail_store.h"

#include "statements.h"

enum status trail_load(struct db *db, struct arena *arena, uint64_t ticket_id, struct due_trail *trail)
{
	struct event_row *events;
	struct event_said said;
	size_t count;

	*trail = (struct due_trail){ 0 };
	TRY(event_of_ticket_list(db, arena, &(struct event_of_ticket_in){ ticket_id }, &events, &count));
	for (size_t i = 0; i < count; i++) {
		TRY(event_read(events[i].canonical, &said));
		due_follow(trail, &said);
	}
	return ST_OK;
}
