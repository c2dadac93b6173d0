/* A whole ticket; see history.h. */
#include "store/history.h"

enum status history_load(struct db *db, struct arena *arena, uint64_t ticket_id, struct history *h)
{
	TRY(ticket_by_id(db, arena, &(struct ticket_by_id_in){ ticket_id }, &h->ticket));
	TRY(event_of_ticket_list(db, arena, &(struct event_of_ticket_in){ ticket_id }, &h->events, &h->event_count));
	TRY(event_text_of_ticket_list(db, arena, &(struct event_text_of_ticket_in){ ticket_id }, &h->texts, &h->text_count));
	return attachment_of_ticket_list(db, arena, &(struct attachment_of_ticket_in){ ticket_id }, &h->files, &h->file_count);
}
