/* Which column of an older system's file is what; see legacy.h. */
#include <stdlib.h>
#include <string.h>

#include "domain/legacy.h"

#define HEADING_CHARS 40	/* of a column's name: longer ones are told apart by their number */

static const char *const words[LEGACY_FIELD_END] = {
	[LEGACY_NOTHING] = "nothing", [LEGACY_NUMBER] = "number", [LEGACY_FILED] = "filed", [LEGACY_KIND] = "kind", [LEGACY_ITEM] = "item",
	[LEGACY_REGION] = "region", [LEGACY_CONTENT] = "content", [LEGACY_WISH] = "wish", [LEGACY_NAME] = "name", [LEGACY_PHONE] = "phone",
	[LEGACY_PLACE] = "place", [LEGACY_HAPPENED] = "happened", [LEGACY_COMPANY] = "company", [LEGACY_PLATE] = "plate", [LEGACY_LINE] = "line",
	[LEGACY_STATE] = "state", [LEGACY_CLOSED] = "closed", [LEGACY_DUE] = "due", [LEGACY_REPLY] = "reply", [LEGACY_OTHER] = "other",
};

/* What exports of call centres call their columns, most particular first: a heading is what the first of these says that is part of it. */
static const struct { const char *part; enum legacy_field field; } headings_known[] = {
	{ "工单编号", LEGACY_NUMBER }, { "工单号", LEGACY_NUMBER }, { "受理编号", LEGACY_NUMBER }, { "受理号", LEGACY_NUMBER }, { "流水号", LEGACY_NUMBER },
	{ "业务编号", LEGACY_NUMBER }, { "来电号码", LEGACY_PHONE }, { "主叫号码", LEGACY_PHONE }, { "联系电话", LEGACY_PHONE }, { "联系方式", LEGACY_PHONE },
	{ "手机", LEGACY_PHONE }, { "电话", LEGACY_PHONE }, { "姓名", LEGACY_NAME }, { "称呼", LEGACY_NAME }, { "来电人", LEGACY_NAME },
	{ "诉求人", LEGACY_NAME }, { "投诉人", LEGACY_NAME }, { "联系人", LEGACY_NAME },
	{ "答复时限", LEGACY_DUE }, { "办结时限", LEGACY_DUE }, { "办理时限", LEGACY_DUE }, { "办理期限", LEGACY_DUE }, { "截止", LEGACY_DUE }, { "到期", LEGACY_DUE },
	{ "办结时间", LEGACY_CLOSED }, { "办结日期", LEGACY_CLOSED }, { "完结时间", LEGACY_CLOSED }, { "结案时间", LEGACY_CLOSED }, { "归档时间", LEGACY_CLOSED },
	{ "关闭时间", LEGACY_CLOSED }, { "事发时间", LEGACY_HAPPENED }, { "发生时间", LEGACY_HAPPENED }, { "受理时间", LEGACY_FILED },
	{ "受理日期", LEGACY_FILED }, { "来电时间", LEGACY_FILED }, { "登记时间", LEGACY_FILED }, { "创建时间", LEGACY_FILED }, { "提交时间", LEGACY_FILED },
	{ "答复内容", LEGACY_REPLY }, { "办理结果", LEGACY_REPLY }, { "处理结果", LEGACY_REPLY }, { "办理情况", LEGACY_REPLY }, { "处理意见", LEGACY_REPLY },
	{ "回复内容", LEGACY_REPLY }, { "工单状态", LEGACY_STATE }, { "办理状态", LEGACY_STATE }, { "处理状态", LEGACY_STATE }, { "状态", LEGACY_STATE },
	{ "事发地点", LEGACY_PLACE }, { "地点", LEGACY_PLACE }, { "地址", LEGACY_PLACE }, { "位置", LEGACY_PLACE },
	{ "所属地区", LEGACY_REGION }, { "行政区", LEGACY_REGION }, { "地市", LEGACY_REGION }, { "区县", LEGACY_REGION }, { "属地", LEGACY_REGION },
	{ "区域", LEGACY_REGION }, { "地区", LEGACY_REGION },
	{ "业务类别", LEGACY_ITEM }, { "业务分类", LEGACY_ITEM }, { "问题分类", LEGACY_ITEM }, { "问题类型", LEGACY_ITEM }, { "事项", LEGACY_ITEM }, { "行业", LEGACY_ITEM },
	{ "诉求类型", LEGACY_KIND }, { "工单类型", LEGACY_KIND }, { "来电类型", LEGACY_KIND }, { "受理类型", LEGACY_KIND }, { "类型", LEGACY_KIND }, { "类别", LEGACY_KIND },
	{ "期望", LEGACY_WISH }, { "车牌", LEGACY_PLATE }, { "车号", LEGACY_PLATE }, { "线路", LEGACY_LINE }, { "企业", LEGACY_COMPANY }, { "公司", LEGACY_COMPANY },
	{ "投诉内容", LEGACY_CONTENT }, { "诉求内容", LEGACY_CONTENT }, { "来电内容", LEGACY_CONTENT }, { "反映内容", LEGACY_CONTENT },
	{ "工单内容", LEGACY_CONTENT }, { "问题描述", LEGACY_CONTENT }, { "内容", LEGACY_CONTENT }, { "描述", LEGACY_CONTENT }, { "编号", LEGACY_NUMBER },
};

/* The lines of a kept mapping that are of no column. */
static const char *const settings[] = { "*kind", "*item", "*region", "*state", "*phone" };

/* ---- headings --------------------------------------------------------------------------------------------------------- */

