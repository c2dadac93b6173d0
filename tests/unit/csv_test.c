/* Are rows read as RFC 4180 says and as office programs write them, wherever the bytes are cut, and is what is wrong said of its row alone?
 * The rows wanted were written by hand from the RFC's grammar and from files that Excel and LibreOffice save.
 */
#include <string.h>

#include "base/csv.h"
#include "base/limits.h"
#include "base/text.h"
#include "unit.h"

#define MANY_COMMAS ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,"	/* 50 */

/* Each row as "LINE[cell|cell]", with its fault behind it. */
static const struct { const char *name, *in; size_t n; const char *wanted; } rows[] = {
#define CASE(name, in, wanted) { name, in, sizeof(in) - 1, wanted }
	CASE("three line ends", "a,b\r\nc,d\ne,f\rg,h", "1[a|b]2[c|d]3[e|f]4[g|h]"),
	CASE("no last line end, empty last cell", "a,b,", "1[a|b|]"),
	CASE("quotes", "\"a\",\"b \"\"c\"\"\",\"\"", "1[a|b \"c\"|]"),
	CASE("line ends and separators in quotes", "\"a\r\nb\nc\",\"d,e\"\r\nf,g", "1[a\r\nb\nc|d,e]4[f|g]"),
	CASE("empty lines are no rows", "\r\n\r\na\n\n\nb\n", "3[a]6[b]"),
	CASE("a quote within a cell is text", "5\" pipe,x\"y\"z", "1[5\" pipe|x\"y\"z]"),
	CASE("formulas are text", "=1+1,+A1,-2,@SUM(A1)", "1[=1+1|+A1|-2|@SUM(A1)]"),
	CASE("spaces stay", " a , \"b\" ", "1[ a | \"b\" ]"),
	CASE("ragged rows come as they are", "a,b,c\nd\ne,f,g,h", "1[a|b|c]2[d]3[e|f|g|h]"),
	CASE("text behind a closing quote", "\"a\"b,c\nd,e", "1[ab|c]stray_text 2[d|e]"),
	CASE("a quote that is never closed", "a,\"b\nc,d", "1[a|b\nc,d]open_quote "),
	CASE("zero bytes", "a\0b,c\nd,e", "1[ab|c]nul 2[d|e]"),
	CASE("too many cells", MANY_COMMAS MANY_COMMAS "\nd,e", "1#100too_many_cells 2[d|e]"),
	CASE("as many as there may be", MANY_COMMAS ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\nd,e", "1#100 2[d|e]"),
	CASE("nothing", "", ""),
	CASE("only line ends", "\r\n\n\r", ""),
};

static enum status tell(void *context, const struct csv_row *row)
{
	struct buf *out = context;

	buf_printf(out, "%u", row->line);
	if (row->count > 20) {
		buf_printf(out, "#%zu%s", row->count, row->fault == CSV_WHOLE ? " " : "");
	} else {
		for (size_t i = 0; i < row->count; i++)
			buf_printf(out, "%s%s", i ? "|" : "[", row->cells[i]);
		buf_char(out, ']');
	}
	if (row->fault != CSV_WHOLE)
		buf_printf(out, "%s ", csv_fault_word(row->fault));
	return ST_OK;
}

static const char *read_cut(const char *data, size_t len, size_t cut)
{
	struct buf out = buf_new(arena, 256);
	struct csv *csv = csv_new(arena, ',', tell, &out);

	ck_assert_int_eq(csv_feed(csv, data, cut), ST_OK);
	ck_assert_int_eq(csv_feed(csv, data + cut, len - cut), ST_OK);
	ck_assert_int_eq(csv_end(csv), ST_OK);
	return out.text;
}

START_TEST(rows_are_read_wherever_they_are_cut)
{
	for (size_t cut = 0; cut <= rows[_i].n; cut++)
		ck_assert_msg(strcmp(read_cut(rows[_i].in, rows[_i].n, cut), rows[_i].wanted) == 0, "%s, cut at %zu: %s, not %s", rows[_i].name, cut,
			      read_cut(rows[_i].in, rows[_i].n, cut), rows[_i].wanted);
}
END_TEST

/* An open quote may swallow megabytes: the row is refused, memory does not grow, and the next row is read. */
START_TEST(a_row_without_end_costs_no_more_than_a_row)
{
	struct buf out = buf_new(arena, 256);
	struct csv *csv = csv_new(arena, ',', tell, &out);
	static char block[65536];

	memset(block, 'x', sizeof(block));
	ck_assert_int_eq(csv_feed(csv, "a,\"", 3), ST_OK);
	for (int i = 0; i < 64; i++)
		ck_assert_int_eq(csv_feed(csv, block, sizeof(block)), ST_OK);
	ck_assert_int_eq(csv_feed(csv, "\",b,c\nd,e\n", 10), ST_OK);
	ck_assert_int_eq(csv_end(csv), ST_OK);
	ck_assert_ptr_nonnull(strstr(out.text, "row_too_long 2[d|e]"));
	ck_assert_uint_lt(out.len, LIMIT_CSV_ROW_BYTES + 100);
}
END_TEST

static enum status stop(void *context, const struct csv_row *row)
{
	(void)row;
	return ++*(int *)context == 2 ? ST_TOO_MANY : ST_OK;
}

START_TEST(who_reads_ends_it)
{
	int seen = 0;
	struct csv *csv = csv_new(arena, ',', stop, &seen);

	ck_assert_int_eq(csv_feed(csv, "a\nb\nc\nd\n", 8), ST_TOO_MANY);
	ck_assert_int_eq(csv_feed(csv, "e\n", 2), ST_TOO_MANY);
	ck_assert_int_eq(csv_end(csv), ST_TOO_MANY);
	ck_assert_int_eq(seen, 2);
}
END_TEST

static const struct { const char *head; char wanted; } separators[] = {
	{ "a,b,c\n;;;;", ',' }, { "a;b,c;d", ';' }, { "a\tb\tc\r\n,,,,", '\t' }, { "\"a,b,c\"\td", '\t' }, { "abc", ',' }, { "", ',' },
};

START_TEST(the_separator_is_what_the_first_line_has_most_of)
{
	ck_assert_int_eq(csv_separator(separators[_i].head, strlen(separators[_i].head)), separators[_i].wanted);
}
END_TEST

UNIT(csv)
{
	tcase_add_loop_test(tc, rows_are_read_wherever_they_are_cut, 0, ROWS(rows));
	tcase_add_test(tc, a_row_without_end_costs_no_more_than_a_row);
	tcase_add_test(tc, who_reads_ends_it);
	tcase_add_loop_test(tc, the_separator_is_what_the_first_line_has_most_of, 0, ROWS(separators));
}
