/* Are heads of archives what Python's tarfile writes, below and above the size that octal digits hold? The figures wanted are from
 * tarfile.TarInfo.tobuf (USTAR_FORMAT; of the large ones the size field of GNU_FORMAT, the sum with the magic of ustar).
 */
#include <string.h>

#include "base/tar.h"
#include "unit.h"

static const struct { uint64_t size; const char *field, *sum; size_t padding; } heads[] = {
	{ 0, "00000000000", "012414", 0 },
	{ 1, "00000000001", "012415", 511 },
	{ 511, "00000000777", "012441", 1 },
	{ 512, "00000001000", "012415", 0 },
	{ UINT64_C(077777777777), "77777777777", "012531", 1 },
	{ UINT64_C(1) << 33, "\x80\0\0\0\0\0\0\x02\0\0\0", "011576", 0 },
	{ UINT64_C(1) << 40, "\x80\0\0\0\0\0\x01\0\0\0\0", "011575", 0 },
};

START_TEST(a_head_is_what_another_writes)
{
	uint8_t head[TAR_BLOCK];

	memset(head, 0xff, sizeof(head));
	ck_assert_int_eq(tar_head(head, "12328-package/events.jsonl", heads[_i].size, INT64_C(1700000000123)), ST_OK);
	ck_assert_str_eq((char *)head, "12328-package/events.jsonl");
	ck_assert_str_eq((char *)head + 100, "0000640");
	ck_assert_mem_eq(head + 124, heads[_i].field, 12);
	ck_assert_str_eq((char *)head + 136, "14524770400");
	ck_assert_mem_eq(head + 148, heads[_i].sum, 7);
	ck_assert_mem_eq(head + 155, " 0\0", 3);
	ck_assert_mem_eq(head + 257, "ustar\00000", 8);
	ck_assert_uint_eq(tar_padding(heads[_i].size), heads[_i].padding);
}
END_TEST

START_TEST(a_name_that_does_not_fit_is_refused)
{
	uint8_t head[TAR_BLOCK];
	char name[101];

	memset(name, 'n', sizeof(name));
	name[100] = '\0';
	ck_assert_int_eq(tar_head(head, name, 1, 0), ST_TOO_LARGE);
	name[99] = '\0';
	ck_assert_int_eq(tar_head(head, name, 1, 0), ST_OK);
	ck_assert_mem_eq(head, name, 100);
}
END_TEST

UNIT(tar)
{
	tcase_add_loop_test(tc, a_head_is_what_another_writes, 0, ROWS(heads));
	tcase_add_test(tc, a_name_that_does_not_fit_is_refused);
}
