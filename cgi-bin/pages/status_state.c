/* Whether the hotline is up; see status_state.h. A part that was not asked for some time is unknown: nobody guesses. */
#include "pages/status_state.h"

#include <string.h>

#include "pages/site.h"
#include "statements.h"
#include "web/view.h"

#define PULSE_OLD_MS (3 * 60 * 1000)
#define INCIDENTS_MOST 50

static const char *const parts[] = { "portal", "desk", "notice", "phone" };
#define PARTS (sizeof(parts) / sizeof(parts[0]))

struct state {
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

static bool is_at_hand(const struct incident_row *i, int64_t now_ms)
{
	return i->begins_ms <= now_ms && (i->ends_ms == 0 || i->ends_ms > now_ms);
}

static enum status load(struct request *req, struct state *s)
{
	struct db *db = site_of(req)->db;

	TRY(pulse_all_list(db, req->arena, &s->pulses, &s->pulse_count));
	return incident_newest_list(db, req->arena, &(struct incident_newest_in){ INCIDENTS_MOST }, &s->incidents, &s->incident_count);
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

/* A fault that somebody wrote down in one region does not make the part down for all. */
static enum part_state state_of(const struct state *s, const char *part, int64_t now_ms, int64_t *since_ms)
{
	enum part_state state = pulse_of(s, part, now_ms, since_ms);

	for (size_t i = 0; i < s->incident_count; i++) {
		const struct incident_row *row = &s->incidents[i];

		if (row->region != 0 || strcmp(row->part, part) != 0 || !is_at_hand(row, now_ms))
			continue;
		if (state == PART_UP || !row->planned)
			state = row->planned ? PART_WORK : PART_DOWN;
		*since_ms = row->begins_ms;
	}
	return state;
}

static enum status show_words(struct request *req, uint32_t id, size_t n)
{
	bool english = strcmp(req->language, "en") == 0;
	struct incident_words_out *words;
	size_t count;

	TRY(incident_words_list(site_of(req)->db, req->arena, &(struct incident_words_in){ id }, &words, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, words[i].at_ms, "Incidents.%zu.Words.%zu.AtMs", n, i);
		view_setf(req, english && *words[i].body_en ? words[i].body_en : words[i].body, "Incidents.%zu.Words.%zu.Text", n, i);
	}
	return ST_OK;
}

static enum status show_incident(struct request *req, const struct incident_row *row, size_t n)
{
	bool english = strcmp(req->language, "en") == 0;
	bool coming = row->begins_ms > req->now_ms;

	view_intf(req, row->id, "Incidents.%zu.Id", n);
	view_setf(req, row->part, "Incidents.%zu.Part", n);
	view_setf(req, english && *row->title_en ? row->title_en : row->title, "Incidents.%zu.Title", n);
	view_setf(req, row->region ? site_region_name(req, row->region) : view_label(req, "status.everywhere"), "Incidents.%zu.Where", n);
	view_setf(req, coming ? "coming" : is_at_hand(row, req->now_ms) ? "now" : "over", "Incidents.%zu.Phase", n);
	view_setf(req, row->planned ? "planned" : "fault", "Incidents.%zu.Kind", n);
	view_intf(req, row->begins_ms, "Incidents.%zu.BeginsMs", n);
	if (row->ends_ms)
		view_intf(req, row->ends_ms, "Incidents.%zu.EndsMs", n);
	return show_words(req, row->id, n);
}

enum status show_state(struct request *req, enum part_state *overall)
{
	enum part_state worst = PART_UP;
	struct state s;
	size_t there = 0, shown = 0;

	TRY(load(req, &s));
	for (size_t i = 0; i < PARTS; i++) {
		int64_t since_ms;
		enum part_state state = state_of(&s, parts[i], req->now_ms, &since_ms);

		if (!is_there(&s, parts[i]))
			continue;
		if (state == PART_DOWN || (worst != PART_DOWN && state < worst))
			worst = state;
		view_setf(req, parts[i], "State.Parts.%zu.Part", there);
		view_setf(req, part_state_word(state), "State.Parts.%zu.Word", there);
		view_intf(req, since_ms, "State.Parts.%zu.SinceMs", there++);
	}
	view_set(req, "State.Word", part_state_word(worst));
	for (size_t i = 0; i < s.incident_count; i++)
		if (s.incidents[i].begins_ms > req->now_ms || is_at_hand(&s.incidents[i], req->now_ms))
			TRY(show_incident(req, &s.incidents[i], shown++));
	if (overall)
		*overall = worst;
	return ST_OK;
}

enum status page_incidents_show(struct request *req)
{
	struct incident_row *rows;
	size_t count;

	TRY(incident_newest_list(site_of(req)->db, req->arena, &(struct incident_newest_in){ INCIDENTS_MOST }, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(show_incident(req, &rows[i], i));
	return ST_OK;
}
