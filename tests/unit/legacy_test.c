/* Do rows of an older system's file become what they say, and are they refused, with the reason, where they do not say it? Headings and values are
 * of the kind that call centres export; places and items are a handful of the real ones.
 */
#include <string.h>

#include "base/now.h"
#include "domain/legacy.h"
#include "unit.h"

#define NOW_MS INT64_C(1795492800000)	/* 2026-11-24 12:00 in China */

static const struct region places[] = {
	{ 440000, "广东省", "", 0, 1, "gb", "", "" }, { 440100, "广州市", "", 440000, 2, "gb", "", "" }, { 440106, "天河区", "", 440100, 3, "gb", "", "" },
	{ 440300, "深圳市", "", 440000, 2, "gb", "", "" }, { 440304, "福田区", "", 440300, 3, "gb", "", "" },
	{ 440500, "汕头市", "", 440000, 2, "gb", "", "" }, { 440511, "城区", "", 440500, 3, "gb", "", "" }, { 441500, "汕尾市", "", 440000, 2, "gb", "", "" },
	{ 441502, "城区", "", 441500, 3, "gb", "", "" }, { 450000, "广西壮族自治区", "", 0, 1, "gb", "", "" }, { 450100, "南宁市", "", 450000, 2, "gb", "", "" },
};
static const struct regions regions = { places, ROWS(places) };
static const struct item items_of[] = {
	{ 3100, 31, "巡游出租汽车", "", "cis", "", "" }, { 3101, 31, "拒载", "", "c", "", "" }, { 3105, 31, "多收费", "", "c", "", "" }, { 3113, 31, "失物查找", "", "ci", "", "" },
	{ 3300, 33, "公共汽电车", "", "cis", "", "" }, { 3301, 33, "拒载", "", "c", "", "" }, { 3309, 33, "线路与站点", "", "is", "", "" },
};
static const struct items items = { items_of, ROWS(items_of) };

static const struct { const char *text, *wanted; } times[] = {
	{ "2021-05-06 12:34:56", "2021-05-06 12:34:56" }, { "2021/5/6 9:04", "2021-05-06 09:04:00" }, { "2021-05-06", "2021-05-06 00:00:00" },
	{ "2021年5月6日", "2021-05-06 00:00:00" }, { "2021年5月6日 12时34分56秒", "2021-05-06 12:34:56" }, { "20210506", "2021-05-06 00:00:00" },
	{ "20210506123456", "2021-05-06 12:34:56" }, { "2021-05-06T12:34:56.789", "2021-05-06 12:34:56" }, { "2020-02-29 00:00", "2020-02-29 00:00:00" },
	{ "2021-02-29", "" }, { "2021-13-01", "" }, { "2021-05-06 24:00", "" }, { "2021-05-06 12", "" }, { "昨天", "" }, { "", "" }, { "44322.5", "" },
	{ "2021-05-06 下午3:20", "" }, { "0000-00-00 00:00:00", "" }, { "2021-05-06 12:34:56:78:90:12", "" }, { "99999999999999999999", "" }, { "2021-5", "" },
};

START_TEST(times_are_read_in_chinas_own)
{
	int64_t at_ms;
	bool is = legacy_time(times[_i].text, &at_ms);

	ck_assert_str_eq(is ? time_text(arena, at_ms) : "", times[_i].wanted);
}
END_TEST

static const struct { const char *text; enum kind kind; } kinds[] = {
	{ "投诉举报", KIND_COMPLAINT }, { "信息咨询", KIND_INQUIRY }, { "意见建议", KIND_SUGGESTION }, { "求助", KIND_INQUIRY }, { "表扬", 0 }, { "", 0 },
	{ "投诉/咨询", 0 },
};

START_TEST(kinds_are_understood_where_they_are_certain)
{
	ck_assert_int_eq(legacy_kind(kinds[_i].text), kinds[_i].kind);
}
END_TEST

