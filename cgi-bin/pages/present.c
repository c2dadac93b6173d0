/* Column by column; see present.h. */
#include "pages/present.h"

#include "domain/ticket.h"

size_t present_differences(const struct ticket_row *t, const struct replay *r, struct present_difference *out)
{
	const struct present_difference rows[] = {
		{ "province", t->province, region_province(r->trail.region) }, { "kind", t->kind, r->kind }, { "source", t->source, r->source }, { "item", t->item, r->item },
		{ "region", t->region, r->trail.region }, { "confidential", t->confidential, r->confidential },
		{ "state", t->state, r->trail.state }, { "stage", t->stage, r->trail.present.stage },
		{ "due_ms", t->due_ms, r->trail.present.due_ms }, { "answer_due_ms", t->answer_due_ms, r->trail.present.answer_due_ms },
		{ "paused_ms", t->paused_ms, r->trail.present.paused_ms }, { "filed_ms", t->filed_ms, r->filed_ms },
		{ "answered_ms", t->answered_ms, r->answered_ms }, { "closed_ms", t->closed_ms, r->closed_ms },
		{ "rating", t->rating, r->rating }, { "returns", t->returns, r->returns }, { "reworks", t->reworks, r->reworks },
		{ "instant", t->instant, r->instant }, { "followed_up", t->followed_up, r->followed_up },
		{ "sampled", t->sampled, r->sampled }, { "files", t->files, r->files }, { "last_seq", t->last_seq, r->seq },
		{ "assignee", t->assignee, r->assignee },
		{ "unit", 0, !text_equal(t->unit, r->unit) },
	};
	size_t count = 0;

	_Static_assert(sizeof(rows) / sizeof(rows[0]) <= PRESENT_DIFFERENCES_MAX, "room for every column");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].listed != rows[i].replayed)
			out[count++] = rows[i];
	return count;
}
