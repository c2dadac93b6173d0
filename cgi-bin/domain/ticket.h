/* What a ticket (工单) is made of: its kinds, channels, states, events and roles.
 *
 * The numbers are stored and hashed: append, never renumber. Each has a word that stands in URLs,
 * forms, label keys and canonical events.
 */
#ifndef DOMAIN_TICKET_H
#define DOMAIN_TICKET_H

#include <stdbool.h>
#include <stdint.h>

enum kind { KIND_COMPLAINT = 1, KIND_INQUIRY, KIND_SUGGESTION, KIND_END };

enum source {
	SOURCE_PHONE = 1, SOURCE_WEB, SOURCE_APP, SOURCE_WECHAT, SOURCE_SMS, SOURCE_FAX, SOURCE_LETTER, SOURCE_VISIT,
	SOURCE_12345, SOURCE_MINISTRY, SOURCE_MAILBOX, SOURCE_OPEN311, SOURCE_LEGACY, SOURCE_END
};

enum ticket_state {
	STATE_NONE,		/* not filed yet */
	STATE_ACCEPTED,		/* 受理 */
	STATE_DISPATCHED,	/* 已转办: a unit has it and has not signed */
	STATE_SIGNED,		/* 办理中 */
	STATE_WAITING,		/* 待补正: the clock stands still */
	STATE_REPLIED,		/* 待审核 */
	STATE_ANSWERED,		/* 已答复: the person sees the answer */
	STATE_FOLLOWUP,		/* 回访中 */
	STATE_REWORK,		/* 重办 */
	STATE_CLOSED,		/* 已办结 */
	STATE_ARCHIVED,		/* 已归档 */
	STATE_REFERRED,		/* 已告知转号 */
	STATE_WITHDRAWN,	/* 已撤回 */
	STATE_RETURNED,		/* 已退回: with the centre again */
	STATE_NOT_ACCEPTED,	/* 不予受理 */
	STATE_GROUPED,		/* 并案办理: the ticket that leads its group is worked on, and answers for it */
	STATE_MERGED,		/* 已合并: the same person's other ticket stands for it */
	STATE_END
};

enum event_type {
	EVENT_FILED = 1,
	EVENT_ANSWERED_AT_ONCE,
	EVENT_REFERRED,
	EVENT_NOT_ACCEPTED,
	EVENT_DISPATCHED,
	EVENT_SIGNED,
	EVENT_RETURNED,
	EVENT_ASKED,		/* the person is asked for more; the clock stops */
	EVENT_SUPPLEMENTED,	/* by the person */
	EVENT_REPLIED,
	EVENT_APPROVED,
	EVENT_SENT_BACK,
	EVENT_RATED,
	EVENT_REOPENED,		/* asked by the person within the window */
	EVENT_FOLLOWUP_BEGUN,
	EVENT_SATISFIED,	/* result of the follow-up call */
	EVENT_DISSATISFIED,
	EVENT_NOT_REACHED,
	EVENT_CLOSED,
	EVENT_ARCHIVED,
	EVENT_WITHDRAWN,
	EVENT_NOTED,		/* internal note; the person does not see it */
	EVENT_REVEALED,		/* somebody read who the person is */
	EVENT_RECOUNTED,	/* the calendar changed: the same clocks, counted again */
	/* Demands (demand.h): what one asks of another beside the way of the ticket itself. */
	EVENT_EXTENSION_ASKED,	/* 申请延期: by the unit; the clock runs on */
	EVENT_EXTENDED,		/* 同意延期 */
	EVENT_EXTENSION_REFUSED,
	EVENT_RESUMED,		/* the person did not answer within the window: work goes on */
	EVENT_URGED,		/* 催办 */
	EVENT_URGE_ANSWERED,
	EVENT_ORDERED,		/* 督办: a numbered order of supervision */
	EVENT_ORDER_REPLIED,
	EVENT_ORDER_CLOSED,	/* 督办销号, by whoever gave it */
	EVENT_JOINED,		/* 会办: another unit is asked to assist the one in charge */
	EVENT_JOINT_REPLIED,
	EVENT_DESIGNATED,	/* 指定承办: after failed dispatches, binding */
	EVENT_LINKED,		/* related to another ticket; the fact "ticket" says to which */
	EVENT_UNLINKED,
	EVENT_TRANSFERRED,	/* 移交: another city's or province's hotline has it now; number and code stay */
	EVENT_TRANSFER_RETURNED,	/* and sends it back */
	EVENT_ESCALATED,	/* the rules had somebody told that it is, or will be, late */
	EVENT_GATHERED,		/* 并案, of the one that leads: others are about the same matter */
	EVENT_RELEASED,		/* of the one that leads: some go their own way again */
	EVENT_GROUPED,		/* of one that is led; the fact "ticket" says by which */
	EVENT_UNGROUPED,	/* back to where it was */
	EVENT_ANSWERED_TOGETHER,	/* the leading ticket's reply, in its own chain */
	EVENT_ORDER_SENT_BACK,	/* the reply does not do: its giver wants another, with a time of its own */
	EVENT_CALL_FAILED,	/* 回访未接通: an attempt in vain; the follow-up goes on */
	EVENT_MERGED,		/* 合并, of the one that goes; the fact "ticket" says into which */
	EVENT_UNMERGED,		/* back to where it was */
	EVENT_TOOK_IN,		/* of the one that stays */
	EVENT_LET_OUT,
	EVENT_SPLIT,		/* 拆分: a second subject has a ticket of its own, which the fact "ticket" names */
	EVENT_CODE_RENEWED,	/* the person lost the query code and has another one, by the phone number used */
	EVENT_REVEAL_ASKED,	/* somebody wants to read who the person of a confidential ticket is, and says why */
	EVENT_REVEAL_AGREED,	/* a second person agrees */
	EVENT_REVEAL_REFUSED,
	EVENT_REVEAL_LAPSED,	/* nobody agreed in time, or nobody looked */
	EVENT_HELD,		/* legal hold: nothing of it may be erased */
	EVENT_HOLD_LIFTED,
	EVENT_ERASURE_ORDERED,	/* who the person is shall go before its time, at the person's wish */
	EVENT_ERASED,		/* who the person is was destroyed, with the key that could show it */
	EVENT_CORRECTED,	/* by the person, minutes after filing; the fact "fields" says what */
	EVENT_ERASURE_ASKED,	/* by the person */
	EVENT_ERASURE_DECLINED,	/* and the person reads why */
	EVENT_FILE_HELD,	/* a scanner found something in an attachment: nobody is served it */
	EVENT_FILE_RELEASED,	/* somebody decided that it is harmless, and why */
	EVENT_FILE_DESTROYED,	/* somebody decided that it goes, and why */
	EVENT_IMPORTED,		/* taken over from an older system, with work to be done; the first event of such a ticket */
	EVENT_IMPORTED_ENDED,	/* … which had an end there */
	EVENT_ASSIGNED,		/* 指派: one person of those in whose hands it lies has it; the fact "assignee" says who */
	EVENT_UNASSIGNED,	/* 退回待领: nobody has it any more */
	EVENT_END
};

