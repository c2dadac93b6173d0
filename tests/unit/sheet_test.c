/* Does a spreadsheet take exactly what the format can hold, say when it is full, and leave nothing behind when it is given up? */
#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/sheet.h"
#include "base/text.h"
#include "unit.h"

static const struct sheet_column columns[] = { { "编号", 20 }, { "时间", 20 } };

static char *dir_of_this_test(void)
{
	char *dir = arena_strdup(arena, "/tmp/hotline-sheet-XXXXXX");

	ck_assert_ptr_nonnull(mkdtemp(dir));
	return dir;
}

static int files_in(const char *dir)
{
	DIR *stream = opendir(dir);
	int count = 0;

	while (stream && readdir(stream))
		count++;
	closedir(stream);
	return count - 2;
}

START_TEST(a_full_sheet_says_so_and_a_second_one_goes_on)
{
	const char *dir = dir_of_this_test();
	const char *path = arena_printf(arena, "%s/a.xlsx", dir);
	struct sheet_book *book;
	uint32_t refused = 0;

	ck_assert_int_eq(sheet_create(arena, path, dir, &book), ST_OK);
	ck_assert_int_eq(sheet_begin(book, "工单", columns, 2), ST_OK);
	for (uint32_t i = 1; i < SHEET_ROWS_MAX; i++) {
		refused += sheet_is_full(book);
		sheet_number(book, i);
		refused += sheet_row(book) != ST_OK;
	}
	ck_assert_uint_eq(refused, 0);	/* a million checks of their own would take most of the time */
	ck_assert(sheet_is_full(book));
	sheet_number(book, 0);
	ck_assert_int_eq(sheet_row(book), ST_TOO_LARGE);
	ck_assert_int_eq(sheet_begin(book, "工单", columns, 2), ST_INVALID);
	ck_assert_int_eq(sheet_begin(book, "工单 2", columns, 2), ST_OK);
	sheet_number(book, SHEET_ROWS_MAX);
	ck_assert_int_eq(sheet_row(book), ST_OK);
	ck_assert_int_eq(sheet_end(book), ST_OK);
	ck_assert_int_eq(files_in(dir), 1);
	unlink(path);
	rmdir(dir);
}
END_TEST

START_TEST(text_over_the_limit_is_cut_between_characters)
{
	static const char *const characters[] = { "a", "字", "𠀀" };
	const char *dir = dir_of_this_test();
	const char *path = arena_printf(arena, "%s/b.xlsx", dir);
	struct sheet_book *book;

	ck_assert_int_eq(sheet_create(arena, path, dir, &book), ST_OK);
	ck_assert_int_eq(sheet_begin(book, "长", columns, 1), ST_OK);
	for (int i = 0; i < ROWS(characters); i++) {
		struct buf text = buf_new(arena, 200000);

		for (int k = 0; k < 40000; k++)
			buf_text(&text, characters[i]);
		sheet_text(book, text.text);
		ck_assert_int_eq(sheet_row(book), ST_OK);
	}
	ck_assert_int_eq(sheet_end(book), ST_OK);
	unlink(path);
	rmdir(dir);
}
END_TEST

START_TEST(names_the_format_refuses_are_refused)
{
	static const char *const names[] = { "a/b", "a[1]", "0123456789012345678901234567890x" };
	char *dir = strdup(dir_of_this_test());
	struct sheet_book *book;

	ck_assert_int_eq(sheet_create(arena, arena_printf(arena, "%s/c.xlsx", dir), dir, &book), ST_OK);
	for (int i = 0; i < ROWS(names); i++)
		ck_assert_int_eq(sheet_begin(book, names[i], columns, 1), ST_INVALID);
	arena_reset(arena);	/* given up: nothing is left of it */
	ck_assert_int_eq(rmdir(dir), 0);
	free(dir);
}
END_TEST

UNIT(sheet)
{
	tcase_add_test(tc, a_full_sheet_says_so_and_a_second_one_goes_on);
	tcase_add_test(tc, text_over_the_limit_is_cut_between_characters);
	tcase_add_test(tc, names_the_format_refuses_are_refused);
}
