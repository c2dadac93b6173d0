/* Which events are told; see notice.h. */
#include "domain/notice.h"

#include <stddef.h>

#define BACK_OFF_MOST_MS (INT64_C(6) * 60 * 60 * 1000)

static const enum notice told[EVENT_END] = {
	[EVENT_FILED] = NOTICE_RECEIVED,
	[EVENT_DISPATCHED] = NOTICE_DISPATCHED,
	[EVENT_DESIGNATED] = NOTICE_DISPATCHED,
	[EVENT_ASKED] = NOTICE_MORE_NEEDED,
	[EVENT_EXTENDED] = NOTICE_EXTENDED,
	[EVENT_ANSWERED_AT_ONCE] = NOTICE_ANSWERED,
	[EVENT_APPROVED] = NOTICE_ANSWERED,
	[EVENT_ANSWERED_TOGETHER] = NOTICE_ANSWERED,
	[EVENT_REFERRED] = NOTICE_ANSWERED,
	[EVENT_NOT_ACCEPTED] = NOTICE_ANSWERED,
	[EVENT_FOLLOWUP_BEGUN] = NOTICE_FOLLOWUP,
	[EVENT_REOPENED] = NOTICE_REOPENED,
	[EVENT_DISSATISFIED] = NOTICE_REOPENED,
};

static const char *const notices[NOTICE_END] = {
	[NOTICE_RECEIVED] = "received", [NOTICE_DISPATCHED] = "dispatched", [NOTICE_MORE_NEEDED] = "more_needed",
	[NOTICE_EXTENDED] = "extended", [NOTICE_ANSWERED] = "answered", [NOTICE_FOLLOWUP] = "followup",
	[NOTICE_REOPENED] = "reopened", [NOTICE_RECOVERY] = "recovery", [NOTICE_PHONE_CODE] = "phone_code",
};

static const char *const states[] = {
	[NOTICE_WAITING] = "waiting", [NOTICE_TAKEN] = "taken", [NOTICE_GIVEN_UP] = "given_up", [NOTICE_OFF] = "off",
	[NOTICE_UNWANTED] = "unwanted",
};

static const char *const channels[] = { [NOTICE_SMS] = "sms", [NOTICE_MAIL] = "mail" };

enum notice notice_of_event(enum event_type type)
{
	return type > 0 && type < EVENT_END ? told[type] : NOTICE_NONE;
}

const char *notice_word(int notice)
{
	return notice > NOTICE_NONE && notice < NOTICE_END ? notices[notice] : NULL;
}

const char *notice_state_word(int state)
{
	return state >= NOTICE_WAITING && state <= NOTICE_UNWANTED ? states[state] : NULL;
}

const char *notice_channel_word(int channel)
{
	return channel == NOTICE_SMS || channel == NOTICE_MAIL ? channels[channel] : NULL;
}

int64_t notice_back_off_ms(int64_t first_ms, uint32_t tries)
{
	int64_t wait_ms = first_ms;

	for (uint32_t i = 1; i < tries && wait_ms < BACK_OFF_MOST_MS; i++)
		wait_ms *= 2;
	return wait_ms < BACK_OFF_MOST_MS ? wait_ms : BACK_OFF_MOST_MS;
}
