/* Writing records; see export.h. */
#include "domain/export.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "base/now.h"
#include "domain/ticket.h"

enum column_type { COLUMN_TEXT, COLUMN_NUMBER, COLUMN_CODE6, COLUMN_CODE4, COLUMN_TIME, COLUMN_HASH,
		   COLUMN_KIND, COLUMN_SOURCE, COLUMN_STATE };

/* The dictionary: append at the end; an auditor's tools know the keys. */
static const struct {
	const char *key;
	const char *zh;
	const char *en;
	enum column_type type;
	size_t offset;
} columns[] = {
#define COLUMN(key, zh, en, type) { #key, zh, en, type, offsetof(struct export_record, key) }
	COLUMN(number, "工单编号", "ticket number", COLUMN_TEXT),
	COLUMN(kind, "类型", "kind", COLUMN_KIND),
	COLUMN(source, "来源", "how it came in", COLUMN_SOURCE),
	COLUMN(item, "事项代码", "item code", COLUMN_CODE4),
	COLUMN(region, "地区代码", "region code (GB/T 2260)", COLUMN_CODE6),
	COLUMN(state, "状态", "state", COLUMN_STATE),
	COLUMN(unit, "承办单位", "unit that handles it", COLUMN_TEXT),
	COLUMN(confidential, "保密", "confidential (1: yes)", COLUMN_NUMBER),
	COLUMN(filed_ms, "受理时间", "filed at", COLUMN_TIME),
	COLUMN(answer_due_ms, "承诺答复时间", "answer promised by", COLUMN_TIME),
	COLUMN(answered_ms, "答复时间", "answered at", COLUMN_TIME),
	COLUMN(closed_ms, "办结时间", "closed at", COLUMN_TIME),
	COLUMN(instant, "当场答复", "answered at once (1: yes)", COLUMN_NUMBER),
	COLUMN(returns, "退回次数", "times returned", COLUMN_NUMBER),
	COLUMN(reworks, "重办次数", "times reworked", COLUMN_NUMBER),
	COLUMN(rating, "评分", "rating (1 to 5; 0: none)", COLUMN_NUMBER),
	COLUMN(followed_up, "回访结果", "follow-up (1 satisfied, 2 dissatisfied, 3 not reached; 0: none)", COLUMN_NUMBER),
	COLUMN(summary, "摘要", "summary", COLUMN_TEXT),
	COLUMN(place, "地点", "place", COLUMN_TEXT),
	COLUMN(company, "公司", "company", COLUMN_TEXT),
	COLUMN(plate, "车牌", "number plate", COLUMN_TEXT),
	COLUMN(line, "线路", "line", COLUMN_TEXT),
	COLUMN(external_number, "外部编号", "number elsewhere", COLUMN_TEXT),
	COLUMN(rules_version, "规则版本", "version of the rules", COLUMN_TEXT),
	COLUMN(last_seq, "事件数", "number of events", COLUMN_NUMBER),
	COLUMN(last_hash, "末事件哈希", "hash of the last event", COLUMN_HASH),
};

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* ---- cells without allocation ------------------------------------------------------------------------------ */

static void add_digits(struct buf *out, uint64_t value, int width)
{
	char text[24];
	int at = (int)sizeof(text);

	do {
		text[--at] = (char)('0' + value % 10);
		value /= 10;
		width--;
	} while (value > 0 || width > 0);
	buf_add(out, text + at, sizeof(text) - (size_t)at);
}

/* 2026-11-23 14:05:09, China Standard Time; nothing for 0. */
static void add_time(struct buf *out, int64_t at_ms)
{
	int year, month, mday;
	int32_t day = day_of_ms(at_ms);
	int64_t s = (at_ms - ms_of_day(day)) / 1000;

	if (at_ms == 0)
		return;
	date_from_day(day, &year, &month, &mday);
	add_digits(out, (uint64_t)year, 4);
	buf_char(out, '-');
	add_digits(out, (uint64_t)month, 2);
	buf_char(out, '-');
	add_digits(out, (uint64_t)mday, 2);
	buf_char(out, ' ');
	add_digits(out, (uint64_t)(s / 3600), 2);
	buf_char(out, ':');
	add_digits(out, (uint64_t)(s / 60 % 60), 2);
	buf_char(out, ':');
	add_digits(out, (uint64_t)(s % 60), 2);
}

