/* Are prints the same for texts that differ in nothing but white space, marks, digits, width and case, and for no others? */
#include <string.h>

#include "domain/print.h"
#include "unit.h"

#define SAID "经核实您反映的驾驶员已经被约谈本单位将继续加强管理"

static const struct { const char *name, *text; bool enough, same; } texts[] = {
	{ "itself", SAID, true, true },
	{ "marks, white space and digits", "经核实，您反映的驾驶员 已经被约谈；\n本单位将继续加强管理。2026", true, true },
	{ "another letter", "经核实您反映的驾驶员未被约谈本单位将继续加强管理", true, false },
	{ "more letters", SAID "谢谢", true, false },
	{ "too short", "已办理。", false, false },
	{ "too short but for its digits", "已于二日办理 0123456789 0123456789", false, false },
	{ "nothing", "", false, false },
};

START_TEST(a_print_is_of_the_letters)
{
	uint8_t said[PRINT_BYTES], found[PRINT_BYTES];

	ck_assert(text_print(arena, SAID, said));
	ck_assert_msg(text_print(arena, texts[_i].text, found) == texts[_i].enough, "%s: enough", texts[_i].name);
	ck_assert_msg((memcmp(said, found, PRINT_BYTES) == 0) == texts[_i].same, "%s: same", texts[_i].name);
}
END_TEST

START_TEST(width_and_case_do_not_matter)
{
	uint8_t a[PRINT_BYTES], b[PRINT_BYTES];

	ck_assert(text_print(arena, "Your Matter was looked into", a) && text_print(arena, "ＹＯＵＲ matter, was looked into!", b));
	ck_assert_mem_eq(a, b, PRINT_BYTES);
}
END_TEST

UNIT(print)
{
	tcase_add_loop_test(tc, a_print_is_of_the_letters, 0, ROWS(texts));
	tcase_add_test(tc, width_and_case_do_not_matter);
}
