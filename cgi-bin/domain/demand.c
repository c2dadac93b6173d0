/* Demands; see demand.h. What each event does to them is one table. */
#include "domain/demand.h"

#include "base/limits.h"
#include "base/text.h"

enum effect {
	OPENS,
	ANSWERS,	/* and it stays open */
	RENEWS,		/* its answer does not do: open as before, with a new time */
	ENDS,		/* all of its kind; there must be one */
	ENDS_ANY,	/* if there are any */
	ENDS_OWN,	/* the one of the unit that acts */
};

struct act {
	enum event_type event;
	enum demand_kind kind;
	enum effect effect;
	enum demand_outcome outcome;
	enum stage stage;	/* OPENS, RENEWS: whose rule gives the time */
};

static const struct act acts[] = {
	{ EVENT_EXTENSION_ASKED, DEMAND_EXTENSION, OPENS, DEMAND_OPEN, STAGE_REVIEW },
	{ EVENT_EXTENDED, DEMAND_EXTENSION, ENDS, DEMAND_GRANTED, STAGE_NONE },
	{ EVENT_EXTENSION_REFUSED, DEMAND_EXTENSION, ENDS, DEMAND_REFUSED, STAGE_NONE },
	{ EVENT_ASKED, DEMAND_WAIT, OPENS, DEMAND_OPEN, STAGE_WAIT },
	{ EVENT_SUPPLEMENTED, DEMAND_WAIT, ENDS_ANY, DEMAND_MET, STAGE_NONE },
	{ EVENT_RESUMED, DEMAND_WAIT, ENDS, DEMAND_OVER, STAGE_NONE },
	{ EVENT_URGED, DEMAND_URGE, OPENS, DEMAND_OPEN, STAGE_URGE },
	{ EVENT_URGE_ANSWERED, DEMAND_URGE, ENDS, DEMAND_MET, STAGE_NONE },
	{ EVENT_REPLIED, DEMAND_URGE, ENDS_ANY, DEMAND_MET, STAGE_NONE },
	{ EVENT_ANSWERED_AT_ONCE, DEMAND_URGE, ENDS_ANY, DEMAND_MET, STAGE_NONE },
	{ EVENT_ANSWERED_TOGETHER, DEMAND_URGE, ENDS_ANY, DEMAND_MET, STAGE_NONE },
	{ EVENT_ANSWERED_TOGETHER, DEMAND_URGE, ENDS_ANY, DEMAND_MET, STAGE_NONE },
	{ EVENT_ORDERED, DEMAND_ORDER, OPENS, DEMAND_OPEN, STAGE_ORDER },
	{ EVENT_ORDER_REPLIED, DEMAND_ORDER, ANSWERS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_ORDER_SENT_BACK, DEMAND_ORDER, RENEWS, DEMAND_OPEN, STAGE_ORDER },
	{ EVENT_ORDER_CLOSED, DEMAND_ORDER, ENDS, DEMAND_MET, STAGE_NONE },
	{ EVENT_JOINED, DEMAND_JOINT, OPENS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_JOINT_REPLIED, DEMAND_JOINT, ENDS_OWN, DEMAND_MET, STAGE_NONE },
	{ EVENT_DESIGNATED, DEMAND_DESIGNATION, OPENS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_TRANSFERRED, DEMAND_TRANSFER, OPENS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_TRANSFER_RETURNED, DEMAND_TRANSFER, ENDS, DEMAND_REFUSED, STAGE_NONE },
	{ EVENT_DISPATCHED, DEMAND_TRANSFER, ENDS_ANY, DEMAND_MET, STAGE_NONE },
	{ EVENT_REVEAL_ASKED, DEMAND_REVEAL, OPENS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_REVEAL_AGREED, DEMAND_REVEAL, ANSWERS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_REVEAL_REFUSED, DEMAND_REVEAL, ENDS, DEMAND_REFUSED, STAGE_NONE },
	{ EVENT_REVEAL_LAPSED, DEMAND_REVEAL, ENDS, DEMAND_OVER, STAGE_NONE },
	{ EVENT_REVEALED, DEMAND_REVEAL, ENDS_ANY, DEMAND_MET, STAGE_NONE },
	{ EVENT_HELD, DEMAND_HOLD, OPENS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_HOLD_LIFTED, DEMAND_HOLD, ENDS, DEMAND_MET, STAGE_NONE },
	{ EVENT_ERASURE_ORDERED, DEMAND_ERASURE, OPENS, DEMAND_OPEN, STAGE_NONE },
	{ EVENT_ERASED, DEMAND_ERASURE, ENDS_ANY, DEMAND_MET, STAGE_NONE },
};

