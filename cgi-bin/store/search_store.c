/* Indexing and finding; see search_store.h. */
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

/* The last region within a jurisdiction: 440000 → 449999, 440300 → 440399. */
static uint32_t last_region(uint32_t jurisdiction)
{
	if (jurisdiction == 0)
		return 999999;
	if (jurisdiction % 10000 == 0)
		return jurisdiction + 9999;
	return jurisdiction % 100 == 0 ? jurisdiction + 99 : jurisdiction;
}

enum status search_find(struct db *db, struct arena *arena, const struct search *search,
			struct ticket_search_find_out **ids, size_t *count)
{
	const char *query = grams_query(arena, search->typed);

	*ids = NULL;
	*count = 0;
	if (text_empty(query))
		return ST_OK;
	return ticket_search_find_list(db, arena, &(struct ticket_search_find_in){
		.query = query, .region_from = search->jurisdiction, .region_to = last_region(search->jurisdiction),
		.any_unit = search->unit, .unit = search->unit, .most = search->most }, ids, count);
}
