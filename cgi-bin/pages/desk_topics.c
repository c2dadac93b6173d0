/* Rising topics; see desk_topics.h. A page reads what was counted in two weeks of one place, and never a ticket but for a list. */
#include "pages/desk_topics.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/topic.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/indicator_view.h"
#include "pages/site.h"
#include "web/view.h"

#define TOPICS_SHOWN 20		/* of each kind */
#define TOPICS_JOINED 200	/* words that are looked through for those that belong together */
#define TOPICS_LOOKED 3000	/* most frequent of a week: rarer ones that rise are told by none of their few tickets alone */
#define WEEKS_TO_CHOOSE 12

#define SCOPE_FIELDS { "region", FIELD_REGION }, { "week", FIELD_NUMBER, 0, 40000 }

const struct field topic_fields[] = { SCOPE_FIELDS, { 0 } };

struct scope {
	uint32_t place;
	int32_t week;
};

/* Within the viewer's reach, whatever was asked for; the present week unless one was given. Counties are in their city. */
static struct scope read_scope(struct request *req)
{
	uint32_t region = (uint32_t)field_number(req, "region");
	struct scope s = { req->viewer->region, topic_week(day_of_ms(req->now_ms)) };

	if (region && region_covers(req->viewer->region, region))
		s.place = region;
	if (field_given(req, "week"))
		s.week = topic_week((int32_t)field_number(req, "week"));
	return s;
}

static const char *query_of(struct request *req, const struct scope *s)
{
	return s->place ? arena_printf(req->arena, "&region=%06u&week=%d", s->place, s->week) : arena_printf(req->arena, "&week=%d", s->week);
}

static void show_scope(struct request *req, const struct scope *s)
{
	view_set(req, "Place", s->place ? site_region_name(req, s->place) : view_label(req, "measure.nation"));
	view_int(req, "PlaceCode", s->place);
	view_int(req, "Week", s->week);
	view_int(req, "FromMs", ms_of_day(s->week));
	view_int(req, "UntilMs", ms_of_day(s->week + 6));
	view_set(req, "Query", query_of(req, s));
}

static enum status topic_name(struct request *req, enum topic_dim dim, const char *value, const char **name)
{
	*name = value;
	return dim == TOPIC_ITEM ? indicator_value_name(req, CUT_ITEM, value, name) : ST_OK;
}

/* ---- what rises --------------------------------------------------------------------------------------------------------- */

static int by_score(const void *left, const void *right)
{
	const struct topic *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return strcmp(a->value, b->value);
}

struct all {
	int64_t now, before;
};

static enum status load_rising(struct request *req, const struct scope *s, enum topic_dim dim, const struct all *all,
			       struct topic **rising, size_t *count)
{
	struct topics_of_week_out *rows;
	size_t row_count;

	TRY(topics_of_week_list(site_of(req)->db, req->arena, &(struct topics_of_week_in){
		s->week - 7, s->place, dim, s->week, topic_rule_of(dim).least, TOPICS_LOOKED }, &rows, &row_count));
	*rising = ARENA_ARRAY(req->arena, row_count + 1, struct topic);
	*count = 0;
	for (size_t i = 0; i < row_count; i++) {
		double score = topic_score(rows[i].now, rows[i].before, all->now, all->before);

		if (topic_rises(dim, rows[i].now, score))
			(*rising)[(*count)++] = (struct topic){ .value = rows[i].value, .now = rows[i].now, .before = rows[i].before, .score = score };
	}
	qsort(*rising, *count, sizeof(**rising), by_score);
	return ST_OK;
}

static enum status show_topic(struct request *req, enum topic_dim dim, const struct topic *r, const char *at)
{
	const char *name = r->name;

	if (!name)
		TRY(topic_name(req, dim, r->value, &name));
	view_setf(req, name, "%s.Name", at);
	view_setf(req, text_hex(req->arena, r->value, strlen(r->value)), "%s.Value", at);
	view_intf(req, r->now, "%s.Now", at);
	view_intf(req, r->before, "%s.Before", at);
	view_setf(req, arena_printf(req->arena, "%.1f", r->score), "%s.Score", at);
	return ST_OK;
}

/* Kinds.D.{Dim,Least,Score,Rows.N.{Name,Value,Now,Before,Score}} */
static enum status show_kind(struct request *req, const struct scope *s, enum topic_dim dim, const struct all *all)
{
	struct topic *rising;
	size_t count, shown = 0;

	TRY(load_rising(req, s, dim, all, &rising, &count));
	view_setf(req, topic_word(dim), "Kinds.%d.Dim", dim);
	view_intf(req, topic_rule_of(dim).least, "Kinds.%d.Least", dim);
	view_setf(req, arena_printf(req->arena, "%.2f", topic_rule_of(dim).score), "Kinds.%d.Score", dim);
	if (dim == TOPIC_WORD)
		topic_join(req->arena, rising, count < TOPICS_JOINED ? count : TOPICS_JOINED);
	for (size_t i = 0; i < count && shown < TOPICS_SHOWN; i++)
		if (!rising[i].joined)
			TRY(show_topic(req, dim, &rising[i], arena_printf(req->arena, "Kinds.%d.Rows.%zu", dim, shown++)));
	return ST_OK;
}