#define BIT(state) (1u << (state))
/* What was set aside comes back as it was, demands and all. */
#define WITH_A_UNIT (BIT(STATE_DISPATCHED) | BIT(STATE_SIGNED) | BIT(STATE_WAITING) | BIT(STATE_REPLIED) | BIT(STATE_GROUPED))

/* The states in which a demand has a meaning; when its ticket comes to another, it ends. */
static const unsigned lives_in[DEMAND_KIND_END] = {
	[DEMAND_EXTENSION] = BIT(STATE_SIGNED) | BIT(STATE_WAITING) | BIT(STATE_GROUPED),
	[DEMAND_WAIT] = BIT(STATE_WAITING),
	[DEMAND_URGE] = WITH_A_UNIT | BIT(STATE_ACCEPTED) | BIT(STATE_RETURNED) | BIT(STATE_REWORK),
	[DEMAND_ORDER] = WITH_A_UNIT | BIT(STATE_ACCEPTED) | BIT(STATE_RETURNED) | BIT(STATE_REWORK) | BIT(STATE_ANSWERED) |
			 BIT(STATE_FOLLOWUP) | BIT(STATE_CLOSED),
	[DEMAND_JOINT] = WITH_A_UNIT,
	[DEMAND_DESIGNATION] = WITH_A_UNIT | BIT(STATE_MERGED),
	[DEMAND_TRANSFER] = BIT(STATE_ACCEPTED) | BIT(STATE_GROUPED),
	[DEMAND_REVEAL] = WITH_A_UNIT | BIT(STATE_ACCEPTED) | BIT(STATE_RETURNED) | BIT(STATE_REWORK) | BIT(STATE_ANSWERED) |
			  BIT(STATE_FOLLOWUP) | BIT(STATE_CLOSED) | BIT(STATE_MERGED),
	[DEMAND_HOLD] = ~0u,
	[DEMAND_ERASURE] = BIT(STATE_CLOSED) | BIT(STATE_MERGED) | BIT(STATE_REFERRED) | BIT(STATE_WITHDRAWN) | BIT(STATE_NOT_ACCEPTED) |
			   BIT(STATE_ARCHIVED),
};

static const char *const words[DEMAND_KIND_END] = {
	[DEMAND_EXTENSION] = "extension", [DEMAND_WAIT] = "wait", [DEMAND_URGE] = "urge", [DEMAND_ORDER] = "order",
	[DEMAND_JOINT] = "joint", [DEMAND_DESIGNATION] = "designation",
	[DEMAND_TRANSFER] = "transfer", [DEMAND_REVEAL] = "reveal", [DEMAND_HOLD] = "hold", [DEMAND_ERASURE] = "erasure",
};

static const char *const outcomes[DEMAND_OUTCOME_END] = {
	[DEMAND_OPEN] = "open", [DEMAND_GRANTED] = "granted", [DEMAND_REFUSED] = "refused", [DEMAND_MET] = "met",
	[DEMAND_OVER] = "over", [DEMAND_VOID] = "void",
};

const char *demand_word(int kind)
{
	return kind > 0 && kind < DEMAND_KIND_END ? words[kind] : NULL;
}

const char *demand_outcome_word(int outcome)
{
	return outcome >= 0 && outcome < DEMAND_OUTCOME_END ? outcomes[outcome] : NULL;
}

static const struct act *act_of(enum event_type event)
{
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		if (acts[i].event == event)
			return &acts[i];
	return NULL;
}

enum demand_kind demand_opened(enum event_type event)
{
	const struct act *act = act_of(event);

	return act && act->effect == OPENS ? act->kind : (enum demand_kind)0;
}

enum stage demand_stage(enum event_type event)
{
	const struct act *act = act_of(event);

	return act ? act->stage : STAGE_NONE;
}

/* ---- what may be ---------------------------------------------------------------------------------------- */

