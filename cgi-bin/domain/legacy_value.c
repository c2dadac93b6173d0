/* Values as old systems write them; see legacy.h. What is not certain is not understood. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/legacy.h"

#define GROUPS_MAX 7	/* year, month, day, hour, minute, second, fraction */

static bool has_any(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (strstr(text, *words))
			return true;
	return false;
}

/* ---- times ---------------------------------------------------------------------------------------------------------- */

/* One mark between two numbers, with spaces around it; its length, 0 for anything else. */
static size_t mark_length(const char *text)
{
	static const char *const marks[] = { "年", "月", "日", "时", "点", "分", "秒", "-", "/", ".", ":", "：", "T", NULL };
	size_t spaces = strspn(text, " "), len = 0;

	for (size_t i = 0; marks[i] && len == 0; i++)
		if (text_starts(text + spaces, marks[i]))
			len = strlen(marks[i]);
	len += spaces;
	return len + strspn(text + len, " ");
}

/* 20210506 and 20210506123456 as if they had marks. */
static size_t split_digits(const char *text, size_t digits, int *groups)
{
	static const size_t widths[] = { 4, 2, 2, 2, 2, 2 };
	size_t count = digits == 8 ? 3 : digits == 12 ? 5 : digits == 14 ? 6 : 0;

	for (size_t i = 0; i < count; text += widths[i++]) {
		groups[i] = 0;
		for (size_t k = 0; k < widths[i]; k++)
			groups[i] = groups[i] * 10 + (text[k] - '0');
	}
	return count;
}

static bool read_groups(const char *text, int groups[GROUPS_MAX], size_t *count)
{
	size_t digits = strspn(text, "0123456789");

	*count = 0;
	if (text[digits] == '\0' && digits > 6)
		return (*count = split_digits(text, digits, groups)) > 0;
	while (*count < GROUPS_MAX) {
		digits = strspn(text, "0123456789");
		if (digits == 0 || digits > 9)
			return false;
		groups[(*count)++] = atoi(text);
		text += digits;
		if (*text == '\0')
			return true;
		digits = mark_length(text);
		if (digits == 0)
			return false;
		text += digits;
		if (*text == '\0')
			return true;
	}
	return false;
}

bool legacy_time(const char *text, int64_t *at_ms)
{
	int g[GROUPS_MAX] = { 0 }, year, month, mday;
	size_t count;
	int32_t day;

	*at_ms = 0;
	if (!read_groups(text, g, &count) || count < 3 || count == 4)
		return false;
	if (g[0] < 1900 || g[0] > 2100 || g[1] < 1 || g[1] > 12 || g[2] < 1 || g[2] > 31 || g[3] > 23 || g[4] > 59 || g[5] > 59)
		return false;
	day = day_from_date(g[0], g[1], g[2]);
	date_from_day(day, &year, &month, &mday);
	if (month != g[1] || mday != g[2])	/* 31 April */
		return false;
	*at_ms = ms_of_day(day) + ((g[3] * 60 + g[4]) * INT64_C(60) + g[5]) * 1000;
	return true;
}

/* ---- kinds and states ----------------------------------------------------------------------------------------------- */

enum kind legacy_kind(const char *text)
{
	static const char *const complaint[] = { "投诉", "举报", "complaint", NULL };
	static const char *const inquiry[] = { "咨询", "求助", "查询", "inquiry", NULL };
	static const char *const suggestion[] = { "建议", "意见", "suggestion", NULL };
	const bool is[KIND_END] = {
		[KIND_COMPLAINT] = has_any(text, complaint), [KIND_INQUIRY] = has_any(text, inquiry), [KIND_SUGGESTION] = has_any(text, suggestion),
	};

	if (is[KIND_COMPLAINT] + is[KIND_INQUIRY] + is[KIND_SUGGESTION] != 1)
		return (enum kind)0;
	return is[KIND_COMPLAINT] ? KIND_COMPLAINT : is[KIND_INQUIRY] ? KIND_INQUIRY : KIND_SUGGESTION;
}

/* The length of the first of these words that text begins with; 0: of none. */
static size_t begins_with(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (text_starts(text, *words))
			return strlen(*words);
	return 0;
}

