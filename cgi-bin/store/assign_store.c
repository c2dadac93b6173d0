/* Assignments; see assign_store.h. */
#include "store/assign_store.h"

#include "store/callback_store.h"
#include "store/move.h"

static enum status find_fit(struct db *db, struct arena *arena, uint32_t id, const struct ticket_row *t, enum ticket_state state, bool *fits)
{
	struct staff_hold_out p;
	enum status status = staff_hold(db, arena, &(struct staff_hold_in){ id }, &p);

	*fits = status == ST_OK && hands_fit(&(struct hands_person){ p.active, p.role, p.region, p.unit }, state, t->region, t->unit);
	if (*fits)
		return callback_open_to(db, arena, t, id, fits);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status give(struct db *db, struct arena *arena, uint32_t id, const struct ticket_row *t, enum ticket_state to, struct assign_plan *plan)
{
	bool fits;

	TRY(find_fit(db, arena, id, t, to, &fits));
	if (fits)
		*plan = (struct assign_plan){ id, true };
	return ST_OK;
}

/* Who wrote the reply that does not do. */
static enum status give_back(struct db *db, struct arena *arena, const struct ticket_row *t, enum ticket_state to, struct assign_plan *plan)
{
	struct event_last_actor_out last;
	enum status status = event_last_actor(db, arena, &(struct event_last_actor_in){ t->id, EVENT_REPLIED, ACTOR_STAFF }, &last);

	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	return give(db, arena, last.actor_id, t, to, plan);
}

enum status assign_weigh(struct db *db, struct arena *arena, const struct move *m, const struct ticket_row *t, enum ticket_state to,
			 struct assign_plan *plan)
{
	bool stays = hands_stay((enum ticket_state)t->state, to) && !m->region;

	*plan = (struct assign_plan){ stays ? t->assignee : 0, false };
	if (m->type == EVENT_SENT_BACK)
		return give_back(db, arena, t, to, plan);
	if (m->type == EVENT_UNASSIGNED) {
		plan->assignee = 0;
		return t->assignee ? ST_OK : ST_CONFLICT;
	}
	if (m->type != EVENT_ASSIGNED)
		return ST_OK;
	if (m->assignee == t->assignee)
		return ST_CONFLICT;
	TRY(give(db, arena, m->assignee, t, to, plan));
	return plan->given ? ST_OK : ST_CONFLICT;
}
