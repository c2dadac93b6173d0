/* Faults and planned work as values; see incident_view.h. */
#include "pages/incident_view.h"

#include <string.h>

#include "pages/site.h"
#include "web/view.h"

enum status incident_load_words(struct request *req, struct incident_told *told)
{
	return incident_words_list(site_of(req)->db, req->arena, &(struct incident_words_in){ told->row.id }, &told->words, &told->count);
}

int64_t incident_told_ms(const struct incident_told *told)
{
	return told->count ? told->words[told->count - 1].at_ms : told->row.begins_ms;
}

const struct incident_words_out *incident_standing(const struct incident_told *told, const struct incident_words_out *first)
{
	const struct incident_words_out *standing = first;

	for (size_t i = 0; i < told->count; i++)
		if (told->words[i].amends == first->id && first->id)
			standing = &told->words[i];
	return standing;
}

static const char *text_in(bool english, const char *zh, const char *en)
{
	return english && *en ? en : zh;
}

/* What stood there before, the oldest first. */
static void show_before(struct request *req, const struct incident_told *told, const struct incident_words_out *first, bool english, const char *at)
{
	const struct incident_words_out *standing = incident_standing(told, first);
	size_t shown = 0;

	if (standing == first)
		return;
	view_intf(req, standing->at_ms, "%s.AmendedMs", at);
	for (const struct incident_words_out *w = first; w < standing; w++)
		if (w == first || w->amends == first->id) {
			view_intf(req, w->at_ms, "%s.Before.%zu.AtMs", at, shown);
			view_setf(req, text_in(english, w->body, w->body_en), "%s.Before.%zu.Text", at, shown++);
		}
}

static void show_words(struct request *req, const struct incident_told *told, bool english, const char *at)
{
	const char *title = text_in(english, told->row.first, told->row.first_en);
	size_t shown = 0;

	for (size_t i = 0; i < told->count; i++) {
		const struct incident_words_out *w = &told->words[i];
		const char *here = arena_printf(req->arena, "%s.Words.%zu", at, shown);
		const struct incident_words_out *standing = incident_standing(told, w);

		if (w->amends)
			continue;
		shown++;
		view_intf(req, w->at_ms, "%s.AtMs", here);
		if (w->about == INCIDENT_TITLE) {
			view_setf(req, title, "%s.Title", here);
			title = text_in(english, w->body, w->body_en);
			continue;
		}
		view_intf(req, w->id, "%s.Id", here);
		view_setf(req, text_in(english, standing->body, standing->body_en), "%s.Text", here);
		show_before(req, told, w, english, here);
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