static const char *clean_heading(struct arena *arena, const char *cell, size_t at)
{
	const char *clean;
	char *line;

	if (text_clean(arena, cell, strlen(cell), &clean) != ST_OK)
		clean = "";
	line = arena_strdup(arena, text_cut(arena, clean, HEADING_CHARS));
	for (char *p = line; *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	return *line ? line : arena_printf(arena, "#%zu", at + 1);
}

static bool is_among(const char *text, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(texts[i], text) == 0)
			return true;
	return false;
}

static bool is_taken(const char *name, const char *const *headings, size_t count)
{
	return is_among(name, headings, count) || is_among(name, settings, sizeof(settings) / sizeof(settings[0]));
}

const char **legacy_headings(struct arena *arena, const struct csv_row *row)
{
	const char **headings = ARENA_ARRAY(arena, row->count, const char *);

	for (size_t i = 0; i < row->count; i++) {
		const char *name = clean_heading(arena, row->cells[i], i);

		headings[i] = name;
		for (size_t n = 2; is_taken(headings[i], headings, i); n++)
			headings[i] = arena_printf(arena, "%s (%zu)", name, n);
	}
	return headings;
}

/* ---- what they are ---------------------------------------------------------------------------------------------------- */

const char *legacy_field_word(int field)
{
	return field >= 0 && field < LEGACY_FIELD_END ? words[field] : NULL;
}

enum legacy_field legacy_field_from_word(const char *word)
{
	for (int i = 0; i < LEGACY_FIELD_END; i++)
		if (strcmp(words[i], word) == 0)
			return (enum legacy_field)i;
	return LEGACY_FIELD_END;
}

bool legacy_is_person(enum legacy_field field)
{
	return field == LEGACY_NAME || field == LEGACY_PHONE;
}

void legacy_guess(struct arena *arena, const char *const *headings, struct legacy_mapping *m)
{
	const char *folded[LIMIT_CSV_COLUMNS];
	bool taken[LEGACY_FIELD_END] = { false };

	for (size_t i = 0; i < m->columns; i++) {
		folded[i] = text_fold(arena, headings[i]);
		taken[m->of[i]] = true;
	}
	for (size_t k = 0; k < sizeof(headings_known) / sizeof(headings_known[0]); k++) {
		enum legacy_field field = headings_known[k].field;

		for (size_t i = 0; i < m->columns && !taken[field]; i++) {
			if (m->told[i] || m->of[i] != LEGACY_NOTHING || !strstr(folded[i], headings_known[k].part))
				continue;
			m->of[i] = field;
			taken[field] = true;
		}
	}
}

const char *legacy_mapping_fault(const struct legacy_mapping *m)
{
	size_t times[LEGACY_FIELD_END] = { 0 };

	for (size_t i = 0; i < m->columns; i++)
		times[m->of[i]]++;
	if (!times[LEGACY_NUMBER])
		return "no_number";
	if (!times[LEGACY_CONTENT])
		return "no_content";
	for (int i = 1; i < LEGACY_OTHER; i++)
		if (times[i] > 1)
			return "twice";
	return NULL;
}

bool legacy_mapping_is_whole(const struct legacy_mapping *m)
{
	for (size_t i = 0; i < m->columns; i++)
		if (!m->told[i])
			return false;
	return legacy_mapping_fault(m) == NULL;
}

/* ---- as it is kept -------------------------------------------------------------------------------------------------- */

/* A line each: heading, tab, word. Headings have no tab and no line end in them, and no two are alike (legacy_headings). */
const char *legacy_mapping_text(struct arena *arena, const char *const *headings, const struct legacy_mapping *m)
{
	struct buf out = buf_new(arena, 1024);

	buf_printf(&out, "*kind\t%d\n*item\t%u\n*region\t%u\n*state\t%d\n*phone\t%d\n", (int)m->kind_else, m->item_else, m->region_else,
		   (int)m->state_else, m->without_phone);
	for (size_t i = 0; i < m->columns; i++)
		buf_printf(&out, "%s\t%s\n", headings[i], words[m->of[i]]);
	return out.text;
}

/* What stands behind this heading in its line; "" when there is none. */
static const char *find_line(struct arena *arena, const char *text, const char *heading)
{
	size_t len = strlen(heading);

	while (*text) {
		size_t line = strcspn(text, "\n");

		if (line > len && strncmp(text, heading, len) == 0 && text[len] == '\t')
			return arena_strndup(arena, text + len + 1, line - len - 1);
		text += line + (text[line] == '\n');
	}
	return "";
}

static uint32_t find_number(struct arena *arena, const char *text, const char *heading, uint32_t most)
{
	uint32_t number = (uint32_t)strtoul(find_line(arena, text, heading), NULL, 10);

	return number <= most ? number : 0;
}

void legacy_mapping_read(struct arena *arena, const char *text, const char *const *headings, size_t count, struct legacy_mapping *m)
{
	*m = (struct legacy_mapping){
		.columns = count, .kind_else = (enum kind)find_number(arena, text, "*kind", KIND_END - 1),
		.item_else = find_number(arena, text, "*item", 9999), .region_else = find_number(arena, text, "*region", 999999),
		.state_else = (enum legacy_state)find_number(arena, text, "*state", LEGACY_STATE_ENDED),
		.without_phone = find_number(arena, text, "*phone", 1) != 0,
	};
	for (size_t i = 0; i < count; i++) {
		m->of[i] = legacy_field_from_word(find_line(arena, text, headings[i]));
		m->told[i] = m->of[i] != LEGACY_FIELD_END;
		if (!m->told[i])
			m->of[i] = LEGACY_NOTHING;
	}
}
