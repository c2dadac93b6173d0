/* Gathering and writing topics; see topic_store.h. */
#include "store/topic_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/now.h"
#include "domain/ticket.h"
#include "domain/told.h"
#include "domain/topic.h"

#define PLACES_MAX 3	/* city, province, nation */

struct topics topics_new(struct arena *arena)
{
	return (struct topics){ .arena = arena, .rows = ARENA_ARRAY(arena, 64, struct topic_mark_add_in), .room = 64 };
}

static void gather(struct topics *g, const struct topic_mark_add_in *about, enum topic_dim dim, const char *value)
{
	if (g->count == g->room) {
		struct topic_mark_add_in *more = ARENA_ARRAY(g->arena, 2 * g->room, struct topic_mark_add_in);

		memcpy(more, g->rows, g->count * sizeof(*more));
		g->rows = more;
		g->room *= 2;
	}
	g->rows[g->count] = *about;
	g->rows[g->count].dim = dim;
	g->rows[g->count++].value = arena_strdup(g->arena, value);
}

static const char *filed_text(const struct history *h, const char *field)
{
	for (size_t i = 0; i < h->text_count; i++)
		if (h->texts[i].seq == 1 && strcmp(h->texts[i].field, field) == 0)
			return h->texts[i].body;
	return "";
}

static void gather_text(struct topics *g, const struct topic_mark_add_in *about, enum topic_dim dim, const char *value)
{
	if (*value && strlen(value) <= TOPIC_VALUE_BYTES)
		gather(g, about, dim, value);
}

enum status topics_count(struct topics *g, const struct history *h, uint32_t seq)
{
	const char *words[TOPIC_WORDS_MAX];
	struct topic_mark_add_in about;
	struct told told;
	size_t count;

	if (seq != 1 || h->event_count == 0 || h->events[0].type != EVENT_FILED || h->ticket.confidential)
		return ST_OK;
	if (told_read(h->events[0].canonical, &told) != ST_OK) {
		log_error("cannot count what ticket '%s' is about", h->ticket.number);
		return ST_BUG;
	}
	about = (struct topic_mark_add_in){ .at_ms = h->events[0].at_ms, .ticket_id = h->ticket.id, .region = told.region };
	gather(g, &about, TOPIC_ALL, "");
	gather(g, &about, TOPIC_ITEM, arena_printf(g->arena, "%04u", told.item));
	gather_text(g, &about, TOPIC_PLATE, filed_text(h, "plate"));
	gather_text(g, &about, TOPIC_LINE, filed_text(h, "line"));
	count = topic_words(g->arena, filed_text(h, "content"), words);
	for (size_t i = 0; i < count; i++)
		gather(g, &about, TOPIC_WORD, words[i]);
	return ST_OK;
}

/* ---- writing ---------------------------------------------------------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
	const struct topic_week_add_in *a = left, *b = right;

	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	if (a->dim != b->dim)
		return a->dim < b->dim ? -1 : 1;
	if (a->week != b->week)
		return a->week < b->week ? -1 : 1;
	return strcmp(a->value, b->value);
}

/* Sorted, those of one key become one; how many are left. */
static size_t fold(struct topic_week_add_in *rows, size_t count)
{
	size_t kept = 0;

	qsort(rows, count, sizeof(*rows), by_key);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && by_key(&rows[kept - 1], &rows[i]) == 0)
			rows[kept - 1].counted += rows[i].counted;
		else
			rows[kept++] = rows[i];
	}
	return kept;
}

static enum status write_weeks(struct db *db, const struct regions *regions, const struct topics *g)
{
	struct topic_week_add_in *rows = ARENA_ARRAY(g->arena, g->count * PLACES_MAX, struct topic_week_add_in);
	size_t count = 0;

	for (size_t i = 0; i < g->count; i++) {
		const struct region *filed = region_find(regions, g->rows[i].region);
		uint32_t place = filed && filed->level == REGION_COUNTY ? region_above(regions, g->rows[i].region) : g->rows[i].region;

		for (size_t level = 0; level < PLACES_MAX; level++, place = region_above(regions, place)) {
			rows[count++] = (struct topic_week_add_in){ place, g->rows[i].dim, topic_week(day_of_ms(g->rows[i].at_ms)), g->rows[i].value, 1 };
			if (place == 0)
				break;
		}
	}
	return db_run_many(db, g->arena, SQL_topic_week_add, rows, sizeof(*rows), fold(rows, count));
}

enum status topics_write(struct db *db, const struct regions *regions, const struct topics *g)
{
	struct topic_mark_add_in *marks = ARENA_ARRAY(g->arena, g->count, struct topic_mark_add_in);
	size_t count = 0;

	if (g->count == 0)
		return ST_OK;
	for (size_t i = 0; i < g->count; i++)
		if (g->rows[i].dim != TOPIC_ALL)	/* all tickets of a week are a queue's to list */
			marks[count++] = g->rows[i];
	TRY(db_run_many(db, g->arena, SQL_topic_mark_add, marks, sizeof(*marks), count));
	return write_weeks(db, regions, g);
}
