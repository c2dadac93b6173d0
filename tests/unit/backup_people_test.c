/* Is what tells of people gone from a dump, wherever its bytes are cut, with every other byte as it was; and is a dump that cannot be read refused? The rows were written by hand
 * after what mariadb-dump says of such tables.
 */
#include <string.h>

#include "pages/backup_people.h"
#include "unit.h"

#define TABLE_OF(more) "CREATE TABLE `ticket` (\n  `id` bigint(20) unsigned NOT NULL,\n  `phone_index` varbinary(16) NOT NULL DEFAULT '',\n  `phone_mask` varchar(24) NOT NULL,\n" \
	"  `name_mask` varchar(20) NOT NULL,\n" more "  PRIMARY KEY (`id`),\n  KEY `by_phone` (`phone_index`)\n) ENGINE=InnoDB;\n"
#define TABLE TABLE_OF("  `summary` varchar(200) NOT NULL,\n")
#define ROWS_OF "INSERT INTO `ticket` VALUES\n"
#define HEAD TABLE ROWS_OF
#define HEAD_LAST TABLE_OF("") ROWS_OF
#define OTHERS TABLE "CREATE TABLE `tie` (\n  `phone_mask` int\n);\nINSERT INTO `ticket_gram` VALUES\n(1,0xAB,'138','张*','x');\n" ROWS_OF

/* wanted NULL: it is refused. */
static const struct { const char *name, *in, *wanted; } dumps[] = {
	{ "two rows", HEAD "(1,0xABCD,'138****1234','张*','x'),\n(2,'','','','y');\n", HEAD "(1,'','','','x'),\n(2,'','','','y');\n" },
	{ "quotes, brackets and commas in words", HEAD "(1,0xAB,'(\\'),\\\\','a\\\\','),(\\'2,3'),\n(2,0xAB,'a,b','''','it''s');\n",
	  HEAD "(1,'','','','),(\\'2,3'),\n(2,'','','','it''s');\n" },
	{ "an escaped quote at a value's end", HEAD "(1,0xAB,'\\\\\\'','\\n','z\\'');\n", HEAD "(1,'','','','z\\'');\n" },
	{ "the last column", HEAD_LAST "(1,0xAB,'138****1234','张*'),\n(2,0xCD,'139','李)*');\n", HEAD_LAST "(1,'','',''),\n(2,'','','');\n" },
	{ "other tables are as they were", OTHERS "(1,0xAB,'138','张*','x');\nUNLOCK TABLES;\n(1,0xAB,'138','张*','x')\n",
	  OTHERS "(1,'','','','x');\nUNLOCK TABLES;\n(1,0xAB,'138','张*','x')\n" },
	{ "a second statement of the table", HEAD "(1,0xAB,'138','张*','x');\n" ROWS_OF "(2,0xAB,'138','张*','x');\n", HEAD "(1,'','','','x');\n" ROWS_OF "(2,'','','','x');\n" },
	{ "nothing", "", "" },
	{ "rows without a table", ROWS_OF "(1,0xAB,'138','张*','x');\n", NULL },
	{ "columns in the statement", TABLE "INSERT INTO `ticket` (`id`, `phone_index`, `phone_mask`, `name_mask`, `summary`) VALUES\n(1,0xAB,'138','张*','x');\n", NULL },
	{ "a row in the statement's line", TABLE "INSERT INTO `ticket` VALUES (1,0xAB,'138','张*','x'),\n(2,0xAB,'138','张*','x');\n", NULL },
	{ "a column that is not there any more", "CREATE TABLE `ticket` (\n  `id` int,\n  `phone_mask` int\n);\n" ROWS_OF "(1,'138');\n", NULL },
	{ "a row with a column too few", HEAD "(1,0xAB,'138','张*');\n", NULL },
	{ "a row with a column too many", HEAD_LAST "(1,0xAB,'138','张*','x');\n", NULL },
	{ "rows on one line", HEAD "(1,0xAB,'138','张*','x'),(2,0xAB,'138','张*','x');\n", NULL },
	{ "an end within a line", HEAD "(1,0xAB,'138','张*','x'", NULL },
	{ "an end within a word", HEAD "(1,0xAB,'138','张*','x", NULL },
};

static const char *without(const char *in, size_t cut)
{
	struct unname *u = ARENA_NEW(arena, struct unname);
	struct buf out = buf_new(arena, 256);

	unname_begin(u);
	if (unname_add(u, in, cut, &out) != ST_OK || unname_add(u, in + cut, strlen(in) - cut, &out) != ST_OK || unname_end(u) != ST_OK)
		return NULL;
	return out.text;
}

START_TEST(people_are_gone_wherever_it_is_cut)
{
	for (size_t cut = 0; cut <= strlen(dumps[_i].in); cut++) {
		const char *got = without(dumps[_i].in, cut);

		ck_assert_msg(got && dumps[_i].wanted ? strcmp(got, dumps[_i].wanted) == 0 : got == dumps[_i].wanted, "%s, cut at %zu: %s, not %s", dumps[_i].name, cut,
			      got ? got : "refused", dumps[_i].wanted ? dumps[_i].wanted : "refused");
	}
}
END_TEST

START_TEST(people_are_put_back_by_hex_a_thousand_at_once)
{
	static const uint8_t index[] = { 0x00, 0xff };
	const struct backup_person row = { 7, { index, 2 }, "138'", "" };
	struct buf out = buf_new(arena, 256);
	unsigned updates = 0;

	people_sql_begin(&out);
	for (uint64_t n = 0; n < 1001; n++)
		people_sql_row(&out, n, &row);
	people_sql_end(&out, 1001);
	ck_assert_ptr_nonnull(strstr(out.text, "(7,x'00ff',x'31333827','')"));
	for (const char *at = out.text; (at = strstr(at, "UPDATE ticket t JOIN backup_person")); at++)
		updates++;
	ck_assert_uint_eq(updates, 2);
}
END_TEST

UNIT(backup_people)
{
	tcase_add_loop_test(tc, people_are_gone_wherever_it_is_cut, 0, ROWS(dumps));
	tcase_add_test(tc, people_are_put_back_by_hex_a_thousand_at_once);
}
