/* Is a table of days off read as it is described, and does a notice change what it names and nothing else? */
#include <string.h>

#include "base/now.h"
#include "base/text.h"
#include "domain/calendar_diff.h"
#include "unit.h"

static struct calendar_table read_table(const char *text)
{
	struct calendar_table table;

	calendar_table_read(arena, arena_strdup(arena, text), "file", &table);
	return table;
}

/* "2027-10-01|45|work|name|announced|source " for each entry, then "line: complaint". */
static const char *written(const struct calendar_table *t)
{
	struct buf out = buf_new(arena, 256);

	for (size_t i = 0; i < t->count; i++) {
		const struct calendar_row *r = &t->entries[i].row;

		buf_printf(&out, "%s|%s|%s|%s|%s|%s ", day_text(arena, r->day), r->scope, r->worked ? "work" : "off", r->name,
			   r->announced ? "announced" : "provisional", t->entries[i].source);
	}
	for (size_t i = 0; i < t->complaint_count; i++)
		buf_printf(&out, "%zu: %.11s", t->complaints[i].line, t->complaints[i].what);
	return out.text;
}

static const struct { const char *text, *wanted; } tables[] = {
	{ "", "" },
	{ "# a comment\r\n\r\nday\tscope\tworked\tname\n", "" },
	{ "2027-10-01\t-\toff\t国庆节", "2027-10-01||off|国庆节|announced|file " },
	{ "2027-10-09  4503  班  三月三补班  announced  国办 1 号", "2027-10-09|4503|work|三月三补班|announced|国办 1 号 " },
	{ "2027-02-28..2027-03-01\t-\t休\t节\tprovisional\ta b", "2027-02-28||off|节|provisional|a b 2027-03-01||off|节|provisional|a b " },
	/* Whatever the order of the lines, entries are ascending by day and scope. */
	{ "2027-01-02 45 1 b\n2027-01-02 - 0 a\n2027-01-01 - 0 c",
	  "2027-01-01||off|c|announced|file 2027-01-02||off|a|announced|file 2027-01-02|45|work|b|announced|file " },
	{ "2027-1-2 - off a", "1: '2027-1-2' " },
	{ "2027-01-01..2027-02-01 - off a", "1: '2027-01-01" },
	{ "1999-01-01 - off a", "1: the year is" },
	{ "2027-01-01 1234567 off a", "1: '1234567' i" },
	{ "\n2027-01-01 - off \xff", "2: this is not" },
	{ "2027-01-01 - off a\n\n2027-01-01 - work b", "2027-01-01||off|a|announced|file 2027-01-01||work|b|announced|file 3: 2027-01-01 " },
};

START_TEST(a_table_is_read)
{
	struct calendar_table t = read_table(tables[_i].text);

	ck_assert_str_eq(written(&t), tables[_i].wanted);
}
END_TEST

static const struct { const char *notice; int year; } years[] = {
	{ "2027-01-01 - off a", 2027 },
	{ "2026-12-31 - off a\n2027-01-01 - off a\n2027-01-02 - off a", 2027 },
	{ "2026-12-31 - off a\n2027-01-01 - off a", 0 },
	{ "2025-01-01 - off a\n2027-01-01 - off a\n2027-01-02 - off a", 0 },
};

START_TEST(whose_notice_it_is)
{
	struct calendar_table notice = read_table(years[_i].notice);

	ck_assert_int_eq(calendar_year_of(&notice), years[_i].year);
}
END_TEST

START_TEST(a_notice_is_the_truth_of_its_year_and_scopes)
{
	struct calendar_table now = read_table("2026-12-30 - off goes not\n2027-01-01 - off 元旦 provisional\n2027-01-02 - off gone\n"
					       "2027-01-02 45 off local\n2028-01-01 - off next");
	struct calendar_table notice = read_table("2026-12-31 - off comes\n2027-01-01 - off 元旦\n2027-01-03 - off new\n2024-05-05 - off old");
	const char *wanted[] = { "2026-12-31 +", "2027-01-01 -+", "2027-01-02 -", "2027-01-03 +" };
	struct calendar_diff diff;

	calendar_keep_year(&notice, 2027);
	ck_assert_uint_eq(notice.count, 3);
	diff = calendar_diff_of(arena, &now, &notice, 2027);
	ck_assert_uint_eq(diff.count, ROWS(wanted));
	for (size_t i = 0; i < diff.count; i++) {
		const struct calendar_difference *d = &diff.all[i];

		ck_assert_str_eq(arena_printf(arena, "%s %s%s", day_text(arena, (d->before ? d->before : d->after)->row.day),
					      d->before ? "-" : "", d->after ? "+" : ""), wanted[i]);
	}
	/* What was brought in differs no more. */
	diff = calendar_diff_of(arena, &notice, &notice, 2027);
	ck_assert_uint_eq(diff.count, 0);
	ck_assert_uint_eq(diff.same, 3);
}
END_TEST

UNIT(calendar_table)
{
	tcase_add_loop_test(tc, a_table_is_read, 0, ROWS(tables));
	tcase_add_loop_test(tc, whose_notice_it_is, 0, ROWS(years));
	tcase_add_test(tc, a_notice_is_the_truth_of_its_year_and_scopes);
}
