/* Indexing; see search_store.h. */
#include "store/search_store.h"

#include "domain/grams.h"

#define GRAMS_BYTES_MAX (1024u * 1024)	/* 150,000 Han characters; what a matter grows beyond that is not found by text */

enum status search_index(struct db *db, struct arena *arena, const struct history *h)
{
	const struct ticket_row *t = &h->ticket;
	const char *const short_ones[] = { t->number, t->external_number, t->place, t->company, t->plate, t->line };
	struct buf grams = buf_new(arena, 4096);

	for (size_t i = 0; i < sizeof(short_ones) / sizeof(short_ones[0]); i++)
		grams_add(&grams, short_ones[i]);
	for (size_t i = 0; i < h->text_count && grams.len < GRAMS_BYTES_MAX; i++)
		grams_add(&grams, h->texts[i].body);
	return ticket_search_put(db, &(struct ticket_search_put_in){ t->id, grams.text });
}
