/* Moves by the system; see system_move.h. */
#include "pages/system_move.h"

#include <string.h>

#include "base/log.h"
#include "domain/ticket.h"

/* The same for every try to do this to this version of the ticket. */
static void move_key(struct worker *w, enum event_type type, uint64_t ticket_id, uint32_t version, uint8_t key[HASH_BYTES])
{
	const char *intent = arena_printf(w->arena, "system %s %llu %u", event_word((int)type), (unsigned long long)ticket_id, version);

	crypto_sha256(intent, strlen(intent), key);
}

enum status system_move(struct worker *w, enum event_type type, uint64_t ticket_id, uint32_t version,
			const struct decided *decided, size_t *done)
{
	struct move move = {
		.type = type, .role = ROLE_SYSTEM, .actor = ACTOR_SYSTEM, .ticket_id = ticket_id, .expected_version = version,
		.clocks = decided ? decided->clocks : NULL, .clock_count = decided ? decided->clock_count : 0,
	};
	struct moved moved;
	enum status status;

	move_key(w, type, ticket_id, version, move.key);
	status = move_ticket(w->site->db, w->arena, &move, &moved);
	if (status == ST_OK) {
		*done += !moved.repeated;
		return ST_OK;
	}
	if (status == ST_UNAVAILABLE || status == ST_TIMEOUT || status == ST_RETRY)
		return status;
	if (status != ST_CONFLICT)
		log_error("cannot make ticket %llu '%s': %s", (unsigned long long)ticket_id, event_word((int)type), status_name(status));
	return ST_OK;
}
