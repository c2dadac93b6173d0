/* Candidates for the same matter; see same.h. */
#include "pages/same.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/alike.h"
#include "domain/ticket.h"
#include "pages/staff_session.h"
#include "web/view.h"

#define DAY_MS INT64_C(86400000)
#define WINDOW_MS (30 * DAY_MS)		/* longer ago is another matter */
#define WORDS_WINDOW_MS (7 * DAY_MS)	/* many tickets share an item: for words alone only the last week */
#define EACH_MAX 50			/* newest of one caller, vehicle or line */
#define FOUND_MAX (3 * EACH_MAX + LIMIT_SAME_LOOKED)
#define ALIKE_WORDS 450			/* thousandths: told again by another, rather than merely of the same kind */
#define ALIKE_CALLER 250		/* … by the same caller */

struct search {
	struct db *db;
	struct arena *arena;
	const struct same_row *asked;
	struct alike words;
	int64_t from_ms;
	int64_t until_ms;
	struct same_candidate *found;	/* FOUND_MAX */
	size_t count;
};

/* ---- one against the other ----------------------------------------------------------------------------- */

static int64_t time_of(const struct same_row *row)
{
	return row->happened_ms ? row->happened_ms : row->filed_ms;
}

static bool within_a_day(const struct same_row *a, const struct same_row *b)
{
	return llabs(time_of(a) - time_of(b)) <= DAY_MS;
}

bool same_caller(const struct same_row *a, const struct same_row *b)
{
	return a->phone_index.n > 0 && a->phone_index.n == b->phone_index.n && memcmp(a->phone_index.p, b->phone_index.p, b->phone_index.n) == 0;
}

/* The same line, and no two places that differ; without a line the same place, word for word. */
static bool same_place(const struct same_row *a, const struct same_row *b)
{
	if (day_of_ms(time_of(a)) != day_of_ms(time_of(b)))
		return false;
	if (*a->line && strcmp(a->line, b->line) == 0)
		return !*a->place || !*b->place || strcmp(a->place, b->place) == 0;
	return *a->place && strcmp(a->place, b->place) == 0;
}

static unsigned because(const struct same_row *a, const struct same_row *b, unsigned alike)
{
	bool same_item = a->item && a->item == b->item;

	return (same_caller(a, b) && (same_item || alike >= ALIKE_CALLER) ? SAME_PHONE : 0u) |
	       (*a->plate && strcmp(a->plate, b->plate) == 0 && within_a_day(a, b) ? SAME_PLATE : 0u) |
	       (same_place(a, b) ? SAME_PLACE : 0u) | (same_item && alike >= ALIKE_WORDS ? SAME_WORDS : 0u);
}

static const char *words_of(const struct same_row *row)
{
	return *row->content ? row->content : row->summary;
}

static void consider(struct search *s, const struct same_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct alike words;
		size_t k = 0;

		while (k < s->count && s->found[k].row.id != rows[i].id)
			k++;
		if (rows[i].id == s->asked->id || k < s->count || s->count == FOUND_MAX)
			continue;
		words = alike_of(s->arena, words_of(&rows[i]));
		s->found[s->count] = (struct same_candidate){ .row = rows[i], .alike = alike_permille(&s->words, &words) };
		s->found[s->count].because = because(s->asked, &rows[i], s->found[s->count].alike);
		s->count++;
	}
}

/* ---- where they stand ---------------------------------------------------------------------------------- */

static enum status look_by_caller_and_object(struct search *s)
{
	const struct same_row *a = s->asked;
	struct same_row *rows;
	size_t count;

	if (a->phone_index.n > 0) {
		TRY(same_by_phone_list(s->db, s->arena, &(struct same_by_phone_in){ a->phone_index, s->from_ms, s->until_ms, EACH_MAX }, &rows, &count));
		consider(s, rows, count);
	}
	if (*a->plate) {
		TRY(same_by_plate_list(s->db, s->arena, &(struct same_by_plate_in){ a->plate, s->from_ms, s->until_ms, EACH_MAX }, &rows, &count));
		consider(s, rows, count);
	}
	if (*a->line && a->region) {
		TRY(same_by_line_list(s->db, s->arena, &(struct same_by_line_in){ region_province(a->region), a->line, s->from_ms, s->until_ms, EACH_MAX },
				      &rows, &count));
		consider(s, rows, count);
	}
	return ST_OK;
}

