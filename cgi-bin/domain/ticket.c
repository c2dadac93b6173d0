/* The words behind the numbers of ticket.h. */
#include "domain/ticket.h"

#include <stddef.h>
#include <string.h>

static const char *const kinds[KIND_END] = {
	[KIND_COMPLAINT] = "complaint", [KIND_INQUIRY] = "inquiry", [KIND_SUGGESTION] = "suggestion",
};

static const char *const sources[SOURCE_END] = {
	[SOURCE_PHONE] = "phone", [SOURCE_WEB] = "web", [SOURCE_APP] = "app", [SOURCE_WECHAT] = "wechat",
	[SOURCE_SMS] = "sms", [SOURCE_FAX] = "fax", [SOURCE_LETTER] = "letter", [SOURCE_VISIT] = "visit",
	[SOURCE_12345] = "12345", [SOURCE_MINISTRY] = "ministry", [SOURCE_MAILBOX] = "mailbox",
	[SOURCE_OPEN311] = "open311", [SOURCE_LEGACY] = "legacy",
};

static const char *const states[STATE_END] = {
	[STATE_NONE] = "none", [STATE_ACCEPTED] = "accepted", [STATE_DISPATCHED] = "dispatched",
	[STATE_SIGNED] = "signed", [STATE_WAITING] = "waiting", [STATE_REPLIED] = "replied",
	[STATE_ANSWERED] = "answered", [STATE_FOLLOWUP] = "followup", [STATE_REWORK] = "rework",
	[STATE_CLOSED] = "closed", [STATE_ARCHIVED] = "archived", [STATE_REFERRED] = "referred",
	[STATE_WITHDRAWN] = "withdrawn", [STATE_RETURNED] = "returned", [STATE_NOT_ACCEPTED] = "not_accepted",
	[STATE_GROUPED] = "grouped", [STATE_MERGED] = "merged",
};

static const char *const events[EVENT_END] = {
	[EVENT_FILED] = "filed", [EVENT_ANSWERED_AT_ONCE] = "answered_at_once", [EVENT_REFERRED] = "referred",
	[EVENT_NOT_ACCEPTED] = "not_accepted", [EVENT_DISPATCHED] = "dispatched", [EVENT_SIGNED] = "signed",
	[EVENT_RETURNED] = "returned", [EVENT_ASKED] = "asked", [EVENT_SUPPLEMENTED] = "supplemented",
	[EVENT_REPLIED] = "replied", [EVENT_APPROVED] = "approved", [EVENT_SENT_BACK] = "sent_back",
	[EVENT_RATED] = "rated", [EVENT_REOPENED] = "reopened", [EVENT_FOLLOWUP_BEGUN] = "followup_begun",
	[EVENT_SATISFIED] = "satisfied", [EVENT_DISSATISFIED] = "dissatisfied", [EVENT_NOT_REACHED] = "not_reached",
	[EVENT_CLOSED] = "closed", [EVENT_ARCHIVED] = "archived", [EVENT_WITHDRAWN] = "withdrawn",
	[EVENT_NOTED] = "noted", [EVENT_REVEALED] = "revealed", [EVENT_RECOUNTED] = "recounted",
	[EVENT_EXTENSION_ASKED] = "extension_asked", [EVENT_EXTENDED] = "extended",
	[EVENT_EXTENSION_REFUSED] = "extension_refused", [EVENT_RESUMED] = "resumed", [EVENT_URGED] = "urged",
	[EVENT_URGE_ANSWERED] = "urge_answered", [EVENT_ORDERED] = "ordered", [EVENT_ORDER_REPLIED] = "order_replied",
	[EVENT_ORDER_CLOSED] = "order_closed", [EVENT_JOINED] = "joined", [EVENT_JOINT_REPLIED] = "joint_replied",
	[EVENT_DESIGNATED] = "designated",
	[EVENT_TRANSFERRED] = "transferred", [EVENT_TRANSFER_RETURNED] = "transfer_returned",
	[EVENT_ESCALATED] = "escalated",
	[EVENT_LINKED] = "linked", [EVENT_UNLINKED] = "unlinked", [EVENT_GATHERED] = "gathered",
	[EVENT_RELEASED] = "released", [EVENT_GROUPED] = "grouped", [EVENT_UNGROUPED] = "ungrouped",
	[EVENT_ANSWERED_TOGETHER] = "answered_together",
	[EVENT_ORDER_SENT_BACK] = "order_sent_back", [EVENT_CALL_FAILED] = "call_failed",
	[EVENT_MERGED] = "merged", [EVENT_UNMERGED] = "unmerged", [EVENT_TOOK_IN] = "took_in", [EVENT_LET_OUT] = "let_out",
	[EVENT_SPLIT] = "split", [EVENT_CODE_RENEWED] = "code_renewed",
	[EVENT_REVEAL_ASKED] = "reveal_asked", [EVENT_REVEAL_AGREED] = "reveal_agreed",
	[EVENT_REVEAL_REFUSED] = "reveal_refused", [EVENT_REVEAL_LAPSED] = "reveal_lapsed",
	[EVENT_HELD] = "held", [EVENT_HOLD_LIFTED] = "hold_lifted", [EVENT_ERASURE_ORDERED] = "erasure_ordered", [EVENT_ERASED] = "erased",
	[EVENT_CORRECTED] = "corrected", [EVENT_ERASURE_ASKED] = "erasure_asked", [EVENT_ERASURE_DECLINED] = "erasure_declined",
	[EVENT_FILE_HELD] = "file_held", [EVENT_FILE_RELEASED] = "file_released", [EVENT_FILE_DESTROYED] = "file_destroyed",
	[EVENT_IMPORTED] = "imported", [EVENT_IMPORTED_ENDED] = "imported_ended",
	[EVENT_ASSIGNED] = "assigned", [EVENT_UNASSIGNED] = "unassigned",
};