enum actor_kind { ACTOR_PERSON = 1, ACTOR_STAFF, ACTOR_SYSTEM, ACTOR_MACHINE, ACTOR_END };

/* Bits, so that a rule can name several. ROLE_PUBLIC is the person with number and code. */
enum role {
	ROLE_PUBLIC = 1 << 0,
	ROLE_AGENT = 1 << 1,
	ROLE_UNIT = 1 << 2,
	ROLE_REVIEWER = 1 << 3,
	ROLE_FOLLOWUP = 1 << 4,
	ROLE_SUPERVISOR = 1 << 5,
	ROLE_PROVINCE_ADMIN = 1 << 6,
	ROLE_MINISTRY = 1 << 7,
	ROLE_AUDITOR = 1 << 8,
	ROLE_SYSTEM_ADMIN = 1 << 9,
	ROLE_SECURITY_ADMIN = 1 << 10,
	ROLE_AUDIT_ADMIN = 1 << 11,
	ROLE_SYSTEM = 1 << 12,	/* the worker */
};

/* Which stage of the work a deadline belongs to. */
enum stage {
	STAGE_NONE,
	STAGE_DISPATCH,		/* the centre: from filing to dispatch (转办) */
	STAGE_SIGN,		/* the unit: sign or return */
	STAGE_ANSWER,		/* the promise to the person */
	STAGE_REVIEW,		/* the reviewer */
	STAGE_FOLLOWUP,
	STAGE_REOPEN,		/* the window in which the person may ask to reopen */
	/* Of rules and demands; no ticket stands in one. The numbers are those of enum rules_stage. */
	STAGE_EXTEND,		/* by how much an answer may be later; in an event: the extended promise */
	STAGE_RETURN,		/* within which a wrong dispatch may be returned */
	STAGE_WAIT,		/* how long the person is waited for */
	STAGE_URGE,		/* answer to an urge */
	STAGE_ORDER,		/* reply to an order of supervision */
	STAGE_END
};

enum reply_by { REPLY_BY_PHONE = 1, REPLY_BY_SMS, REPLY_BY_WEB, REPLY_BY_END };

/* "complaint" …; NULL for a number that has no word. */
const char *kind_word(int kind);
const char *source_word(int source);
const char *state_word(int state);
const char *event_word(int type);
const char *actor_word(int actor);
const char *role_word(int role);	/* one bit */
const char *stage_word(int stage);
const char *reply_by_word(int reply_by);
/* The number of a word; 0 for none. */
int kind_from_word(const char *word);
int source_from_word(const char *word);
int state_from_word(const char *word);
int event_from_word(const char *word);
int role_from_word(const char *word);
int stage_from_word(const char *word);
int reply_by_from_word(const char *word);

/* 440300 → 440000, and → 440300 from 440304. */
static inline uint32_t region_province(uint32_t region)
{
	return region / 10000 * 10000;
}

static inline uint32_t region_city(uint32_t region)
{
	return region / 100 * 100;
}

/* Does a jurisdiction (0 the nation, a province, a city, a county) cover a region? */
bool region_covers(uint32_t jurisdiction, uint32_t region);
/* The codes it covers, from … until, for statements. */
void region_range(uint32_t jurisdiction, uint32_t *from, uint32_t *until);

/* Set aside by another ticket that stands for it, and able to come back to where it was. */
bool state_is_aside(int state);
/* True when no clock of the unit or centre runs any more and the person has an outcome. */
bool state_is_final(int state);

#endif
