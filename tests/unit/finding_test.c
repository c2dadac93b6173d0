/* Do findings move only as they may, and are lots what another implementation draws? */
#include <string.h>

#include "domain/finding.h"
#include "base/text.h"
#include "domain/lot.h"
#include "unit.h"

START_TEST(each_step_belongs_to_one_side_and_some_states)
{
	/* Rows: opened remark answered sent_back closed. Columns: of nothing, open, answered, closed; a the author, s the subject, - nobody. */
	static const char *const may[] = { NULL, "a---", "-aaa", "-s--", "--a-", "-aa-" };

	for (int step = FINDING_OPENED; step < FINDING_STEP_END; step++)
		for (int state = FINDING_NONE; state < FINDING_STATE_END; state++) {
			char want = may[step][state];

			ck_assert_msg(finding_may((enum finding_state)state, (enum finding_step)step, FINDING_BY_AUTHOR) == (want == 'a'), "%d in %d", step, state);
			ck_assert_msg(finding_may((enum finding_state)state, (enum finding_step)step, FINDING_BY_SUBJECT) == (want == 's'), "%d in %d", step, state);
		}
}
END_TEST

START_TEST(words_are_read_back)
{
	for (int i = 1; i < FINDING_STEP_END; i++)
		ck_assert_int_eq(finding_step_from_word(finding_step_word(i)), i);
	ck_assert_int_eq(finding_state_from_word("answered"), FINDING_IS_ANSWERED);
	ck_assert_int_eq(finding_state_from_word("lost"), FINDING_NONE);
	ck_assert_ptr_null(finding_step_word(0));
}
END_TEST

/* By Python's hashlib: sha256(b'12328 lot\n' + bytes(range(32)) + b'JT1'). */
START_TEST(a_lot_is_what_another_implementation_draws)
{
	uint8_t seed[HASH_BYTES], lot[HASH_BYTES];

	for (int i = 0; i < HASH_BYTES; i++)
		seed[i] = (uint8_t)i;
	lot_of(seed, "JT1", lot);
	ck_assert_str_eq(text_hex(arena, lot, HASH_BYTES), "0b379f971207c8454c575af1bac3fe61556debd3b62a1f0f8322f02cffe066e6");
}
END_TEST

START_TEST(the_smallest_lots_are_drawn_in_order_whatever_order_they_come_in)
{
	struct lot forth[4], back[4];
	uint8_t seed[HASH_BYTES] = { 7 };
	struct lots a = { .seed = seed, .drawn = forth, .most = 3 }, b = { .seed = seed, .drawn = back, .most = 3 };

	for (int i = 0; i < 50; i++) {
		lots_add(&a, arena_printf(arena, "JT%d", i), (uint64_t)i);
		lots_add(&b, arena_printf(arena, "JT%d", 49 - i), (uint64_t)(49 - i));
	}
	ck_assert_uint_eq(a.count, 3);
	ck_assert_uint_eq(a.pool, 50);
	for (int i = 0; i < 3; i++) {
		ck_assert_uint_eq(forth[i].id, back[i].id);
		ck_assert(i == 0 || memcmp(forth[i - 1].lot, forth[i].lot, HASH_BYTES) < 0);
	}
	for (int i = 0; i < 50; i++) {
		uint8_t lot[HASH_BYTES];

		lot_of(seed, arena_printf(arena, "JT%d", i), lot);
		ck_assert(memcmp(lot, forth[2].lot, HASH_BYTES) > 0 || forth[0].id == (uint64_t)i || forth[1].id == (uint64_t)i || forth[2].id == (uint64_t)i);
	}
}
END_TEST

UNIT(finding)
{
	tcase_add_test(tc, each_step_belongs_to_one_side_and_some_states);
	tcase_add_test(tc, words_are_read_back);
	tcase_add_test(tc, a_lot_is_what_another_implementation_draws);
	tcase_add_test(tc, the_smallest_lots_are_drawn_in_order_whatever_order_they_come_in);
}
