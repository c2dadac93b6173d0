/* Going on with the members of a group; see group.h. */
#include "pages/group.h"

#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "pages/decide.h"
#include "store/move.h"

struct step {
	struct site *site;
	struct arena *arena;
	const struct tie_row *tie;
	int64_t now_ms;
	struct ticket_row member;
	struct ticket_row leader;
	bool full;		/* whoever wants to join by themselves comes too late */
	const char *intent;	/* what tells this step from every other, and a repeat from none */
};

static enum event_type event_of(const struct tie_row *tie)
{
	return tie->phase == TIE_ASKED ? EVENT_GROUPED : tie->phase == TIE_OWED ? EVENT_ANSWERED_TOGETHER : EVENT_UNGROUPED;
}

/* Who asked for it acts, staff or the person; the reply, and leaving a ticket that ended, are the system's. */
static void set_actor(const struct tie_row *tie, struct move *move)
{
	bool asked = tie->phase != TIE_OWED && tie->role != 0;

	move->actor = !asked ? ACTOR_SYSTEM : tie->role == ROLE_PUBLIC ? ACTOR_PERSON : ACTOR_STAFF;
	move->role = asked ? (enum role)tie->role : ROLE_SYSTEM;
	move->actor_id = asked ? tie->staff_id : 0;
}

static enum status move_member(struct step *s, struct event_text *text)
{
	const struct tie_row *tie = s->tie;
	const struct event_fact fact = { "ticket", s->leader.number };
	const struct move_tie after = { tie->ticket_id, tie->other_id, TIE_SAME, tie->phase == TIE_OWED ? TIE_TOLD : TIE_ENDED };
	struct decided decided = { .unit = "" };
	const struct flow_row *row;
	struct moved moved;
	struct move move = {
		.type = event_of(tie), .ticket_id = s->member.id, .facts = &fact, .fact_count = 1, .texts = text, .text_count = text ? 1 : 0,
		.ties = &after, .tie_count = 1,
	};

	set_actor(tie, &move);
	if (flow_check((enum ticket_state)s->member.state, move.type, move.role, &row) == ST_OK)
		TRY(decide_move(s->site, s->arena, &s->member, row, s->now_ms, &decided));
	decide_onto(&decided, &move);
	crypto_sha256(s->intent, strlen(s->intent), move.key);
	return move_ticket(s->site->db, s->arena, &move, &moved);
}

static enum status tell_reply(struct step *s)
{
	struct reply_given_out reply;
	struct event_text text;

	TRY(reply_given(s->site->db, s->arena, &(struct reply_given_in){ s->leader.id, EVENT_ANSWERED_AT_ONCE, EVENT_APPROVED, 0 }, &reply));
	text = (struct event_text){ .field = "reply", .body = reply.body };
	return move_member(s, &text);
}

/* Why it cannot join, for the list: a word of label group.why. */
static const char *why_not(struct step *s)
{
	struct tie_led_out led;

	if (s->full)
		return "full";
	if (s->member.state == STATE_GROUPED)
		return "grouped";
	if (tie_led(s->site->db, s->arena, &(struct tie_led_in){ s->member.id }, &led) == ST_OK && led.count > 0)
		return "leads";
	return flow_find((enum ticket_state)s->member.state, EVENT_GROUPED) ? "leader" : "state";
}

/* The ticket went another way meanwhile (withdrawn, say): it does not join, or is of the group no more. Not tried again. */
static enum status give_up(struct step *s)
{
	const struct tie_row *tie = s->tie;
	bool joins = tie->phase == TIE_ASKED;

	return tie_refuse(s->site->db, &(struct tie_refuse_in){ joins ? TIE_REFUSED : TIE_ENDED, joins ? why_not(s) : "", tie->ticket_id, tie->other_id });
}

/* The desk counts before it gathers; those who join by themselves are counted here, one after the other. */
static enum status look_whether_full(struct step *s)
{
	struct tie_led_out led;

	if (s->tie->phase != TIE_ASKED || s->tie->role != ROLE_PUBLIC)
		return ST_OK;
	TRY(tie_led(s->site->db, s->arena, &(struct tie_led_in){ s->leader.id }, &led));
	s->full = led.count > LIMIT_GROUP_TICKETS;
	return ST_OK;
}

static enum status take_step(struct step *s)
{
	const struct tie_row *tie = s->tie;
	struct db *db = s->site->db;
	enum status status;

	TRY(ticket_by_id(db, s->arena, &(struct ticket_by_id_in){ tie->ticket_id }, &s->member));
	TRY(ticket_by_id(db, s->arena, &(struct ticket_by_id_in){ tie->other_id }, &s->leader));
	s->intent = arena_printf(s->arena, "group %u %llu %llu %lld", tie->phase, (unsigned long long)tie->ticket_id,
				 (unsigned long long)tie->other_id, (long long)tie->at_ms);
	TRY(look_whether_full(s));
	status = s->full ? ST_CONFLICT : tie->phase == TIE_OWED ? tell_reply(s) : move_member(s, NULL);
	return status == ST_CONFLICT || status == ST_FORBIDDEN || status == ST_NOT_FOUND ? give_up(s) : status;
}

enum status group_go_on(struct site *site, struct arena *arena, const struct tie_row *rows, size_t count, int64_t now_ms, size_t *done)
{
	for (size_t i = 0; i < count; i++) {
		struct step step = { .site = site, .arena = arena, .tie = &rows[i], .now_ms = now_ms };

		TRY(take_step(&step));
		(*done)++;
	}
	return ST_OK;
}
