/* Writing what an older system said of a ticket; see legacy_store.h. */
#include "store/legacy_store.h"

#include "statements.h"

enum status legacy_write(struct db *db, const struct legacy_filing *l, uint32_t province, uint64_t ticket_id, int64_t closed_ms)
{
	TRY(legacy_ticket_add(db, &(struct legacy_ticket_add_in){
		.province = province, .origin = l->origin, .number = l->number, .ticket_id = ticket_id, .import_id = l->import_id, .line = l->line,
		.hash = l->hash, .filed_ms = l->filed_ms, .closed_ms = l->closed_ms, .due_ms = l->due_ms }));
	return closed_ms ? ticket_ends_filed(db, &(struct ticket_ends_filed_in){ closed_ms, ticket_id }) : ST_OK;
}
