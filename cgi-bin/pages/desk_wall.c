/* The wall; see desk_wall.h. Lines of the store, folded by unit and by place. */
#include "pages/desk_wall.h"

#include <stdlib.h>
#include <string.h>

#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "store/wall_store.h"
#include "web/response.h"

#define REFRESH_S "60"
#define LINES_MAX 2000	/* units of a province */
#define LINES_SHOWN 24	/* what the eye takes in across a room */

struct line {
	const char *unit;
	uint32_t place;
	uint64_t late, soon, cards, orders, urges;
};

struct lines {
	struct line all[LINES_MAX];
	struct line rest;	/* beyond the room; still in the sum */
	size_t count;
};

struct wall {
	struct request *req;
	struct lines units;
	struct lines places;
	struct line sum;
	uint64_t red, orders_late, urges_late, extensions;
	int64_t at_ms;		/* of which moment it is */
};

/* ---- folding ---------------------------------------------------------------------------------------------- */

static struct line *line_of(struct lines *lines, const char *unit, uint32_t place)
{
	for (size_t i = 0; i < lines->count; i++)
		if (lines->all[i].place == place && text_equal(lines->all[i].unit, unit))
			return &lines->all[i];
	if (lines->count == LINES_MAX)
		return &lines->rest;
	lines->all[lines->count] = (struct line){ .unit = unit, .place = place };
	return &lines->all[lines->count++];
}

/* Its city; what has none above it (a district of a municipality, a county directly under its province) is its own. */
static uint32_t place_of(const struct request *req, uint32_t region)
{
	return region_find(&site_of(req)->regions, region_city(region)) ? region_city(region) : region;
}

static void add(struct line *line, const struct wall_row *row)
{
	line->late += row->late;
	line->soon += row->soon;
	line->cards += row->cards;
	line->orders += row->orders;
	line->urges += row->urges;
}

static enum status load(struct wall *w)
{
	const struct viewer *v = w->req->viewer;
	uint32_t from, until;
	struct wall_row *rows;
	size_t count;

	desk_reach(v, &from, &until);
	TRY(wall_lines(site_of(w->req)->db, w->req->arena, v->province, from, until, &rows, &count, &w->at_ms));
	for (size_t i = 0; i < count; i++) {
		const struct wall_row *row = &rows[i];

		add(line_of(&w->units, row->unit, 0), row);
		add(line_of(&w->places, "", place_of(w->req, row->place)), row);
		add(&w->sum, row);
		w->red += row->red;
		w->orders_late += row->orders_late;
		w->urges_late += row->urges_late;
		w->extensions += row->extensions;
	}
	return ST_OK;
}

/* ---- showing ---------------------------------------------------------------------------------------------- */

/* What is worst comes first. */
static int by_lateness(const void *a, const void *b)
{
	const struct line *x = a, *y = b;

	if (x->late != y->late)
		return x->late < y->late ? 1 : -1;
	if (x->soon != y->soon)
		return x->soon < y->soon ? 1 : -1;
	if (x->cards + x->orders + x->urges != y->cards + y->orders + y->urges)
		return x->cards + x->orders + x->urges < y->cards + y->orders + y->urges ? 1 : -1;
	return x->place != y->place ? (x->place < y->place ? -1 : 1) : strcmp(x->unit, y->unit);
}

static enum status show_lines(struct request *req, struct lines *lines, const char *at)
{
	qsort(lines->all, lines->count, sizeof(lines->all[0]), by_lateness);
	for (size_t i = 0; i < lines->count && i < LINES_SHOWN; i++) {
		const struct line *l = &lines->all[i];
		const char *name = site_region_name(req, l->place);

		if (!l->place)
			TRY(desk_unit_name(req, l->unit, &name));
		view_setf(req, *name ? name : view_label(req, "demand.centre"), "%s.%zu.Name", at, i);
		view_setf(req, l->unit, "%s.%zu.Unit", at, i);
		view_intf(req, l->place, "%s.%zu.Place", at, i);
		view_intf(req, (int64_t)l->late, "%s.%zu.Late", at, i);
		view_intf(req, (int64_t)l->soon, "%s.%zu.Soon", at, i);
		view_intf(req, (int64_t)l->cards, "%s.%zu.Cards", at, i);
		view_intf(req, (int64_t)l->orders, "%s.%zu.Orders", at, i);
		view_intf(req, (int64_t)l->urges, "%s.%zu.Urges", at, i);
	}
	return ST_OK;
}

/* Sums.N.{Key,Label,Count,Late,Href}; Late: how many of them are late, of cards how many are red. */
static void show_sums(struct wall *w)
{
	const struct { const char *key, *href; uint64_t count, late; } sums[] = {
		{ "late", "/admin/?due=late", w->sum.late, w->sum.late },
		{ "soon", "/admin/?due=soon", w->sum.soon, 0 },
		{ "cards", "/admin/?card=raised", w->sum.cards, w->red },
		{ "orders", "/admin/demands?kind=order", w->sum.orders, w->orders_late },
		{ "urges", "/admin/demands?kind=urge", w->sum.urges, w->urges_late },
		{ "extensions", "/admin/demands?kind=extension", w->extensions, 0 },
	};

	for (size_t i = 0; i < sizeof(sums) / sizeof(sums[0]); i++) {
		view_setf(w->req, view_label(w->req, arena_printf(w->req->arena, "wall.%s", sums[i].key)), "Sums.%zu.Label", i);
		view_setf(w->req, sums[i].href, "Sums.%zu.Href", i);
		view_intf(w->req, (int64_t)sums[i].count, "Sums.%zu.Count", i);
		view_intf(w->req, (int64_t)sums[i].late, "Sums.%zu.Late", i);
		view_setf(w->req, sums[i].key, "Sums.%zu.Key", i);
	}
}

enum status page_wall_show(struct request *req)
{
	struct wall *w = ARENA_NEW(req->arena, struct wall);
	bool still = params_get(&req->query, "still") != NULL;

	w->req = req;
	desk_nav(req);
	TRY(load(w));
	show_sums(w);
	if (req->viewer->region != 0)
		TRY(show_lines(req, &w->units, "Lines"));
	TRY(show_lines(req, &w->places, "Places"));
	view_int(req, "At", w->at_ms);
	view_flag(req, "Old", w->at_ms <= req->now_ms - WALL_OLD_MS);
	view_flag(req, "Still", still);
	/* As a header and not as an element: the same to a browser, and the page stays one that can be read in peace. */
	return still ? ST_OK : response_header(req, "Refresh", REFRESH_S);
}