static enum status look_by_words(struct search *s)
{
	const struct same_row *a = s->asked;
	uint32_t city = region_city(a->region);
	struct same_row *rows;
	size_t count;

	if (!a->item || !a->region)
		return ST_OK;
	TRY(same_by_item_list(s->db, s->arena, &(struct same_by_item_in){
		.province = region_province(a->region), .item = a->item, .from_ms = a->filed_ms - WORDS_WINDOW_MS,
		.until_ms = a->filed_ms + WORDS_WINDOW_MS, .region_from = city, .region_until = city == region_province(a->region) ? city + 9999 : city + 99,
		.most = LIMIT_SAME_LOOKED }, &rows, &count));
	consider(s, rows, count);
	return ST_OK;
}

static unsigned weight(const struct same_candidate *c)
{
	return (c->because & SAME_PHONE ? 400 : 0u) + (c->because & SAME_PLATE ? 400 : 0u) + (c->because & SAME_PLACE ? 350 : 0u) + c->alike / 2;
}

static int likeliest_first(const void *left, const void *right)
{
	const struct same_candidate *a = left;
	const struct same_candidate *b = right;
	unsigned of_a = weight(a), of_b = weight(b);

	return of_a != of_b ? (of_a < of_b) - (of_a > of_b) : (a->row.id < b->row.id) - (a->row.id > b->row.id);
}

enum status same_candidates(struct db *db, struct arena *arena, const struct same_row *asked, struct same_candidate *out, size_t *count)
{
	struct search s = { .db = db, .arena = arena, .asked = asked, .from_ms = asked->filed_ms - WINDOW_MS, .until_ms = asked->filed_ms + WINDOW_MS };

	s.words = alike_of(arena, words_of(asked));
	s.found = ARENA_ARRAY(arena, FOUND_MAX, struct same_candidate);
	TRY(look_by_caller_and_object(&s));
	TRY(look_by_words(&s));
	qsort(s.found, s.count, sizeof(*s.found), likeliest_first);
	*count = 0;
	for (size_t i = 0; i < s.count && *count < LIMIT_SAME_SHOWN; i++)
		if (s.found[i].because)
			out[(*count)++] = s.found[i];
	return ST_OK;
}

/* ---- shown --------------------------------------------------------------------------------------------- */

static void show_because(struct request *req, const char *at, size_t n, unsigned because)
{
	static const struct { unsigned bit; const char *label; } reasons[] = {
		{ SAME_PHONE, "same.phone" }, { SAME_PLATE, "same.plate" }, { SAME_PLACE, "same.place" }, { SAME_WORDS, "same.words" },
	};

	for (size_t i = 0, k = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++)
		if (because & reasons[i].bit)
			view_setf(req, view_label(req, reasons[i].label), "%s.%zu.Because.%zu", at, n, k++);
}

void same_show(struct request *req, const char *at, const struct same_candidate *candidates, size_t count)
{
	size_t shown = 0;

	for (size_t i = 0; i < count; i++) {
		const struct same_row *row = &candidates[i].row;

		if (!staff_reaches(req, row->number, row->region, row->unit))
			continue;
		view_setf(req, row->number, "%s.%zu.Number", at, shown);
		view_setf(req, state_word((int)row->state), "%s.%zu.State", at, shown);
		view_setf(req, kind_word((int)row->kind), "%s.%zu.Kind", at, shown);
		view_setf(req, site_item_name(req, row->item), "%s.%zu.Item", at, shown);
		view_setf(req, row->summary, "%s.%zu.Summary", at, shown);
		view_intf(req, row->filed_ms, "%s.%zu.FiledMs", at, shown);
		view_intf(req, candidates[i].alike / 10, "%s.%zu.Alike", at, shown);
		if (candidates[i].because & SAME_PHONE)
			view_setf(req, "1", "%s.%zu.Caller", at, shown);
		show_because(req, at, shown, candidates[i].because);
		shown++;
	}
}
