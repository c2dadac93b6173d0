/* Can just those stand in who may do all that the absent one may, in the same unit or place, for days that are still to come? */
#include "domain/absence.h"
#include "domain/flow.h"
#include "unit.h"

#define CLERK(code) { true, ROLE_UNIT, 440300, code }
#define OF(role, region) { true, ROLE_##role, region, "" }

static const struct { const char *why; struct hands_person absent, other; bool can; } cases[] = {
	{ "a colleague of the unit", CLERK("u1"), CLERK("u1"), true },
	{ "of another", CLERK("u1"), CLERK("u2"), false },
	{ "of none", CLERK(""), CLERK(""), false },
	{ "who is locked", CLERK("u1"), { false, ROLE_UNIT, 440300, "u1" }, false },
	{ "who supervises does not reply for a unit", CLERK("u1"), OF(SUPERVISOR, 440000), false },
	{ "an agent of the same province", OF(AGENT, 440000), OF(AGENT, 440000), true },
	{ "of the province for one of a city", OF(AGENT, 440300), OF(AGENT, 440000), true },
	{ "of a city for one of the province", OF(AGENT, 440000), OF(AGENT, 440300), false },
	{ "of another province", OF(AGENT, 440000), OF(AGENT, 650000), false },
	{ "of a province for one of the nation", OF(SUPERVISOR, 0), OF(SUPERVISOR, 440000), false },
	{ "an agent replies to orders, a supervisor does not", OF(AGENT, 440000), OF(SUPERVISOR, 440000), false },
	{ "a supervisor may do what a reviewer may", OF(REVIEWER, 440000), OF(SUPERVISOR, 440000), true },
	{ "and who calls back", OF(FOLLOWUP, 440000), OF(SUPERVISOR, 440000), true },
	{ "a reviewer not what a supervisor may", OF(SUPERVISOR, 440000), OF(REVIEWER, 440000), false },
	{ "an administrator has no tickets", OF(AGENT, 440000), OF(PROVINCE_ADMIN, 440000), false },
};

START_TEST(just_those_stand_in_who_may_do_as_much)
{
	for (int i = 0; i < ROWS(cases); i++)
		ck_assert_msg(absence_can_stand_in(&cases[i].absent, &cases[i].other) == cases[i].can, "%s", cases[i].why);
}
END_TEST

START_TEST(the_days_are_still_to_come)
{
	ck_assert(absence_days_fit(100, 100, 100));
	ck_assert(absence_days_fit(90, 100, 100));
	ck_assert(!absence_days_fit(90, 99, 100));
	ck_assert(!absence_days_fit(101, 100, 100));
	ck_assert(absence_days_fit(100, 465, 100));
	ck_assert(!absence_days_fit(100, 466, 100));
}
END_TEST

UNIT(absence)
{
	tcase_add_test(tc, just_those_stand_in_who_may_do_as_much);
	tcase_add_test(tc, the_days_are_still_to_come);
}
