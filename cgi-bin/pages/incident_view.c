/* Faults and planned work as values; see incident_view.h. */
#include "pages/incident_view.h"

#include <string.h>

#include "pages/site.h"
#include "web/view.h"

enum status incident_load_words(struct request *req, const struct incident_row *rows, size_t count, struct incident_told **told)
{
	uint64_t *ids = ARENA_ARRAY(req->arena, count + 1, uint64_t);
	struct incident_words_out *words;
	size_t word_count;

	*told = ARENA_ARRAY(req->arena, count + 1, struct incident_told);
	for (size_t i = 0; i < count; i++)
		ids[i] = rows[i].id;
	TRY(incident_words_list(site_of(req)->db, req->arena, &(struct incident_words_in){ text_ids(req->arena, ids, count) }, &words, &word_count));
	for (size_t i = 0; i < count; i++) {
		struct incident_told *t = &(*told)[i];

		t->row = rows[i];
		for (size_t w = 0; w < word_count; w++)
			if (words[w].incident_id == rows[i].id && t->count++ == 0)
				t->words = &words[w];
	}
	return ST_OK;
}

int64_t incident_told_ms(const struct incident_told *told)
{
	return told->count ? told->words[told->count - 1].at_ms : told->row.begins_ms;
}

/* Titles too. What puts another one right is no wording of its own. */
static bool next_of_all(const struct incident_told *told, size_t *at, struct incident_wording *wording)
{
	while (*at < told->count && told->words[*at].amends)
		++*at;
	if (*at == told->count)
		return false;
	wording->first = wording->standing = &told->words[(*at)++];
	for (size_t i = 0; i < told->count; i++)
		if (told->words[i].amends == wording->first->id && wording->first->id)
			wording->standing = &told->words[i];
	return true;
}

bool incident_next(const struct incident_told *told, size_t *at, struct incident_wording *wording)
{
	while (next_of_all(told, at, wording))
		if (wording->first->about == INCIDENT_SAID)
			return true;
	return false;
}

static const char *text_in(bool english, const char *zh, const char *en)
{
	return english && *en ? en : zh;
}

/* What stood there before, the oldest first. */
static void show_before(struct request *req, const struct incident_wording *wording, bool english, const char *at)
{
	size_t shown = 0;

	if (wording->standing == wording->first)
		return;
	view_intf(req, wording->standing->at_ms, "%s.AmendedMs", at);
	for (const struct incident_words_out *w = wording->first; w < wording->standing; w++)
		if (w == wording->first || w->amends == wording->first->id) {
			view_intf(req, w->at_ms, "%s.Before.%zu.AtMs", at, shown);
			view_setf(req, text_in(english, w->body, w->body_en), "%s.Before.%zu.Text", at, shown++);
		}
}

static void show_words(struct request *req, const struct incident_told *told, bool english, const char *at)
{
	const char *title = text_in(english, told->row.first, told->row.first_en);
	struct incident_wording w;

	for (size_t i = 0, shown = 0; next_of_all(told, &i, &w); shown++) {
		const char *here = arena_printf(req->arena, "%s.Words.%zu", at, shown);

		view_intf(req, w.first->at_ms, "%s.AtMs", here);
		if (w.first->about == INCIDENT_TITLE) {
			view_setf(req, title, "%s.Title", here);
			title = text_in(english, w.first->body, w.first->body_en);
			continue;
		}
		view_intf(req, w.first->id, "%s.Id", here);
		view_setf(req, text_in(english, w.standing->body, w.standing->body_en), "%s.Text", here);
		show_before(req, &w, english, here);
	}
}

void incident_view(struct request *req, const struct incident_told *told, bool english, const char *at)
{
	const struct incident_row *row = &told->row;

	view_intf(req, row->id, "%s.Id", at);
	view_setf(req, row->part, "%s.Part", at);
	view_setf(req, text_in(english, row->title, row->title_en), "%s.Title", at);
	view_setf(req, row->region ? site_region_name(req, row->region) : view_label(req, "status.everywhere"), "%s.Where", at);
	view_setf(req, incident_phase_word(incident_phase(row->begins_ms, row->ends_ms, req->now_ms)), "%s.Phase", at);
	view_setf(req, row->planned ? "planned" : "fault", "%s.Kind", at);
	view_intf(req, row->begins_ms, "%s.BeginsMs", at);
	if (row->ends_ms)
		view_intf(req, row->ends_ms, "%s.EndsMs", at);
	show_words(req, told, english, at);
}
