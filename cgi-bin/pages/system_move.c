/* Moves by the system; see system_move.h. */
#include "pages/system_move.h"

#include <string.h>

#include "base/log.h"
#include "domain/ticket.h"

enum status system_make(struct worker *w, struct move *move, const char *intent, size_t *done)
{
	struct moved moved;
	enum status status;

	move->role = ROLE_SYSTEM;
	move->actor = ACTOR_SYSTEM;
	crypto_sha256(intent, strlen(intent), move->key);
	status = move_ticket(w->site->db, w->arena, move, &moved);
	if (status == ST_OK) {
		*done += !moved.repeated;
		return ST_OK;
	}
	if (status == ST_UNAVAILABLE || status == ST_TIMEOUT || status == ST_RETRY)
		return status;
	if (status != ST_CONFLICT)
		log_error("cannot make ticket %llu '%s': %s", (unsigned long long)move->ticket_id, event_word((int)move->type), status_name(status));
	return ST_OK;
}

enum status system_move(struct worker *w, enum event_type type, uint64_t ticket_id, uint32_t version,
			const struct decided *decided, size_t *done)
{
	struct move move = { .type = type, .ticket_id = ticket_id, .expected_version = version };
	/* The same for every try to do this to this version of the ticket. */
	const char *intent = arena_printf(w->arena, "system %s %llu %u", event_word((int)type), (unsigned long long)ticket_id, version);

	if (decided)
		decide_onto(decided, &move);
	return system_make(w, &move, intent, done);
}
