/* Are texts told again found alike, and texts about other things not? The shares were counted by hand from the pairs. */
#include "domain/alike.h"
#include "unit.h"

static const struct { const char *a, *b; unsigned permille; } rows[] = {
	{ "司机绕道", "司机绕道", 1000 },
	{ "司机绕道", "司机拒载", 333 },	/* 司机 of 司机 机绕 绕道 and 司机 机拒 拒载 */
	{ "司机绕道", "道绕机司", 0 },
	{ "司机绕道，多收费", "多收费。司机绕道", 1000 },	/* 5 pairs each, the order is another's */
	{ "司机司机司机", "司机", 666 },	/* 司机 机司 and 司机: a pair counts once */
	{ "Ｂ12路 晚点", "b12路晚点", 800 },	/* b12, 晚点 of b12 晚点 and b12 路晚 晚点 */
	{ "公交车", "公交", 666 },
	{ "车", "车", 0 },			/* one character alone says nothing */
	{ "", "", 0 },
	{ "司机", "", 0 },
};

START_TEST(likeness_is_the_share_of_common_pairs)
{
	struct alike a = alike_of(arena, rows[_i].a);
	struct alike b = alike_of(arena, rows[_i].b);

	ck_assert_msg(alike_permille(&a, &b) == rows[_i].permille && alike_permille(&b, &a) == rows[_i].permille,
		      "%s / %s: %u and %u, want %u", rows[_i].a, rows[_i].b, alike_permille(&a, &b), alike_permille(&b, &a), rows[_i].permille);
}
END_TEST

UNIT(alike)
{
	tcase_add_loop_test(tc, likeness_is_the_share_of_common_pairs, 0, ROWS(rows));
}
