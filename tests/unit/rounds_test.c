/* Is each place looked at twice, whatever is written late, comes in parts or fails in between? */
#include "domain/rounds.h"
#include "unit.h"

#define FAILS UINT64_MAX

static const struct { const char *why; uint64_t from, reached; bool more; } looks[] = {
	{ "the first begins at the beginning", 0, 10, false },
	{ "the second too", 0, 20, false },
	{ "the third where the first ended", 10, 20, false },
	{ "nothing came: where the second ended", 20, 20, false },
	{ "it grew: where that ended", 20, 50, true },
	{ "a part at a time", 50, 80, true },
	{ "to the end", 80, 90, false },
	{ "all of that once more", 20, FAILS, false },
	{ "what failed is done again", 20, FAILS, false },
	{ "however often", 20, 60, true },
	{ "what fails in the middle", 60, FAILS, false },
	{ "goes on there", 60, 95, false },
	{ "and again from where it had ended before", 90, 99, false },
	{ "as before", 95, 99, false },
};

START_TEST(each_place_is_looked_at_twice)
{
	struct rounds rounds = { 0 };

	for (int i = 0; i < ROWS(looks); i++) {
		ck_assert_msg(rounds_from(&rounds) == looks[i].from, "%s: %llu", looks[i].why, (unsigned long long)rounds_from(&rounds));
		if (looks[i].reached != FAILS)
			rounds_reached(&rounds, looks[i].reached, looks[i].more);
	}
}
END_TEST

UNIT(rounds)
{
	tcase_add_test(tc, each_place_is_looked_at_twice);
}