/* The first of a kind, of that unit when one is named. */
static const struct demand *find(const struct demand *open, size_t count, enum demand_kind kind, const char *unit)
{
	for (size_t i = 0; i < count; i++)
		if (open[i].kind == kind && (!unit || text_equal(open[i].unit, unit)))
			return &open[i];
	return NULL;
}

static size_t count_of(const struct demand *open, size_t count, enum demand_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += open[i].kind == kind;
	return n;
}

/* A unit that only assists replies and takes notes; one that has nothing to do with it does nothing. */
static enum status check_unit(const struct demand *open, size_t count, const struct demand_ask *ask)
{
	bool assists = ask->event == EVENT_JOINT_REPLIED || ask->event == EVENT_NOTED;

	if (!ask->by_unit || text_equal(ask->by_unit, ask->lead))
		return ST_OK;
	return assists && find(open, count, DEMAND_JOINT, ask->by_unit) ? ST_OK : ST_FORBIDDEN;
}

static enum status check_opening(const struct demand *open, size_t count, const struct demand_ask *ask)
{
	const struct demand *last_urge = NULL;

	switch (ask->event) {
	case EVENT_EXTENSION_ASKED:	/* one at a time, and before it is too late */
		return find(open, count, DEMAND_EXTENSION, NULL) || ask->now_ms > ask->answer_due_ms ? ST_CONFLICT : ST_OK;
	case EVENT_URGED:		/* again only when the last one was not answered in its time */
		for (size_t i = 0; i < count; i++)
			if (open[i].kind == DEMAND_URGE)
				last_urge = &open[i];
		return last_urge && last_urge->due_ms > ask->now_ms ? ST_CONFLICT : ST_OK;
	case EVENT_ORDERED:
		return find(open, count, DEMAND_ORDER, NULL) ? ST_CONFLICT : ST_OK;
	case EVENT_JOINED:
		return find(open, count, DEMAND_JOINT, ask->unit ? ask->unit : "") || text_equal(ask->unit ? ask->unit : "", ask->lead) ||
		       count_of(open, count, DEMAND_JOINT) >= DEMAND_JOINT_MAX ? ST_CONFLICT : ST_OK;
	case EVENT_TRANSFERRED:		/* to another place, not to a part of the same or the whole of it */
		return region_covers(ask->to_region, ask->region) || region_covers(ask->region, ask->to_region) ? ST_CONFLICT : ST_OK;
	case EVENT_DESIGNATED:
		return ask->returns < DEMAND_DESIGNATE_AFTER ? ST_CONFLICT : ST_OK;
	case EVENT_REVEAL_ASKED:	/* what is not confidential needs no second person */
		return find(open, count, DEMAND_REVEAL, NULL) || !ask->confidential || !ask->known ? ST_CONFLICT : ST_OK;
	case EVENT_HELD:
		return find(open, count, DEMAND_HOLD, NULL) ? ST_CONFLICT : ST_OK;
	case EVENT_ERASURE_ORDERED:
		return find(open, count, DEMAND_ERASURE, NULL) || find(open, count, DEMAND_HOLD, NULL) || !ask->known ? ST_CONFLICT : ST_OK;
	default:
		return ST_OK;
	}
}

int64_t demand_reveal_until(const struct demand *d)
{
	return d->answered_ms ? d->answered_ms + LIMIT_REVEAL_USE_MS : d->due_ms;
}

/* The own, or that of somebody for whom the actor stands in. */
static bool is_own(uint32_t asked_by, const struct demand_ask *ask)
{
	return asked_by == ask->actor_id || absence_is_for(&ask->absent, asked_by);
}

/* Nobody agrees to what they asked for themselves, nor twice, nor too late; refused it can be until it was used. */
static enum status check_reveal_ending(const struct demand *d, const struct demand_ask *ask)
{
	bool over = demand_reveal_until(d) <= ask->now_ms;

	if (ask->event == EVENT_REVEAL_LAPSED)
		return over ? ST_OK : ST_CONFLICT;
	if (ask->event == EVENT_REVEAL_REFUSED)
		return ST_OK;
	if (is_own(d->asked_by, ask))
		return ST_FORBIDDEN;
	return over || d->answered_ms ? ST_CONFLICT : ST_OK;
}

