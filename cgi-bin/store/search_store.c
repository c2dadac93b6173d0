/* Indexing and asking; see search_store.h. */
#include "store/search_store.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "domain/grams.h"

#define GRAMS_BYTES_MAX (1024u * 1024)	/* 150,000 Han characters; what a matter grows beyond that is not found by text */
#define LOOKED_MAX 3000			/* of a common gram: so many of the newest are looked at for the rest of what was typed */
#define LOOKED_AT_ONCE 100
#define LOOKED_AT_ONCE_OF_EACH 20	/* province of the nation */

/* ---- indexing -------------------------------------------------------------------------------------------------------------- */

static int by_text(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Each gram of a text once, in order. */
static const char **distinct(struct arena *arena, const char *grams, size_t *count)
{
	char *rest = arena_strdup(arena, grams), *gram;
	const char **list = ARENA_ARRAY(arena, strlen(grams) / 2 + 1, const char *);
	size_t all = 0;

	while ((gram = strtok_r(rest, " ", &rest)))
		if (strcmp(gram, GRAMS_BORDER) != 0)
			list[all++] = gram;
	qsort(list, all, sizeof(*list), by_text);
	*count = 0;
	for (size_t i = 0; i < all; i++)
		if (*count == 0 || strcmp(list[*count - 1], list[i]) != 0)
			list[(*count)++] = list[i];
	return list;
}

/* ["公交","交车"]: those of list that are not among others. "" for none. */
static const char *only_in(struct arena *arena, const char **list, size_t count, const char **others, size_t other_count)
{
	struct buf out = buf_new(arena, 1024);

	for (size_t i = 0; i < count; i++) {
		if (other_count > 0 && bsearch(&list[i], others, other_count, sizeof(*others), by_text))
			continue;
		buf_char(&out, out.len ? ',' : '[');
		buf_json(&out, list[i]);
	}
	if (out.len)
		buf_char(&out, ']');
	return out.text;
}

static enum status put_grams(struct db *db, struct arena *arena, const struct ticket_row *t, const char *before, uint32_t province, const char *now)
{
	size_t old_count, new_count;
	const char **old_ones = distinct(arena, before, &old_count);
	const char **new_ones = distinct(arena, now, &new_count);
	bool moved = province != t->province;
	const char *gone = only_in(arena, old_ones, old_count, new_ones, moved ? 0 : new_count);
	const char *come = only_in(arena, new_ones, new_count, old_ones, moved ? 0 : old_count);

	if (*gone)
		TRY(ticket_gram_drop(db, &(struct ticket_gram_drop_in){ gone, province, t->id }));
	return *come ? ticket_gram_put(db, &(struct ticket_gram_put_in){ t->province, t->id, come }) : ST_OK;
}

enum status search_index(struct db *db, struct arena *arena, const struct history *h)
{
	const struct ticket_row *t = &h->ticket;
	const char *const short_ones[] = { t->number, t->external_number, t->place, t->company, t->plate, t->line };
	struct buf grams = buf_new(arena, 4096);
	struct ticket_search_of_out before;
	enum status status;

	for (size_t i = 0; i < sizeof(short_ones) / sizeof(short_ones[0]); i++)
		grams_add(&grams, short_ones[i]);
	for (size_t i = 0; i < h->text_count && grams.len < GRAMS_BYTES_MAX; i++)
		grams_add(&grams, h->texts[i].body);
	status = ticket_search_of(db, arena, &(struct ticket_search_of_in){ t->id }, &before);
	if (status == ST_NOT_FOUND)
		before = (struct ticket_search_of_out){ "", t->province };
	else
		TRY(status);
	TRY(put_grams(db, arena, t, before.grams, before.province, grams.text));
	return ticket_search_put(db, &(struct ticket_search_put_in){ t->id, grams.text, t->province });
}

/* ---- asking ---------------------------------------------------------------------------------------------------------------- */

/* A jurisdiction's provinces are one, or all there are: the first and the last bound them. */
static uint32_t first_province(const struct search_reach *reach)
{
	return reach->provinces[0];
}

static uint32_t last_province(const struct search_reach *reach)
{
	return reach->provinces[reach->province_count - 1];
}

/* How rare a gram is, compared within one reach. */
struct rarity {
	bool many;		/* more than SEARCH_BRIEF hold it */
	uint64_t measure;	/* the smaller the rarer: how many, or since when so many hold it */
};

/* In one province it is told by how far back the last SEARCH_BRIEF of them reach, which costs as many rows however many there are. */
static enum status weigh(struct db *db, struct arena *arena, const struct search_reach *reach, const struct gram *gram, struct bytes until, uint32_t most,
			 struct rarity *rarity)
{
	struct gram_depth_out last;
	struct gram_count_out held;
	enum status status;

	if (reach->province_count == 1 && !gram->begins) {
		status = gram_depth(db, arena, &(struct gram_depth_in){ gram->text, first_province(reach), SEARCH_BRIEF }, &last);
		*rarity = status == ST_OK ? (struct rarity){ true, last.id } : (struct rarity){ false, 0 };
		return status == ST_NOT_FOUND ? ST_OK : status;
	}
	TRY(gram_count(db, arena, &(struct gram_count_in){ gram->text, until, first_province(reach), last_province(reach), most + 1 }, &held));
	*rarity = (struct rarity){ held.count > SEARCH_BRIEF, held.count };
	return ST_OK;
}

/* Of two that many hold, the one that is looked up exactly. */
static bool is_rarer(const struct rarity *a, bool a_begins, const struct rarity *b, bool b_begins)
{
	if (a->many != b->many)
		return b->many;
	if (a->many && a_begins != b_begins)
		return b_begins;
	return a->measure < b->measure;
}

/* A beginning is the range of all that begin so. */
static struct bytes end_of(struct arena *arena, const struct gram *gram)
{
	const char *last = gram->begins ? arena_printf(arena, "%s\xff", gram->text) : gram->text;

	return (struct bytes){ (const uint8_t *)last, strlen(last) };
}

enum status search_ask(struct db *db, struct arena *arena, const char *typed, const struct search_reach *reach, struct search *search)
{
	struct gram grams[GRAMS_ASKED_MAX];
	struct rarity rarest = { true, UINT64_MAX };
	const char *pattern;
	size_t count = grams_asked(arena, typed, grams, &pattern);

	*search = (struct search){ .reach = *reach, .pattern = pattern };
	if (reach->province_count == 0 || count == 0)
		return ST_NOT_FOUND;
	for (size_t i = 0; i < count && (rarest.many || rarest.measure > 0); i++) {
		struct bytes until = end_of(arena, &grams[i]);
		struct rarity rarity = { .many = true };

		if (count > 1 || grams[i].begins)	/* else there is nothing to choose from */
			TRY(weigh(db, arena, reach, &grams[i], until, count > 1 ? SEARCH_FEW : SEARCH_BRIEF, &rarity));
		if (i > 0 && !is_rarer(&rarity, grams[i].begins, &rarest, search->begins))
			continue;
		rarest = rarity;
		search->gram = grams[i].text;
		search->gram_until = until;
		search->begins = grams[i].begins;
	}
	search->many = rarest.many;
	return ST_OK;
}

enum status search_all(struct db *db, struct arena *arena, struct search *search, uint64_t since, const char **ids)
{
	struct gram_few_out *found;
	uint64_t *list;
	size_t count;

	TRY(gram_few_list(db, arena, &(struct gram_few_in){ search->gram, search->gram_until, first_province(&search->reach),
		last_province(&search->reach), since, SEARCH_FEW + 1 }, &found, &count));
	search->cut = count > SEARCH_FEW;
	list = ARENA_ARRAY(arena, count + 1, uint64_t);
	for (size_t i = 0; i < count; i++)
		list[i] = found[i].id;
	*ids = text_ids(arena, list, count);
	return ST_OK;
}

enum status search_among(struct db *db, struct arena *arena, const struct search *search, const uint64_t *ids, size_t count, bool *keep)
{
	struct gram_among_out *found;
	size_t found_count;

	memset(keep, 0, count * sizeof(*keep));
	TRY(gram_among_list(db, arena, &(struct gram_among_in){ text_ids(arena, ids, count), search->gram, search->pattern, search->pattern },
			    &found, &found_count));
	for (size_t i = 0, k = 0; i < count && k < found_count; i++)
		if (found[k].id == ids[i]) {	/* they come in the order they were asked for */
			keep[i] = true;
			k++;
		}
	return ST_OK;
}

static enum status rows_of(struct db *db, struct arena *arena, const struct search *s, const char *ids, uint32_t most, struct queue_row **rows, size_t *count)
{
	return search_rows_list(db, arena, &(struct search_rows_in){ ids, s->reach.region_from, s->reach.region_until, s->reach.unit, s->reach.unit,
		s->pattern, s->pattern, most }, rows, count);
}

/* A common gram's tickets of one province, newest first, as far as they were read. */
struct source { const struct gram_newest_out *rows; size_t count, at; bool more; };

static enum status refill(struct db *db, struct arena *arena, const struct search *s, uint32_t province, struct source *source)
{
	bool first = source->count == 0;
	uint32_t part = first && s->reach.province_count > 1 ? LOOKED_AT_ONCE_OF_EACH : LOOKED_AT_ONCE;
	uint64_t before = first ? INT64_MAX : source->rows[source->count - 1].id;
	struct gram_newest_out *rows;

	TRY(gram_newest_list(db, arena, &(struct gram_newest_in){ s->gram, province, before, part }, &rows, &source->count));
	*source = (struct source){ rows, source->count, 0, source->count == part };
	return ST_OK;
}

/* The next ones of all provinces, newest first. A province is asked again only when all that was read of it is drawn. */
static enum status draw(struct db *db, struct arena *arena, const struct search *s, struct source *sources, size_t most, uint64_t *ids, size_t *count)
{
	for (*count = 0; *count < most; (*count)++) {
		struct source *newest = NULL;

		for (size_t p = 0; p < s->reach.province_count; p++) {
			struct source *source = &sources[p];

			if (source->at == source->count && source->more)
				TRY(refill(db, arena, s, s->reach.provinces[p], source));
			if (source->at < source->count && (!newest || source->rows[source->at].id > newest->rows[newest->at].id))
				newest = source;
		}
		if (!newest)
			break;
		ids[*count] = newest->rows[newest->at++].id;
	}
	return ST_OK;
}

/* As many as will do when the rest is like what was looked at, and some more: each is a page of the database or two. */
static size_t next_part(uint32_t most, size_t kept, size_t looked)
{
	size_t n = most - kept;

	if (looked > 0)
		n = kept > 0 ? n * looked / kept : LOOKED_AT_ONCE;
	n += LOOKED_AT_ONCE / 10;
	return n < LOOKED_AT_ONCE ? n : LOOKED_AT_ONCE;
}

static enum status newest_of_common(struct db *db, struct arena *arena, struct search *s, uint32_t most, struct queue_row **rows, size_t *count)
{
	struct queue_row *kept = ARENA_ARRAY(arena, most + LOOKED_AT_ONCE, struct queue_row);
	struct source *sources = ARENA_ARRAY(arena, s->reach.province_count, struct source);
	size_t looked = 0, kept_count = 0;
	bool more = true;

	for (size_t p = 0; p < s->reach.province_count; p++)
		sources[p].more = true;
	while (more && kept_count < most && looked < LOOKED_MAX) {
		size_t wanted = next_part(most, kept_count, looked), n, found_count;
		uint64_t ids[LOOKED_AT_ONCE];
		struct queue_row *found;

		TRY(draw(db, arena, s, sources, wanted, ids, &n));
		TRY(rows_of(db, arena, s, text_ids(arena, ids, n), (uint32_t)n, &found, &found_count));
		memcpy(kept + kept_count, found, found_count * sizeof(*found));
		kept_count += found_count;
		looked += n;
		more = n == wanted;
	}
	s->cut = more && kept_count < most;
	*rows = kept;
	*count = kept_count < most ? kept_count : most;
	return ST_OK;
}

enum status search_newest(struct db *db, struct arena *arena, struct search *search, uint32_t most, struct queue_row **rows, size_t *count)
{
	const char *ids;

	if (search->many && !search->begins)
		return newest_of_common(db, arena, search, most, rows, count);
	TRY(search_all(db, arena, search, 0, &ids));
	return rows_of(db, arena, search, ids, most, rows, count);
}
