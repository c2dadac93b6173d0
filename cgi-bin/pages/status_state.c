/* Whether the hotline is up; see status_state.h. A part that was not asked for some time is unknown: nobody guesses. */
#include "pages/status_state.h"

#include <string.h>

#include "domain/ticket.h"
#include "pages/incident_view.h"
#include "pages/site.h"
#include "web/view.h"

#define PULSE_OLD_MS (3 * 60 * 1000)
#define INCIDENTS_MOST 50

struct state {
	uint32_t region;	/* of the place that is asked about; 0: the nation */
	struct pulse_all_out *pulses;
	size_t pulse_count;
	struct incident_row *incidents;
	size_t incident_count;
};

const char *part_state_word(enum part_state state)
{
	static const char *const words[] = { "unknown", "down", "work", "up" };

	return words[state];
}

static enum incident_phase phase_of(const struct incident_row *i, int64_t now_ms)
{
	return incident_phase(i->begins_ms, i->ends_ms, now_ms);
}

static enum status load(struct request *req, uint32_t region, struct state *s)
{
	uint32_t city = region_city(region), province = region_province(region), from, until;
	struct db *db = site_of(req)->db;

	s->region = region;
	region_range(region, &from, &until);
	TRY(pulse_all_list(db, req->arena, &s->pulses, &s->pulse_count));
	return incident_standing_list(db, req->arena, &(struct incident_standing_in){ region, city, province, from, until, req->now_ms,
		region, city, province, req->now_ms, INCIDENTS_MOST }, &s->incidents, &s->incident_count);
}

static enum status load_newest(struct request *req, struct incident_told **told, size_t *count)
{
	struct incident_row *rows;

	TRY(incident_newest_list(site_of(req)->db, req->arena, &(struct incident_newest_in){ req->now_ms, req->now_ms, INCIDENTS_MOST }, &rows, count));
	return incident_load_words(req, rows, *count, told);
}

/* Notices are a part only where they can be sent: where none can, nobody ever asked. */
static bool is_there(const struct state *s, const char *part)
{
	for (size_t i = 0; i < s->pulse_count; i++)
		if (strcmp(s->pulses[i].part, part) == 0)
			return true;
	return strcmp(part, "notice") != 0;
}

/* By the worker's last look. Nobody can ask a telephone line: it is up unless somebody said otherwise. */
static enum part_state pulse_of(const struct state *s, const char *part, int64_t now_ms, int64_t *since_ms)
{
	*since_ms = 0;
	if (strcmp(part, "phone") == 0)
		return PART_UP;
	for (size_t i = 0; i < s->pulse_count; i++) {
		const struct pulse_all_out *p = &s->pulses[i];

		if (strcmp(p->part, part) != 0 || p->at_ms < now_ms - PULSE_OLD_MS)
			continue;
		*since_ms = p->since_ms;
		return p->up ? PART_UP : PART_DOWN;
	}
	return PART_UNKNOWN;
}

/* What somebody wrote down of one place counts there and below it, and does not make the part down for all. */
static enum part_state state_of(const struct state *s, const char *part, int64_t now_ms, int64_t *since_ms)
{
	enum part_state state = pulse_of(s, part, now_ms, since_ms);

	for (size_t i = 0; i < s->incident_count; i++) {
		const struct incident_row *row = &s->incidents[i];

		if (!region_covers(row->region, s->region) || strcmp(row->part, part) != 0 || phase_of(row, now_ms) != INCIDENT_NOW)
			continue;
		if (state == PART_UP || !row->planned)
			state = row->planned ? PART_WORK : PART_DOWN;
		*since_ms = row->begins_ms;
	}
	return state;
}

static void show_incidents(struct request *req, const struct incident_told *told, size_t count)
{
	for (size_t i = 0; i < count; i++)
		incident_view(req, &told[i], text_equal(req->language, "en"), arena_printf(req->arena, "Incidents.%zu", i));
}

enum status show_state(struct request *req, uint32_t region, enum part_state *overall)
{
	enum part_state worst = PART_UP;
	struct incident_told *told;
	struct state s;
	size_t there = 0;

	TRY(load(req, region, &s));
	for (size_t i = 0; incident_part(i); i++) {
		int64_t since_ms;
		enum part_state state = state_of(&s, incident_part(i), req->now_ms, &since_ms);

		if (!is_there(&s, incident_part(i)))
			continue;
		if (state == PART_DOWN || (worst != PART_DOWN && state < worst))
			worst = state;
		view_setf(req, incident_part(i), "State.Parts.%zu.Part", there);
		view_setf(req, part_state_word(state), "State.Parts.%zu.Word", there);
		view_intf(req, since_ms, "State.Parts.%zu.SinceMs", there++);
	}
	view_set(req, "State.Word", part_state_word(worst));
	TRY(incident_load_words(req, s.incidents, s.incident_count, &told));
	show_incidents(req, told, s.incident_count);
	if (overall)
		*overall = worst;
	return ST_OK;
}

enum status page_incidents_show(struct request *req)
{
	struct incident_told *told;
	size_t count;

	TRY(load_newest(req, &told, &count));
	show_incidents(req, told, count);
	return ST_OK;
}

/* ---- for machines ------------------------------------------------------------------------------------------- */

static void add_parts(struct request *req, const struct state *s, struct buf *out)
{
	const char *comma = "";

	buf_text(out, "\"parts\":[");
	for (size_t i = 0; incident_part(i); i++) {
		int64_t since_ms;
		enum part_state state = state_of(s, incident_part(i), req->now_ms, &since_ms);

		if (!is_there(s, incident_part(i)))
			continue;
		buf_printf(out, "%s{\"part\":\"%s\",\"state\":\"%s\",\"since_ms\":%lld}", comma, incident_part(i), part_state_word(state), (long long)since_ms);
		comma = ",";
	}
	buf_char(out, ']');
}

static void add_text(struct buf *out, const char *name, const char *text)
{
	buf_printf(out, ",\"%s\":", name);
	buf_json(out, text);
}

static void add_incident(struct request *req, const struct incident_told *told, struct buf *out)
{
	const struct incident_row *row = &told->row;
	struct incident_wording w;
	const char *comma = "";

	buf_printf(out, "{\"id\":%u,\"planned\":%s,\"part\":\"%s\",\"region\":\"%06u\",\"phase\":\"%s\",\"begins_ms\":%lld,\"ends_ms\":%lld", row->id,
		   row->planned ? "true" : "false", row->part, row->region, incident_phase_word(phase_of(row, req->now_ms)), (long long)row->begins_ms,
		   (long long)row->ends_ms);
	add_text(out, "title", row->title);
	add_text(out, "title_en", row->title_en);
	buf_text(out, ",\"words\":[");
	for (size_t at = 0; incident_next(told, &at, &w);) {
		buf_printf(out, "%s{\"at_ms\":%lld", comma, (long long)w.first->at_ms);
		add_text(out, "text", w.standing->body);
		add_text(out, "text_en", w.standing->body_en);
		buf_char(out, '}');
		comma = ",";
	}
	buf_text(out, "]}");
}

enum status state_add_json(struct request *req, struct buf *out)
{
	struct incident_told *told;
	struct state s;
	size_t count;

	TRY(load(req, 0, &s));
	TRY(load_newest(req, &told, &count));
	add_parts(req, &s, out);
	buf_text(out, ",\"incidents\":[");
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_char(out, ',');
		add_incident(req, &told[i], out);
	}
	buf_char(out, ']');
	return ST_OK;
}