/* Of a confidential ticket only who asked looks, once somebody else has agreed, and in time. */
static enum status check_look(const struct demand *open, size_t count, const struct demand_ask *ask)
{
	const struct demand *d = find(open, count, DEMAND_REVEAL, NULL);

	if (!ask->known)
		return ST_CONFLICT;
	if (!ask->confidential)
		return ST_OK;
	if (!d || !d->answered_ms || demand_reveal_until(d) <= ask->now_ms)
		return ST_CONFLICT;
	return d->asked_by == ask->actor_id ? ST_OK : ST_FORBIDDEN;
}

/* Nobody judges what they asked for themselves; whoever gave an order closes it, once there is a reply. */
static enum status check_ending(const struct demand *d, const struct demand_ask *ask)
{
	if (!d)
		return ST_CONFLICT;
	if (d->kind == DEMAND_REVEAL)
		return check_reveal_ending(d, ask);
	if (d->kind == DEMAND_EXTENSION)
		return is_own(d->asked_by, ask) ? ST_FORBIDDEN : ST_OK;
	if (d->kind == DEMAND_TRANSFER)
		return d->from_region != ask->to_region ? ST_CONFLICT : ST_OK;
	if (d->kind == DEMAND_WAIT)
		return d->due_ms > ask->now_ms ? ST_CONFLICT : ST_OK;
	if (ask->event == EVENT_ORDER_CLOSED || ask->event == EVENT_ORDER_SENT_BACK)
		return !is_own(d->asked_by, ask) ? ST_FORBIDDEN : d->answered_ms == 0 ? ST_CONFLICT : ST_OK;
	return ST_OK;
}

enum status demand_check(const struct demand *open, size_t count, const struct demand_ask *ask)
{
	const struct act *act = act_of(ask->event);

	TRY(check_unit(open, count, ask));
	/* A designation binds: the unit it names cannot send the matter back. */
	if (ask->event == EVENT_RETURNED && find(open, count, DEMAND_DESIGNATION, NULL))
		return ST_CONFLICT;
	if (ask->event == EVENT_REVEALED)
		return check_look(open, count, ask);
	if (ask->event == EVENT_FILE_DESTROYED)
		return find(open, count, DEMAND_HOLD, NULL) ? ST_CONFLICT : ST_OK;
	if (ask->event == EVENT_ERASED)
		return find(open, count, DEMAND_HOLD, NULL) || !ask->known ? ST_CONFLICT : ST_OK;
	if (!act || act->effect == ENDS_ANY)
		return ST_OK;
	if (act->effect == OPENS)
		return check_opening(open, count, ask);
	return check_ending(find(open, count, act->kind, act->effect == ENDS_OWN ? ask->by_unit : NULL), ask);
}

/* ---- what becomes of them ------------------------------------------------------------------------------- */

static bool concerns(const struct act *act, const struct demand *d, const struct demand_ask *ask)
{
	return act && act->kind == d->kind && act->effect != OPENS && (act->effect != ENDS_OWN || text_equal(d->unit, ask->by_unit));
}

bool demand_is_answered(const struct demand *d, const struct demand_ask *ask)
{
	const struct act *act = act_of(ask->event);

	return concerns(act, d, ask) && act->effect != RENEWS;
}

bool demand_is_renewed(const struct demand *d, const struct demand_ask *ask)
{
	const struct act *act = act_of(ask->event);

	return concerns(act, d, ask) && act->effect == RENEWS;
}

enum demand_outcome demand_after(const struct demand *d, const struct demand_ask *ask, enum ticket_state to)
{
	const struct act *act = act_of(ask->event);

	if (concerns(act, d, ask) && act->effect != ANSWERS && act->effect != RENEWS)
		return act->outcome;
	/* Once the hold is lifted it would have to be ordered anew. */
	if (ask->event == EVENT_HELD && d->kind == DEMAND_ERASURE)
		return DEMAND_REFUSED;
	/* Who hands it on has taken it over from the one before. */
	if (ask->event == EVENT_TRANSFERRED && d->kind == DEMAND_TRANSFER)
		return DEMAND_MET;
	return lives_in[d->kind] & BIT(to) ? DEMAND_OPEN : DEMAND_VOID;
}