static enum status count_of_week(struct request *req, uint32_t place, int32_t week, int64_t *count)
{
	struct topic_tickets_of_week_out found;

	TRY(topic_tickets_of_week(site_of(req)->db, req->arena, &(struct topic_tickets_of_week_in){ place, week }, &found));
	*count = found.count;
	return ST_OK;
}

static void show_weeks(struct request *req)
{
	int32_t now = topic_week(day_of_ms(req->now_ms));

	for (int i = 0; i < WEEKS_TO_CHOOSE; i++) {
		view_intf(req, now - 7 * i, "Weeks.%d.Day", i);
		view_intf(req, ms_of_day(now - 7 * i), "Weeks.%d.Ms", i);
	}
}

enum status page_topics_show(struct request *req)
{
	struct scope s = read_scope(req);
	struct all all;

	desk_nav(req);
	show_scope(req, &s);
	TRY(count_of_week(req, s.place, s.week, &all.now));
	TRY(count_of_week(req, s.place, s.week - 7, &all.before));
	view_int(req, "All.Now", all.now);
	view_int(req, "All.Before", all.before);
	for (int dim = TOPIC_ITEM; dim < TOPIC_END; dim++)
		TRY(show_kind(req, &s, (enum topic_dim)dim, &all));
	show_weeks(req);
	show_region_choices(req, req->viewer->region, REGION_CITY);
	return ST_OK;
}

/* ---- the tickets behind a count ------------------------------------------------------------------------------------------ */

const struct field topic_tickets_fields[] = {
	SCOPE_FIELDS,
	{ "what", FIELD_LINE, 0, 24 },
	{ "value", FIELD_HEX, 0, 2 * TOPIC_VALUE_BYTES },	/* of its UTF-8: nothing of it needs escaping in a link */
	{ "after", FIELD_LINE, 0, 40 },				/* MS-ID of the last row shown */
	{ 0 }
};

static enum status read_value(struct request *req, const char **value)
{
	const char *hex = field_text(req, "value");
	size_t n = strlen(hex) / 2;
	char *raw = ARENA_ARRAY(req->arena, n + 1, char);

	if (n == 0 || text_from_hex(hex, raw, n) != ST_OK || text_clean(req->arena, raw, n, value) != ST_OK)
		return ST_NOT_FOUND;
	return ST_OK;
}

static void read_after(struct request *req, struct topic_marked_in *in)
{
	const char *after = field_text(req, "after");
	char *end;

	in->at_before = in->at_same = INT64_MAX;
	if (!*after)
		return;
	in->at_before = in->at_same = strtoll(after, &end, 10);
	in->id_before = *end == '-' ? strtoull(end + 1, NULL, 10) : 0;
}

_Static_assert(offsetof(struct topic_marked_out, marked_ms) >= sizeof(struct queue_row), "a marked row begins with a row of a queue");

/* What was handed over to another place is counted where it was filed, and seen only there where it is. */
static enum status show_marked(struct request *req, const struct topic_marked_out *rows, size_t count)
{
	struct queue_row *tickets = ARENA_ARRAY(req->arena, count + 1, struct queue_row);

	for (size_t i = 0; i < count; i++) {
		memcpy(&tickets[i], &rows[i], sizeof(tickets[i]));
		if (!staff_reaches(req, rows[i].number, rows[i].region, rows[i].unit))
			tickets[i].summary = view_label(req, "measure.elsewhere");
	}
	return desk_rows(req, 0, tickets, count);
}

enum status page_topic_tickets_show(struct request *req)
{
	const struct scope s = read_scope(req);
	enum topic_dim dim = (enum topic_dim)topic_from_word(field_text(req, "what"));
	struct topic_marked_in in = { .dim = dim, .from_ms = ms_of_day(s.week), .until_ms = ms_of_day(s.week + 7) - 1, .most = LIMIT_PAGE_ROWS + 1 };
	struct topic_marked_out *rows;
	const char *name;
	size_t count;

	desk_nav(req);
	if (!dim)
		return ST_NOT_FOUND;
	TRY(read_value(req, &in.value));
	read_after(req, &in);
	region_range(s.place, &in.region_from, &in.region_until);
	TRY(topic_marked_list(site_of(req)->db, req->arena, &in, &rows, &count));
	TRY(show_marked(req, rows, count < LIMIT_PAGE_ROWS ? count : LIMIT_PAGE_ROWS));
	TRY(topic_name(req, dim, in.value, &name));
	show_scope(req, &s);
	view_set(req, "Dim", topic_word(dim));
	view_set(req, "Name", name);
	if (count > LIMIT_PAGE_ROWS)
		view_set(req, "Next", arena_printf(req->arena, "/admin/topics/tickets?what=%s&value=%s%s&after=%lld-%llu", topic_word(dim),
			field_text(req, "value"), query_of(req, &s), (long long)rows[LIMIT_PAGE_ROWS - 1].marked_ms,
			(unsigned long long)rows[LIMIT_PAGE_ROWS - 1].id));
	return ST_OK;
}
