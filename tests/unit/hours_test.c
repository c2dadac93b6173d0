/* Are spans of a day read as people type them, kept in one form, and nothing read that is none? */
#include "domain/hours.h"
#include "unit.h"

static const struct { const char *typed, *kept; } readings[] = {
	{ "08:30-12:00 14:00-17:30", "08:30-12:00 14:00-17:30" },
	{ "8:30-12:00,14:00-17:30", "08:30-12:00 14:00-17:30" },
	{ " 8:30 – 12:00 ; 14:00 — 17:30 ", "08:30-12:00 14:00-17:30" },
	{ "８：３０至１２：００、１４：００到１７：３０。", "08:30-12:00 14:00-17:30" },
	{ "9:00~12:00，13:00～15:00，16:00-24:00", "09:00-12:00 13:00-15:00 16:00-24:00" },
	{ "0:00-24:00", "00:00-24:00" },
	{ "00:00-06:00 22:00-24:00", "00:00-06:00 22:00-24:00" },
	{ "8:00-12:00 12:00-18:00", "08:00-12:00 12:00-18:00" },
	{ "", "" },
	{ "  ", "" },
};

START_TEST(spans_are_kept_in_one_form)
{
	struct hours hours, again;

	ck_assert_msg(hours_read(arena, readings[_i].typed, &hours), "'%s'", readings[_i].typed);
	ck_assert_str_eq(hours_text(arena, &hours), readings[_i].kept);
	ck_assert(hours_read(arena, readings[_i].kept, &again));
	ck_assert_str_eq(hours_text(arena, &again), readings[_i].kept);
}
END_TEST

static const char *const wrong[] = {
	"8", "8:30", "8:30-", "-8:30", "8-12", "8:3-12:00", "8:30-8:30", "12:00-8:30", "22:00-06:00", "8:60-9:00", "23:00-24:01", "25:00-26:00", "008:30-12:00",
	"8:30-12:00-14:00", "8:30-12:00 11:00-14:00", "14:00-17:30 8:30-12:00", "1:00-2:00 3:00-4:00 5:00-6:00 7:00-8:00", "8:30-12:00x", "全天", "8:30-12:00<b>",
};

START_TEST(nothing_else_is_read)
{
	struct hours hours;

	ck_assert_msg(!hours_read(arena, wrong[_i], &hours), "'%s'", wrong[_i]);
}
END_TEST

static const struct { const char *hours; unsigned minute; bool open, all; } moments[] = {
	{ "08:30-12:00", 509, false, false }, { "08:30-12:00", 510, true, false }, { "08:30-12:00", 719, true, false }, { "08:30-12:00", 720, false, false },
	{ "08:30-12:00 14:00-17:30", 780, false, false }, { "08:30-12:00 14:00-17:30", 840, true, false },
	{ "00:00-24:00", 0, true, true }, { "00:00-24:00", 1439, true, true }, { "", 600, false, false },
};

START_TEST(a_span_holds_its_first_minute_and_not_its_last)
{
	struct hours hours;

	ck_assert(hours_read(arena, moments[_i].hours, &hours));
	ck_assert_msg(hours_at(&hours, moments[_i].minute) == moments[_i].open, "%s at %u", moments[_i].hours, moments[_i].minute);
	ck_assert(hours_are_all(&hours) == moments[_i].all);
}
END_TEST

UNIT(hours)
{
	tcase_add_loop_test(tc, spans_are_kept_in_one_form, 0, ROWS(readings));
	tcase_add_loop_test(tc, nothing_else_is_read, 0, ROWS(wrong));
	tcase_add_loop_test(tc, a_span_holds_its_first_minute_and_not_its_last, 0, ROWS(moments));
}