static void add_hash(struct buf *out, const struct bytes *hash)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < hash->n; i++) {
		buf_char(out, digits[hash->p[i] >> 4]);
		buf_char(out, digits[hash->p[i] & 15]);
	}
}

/* U+200E/F, U+202A–E, U+2066–9: bytes E2 80 8E/8F/AA–AE and E2 81 A6–A9. */
static bool is_bidi(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	if (u[0] != 0xe2 || !u[1] || !u[2])
		return false;
	return (u[1] == 0x80 && (u[2] == 0x8e || u[2] == 0x8f || (u[2] >= 0xaa && u[2] <= 0xae))) ||
	       (u[1] == 0x81 && u[2] >= 0xa6 && u[2] <= 0xa9);
}

/* The byte at hand, or the mark that begins there as a word. */
static void add_visibly(struct buf *out, const char *at)
{
	if (is_bidi(at))
		buf_text(out, "⟪bidi⟫");
	else
		buf_char(out, *at);
}

void export_csv_cell(struct buf *out, const char *text)
{
	bool quote;

	if (!text || !*text)
		return;
	quote = text[strcspn(text, "\",\r\n")] != '\0' || strchr("=+-@\t\r", text[0]) != NULL;
	if (!quote && !strchr(text, '\xe2')) {
		buf_text(out, text);
		return;
	}
	buf_char(out, '"');
	if (strchr("=+-@\t\r", text[0]))
		buf_char(out, '\'');
	for (; *text; text += is_bidi(text) ? 3 : 1) {
		if (*text == '"')
			buf_char(out, '"');
		add_visibly(out, text);
	}
	buf_char(out, '"');
}

/* ---- rows -------------------------------------------------------------------------------------------------- */

static uint32_t number_at(const struct export_record *r, size_t i)
{
	return *(const uint32_t *)(const void *)((const char *)r + columns[i].offset);
}

static const char *word_at(const struct export_record *r, size_t i)
{
	switch (columns[i].type) {
	case COLUMN_KIND:
		return kind_word((int)number_at(r, i));
	case COLUMN_SOURCE:
		return source_word((int)number_at(r, i));
	case COLUMN_STATE:
		return state_word((int)number_at(r, i));
	default:
		return *(const char *const *)(const void *)((const char *)r + columns[i].offset);
	}
}

/* Appends what is not text; false for text. */
static bool add_plain(struct buf *out, const struct export_record *r, size_t i)
{
	const char *field = (const char *)r + columns[i].offset;

	switch (columns[i].type) {
	case COLUMN_NUMBER:
		add_digits(out, number_at(r, i), 1);
		return true;
	case COLUMN_CODE6:
		add_digits(out, number_at(r, i), 6);
		return true;
	case COLUMN_CODE4:
		add_digits(out, number_at(r, i), 4);
		return true;
	case COLUMN_TIME:
		add_time(out, *(const int64_t *)(const void *)field);
		return true;
	case COLUMN_HASH:
		add_hash(out, (const struct bytes *)(const void *)field);
		return true;
	default:
		return false;
	}
}

static const char *const types[] = {
	[COLUMN_TEXT] = "text", [COLUMN_NUMBER] = "number", [COLUMN_CODE6] = "code of 6 digits", [COLUMN_CODE4] = "code of 4 digits",
	[COLUMN_TIME] = "China Standard Time, empty for none", [COLUMN_HASH] = "SHA-256, hex", [COLUMN_KIND] = "word",
	[COLUMN_SOURCE] = "word", [COLUMN_STATE] = "word",
};

static const char *const profiles[] = { [EXPORT_ALL] = "all", [EXPORT_NO_TEXT] = "no_text" };

const char *export_profile_word(enum export_profile profile)
{
	return profiles[profile];
}

enum status export_profile_from_word(const char *word, enum export_profile *profile)
{
	for (size_t i = 0; i < sizeof(profiles) / sizeof(profiles[0]); i++)
		if (strcmp(profiles[i], word) == 0) {
			*profile = (enum export_profile)i;
			return ST_OK;
		}
	return ST_INVALID;
}

