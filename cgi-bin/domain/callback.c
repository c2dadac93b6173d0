/* Calling back; see callback.h. */
#include "domain/callback.h"

#include "base/now.h"

#define NOON_MS (INT64_C(12) * 3600 * 1000)

bool callback_is_call(enum event_type event)
{
	return event == EVENT_FOLLOWUP_BEGUN || event == EVENT_CALL_FAILED || event == EVENT_SATISFIED || event == EVENT_DISSATISFIED ||
	       event == EVENT_NOT_REACHED;
}

int64_t callback_half_day(int64_t at_ms)
{
	int32_t day = day_of_ms(at_ms);

	return (int64_t)day * 2 + (at_ms - ms_of_day(day) >= NOON_MS);
}

size_t callback_half_days(const int64_t *at_ms, size_t count)
{
	size_t different = 0;

	for (size_t i = 0; i < count; i++) {
		size_t k = 0;

		while (k < i && callback_half_day(at_ms[k]) != callback_half_day(at_ms[i]))
			k++;
		different += k == i;
	}
	return different;
}

bool callback_is_own(const struct callback_past *past, uint32_t id, const struct stands_in *absent)
{
	return past->reviewer && (past->reviewer == id || absence_is_for(absent, past->reviewer));
}

enum status callback_check(enum event_type event, uint32_t actor_id, const struct stands_in *absent, const struct callback_past *past)
{
	if (!callback_is_call(event))
		return ST_OK;
	if (callback_is_own(past, actor_id, absent))
		return ST_FORBIDDEN;
	if (event == EVENT_NOT_REACHED && callback_half_days(past->failed_ms, past->failed) < CALLBACK_HALF_DAYS)
		return ST_CONFLICT;
	return ST_OK;
}
