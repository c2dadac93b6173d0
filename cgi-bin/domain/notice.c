/* Which events are told; see notice.h. */
#include "domain/notice.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"

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

bool notice_is_worded(int notice)
{
	return notice >= NOTICE_RECEIVED && notice <= NOTICE_REOPENED;
}

static bool has_date(enum notice notice)
{
	return notice == NOTICE_RECEIVED || notice == NOTICE_DISPATCHED || notice == NOTICE_EXTENDED || notice == NOTICE_REOPENED;
}

/* Other braces too: who types them means a blank. */
static bool is_brace(const char *at)
{
	return *at == '{' || *at == '}' || text_starts(at, "｛") || text_starts(at, "｝");
}

const char *notice_words_fault(enum notice notice, const char *words)
{
	bool dated = has_date(notice), numbered = false;

	for (const char *at = words; *at; at++) {
		bool number = text_starts(at, "{number}");

		if (number || (dated && text_starts(at, "{date}")))
			at += strlen(number ? "{number}" : "{date}") - 1;
		else if (is_brace(at))
			return dated ? "wording_blank_date" : "wording_blank";
		numbered |= number;
	}
	if (strstr(words, "://") || strstr(words, "www.") || strstr(words, "：//"))
		return "wording_link";
	return numbered ? NULL : "wording_number";
}

unsigned notice_parts(const char *text)
{
	size_t units = 0;

	for (uint32_t c; (c = text_next(&text)) != 0; )
		units += c > 0xffff ? 2 : 1;
	return units <= 70 ? 1 : (unsigned)((units + 66) / 67);
}

int64_t notice_back_off_ms(int64_t first_ms, uint32_t tries)
{
	int64_t wait_ms = first_ms;

	for (uint32_t i = 1; i < tries && wait_ms < BACK_OFF_MOST_MS; i++)
		wait_ms *= 2;
	return wait_ms < BACK_OFF_MOST_MS ? wait_ms : BACK_OFF_MOST_MS;
}
