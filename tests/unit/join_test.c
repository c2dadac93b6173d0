/* Is a matter offered for joining only where kind, item and city are one, and the same vehicle, line or place is named? */
#include "domain/join.h"
#include "domain/ticket.h"
#include "unit.h"

#define HOUR INT64_C(3600000)
#define NOON INT64_C(1767672000000)	/* 2026-01-06 12:00 in China */

static const struct { const char *what; struct join_facts a, b; enum join_because because; } rows[] = {
	{ "the same vehicle, 23 hours apart", { KIND_COMPLAINT, 3102, 440300, NOON, "粤B12345", "", "" },
	  { KIND_COMPLAINT, 3102, 440305, NOON - 23 * HOUR, "粤B12345", "", "机场" }, JOIN_PLATE },
	{ "25 hours apart", { KIND_COMPLAINT, 3102, 440300, NOON, "粤B12345", "", "" },
	  { KIND_COMPLAINT, 3102, 440300, NOON - 25 * HOUR, "粤B12345", "", "" }, JOIN_NOT },
	{ "about something else", { KIND_COMPLAINT, 3102, 440300, NOON, "粤B12345", "", "" },
	  { KIND_COMPLAINT, 3103, 440300, NOON, "粤B12345", "", "" }, JOIN_NOT },
	{ "a complaint and a suggestion", { KIND_COMPLAINT, 3301, 440300, NOON, "", "M302", "" },
	  { KIND_SUGGESTION, 3301, 440300, NOON, "", "M302", "" }, JOIN_NOT },
	{ "two cities with a line of one name", { KIND_COMPLAINT, 3301, 440300, NOON, "", "M302", "" },
	  { KIND_COMPLAINT, 3301, 440100, NOON, "", "M302", "" }, JOIN_NOT },
	{ "two districts of one city", { KIND_COMPLAINT, 3301, 440303, NOON, "", "M302", "" },
	  { KIND_COMPLAINT, 3301, 440305, NOON, "", "M302", "" }, JOIN_LINE },
	{ "the same line at midnight's two sides", { KIND_COMPLAINT, 3301, 440300, NOON + 13 * HOUR, "", "M302", "" },
	  { KIND_COMPLAINT, 3301, 440300, NOON + 11 * HOUR, "", "M302", "" }, JOIN_NOT },
	{ "the same line, another vehicle", { KIND_COMPLAINT, 3301, 440300, NOON, "粤B11111", "M302", "" },
	  { KIND_COMPLAINT, 3301, 440300, NOON, "粤B22222", "M302", "" }, JOIN_NOT },
	{ "the same line, another stop", { KIND_COMPLAINT, 3301, 440300, NOON, "", "M302", "世界之窗" },
	  { KIND_COMPLAINT, 3301, 440300, NOON, "", "M302", "火车站" }, JOIN_NOT },
	{ "one crossing from either road", { KIND_COMPLAINT, 1101, 440300, NOON, "", "", "解放路与人民路口" },
	  { KIND_COMPLAINT, 1101, 440300, NOON - 140 * HOUR, "", "", "人民路解放路口" }, JOIN_PLACE },
	{ "eight days ago", { KIND_COMPLAINT, 1101, 440300, NOON, "", "", "人民路解放路口" },
	  { KIND_COMPLAINT, 1101, 440300, NOON - 192 * HOUR, "", "", "人民路解放路口" }, JOIN_NOT },
	{ "two crossings of one road", { KIND_COMPLAINT, 1101, 440300, NOON, "", "", "人民路建设路口" },
	  { KIND_COMPLAINT, 1101, 440300, NOON, "", "", "人民路解放路口" }, JOIN_NOT },
	{ "a place where a vehicle is named", { KIND_COMPLAINT, 3102, 440300, NOON, "", "", "宝安机场" },
	  { KIND_COMPLAINT, 3102, 440300, NOON, "粤B12345", "", "宝安机场" }, JOIN_NOT },
	{ "nothing named at all", { KIND_COMPLAINT, 3102, 440300, NOON, "", "", "" },
	  { KIND_COMPLAINT, 3102, 440300, NOON, "", "", "" }, JOIN_NOT },
};

START_TEST(what_is_offered_names_the_same_thing)
{
	enum join_because there = join_because(arena, &rows[_i].a, &rows[_i].b);
	enum join_because back = join_because(arena, &rows[_i].b, &rows[_i].a);

	ck_assert_msg(there == rows[_i].because && back == rows[_i].because, "%s: %d and %d, want %d", rows[_i].what, there, back, rows[_i].because);
}
END_TEST

UNIT(join)
{
	tcase_add_loop_test(tc, what_is_offered_names_the_same_thing, 0, ROWS(rows));
}