static const struct { const char *text; enum legacy_state state; } states[] = {
	{ "已办结", LEGACY_STATE_ENDED }, { "未办结", LEGACY_STATE_OPEN }, { "待归档", LEGACY_STATE_OPEN }, { "已归档", LEGACY_STATE_ENDED }, { "办理中", LEGACY_STATE_OPEN },
	{ "5", LEGACY_STATE_REFUSED }, { "", LEGACY_STATE_REFUSED }, { "尚未完成", LEGACY_STATE_OPEN }, { "未办结案件", LEGACY_STATE_OPEN },
	/* Words of both kinds: what was meant is not certain. */
	{ "已办结待回访", LEGACY_STATE_REFUSED }, { "已办结，未回访", LEGACY_STATE_REFUSED }, { "未按时办结", LEGACY_STATE_REFUSED }, { "转办已办结", LEGACY_STATE_REFUSED },
	{ "办理中（未办结）", LEGACY_STATE_OPEN }, { "已办结（结案）", LEGACY_STATE_ENDED },
};

START_TEST(states_are_open_or_ended_or_neither)
{
	ck_assert_int_eq(legacy_state(states[_i].text), states[_i].state);
}
END_TEST

static const struct { const char *text; uint32_t item; } named_items[] = {
	{ "3101", 3101 }, { "3100", 0 }, { "9999", 0 }, { "失物查找", 3113 }, { "拒载", 0 }, { "巡游出租汽车-拒载", 3101 }, { "公共汽电车/拒载", 3301 }, { "", 0 }, { "其他", 0 },
};

START_TEST(items_are_named_or_coded)
{
	ck_assert_uint_eq(legacy_item(arena, &items, named_items[_i].text), named_items[_i].item);
}
END_TEST

static const struct { const char *text; uint32_t region; } named_places[] = {
	{ "440106", 440106 }, { "广州市天河区", 440106 }, { "广州天河", 440106 }, { "广东省", 440000 }, { "深圳", 440300 }, { "汕尾市城区", 441502 }, { "城区", 0 },
	{ "南宁市", 0 }, { "450100", 450100 }, { "北京", 0 }, { "", 0 },
};

START_TEST(places_are_named_within_the_province)
{
	ck_assert_uint_eq(legacy_region(&regions, 440000, named_places[_i].text), named_places[_i].region);
}
END_TEST

/* ---- mappings ------------------------------------------------------------------------------------------------------- */

static const char *fields_of(const struct legacy_mapping *m)
{
	struct buf out = buf_new(arena, 64);

	for (size_t i = 0; i < m->columns; i++)
		buf_printf(&out, "%s%s", i ? " " : "", legacy_field_word((int)m->of[i]));
	return out.text;
}

