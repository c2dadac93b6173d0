/* Calls about an answer; see callback_store.h. */
#include "store/callback_store.h"

#include "domain/flow.h"

/* Who let the last answer out. A reply that came from the ticket that leads a group was reviewed there. */
static enum status find_reviewer(struct db *db, struct arena *arena, uint64_t ticket_id, uint32_t *reviewer)
{
	struct answer_last_out answer = { 0 };
	struct tie_told_by_out leader;
	enum status status;

	*reviewer = 0;
	status = answer_last(db, arena, &(struct answer_last_in){ ticket_id, EVENT_ANSWERED_AT_ONCE, EVENT_APPROVED, EVENT_ANSWERED_TOGETHER }, &answer);
	if (status == ST_OK && answer.type == EVENT_ANSWERED_TOGETHER) {
		status = tie_told_by(db, arena, &(struct tie_told_by_in){ ticket_id }, &leader);
		if (status == ST_OK)
			status = answer_last(db, arena, &(struct answer_last_in){ leader.other_id, EVENT_ANSWERED_AT_ONCE, EVENT_APPROVED, 0 }, &answer);
	}
	if (status == ST_OK && answer.actor_kind == ACTOR_STAFF)
		*reviewer = answer.actor_id;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status callback_load(struct db *db, struct arena *arena, const struct ticket_row *t, struct callback_past *past)
{
	struct events_since_out *calls;
	int64_t *failed_ms;
	size_t count;

	TRY(find_reviewer(db, arena, t->id, &past->reviewer));
	TRY(events_since_list(db, arena, &(struct events_since_in){ t->id, EVENT_CALL_FAILED, t->answered_ms }, &calls, &count));
	failed_ms = ARENA_ARRAY(arena, count + 1, int64_t);
	for (size_t i = 0; i < count; i++)
		failed_ms[i] = calls[i].at_ms;
	past->failed_ms = failed_ms;
	past->failed = count;
	return ST_OK;
}

enum status callback_weigh(struct db *db, struct arena *arena, enum event_type event, uint32_t actor_id,
			   const struct stands_in *absent, const struct ticket_row *t)
{
	struct callback_past past;

	if (!callback_is_call(event))
		return ST_OK;
	TRY(callback_load(db, arena, t, &past));
	return callback_check(event, actor_id, absent, &past);
}

enum status callback_open_to(struct db *db, struct arena *arena, const struct ticket_row *t, uint32_t id, bool *open)
{
	uint32_t reviewer = 0;

	if (flow_find((enum ticket_state)t->state, EVENT_SATISFIED))
		TRY(find_reviewer(db, arena, t->id, &reviewer));
	*open = reviewer == 0 || reviewer != id;
	return ST_OK;
}
