/* Are half-days told apart by China's noon and midnight, is nobody given up before three of them, and does nobody call about
 * an answer they let out?
 */
#include "base/now.h"
#include "domain/callback.h"
#include "unit.h"

static int64_t at(const char *text)
{
	int64_t ms = 0;

	ck_assert_msg(time_from_text(text, &ms), "%s", text);
	return ms;
}

static const struct { const char *calls[6]; size_t half_days; } rows[] = {
	{ { NULL }, 0 },
	{ { "2026-11-27 09:00:00" }, 1 },
	{ { "2026-11-27 09:00:00", "2026-11-27 11:59:59" }, 1 },
	{ { "2026-11-27 11:59:59", "2026-11-27 12:00:00" }, 2 },
	{ { "2026-11-27 23:59:59", "2026-11-28 00:00:00" }, 2 },
	{ { "2026-11-27 07:59:59", "2026-11-27 08:00:00" }, 1 },	/* midnight elsewhere is no border */
	{ { "2026-11-27 09:00:00", "2026-11-27 14:00:00", "2026-11-27 10:00:00", "2026-11-27 15:00:00" }, 2 },
	{ { "2026-11-27 09:00:00", "2026-11-27 14:00:00", "2026-11-30 09:00:00" }, 3 },
};

static const struct stands_in for_nobody = { .count = 0 }, for_7 = { { 3, 7 }, 2 };

static size_t calls_of(int i, int64_t *at_ms)
{
	size_t n = 0;

	for (; rows[i].calls[n]; n++)
		at_ms[n] = at(rows[i].calls[n]);
	return n;
}

START_TEST(half_days_are_forenoons_and_afternoons)
{
	int64_t at_ms[6];
	size_t n = calls_of(_i, at_ms);
	const struct callback_past past = { at_ms, n, 7 };

	ck_assert_uint_eq(callback_half_days(at_ms, n), rows[_i].half_days);
	ck_assert_int_eq(callback_check(EVENT_NOT_REACHED, 8, &for_nobody, &past), rows[_i].half_days >= 3 ? ST_OK : ST_CONFLICT);
	ck_assert_int_eq(callback_check(EVENT_SATISFIED, 8, &for_nobody, &past), ST_OK);
	ck_assert_int_eq(callback_check(EVENT_CALL_FAILED, 8, &for_nobody, &past), ST_OK);
}
END_TEST

START_TEST(who_reviewed_does_not_call)
{
	static const enum event_type calls[] = { EVENT_FOLLOWUP_BEGUN, EVENT_CALL_FAILED, EVENT_SATISFIED, EVENT_DISSATISFIED, EVENT_NOT_REACHED };
	const struct callback_past past = { NULL, 0, 7 }, nobody = { NULL, 0, 0 };

	for (int i = 0; i < ROWS(calls); i++) {
		ck_assert_int_eq(callback_check(calls[i], 7, &for_nobody, &past), ST_FORBIDDEN);
		ck_assert_int_eq(callback_check(calls[i], 8, &for_7, &past), ST_FORBIDDEN);
		ck_assert_int_ne(callback_check(calls[i], 8, &for_7, &nobody), ST_FORBIDDEN);
		ck_assert_int_ne(callback_check(calls[i], 0, &for_nobody, &nobody), ST_FORBIDDEN);
	}
	ck_assert_int_eq(callback_check(EVENT_NOTED, 7, &for_nobody, &past), ST_OK);
	ck_assert_int_eq(callback_check(EVENT_APPROVED, 7, &for_nobody, &past), ST_OK);
}
END_TEST

UNIT(callback)
{
	tcase_add_loop_test(tc, half_days_are_forenoons_and_afternoons, 0, ROWS(rows));
	tcase_add_test(tc, who_reviewed_does_not_call);
}
