/* May each role do to people what it should, in the own province and another, and nobody anything to the own account? */
#include "domain/rank.h"
#include "unit.h"

static const struct { const char *by; enum right right; const char *whom; bool own, other; } rows[] = {
	{ "province_admin", RIGHT_SEE, "auditor", true, false },
	{ "province_admin", RIGHT_GRANT, "agent", true, false },
	{ "province_admin", RIGHT_GRANT, "supervisor", true, false },
	{ "province_admin", RIGHT_GRANT, "province_admin", false, false },
	{ "province_admin", RIGHT_GRANT, "security_admin", false, false },
	{ "province_admin", RIGHT_LOCK, "unit", true, false },
	{ "province_admin", RIGHT_LOCK, "auditor", false, false },
	{ "province_admin", RIGHT_RENEW, "audit_admin", false, false },
	{ "province_admin", RIGHT_END, "ministry", false, false },
	{ "province_admin", RIGHT_MOVE, "agent", false, false },
	{ "security_admin", RIGHT_MOVE, "agent", true, true },
	{ "security_admin", RIGHT_MOVE, "audit_admin", true, true },
	{ "system_admin", RIGHT_MOVE, "agent", false, false },
	{ "security_admin", RIGHT_GRANT, "province_admin", true, true },
	{ "security_admin", RIGHT_LOCK, "security_admin", true, true },
	{ "security_admin", RIGHT_RENEW, "auditor", true, true },
	{ "security_admin", RIGHT_GRANT, "public", false, false },
	{ "security_admin", RIGHT_GRANT, "system", false, false },
	{ "system_admin", RIGHT_SEE, "agent", false, false },
	{ "system_admin", RIGHT_GRANT, "agent", false, false },
	{ "audit_admin", RIGHT_LOCK, "agent", false, false },
	{ "auditor", RIGHT_SEE, "agent", false, false },
	{ "ministry", RIGHT_GRANT, "agent", false, false },
	{ "supervisor", RIGHT_LOCK, "agent", false, false },
	{ "supervisor", RIGHT_ABSENT, "agent", true, false },
	{ "supervisor", RIGHT_ABSENT, "unit", true, false },
	{ "supervisor", RIGHT_ABSENT, "supervisor", false, false },
	{ "supervisor", RIGHT_ABSENT, "province_admin", false, false },
	{ "security_admin", RIGHT_ABSENT, "agent", true, true },
	{ "security_admin", RIGHT_ABSENT, "supervisor", true, true },
	{ "security_admin", RIGHT_ABSENT, "auditor", false, false },
	{ "agent", RIGHT_ABSENT, "agent", false, false },
	{ "province_admin", RIGHT_ABSENT, "agent", false, false },
	{ "agent", RIGHT_SEE, "agent", false, false },
};

START_TEST(each_role_has_its_rights_and_no_more)
{
	const struct ranked by = { 1, (unsigned)role_from_word(rows[_i].by), 440000 };
	const struct ranked own = { 2, (unsigned)role_from_word(rows[_i].whom), 440000 }, other = { 2, own.role, 110000 };

	ck_assert_msg(rank_may(&by, rows[_i].right, &own) == rows[_i].own, "%s over %s, own province", rows[_i].by, rows[_i].whom);
	ck_assert_msg(rank_may(&by, rows[_i].right, &other) == rows[_i].other, "%s over %s, another province", rows[_i].by, rows[_i].whom);
}
END_TEST

START_TEST(nobody_changes_the_own_account)
{
	for (unsigned role = 1; role <= ROLE_SYSTEM; role <<= 1)
		for (int right = RIGHT_GRANT; right <= RIGHT_MOVE; right++) {
			const struct ranked self = { 7, role, 440000 };

			ck_assert(!rank_may(&self, (enum right)right, &self));
		}
}
END_TEST

START_TEST(who_works_on_tickets_says_when_the_own_person_is_away)
{
	for (unsigned role = 1; role <= ROLE_SYSTEM; role <<= 1) {
		const struct ranked self = { 7, role, 440000 };

		ck_assert_msg(rank_may(&self, RIGHT_ABSENT, &self) == ((role & WORKERS) != 0), "%s", role_word((int)role));
	}
}
END_TEST

START_TEST(a_provincial_admin_without_a_province_has_no_people)
{
	const struct ranked by = { 1, ROLE_PROVINCE_ADMIN, 0 }, whom = { 2, ROLE_AGENT, 0 };

	ck_assert(!rank_may(&by, RIGHT_LOCK, &whom));
}
END_TEST

UNIT(rank)
{
	tcase_add_loop_test(tc, each_role_has_its_rights_and_no_more, 0, ROWS(rows));
	tcase_add_test(tc, nobody_changes_the_own_account);
	tcase_add_test(tc, who_works_on_tickets_says_when_the_own_person_is_away);
	tcase_add_test(tc, a_provincial_admin_without_a_province_has_no_people);
}
