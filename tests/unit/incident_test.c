/* Is a fault or planned work to come, at hand, over or cancelled exactly when it is? */
#include "domain/incident.h"
#include "unit.h"

#define NOW INT64_C(1767672000000)

static const struct { const char *what; int64_t begins, ends; enum incident_phase phase; } rows[] = {
	{ "a fault from this moment on", NOW, 0, INCIDENT_NOW },
	{ "a fault that was mended a moment ago", NOW - 5000, NOW, INCIDENT_OVER },
	{ "work that begins in a moment", NOW + 1, NOW + 5000, INCIDENT_COMING },
	{ "work that begins now", NOW, NOW + 5000, INCIDENT_NOW },
	{ "work in its last moment", NOW - 5000, NOW + 1, INCIDENT_NOW },
	{ "work that should be over", NOW - 5000, NOW - 1, INCIDENT_OVER },
	{ "work to come, called off", NOW + 5000, NOW - 1, INCIDENT_CANCELLED },
	{ "called off, and its time has passed", NOW - 5000, NOW - 6000, INCIDENT_CANCELLED },
};

START_TEST(each_moment_has_its_phase)
{
	enum incident_phase phase = incident_phase(rows[_i].begins, rows[_i].ends, NOW);

	ck_assert_msg(phase == rows[_i].phase, "%s: %s, want %s", rows[_i].what, incident_phase_word(phase), incident_phase_word(rows[_i].phase));
}
END_TEST

START_TEST(only_parts_of_ours_are_parts)
{
	ck_assert(incident_is_part("phone") && incident_is_part("portal") && incident_is_part("notice") && incident_is_part("desk"));
	ck_assert(!incident_is_part("") && !incident_is_part("scan") && !incident_is_part("Phone"));
	ck_assert_str_eq(incident_part(3), "phone");
	ck_assert_ptr_null(incident_part(4));
}
END_TEST

UNIT(incident)
{
	tcase_add_loop_test(tc, each_moment_has_its_phase, 0, ROWS(rows));
	tcase_add_test(tc, only_parts_of_ours_are_parts);
}
