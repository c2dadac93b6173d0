/* Can just those have a ticket in whose hands it lies, and no longer than that? */
#include "domain/flow.h"
#include "domain/hands.h"
#include "unit.h"

#define CLERK(code) { true, ROLE_UNIT, 440300, code }
#define OF(role, region) { true, role, region, "" }

static const struct { const char *why; struct hands_person person; enum ticket_state state; bool fits; } cases[] = {
	{ "a clerk of the unit", CLERK("440300-02"), STATE_DISPATCHED, true },
	{ "the same of what the unit has signed", CLERK("440300-02"), STATE_SIGNED, true },
	{ "and waits for", CLERK("440300-02"), STATE_WAITING, true },
	{ "not of what it has replied to", CLERK("440300-02"), STATE_REPLIED, false },
	{ "nor before it was sent to the unit", CLERK("440300-02"), STATE_ACCEPTED, false },
	{ "nor when it was returned", CLERK("440300-02"), STATE_RETURNED, false },
	{ "a clerk of another", CLERK("440300-01"), STATE_SIGNED, false },
	{ "a clerk of no unit", CLERK(""), STATE_SIGNED, false },
	{ "somebody who is locked", { false, ROLE_UNIT, 440300, "440300-02" }, STATE_SIGNED, false },
	{ "an agent of the province", OF(ROLE_AGENT, 440000), STATE_ACCEPTED, true },
	{ "of the city", OF(ROLE_AGENT, 440300), STATE_REWORK, true },
	{ "of the nation", OF(ROLE_SUPERVISOR, 0), STATE_RETURNED, true },
	{ "of another city", OF(ROLE_AGENT, 440100), STATE_ACCEPTED, false },
	{ "of another province", OF(ROLE_AGENT, 650000), STATE_ACCEPTED, false },
	{ "an agent of what a unit has", OF(ROLE_AGENT, 440000), STATE_SIGNED, false },
	{ "a supervisor of what a unit has", OF(ROLE_SUPERVISOR, 440000), STATE_SIGNED, false },
	{ "a reviewer of a reply", OF(ROLE_REVIEWER, 440000), STATE_REPLIED, true },
	{ "a supervisor of a reply", OF(ROLE_SUPERVISOR, 440000), STATE_REPLIED, true },
	{ "a reviewer before the reply", OF(ROLE_REVIEWER, 440000), STATE_SIGNED, false },
	{ "who calls back", OF(ROLE_FOLLOWUP, 440000), STATE_ANSWERED, true },
	{ "and goes on trying", OF(ROLE_FOLLOWUP, 440300), STATE_FOLLOWUP, true },
	{ "in another province", OF(ROLE_FOLLOWUP, 650000), STATE_ANSWERED, false },
	{ "before there is an answer", OF(ROLE_FOLLOWUP, 440000), STATE_REPLIED, false },
	{ "a reviewer of an answer", OF(ROLE_REVIEWER, 440000), STATE_ANSWERED, false },
	{ "an administrator", OF(ROLE_PROVINCE_ADMIN, 440000), STATE_ACCEPTED, false },
	{ "anybody of what is closed", OF(ROLE_SUPERVISOR, 440000), STATE_CLOSED, false },
	{ "anybody of what is set aside", OF(ROLE_SUPERVISOR, 440000), STATE_GROUPED, false },
};

START_TEST(just_those_can_have_it_in_whose_hands_it_lies)
{
	for (int i = 0; i < ROWS(cases); i++)
		ck_assert_msg(hands_fit(&cases[i].person, cases[i].state, 440304, "440300-02") == cases[i].fits, "%s", cases[i].why);
}
END_TEST

START_TEST(of_a_ticket_without_a_unit_no_clerk_has_it)
{
	ck_assert(!hands_fit(&(struct hands_person)CLERK(""), STATE_SIGNED, 440304, ""));
}
END_TEST

START_TEST(who_has_it_keeps_it_in_the_same_hands)
{
	ck_assert(hands_stay(STATE_DISPATCHED, STATE_SIGNED));
	ck_assert(hands_stay(STATE_SIGNED, STATE_WAITING));
	ck_assert(hands_stay(STATE_WAITING, STATE_SIGNED));
	ck_assert(!hands_stay(STATE_ACCEPTED, STATE_DISPATCHED));
	ck_assert(!hands_stay(STATE_SIGNED, STATE_REPLIED));
	ck_assert(!hands_stay(STATE_REPLIED, STATE_SIGNED));
	ck_assert(!hands_stay(STATE_REPLIED, STATE_ANSWERED));
	ck_assert(hands_stay(STATE_ANSWERED, STATE_FOLLOWUP));
	ck_assert(!hands_stay(STATE_FOLLOWUP, STATE_REWORK));
	ck_assert(!hands_stay(STATE_CLOSED, STATE_CLOSED));
}
END_TEST

START_TEST(it_is_given_in_just_the_states_that_lie_in_hands)
{
	for (int state = STATE_NONE; state < STATE_END; state++) {
		ck_assert_int_eq(flow_find((enum ticket_state)state, EVENT_ASSIGNED) != NULL, hands_of((enum ticket_state)state) != 0);
		ck_assert_int_eq(flow_find((enum ticket_state)state, EVENT_UNASSIGNED) != NULL, hands_of((enum ticket_state)state) != 0);
	}
}
END_TEST

UNIT(hands)
{
	tcase_add_test(tc, just_those_can_have_it_in_whose_hands_it_lies);
	tcase_add_test(tc, of_a_ticket_without_a_unit_no_clerk_has_it);
	tcase_add_test(tc, who_has_it_keeps_it_in_the_same_hands);
	tcase_add_test(tc, it_is_given_in_just_the_states_that_lie_in_hands);
}