static const char *const actors[ACTOR_END] = {
	[ACTOR_PERSON] = "person", [ACTOR_STAFF] = "staff", [ACTOR_SYSTEM] = "system", [ACTOR_MACHINE] = "machine",
};

static const char *const stages[STAGE_END] = {
	[STAGE_NONE] = "none", [STAGE_DISPATCH] = "dispatch", [STAGE_SIGN] = "sign", [STAGE_ANSWER] = "answer",
	[STAGE_REVIEW] = "review", [STAGE_FOLLOWUP] = "followup", [STAGE_REOPEN] = "reopen",
	[STAGE_EXTEND] = "extend", [STAGE_RETURN] = "return", [STAGE_WAIT] = "wait", [STAGE_URGE] = "urge",
	[STAGE_ORDER] = "order",
};

static const char *const reply_bys[REPLY_BY_END] = {
	[REPLY_BY_PHONE] = "phone", [REPLY_BY_SMS] = "sms", [REPLY_BY_WEB] = "web",
};

/* In the order of their bits. */
static const char *const roles[] = {
	"public", "agent", "unit", "reviewer", "followup", "supervisor", "province_admin", "ministry", "auditor",
	"system_admin", "security_admin", "audit_admin", "system",
};

#define COUNT(words) ((int)(sizeof(words) / sizeof((words)[0])))

static const char *word_of(const char *const *words, int count, int number)
{
	return number >= 0 && number < count ? words[number] : NULL;
}

static int number_of(const char *const *words, int count, const char *word, int none)
{
	for (int i = 0; word && i < count; i++)
		if (words[i] && strcmp(words[i], word) == 0)
			return i;
	return none;
}

const char *kind_word(int kind) { return word_of(kinds, COUNT(kinds), kind); }
const char *source_word(int source) { return word_of(sources, COUNT(sources), source); }
const char *state_word(int state) { return word_of(states, COUNT(states), state); }
const char *event_word(int type) { return word_of(events, COUNT(events), type); }
const char *actor_word(int actor) { return word_of(actors, COUNT(actors), actor); }
const char *stage_word(int stage) { return word_of(stages, COUNT(stages), stage); }
const char *reply_by_word(int reply_by) { return word_of(reply_bys, COUNT(reply_bys), reply_by); }
int kind_from_word(const char *word) { return number_of(kinds, COUNT(kinds), word, 0); }
int source_from_word(const char *word) { return number_of(sources, COUNT(sources), word, 0); }
int state_from_word(const char *word) { return number_of(states, COUNT(states), word, 0); }
int event_from_word(const char *word) { return number_of(events, COUNT(events), word, 0); }
int stage_from_word(const char *word) { return number_of(stages, COUNT(stages), word, 0); }
int reply_by_from_word(const char *word) { return number_of(reply_bys, COUNT(reply_bys), word, 0); }

const char *role_word(int role)
{
	for (int i = 0; i < COUNT(roles); i++)
		if (role == 1 << i)
			return roles[i];
	return NULL;
}

int role_from_word(const char *word)
{
	int n = number_of(roles, COUNT(roles), word, -1);

	return n < 0 ? 0 : 1 << n;
}

bool region_covers(uint32_t jurisdiction, uint32_t region)
{
	if (jurisdiction == 0)
		return true;
	if (jurisdiction % 10000 == 0)
		return region / 10000 == jurisdiction / 10000;
	if (jurisdiction % 100 == 0)
		return region / 100 == jurisdiction / 100;
	return region == jurisdiction;
}

void region_range(uint32_t jurisdiction, uint32_t *from, uint32_t *until)
{
	*from = jurisdiction;
	*until = jurisdiction == 0 ? 999999 : jurisdiction % 10000 == 0 ? jurisdiction + 9999 : jurisdiction % 100 == 0 ? jurisdiction + 99 : jurisdiction;
}

bool state_is_aside(int state)
{
	return state == STATE_GROUPED || state == STATE_MERGED;
}

bool state_is_final(int state)
{
	return state == STATE_CLOSED || state == STATE_ARCHIVED || state == STATE_REFERRED ||
	       state == STATE_WITHDRAWN || state == STATE_NOT_ACCEPTED || state == STATE_MERGED;
}
