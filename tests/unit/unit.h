/* The frame of a unit test file: `UNIT(name) { tcase_add_test(tc, …); }` makes its main(). */
#ifndef TESTS_UNIT_H
#define TESTS_UNIT_H

#include <check.h>
#include <stdlib.h>

#include "base/arena.h"

/* One arena a test: made by the fixture, freed after it. */
extern struct arena *arena;

#define ROWS(table) ((int)(sizeof(table) / sizeof((table)[0])))

#define UNIT(name)                                                              \
	struct arena *arena;                                                    \
	static void unit_setup(void) { arena = arena_new(#name, 64u << 20); }   \
	static void unit_teardown(void) { arena_free(arena); arena = NULL; }    \
	static void unit_add(TCase *tc);                                        \
	int main(void)                                                          \
	{                                                                       \
		Suite *suite = suite_create(#name);                             \
		TCase *tc = tcase_create(#name);                                \
		SRunner *runner;                                                \
		int failed;                                                     \
		tcase_add_checked_fixture(tc, unit_setup, unit_teardown);       \
		tcase_set_timeout(tc, 60);                                      \
		unit_add(tc);                                                   \
		suite_add_tcase(suite, tc);                                     \
		runner = srunner_create(suite);                                 \
		srunner_run_all(runner, CK_ENV);                                \
		failed = srunner_ntests_failed(runner);                         \
		srunner_free(runner);                                           \
		return failed ? EXIT_FAILURE : EXIT_SUCCESS;                    \
	}                                                                       \
	static void unit_add(TCase *tc)

#endif