/* "未办结" and "待归档" have the words of an end in them, and are none; "已办结待回访" says both, so it is not certain. */
enum legacy_state legacy_state(const char *text)
{
	static const char *const not_yet[] = { "未", "待", NULL };
	static const char *const open[] = { "办理中", "处理中", "转办", "派单", "在办", "已受理", "已签收", "open", NULL };
	static const char *const ended[] = { "办结", "完结", "结案", "归档", "关闭", "完成", "撤回", "撤销", "不予受理", "已回访", "closed", NULL };
	bool is_open = has_any(text, open), is_ended = false;

	while (*text) {
		size_t no = begins_with(text, not_yet), end = begins_with(text + no, ended);

		is_open |= no > 0;
		is_ended |= end > 0 && no == 0;
		text += no + end > 0 ? no + end : 1;
	}
	if (is_open == is_ended)
		return LEGACY_STATE_REFUSED;
	return is_open ? LEGACY_STATE_OPEN : LEGACY_STATE_ENDED;
}

/* ---- items ---------------------------------------------------------------------------------------------------------- */

static uint32_t digits_of(const char *text, size_t digits)
{
	return strlen(text) == digits && strspn(text, "0123456789") == digits ? (uint32_t)strtoul(text, NULL, 10) : 0;
}

uint32_t legacy_item(struct arena *arena, const struct items *items, const char *text)
{
	const struct item *coded = item_find(items, digits_of(text, 4));
	const char *folded = text_fold(arena, text);
	const struct item *found = NULL, *with_domain = NULL;
	size_t same = 0, with_same = 0;

	if (coded && !item_is_domain(coded))
		return coded->item;
	for (size_t i = 0; i < items->count && *folded; i++) {
		const struct item *item = &items->rows[i];
		const struct item *domain = item_find(items, item->item / 100 * 100);

		if (item_is_domain(item) || *item->refer)
			continue;
		if (strcmp(folded, item->name) == 0) {
			found = item;
			same++;
		} else if (domain && strstr(folded, item->name) && strstr(folded, domain->name)) {
			/* "公交 · 服务态度": the longer name is meant where one is part of the other. */
			with_same = with_domain && strlen(with_domain->name) == strlen(item->name) ? with_same + 1 : with_same;
			if (!with_domain || strlen(item->name) > strlen(with_domain->name)) {
				with_domain = item;
				with_same = 1;
			}
		}
	}
	if (same == 1)
		return found->item;
	return same == 0 && with_same == 1 ? with_domain->item : 0;
}

/* ---- places --------------------------------------------------------------------------------------------------------- */

/* 天河 for 天河区, as people write it, where two characters are left. */
static bool names(const char *text, const struct region *region)
{
	static const char *const endings[] = { "市", "区", "县", "省", "盟", "旗", NULL };
	size_t len = strlen(region->name);
	char bare[64];

	if (strstr(text, region->name))
		return true;
	for (size_t i = 0; endings[i]; i++) {
		size_t end = strlen(endings[i]);

		if (len < end + 6 || len - end >= sizeof(bare) || strcmp(region->name + len - end, endings[i]) != 0)
			continue;
		memcpy(bare, region->name, len - end);
		bare[len - end] = '\0';
		return strstr(text, bare) != NULL;
	}
	return false;
}

static bool names_above(const struct regions *regions, const char *text, const struct region *region)
{
	const struct region *above = region_find(regions, region->parent);

	return above && names(text, above);
}

uint32_t legacy_region(const struct regions *regions, uint32_t province, const char *text)
{
	const struct region *coded = region_find(regions, digits_of(text, 6));
	const struct region *best = NULL;
	unsigned best_weight = 0;
	size_t same = 0;

	if (coded)
		return coded->code;
	for (size_t i = 0; i < regions->count; i++) {
		const struct region *r = &regions->rows[i];
		unsigned weight;

		if (region_province(r->code) != province || !names(text, r))
			continue;
		/* The deepest place; of two that are called alike the one whose city is named too. */
		weight = r->level * 2 + names_above(regions, text, r);
		if (weight < best_weight)
			continue;
		same = weight == best_weight ? same + 1 : 1;
		best_weight = weight;
		best = r;
	}
	return same == 1 ? best->code : 0;
}