START_TEST(no_two_columns_are_called_alike)
{
	static const char *const cells[] = { "电话", "", "电话", "电话 (2)", "联系\t方式\n(白天)", "电话", "a\xFF", "#2", "*phone",
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十甲", "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十乙" };
	static const char *const wanted[] = { "电话", "#2", "电话 (2)", "电话 (2) (2)", "联系 方式 (白天)", "电话 (3)", "#7", "#2 (2)", "*phone (2)",
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十…",
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十… (2)" };
	const struct csv_row row = { .line = 1, .cells = cells, .count = ROWS(cells) };
	const char **headings = legacy_headings(arena, &row);
	struct legacy_mapping m = { .columns = ROWS(cells) }, again;

	for (int i = 0; i < ROWS(cells); i++) {
		ck_assert_str_eq(headings[i], wanted[i]);
		m.of[i] = (enum legacy_field)(i + 1);
	}
	/* … so that each is what was said of it. */
	legacy_mapping_read(arena, legacy_mapping_text(arena, headings, &m), headings, ROWS(cells), &again);
	ck_assert_str_eq(fields_of(&again), fields_of(&m));
}
END_TEST

START_TEST(headings_are_guessed_and_remembered_by_name)
{
	static const char *const headings[] = { "序号", "受理编号", "来电时间", "诉求类型", "投诉人姓名", "联系电话", "所属地市", "诉求内容", "工单状态", "办结时间", "处理结果" };
	static const char *const moved[] = { "诉求内容", "新的一列", "受理编号" };
	struct legacy_mapping guessed = { .columns = ROWS(headings) }, again;

	legacy_guess(arena, headings, &guessed);
	ck_assert_str_eq(fields_of(&guessed), "nothing number filed kind name phone region content state closed reply");
	ck_assert_ptr_null(legacy_mapping_fault(&guessed));
	guessed.kind_else = KIND_INQUIRY;
	guessed.item_else = 3105;
	guessed.region_else = 440300;
	guessed.state_else = LEGACY_STATE_ENDED;
	guessed.without_phone = true;
	legacy_mapping_read(arena, legacy_mapping_text(arena, headings, &guessed), moved, ROWS(moved), &again);
	ck_assert_str_eq(fields_of(&again), "content nothing number");
	ck_assert(again.told[0] && !again.told[1] && again.told[2] && !legacy_mapping_is_whole(&again));
	ck_assert(again.kind_else == KIND_INQUIRY && again.item_else == 3105 && again.region_else == 440300 && again.state_else == LEGACY_STATE_ENDED &&
		  again.without_phone);
	/* What is kept may be damaged: nothing of it is believed that is no number and no field. */
	legacy_mapping_read(arena, "*kind\t99\n*state\t-1\n诉求内容\tsecret\n", moved, ROWS(moved), &again);
	ck_assert(again.kind_else == 0 && again.state_else == 0);
	ck_assert_str_eq(fields_of(&again), "nothing nothing nothing");
}
END_TEST

/* What somebody said of a column is not guessed over, be it that it is nothing; nor is a thing guessed that another column is. */
START_TEST(what_was_told_is_not_guessed)
{
	static const char *const headings[] = { "受理编号", "诉求内容", "联系电话", "手机", "办结时间" };
	struct legacy_mapping m;

	legacy_mapping_read(arena, "受理编号\tnumber\n诉求内容\tcontent\n联系电话\tnothing\n", headings, ROWS(headings), &m);
	legacy_guess(arena, headings, &m);
	ck_assert_str_eq(fields_of(&m), "number content nothing phone closed");
	ck_assert(!legacy_mapping_is_whole(&m));
	legacy_mapping_read(arena, "受理编号\tother\n手机\tphone\n", headings, ROWS(headings), &m);
	legacy_guess(arena, headings, &m);
	ck_assert_str_eq(fields_of(&m), "other content nothing phone closed");
	legacy_mapping_read(arena, legacy_mapping_text(arena, headings, &m), headings, ROWS(headings), &m);
	ck_assert(!legacy_mapping_is_whole(&m));	/* no column is the number */
	m.of[0] = LEGACY_NUMBER;
	ck_assert(legacy_mapping_is_whole(&m));
}
END_TEST

START_TEST(a_mapping_names_number_and_content_and_nothing_twice)
{
	struct legacy_mapping m = { .columns = 3, .of = { LEGACY_CONTENT, LEGACY_OTHER, LEGACY_OTHER } };

	ck_assert_str_eq(legacy_mapping_fault(&m), "no_number");
	m.of[1] = LEGACY_NUMBER;
	ck_assert_ptr_null(legacy_mapping_fault(&m));
	m.of[0] = LEGACY_PHONE;
	ck_assert_str_eq(legacy_mapping_fault(&m), "no_content");
	m = (struct legacy_mapping){ .columns = 4, .of = { LEGACY_CONTENT, LEGACY_NUMBER, LEGACY_PHONE, LEGACY_PHONE } };
	ck_assert_str_eq(legacy_mapping_fault(&m), "twice");
}
END_TEST

/* ---- rows ------------------------------------------------------------------------------------------------------------- */

#define COLUMNS 9
static const struct legacy_mapping mapping = { .columns = COLUMNS, .of = { LEGACY_NUMBER, LEGACY_FILED, LEGACY_KIND, LEGACY_ITEM, LEGACY_REGION,
	LEGACY_CONTENT, LEGACY_STATE, LEGACY_CLOSED, LEGACY_OTHER } };
static const char *const headings[COLUMNS] = { "编号", "受理", "类型", "事项", "地区", "内容", "状态", "办结", "坐席" };

static const struct { const char *name; const char *cells[COLUMNS + 2]; enum csv_fault fault; const char *wanted; } told[] = {
	{ "whole", { "A1", "2021-05-06", "投诉", "3101", "天河区", "拒载", "已办结", "2021-05-08", "7号" }, 0, "1 3101 440106 ended 坐席：7号" },
	{ "empty cells behind the last", { "A1", "2021-05-06", "投诉", "3101", "天河区", "拒载", "办理中", "", "", "" }, 0, "1 3101 440106 open " },
	{ "an end that has a time", { "A1", "", "咨询", "3113", "440100", "钱包", "", "2021-05-08", "" }, 0, "2 3113 440100 ended " },
	{ "a formula is text", { "=1", "", "投诉", "3101", "440100", "=cmd|'/c calc'!A1", "open", "", "" }, 0, "1 3101 440100 open " },
	{ "cells missing", { "A1", "2021-05-06" }, 0, "nothing:cells_missing" },
	{ "a cell too many", { "A1", "", "投诉", "3101", "440100", "a", "open", "", "", "x" }, 0, "nothing:cells_too_many" },
	{ "a broken row", { "A1", "", "投诉", "3101", "440100", "a", "open", "", "" }, CSV_STRAY_TEXT, "nothing:stray_text" },
	{ "not UTF-8", { "A1", "", "投诉", "3101", "440100", "a\xFF", "open", "", "" }, 0, "content:encoding" },
	{ "what could not be decoded", { "A1", "", "投诉", "3101", "440100", "a\xEF\xBF\xBD", "open", "", "" }, 0, "content:encoding" },
	{ "nothing told", { "", "", "", "", "", "", "", "", "" }, 0, "number:required content:required state:required kind:required item:required region:required" },
	{ "not understood", { "A1", "昨天", "表扬", "拒载", "城区", "a", "5", "", "" }, 0, "filed:time state:unknown kind:unknown item:unknown region:unknown" },
	{ "another province", { "A1", "", "投诉", "3101", "450100", "a", "open", "", "" }, 0, "region:not_yours" },
	{ "not of this kind", { "A1", "", "投诉", "3309", "440100", "a", "open", "", "" }, 0, "item:not_this_kind" },
	{ "in the future", { "A1", "2026-11-24 12:01", "投诉", "3101", "440100", "a", "open", "", "" }, 0, "filed:time_future" },
	{ "ended before it began", { "A1", "2021-05-06", "投诉", "3101", "440100", "a", "已办结", "2021-05-05", "" }, 0, "closed:closed_before_filed" },
	{ "ended on the day it was filed", { "A1", "2021-05-06 09:30", "投诉", "3101", "440100", "a", "已办结", "2021-05-06", "" }, 0, "1 3101 440100 ended " },
	{ "ended the day before", { "A1", "2021-05-06 09:30", "投诉", "3101", "440100", "a", "已办结", "2021年5月5日", "" }, 0, "closed:closed_before_filed" },
	{ "ended an hour before", { "A1", "2021-05-06 09:30", "投诉", "3101", "440100", "a", "已办结", "2021-05-06 08:30", "" }, 0, "closed:closed_before_filed" },
	{ "open, and ended", { "A1", "", "投诉", "3101", "440100", "a", "办理中", "2021-05-08", "" }, 0, "state:open_and_ended" },
	{ "ended, and to be asked", { "A1", "", "投诉", "3101", "440100", "a", "已办结待回访", "2021-05-08", "" }, 0, "state:unknown" },
	{ "a year nobody had", { "A1", "1970-01-01", "投诉", "3101", "440100", "a", "open", "", "" }, 0, "filed:time" },
};

static const char *said(const struct legacy *l)
{
	struct buf out = buf_new(arena, 64);

	for (size_t i = 0; i < l->fault_count; i++)
		buf_printf(&out, "%s%s:%s", i ? " " : "", legacy_field_word((int)l->faults[i].field), l->faults[i].word);
	if (l->fault_count == 0)
		buf_printf(&out, "%d %u %u %s %s", (int)l->kind, l->item, l->region, l->ended ? "ended" : "open", l->of[LEGACY_OTHER]);
	return out.text;
}

static void read(const struct legacy_mapping *m, const char *const *cells, enum csv_fault fault, struct legacy *l)
{
	struct csv_row row = { .line = 2, .cells = cells, .fault = fault };

	while (row.count < COLUMNS + 2 && cells[row.count])
		row.count++;
	legacy_read(arena, &(struct legacy_world){ m, headings, &regions, &items, 440000, NOW_MS }, &row, l);
}

START_TEST(a_row_becomes_a_ticket_or_says_why_not)
{
	struct legacy l;

	read(&mapping, told[_i].cells, told[_i].fault, &l);
	ck_assert_msg(strcmp(said(&l), told[_i].wanted) == 0, "%s: %s, not %s", told[_i].name, said(&l), told[_i].wanted);
}
END_TEST

START_TEST(what_is_not_told_is_what_was_said_beforehand)
{
	static const char *const cells[COLUMNS + 1] = { "A1", "", "表扬", "", "某地", "a", "5", "", "" };
	struct legacy_mapping m = mapping;
	struct legacy l;

	m.kind_else = KIND_COMPLAINT;
	m.item_else = 3105;
	m.region_else = 440300;
	m.state_else = LEGACY_STATE_OPEN;
	read(&m, cells, CSV_WHOLE, &l);
	ck_assert_str_eq(said(&l), "1 3105 440300 open ");
}
END_TEST

/* Who the person is stands in no hash, since a number could be guessed from it; everything else of the row does. */
START_TEST(the_hash_is_of_what_was_taken_but_the_person)
{
	static const uint8_t salt[SALT_BYTES] = { 1 }, other[SALT_BYTES] = { 2 };
	uint8_t first[HASH_BYTES], again[HASH_BYTES];
	struct legacy l;

	read(&mapping, told[0].cells, CSV_WHOLE, &l);
	legacy_hash(arena, &l, salt, first);
	l.of[LEGACY_PHONE] = "13812341234";
	l.of[LEGACY_NAME] = "张三";
	legacy_hash(arena, &l, salt, again);
	ck_assert_mem_eq(first, again, HASH_BYTES);
	legacy_hash(arena, &l, other, again);
	ck_assert_mem_ne(first, again, HASH_BYTES);
	l.of[LEGACY_CONTENT] = "绕道";
	legacy_hash(arena, &l, salt, again);
	ck_assert_mem_ne(first, again, HASH_BYTES);
}
END_TEST

/* A file may come again with its columns in another order: its rows are known all the same. */
START_TEST(other_columns_are_kept_in_one_order)
{
	static const uint8_t salt[SALT_BYTES] = { 1 };
	static const char *const names[2][4] = { { "编号", "内容", "坐席", "备注" }, { "备注", "内容", "坐席", "编号" } };
	static const char *const cells[2][4] = { { "A1", "a", "7号", "回电" }, { "回电", "a", "7号", "A1" } };
	static const enum legacy_field fields[2][4] = { { LEGACY_NUMBER, LEGACY_CONTENT, LEGACY_OTHER, LEGACY_OTHER },
							{ LEGACY_OTHER, LEGACY_CONTENT, LEGACY_OTHER, LEGACY_NUMBER } };
	uint8_t hash[2][HASH_BYTES];
	struct legacy l[2];

	for (size_t i = 0; i < 2; i++) {
		struct legacy_mapping m = { .columns = 4 };

		memcpy(m.of, fields[i], sizeof(fields[i]));
		legacy_read(arena, &(struct legacy_world){ &m, names[i], &regions, &items, 440000, NOW_MS },
			    &(struct csv_row){ .line = 2, .cells = cells[i], .count = 4 }, &l[i]);
		legacy_hash(arena, &l[i], salt, hash[i]);
	}
	ck_assert_str_eq(l[0].of[LEGACY_OTHER], l[1].of[LEGACY_OTHER]);
	ck_assert_ptr_nonnull(strstr(l[0].of[LEGACY_OTHER], "坐席：7号"));
	ck_assert_ptr_nonnull(strstr(l[0].of[LEGACY_OTHER], "备注：回电"));
	ck_assert_mem_eq(hash[0], hash[1], HASH_BYTES);
}
END_TEST

/* The longest row there can be, all of it kept as words: refused, for a small part of the memory that a row has. */
START_TEST(many_long_other_columns_are_too_long_and_no_more)
{
	struct legacy_mapping m = { .columns = LIMIT_CSV_COLUMNS, .of = { LEGACY_NUMBER, LEGACY_CONTENT } };
	const char *cells[LIMIT_CSV_COLUMNS] = { "A1", "a" }, *names[LIMIT_CSV_COLUMNS] = { "编号", "内容" };
	size_t before, len = LIMIT_CSV_ROW_BYTES / LIMIT_CSV_COLUMNS;
	char *text = arena_alloc(arena, len + 1);
	struct legacy l;

	memset(text, 'x', len);
	for (size_t i = 2; i < LIMIT_CSV_COLUMNS; i++) {
		m.of[i] = LEGACY_OTHER;
		cells[i] = text;
		names[i] = arena_printf(arena, "列%zu", i);
	}
	before = arena_used(arena);
	legacy_read(arena, &(struct legacy_world){ &m, names, &regions, &items, 440000, NOW_MS },
		    &(struct csv_row){ .line = 2, .cells = cells, .count = LIMIT_CSV_COLUMNS }, &l);
	ck_assert_ptr_nonnull(strstr(said(&l), "other:too_long"));
	ck_assert_uint_lt(arena_used(arena) - before, 8 * LIMIT_CSV_ROW_BYTES);
}
END_TEST

UNIT(legacy)
{
	tcase_add_loop_test(tc, times_are_read_in_chinas_own, 0, ROWS(times));
	tcase_add_loop_test(tc, kinds_are_understood_where_they_are_certain, 0, ROWS(kinds));
	tcase_add_loop_test(tc, states_are_open_or_ended_or_neither, 0, ROWS(states));
	tcase_add_loop_test(tc, items_are_named_or_coded, 0, ROWS(named_items));
	tcase_add_loop_test(tc, places_are_named_within_the_province, 0, ROWS(named_places));
	tcase_add_test(tc, no_two_columns_are_called_alike);
	tcase_add_test(tc, headings_are_guessed_and_remembered_by_name);
	tcase_add_test(tc, what_was_told_is_not_guessed);
	tcase_add_test(tc, a_mapping_names_number_and_content_and_nothing_twice);
	tcase_add_loop_test(tc, a_row_becomes_a_ticket_or_says_why_not, 0, ROWS(told));
	tcase_add_test(tc, what_is_not_told_is_what_was_said_beforehand);
	tcase_add_test(tc, the_hash_is_of_what_was_taken_but_the_person);
	tcase_add_test(tc, other_columns_are_kept_in_one_order);
	tcase_add_test(tc, many_long_other_columns_are_too_long_and_no_more);
}