void export_dictionary(struct buf *out, enum export_profile profile)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!export_column_leaves(i, profile))
			continue;
		buf_text(out, i > 0 ? ",\n{\"key\":" : "[\n{\"key\":");
		buf_json(out, columns[i].key);
		buf_text(out, ",\"zh\":");
		buf_json(out, columns[i].zh);
		buf_text(out, ",\"en\":");
		buf_json(out, columns[i].en);
		buf_text(out, ",\"type\":");
		buf_json(out, types[columns[i].type]);
		buf_char(out, '}');
	}
	buf_text(out, "\n]\n");
}

void export_csv_head(struct buf *out, enum export_profile profile, bool english)
{
	buf_text(out, "\xef\xbb\xbf");
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!export_column_leaves(i, profile))
			continue;
		if (i > 0)
			buf_char(out, ',');
		buf_text(out, english ? columns[i].key : columns[i].zh);
	}
	buf_text(out, "\r\n");
}

/* The first column leaves under every profile: it is the ticket's number. */
void export_csv_row(struct buf *out, enum export_profile profile, const struct export_record *record)
{
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!export_column_leaves(i, profile))
			continue;
		if (i > 0)
			buf_char(out, ',');
		if (!add_plain(out, record, i))
			export_csv_cell(out, word_at(record, i));
	}
	buf_text(out, "\r\n");
}

static void add_json_value(struct buf *out, const struct export_record *record, size_t i)
{
	bool bare = columns[i].type == COLUMN_NUMBER;

	if (columns[i].type == COLUMN_TEXT || columns[i].type >= COLUMN_KIND) {
		buf_json(out, word_at(record, i));
		return;
	}
	if (!bare)
		buf_char(out, '"');
	add_plain(out, record, i);
	if (!bare)
		buf_char(out, '"');
}

void export_json_row(struct buf *out, enum export_profile profile, const struct export_record *record)
{
	buf_char(out, '{');
	for (size_t i = 0; i < COLUMNS; i++) {
		if (!export_column_leaves(i, profile))
			continue;
		if (i > 0)
			buf_char(out, ',');
		buf_json(out, columns[i].key);
		buf_char(out, ':');
		add_json_value(out, record, i);
	}
	buf_text(out, "}\n");
}

/* ---- one by one, for spreadsheets ------------------------------------------------------------------------------------ */

size_t export_columns(void)
{
	return COLUMNS;
}

const char *export_column_key(size_t i)
{
	return columns[i].key;
}

const char *export_column_name(size_t i, bool english)
{
	return english ? columns[i].en : columns[i].zh;
}

const char *export_column_type(size_t i)
{
	return types[columns[i].type];
}

/* What somebody wrote; numbers and versions are ours. */
bool export_column_leaves(size_t i, enum export_profile profile)
{
	static const char *const written[] = { "summary", "place", "company", "plate", "line" };

	for (size_t k = 0; profile == EXPORT_NO_TEXT && k < sizeof(written) / sizeof(written[0]); k++)
		if (strcmp(columns[i].key, written[k]) == 0)
			return false;
	return true;
}

static const char *visible(struct arena *arena, const char *text)
{
	struct buf out;

	if (!text || !strchr(text, '\xe2'))
		return text ? text : "";
	out = buf_new(arena, strlen(text) + 64);
	for (; *text; text += is_bidi(text) ? 3 : 1)
		add_visibly(&out, text);
	return out.text;
}

struct export_cell export_cell(struct arena *arena, const struct export_record *r, size_t i)
{
	struct buf out;

	switch (columns[i].type) {
	case COLUMN_NUMBER:
		return (struct export_cell){ EXPORT_CELL_NUMBER, "", number_at(r, i) };
	case COLUMN_TIME:
		return (struct export_cell){ EXPORT_CELL_TIME, "", *(const int64_t *)(const void *)((const char *)r + columns[i].offset) };
	case COLUMN_CODE6:
	case COLUMN_CODE4:
	case COLUMN_HASH:
		out = buf_new(arena, 80);
		add_plain(&out, r, i);
		return (struct export_cell){ EXPORT_CELL_TEXT, out.text, 0 };
	default:
		return (struct export_cell){ EXPORT_CELL_TEXT, visible(arena, word_at(r, i)), 0 };
	}
}
