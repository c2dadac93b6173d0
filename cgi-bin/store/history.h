/* One ticket with all that hangs on it, loaded whole: for counting, indexing and archiving it. */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H

#include "statements.h"
#include "store/db.h"

struct history {
	struct ticket_row ticket;
	struct event_row *events;	/* by seq */
	size_t event_count;
	struct event_text_of_ticket_out *texts;	/* by seq and field */
	size_t text_count;
	struct attachment_of_ticket_out *files;
	size_t file_count;
};

MUST_CHECK enum status history_load(struct db *db, struct arena *arena, uint64_t ticket_id, struct history *history);

#endif
