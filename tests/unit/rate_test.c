/* Are counts shared between processes, do they end with their window, and do the many rare ones leave the frequent one? */
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/rate.h"
#include "unit.h"

#define NOW 1000000u
#define UNTIL (NOW + 60)

static const char *path;

static struct rate *fresh(void)
{
	struct rate *rate;

	path = arena_printf(arena, "/tmp/rate_test.%d", getpid());
	unlink(path);
	rate = rate_open(path);
	ck_assert_ptr_nonnull(rate);
	return rate;
}

START_TEST(a_key_is_counted_until_its_window_ends)
{
	struct rate *rate = fresh();

	ck_assert_uint_eq(rate_seen(rate, 7, NOW), 0);
	for (int i = 0; i < 3; i++)
		rate_count(rate, 7, UNTIL, NOW);
	ck_assert_uint_eq(rate_seen(rate, 7, UNTIL - 1), 3);
	ck_assert_uint_eq(rate_seen(rate, 8, NOW), 0);
	ck_assert_uint_eq(rate_seen(rate, 7, UNTIL), 0);
	rate_count(rate, 7, UNTIL + 60, UNTIL);
	ck_assert_uint_eq(rate_seen(rate, 7, UNTIL), 1);
	unlink(path);
}
END_TEST

START_TEST(processes_count_together)
{
	struct rate *rate = fresh();

	rate_count(rate, 7, UNTIL, NOW);
	for (int child = 0; child < 4; child++) {
		if (fork() != 0)
			continue;
		struct rate *own = rate_open(path);

		for (int i = 0; own && i < 1000; i++)
			rate_count(own, 7, UNTIL, NOW);
		_exit(own ? 0 : 1);
	}
	for (int child = 0, state; child < 4; child++) {
		ck_assert_int_gt(wait(&state), 0);
		ck_assert_int_eq(state, 0);
	}
	ck_assert_uint_eq(rate_seen(rate, 7, NOW), 4001);
	unlink(path);
}
END_TEST

START_TEST(many_addresses_do_not_hide_one_that_floods)
{
	struct rate *rate = fresh();
	struct stat st;

	for (int i = 0; i < 100; i++)
		rate_count(rate, 7, UNTIL, NOW);
	for (uint64_t key = 1000; key < 1000 + 4 * LIMIT_RATE_KEYS; key++)
		rate_count(rate, key, UNTIL, NOW);
	ck_assert_uint_eq(rate_seen(rate, 7, NOW), 100);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_size, 16 * LIMIT_RATE_KEYS);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	unlink(path);
}
END_TEST

START_TEST(what_is_over_is_wiped_by_who_comes_next)
{
	struct rate *rate = fresh();
	FILE *file;
	uint64_t word;
	int nonzero = 0;

	rate_count(rate, 7, UNTIL, NOW);
	rate_count(rate, 7 + LIMIT_RATE_KEYS, UNTIL + 60, UNTIL);	/* of the same bucket */
	file = fopen(path, "r");
	ck_assert_ptr_nonnull(file);
	while (fread(&word, sizeof(word), 1, file) == 1) {
		ck_assert_uint_ne(word, 7);
		nonzero += word != 0;
	}
	fclose(file);
	ck_assert_int_eq(nonzero, 2);
	unlink(path);
}
END_TEST

UNIT(rate)
{
	tcase_add_test(tc, a_key_is_counted_until_its_window_ends);
	tcase_add_test(tc, processes_count_together);
	tcase_add_test(tc, many_addresses_do_not_hide_one_that_floods);
	tcase_add_test(tc, what_is_over_is_wiped_by_who_comes_next);
}
