/* Ready operations over const tables: most provinces are numbers and need nothing else.
 *
 *	static const struct table_clock clocks[] = {
 *		{ "44.answer.inquiry", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 2, RULES_WORKING_DAY, RULES_FROM_NEXT_DAY, SOURCE },
 *	};
 *	TABLE_CLOCK(clocks)                      makes table_clock_answer, for .clock
 *
 * TABLE_ADMIT, TABLE_ROUTE, TABLE_UNITS, TABLE_WORKDAY, TABLE_HOURS, TABLE_ESCALATE, TABLE_SAMPLE and TABLE_SCORE do the same.
 * Of the rows that fit, the first one speaks; of clocks the earliest, of escalations the highest step. A fact that
 * no row fits is no opinion: the national default answers.
 *
 * A row without a rule or a source is refused: its table answers nothing but RULES_FAULT, and the conformance check names it.
 * Leave the row out, and the national default answers; where it must be there without a source, say TABLE_DEFAULT.
 */
#ifndef TABLE_RULES_H
#define TABLE_RULES_H

#include "province_rules.h"

#define TABLE_DEFAULT "default"		/* as a source: not known, shown as "default, unverified" */
#define TABLE_NONE_KNOWN "尚无已查明的本地规则，适用全国默认规则"	/* the source of a province that differs in facts alone */
#define TABLE_COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

/* The usual units of a clock: so many worked or natural days, counted from the next day. */
#define TABLE_WD RULES_WORKING_DAY, RULES_FROM_NEXT_DAY
#define TABLE_ND RULES_NATURAL_DAY, RULES_FROM_NEXT_DAY

/* 2026-04-18 as a day since 1970-01-01; a constant. */
#define TABLE_YEAR(y, m) ((y) - ((m) <= 2))
#define TABLE_DAY(y, m, d) \
	(365 * TABLE_YEAR(y, m) + TABLE_YEAR(y, m) / 4 - TABLE_YEAR(y, m) / 100 + TABLE_YEAR(y, m) / 400 + \
	 (153 * ((m) + ((m) > 2 ? -3 : 9)) + 2) / 5 + (d) - 719469)
#define TABLE_AT(hour, minute) ((hour) * 60 + (minute))

/* ---- what every table has ------------------------------------------------------------------------------- */

/* Cut where it does not fit, between characters. */
static inline void table_copy(char *to, size_t room, const char *from)
{
	size_t i = 0;

	for (; from && from[i] && i + 1 < room; i++)
		to[i] = from[i];
	while (i > 0 && from[i] && ((unsigned char)from[i] & 0xc0) == 0x80)
		i--;
	to[i] = '\0';
}

static inline int table_is_sourced(const char *source)
{
	static const char word[] = TABLE_DEFAULT;
	size_t i = 0;

	while (i < sizeof(word) && source[i] == word[i])
		i++;
	return i < sizeof(word);
}

static inline void table_because(struct rules_because *because, const char *rule, const char *source)
{
	because->verified = table_is_sourced(source) != 0;
	because->national = 0;
	table_copy(because->rule, sizeof(because->rule), rule);
	table_copy(because->source, sizeof(because->source), because->verified ? source : "");
}

/* Has each row a rule and a source? */
#define TABLE_IS_WHOLE(rows, count) \
	({ \
		size_t table_row = 0; \
		while (table_row < (count) && (rows)[table_row].rule && (rows)[table_row].rule[0] && \
		       (rows)[table_row].source && (rows)[table_row].source[0]) \
			table_row++; \
		table_row == (count); \
	})

/* The leading digits of a region's code, any number of them: 35, 3502, 350203; 350200 and 350000 mean all below. 0: anywhere. */
static inline int table_region_fits(uint32_t prefix, uint32_t region)
{
	uint32_t code = region;

	while (prefix && prefix % 100 == 0)
		prefix /= 100;
	while (prefix && code > prefix)
		code /= 10;
	return code == prefix || prefix == 0;
}

static inline int table_item_fits(uint32_t from, uint32_t until, uint32_t item)
{
	return until == 0 || (item >= from && item <= until);
}

/* The columns that say which matters a row is for; named alike in each table. */
#define TABLE_FITS(row, f) \
	(((row)->kind == 0 || (row)->kind == (f)->kind) && table_item_fits((row)->item_from, (row)->item_until, (f)->item) && \
	 ((f)->flags & (row)->flags) == (row)->flags && !((f)->flags & (row)->without) && \
	 table_region_fits((row)->region, (f)->region))

/* ---- admit: is this ours? --------------------------------------------------------------------------------- */

struct table_admit {
	const char *rule;
	uint32_t kind;		/* 0: any */
	uint32_t item_from;	/* 0 and 0: any item */
	uint32_t item_until;
	uint32_t flags;		/* all of these must be set in the facts */
	uint32_t verdict;	/* enum rules_verdict */
	uint32_t fields;	/* RULES_ASK_MORE: bits of fields[] */
	const char *number;	/* RULES_REFER; "" otherwise */
	const char *source;
	uint32_t region;	/* leading digits; 0 anywhere */
	uint32_t without;	/* none of these flags may be set */
	uint32_t phone_check;	/* enum rules_phone_check */
};

static inline int32_t table_admit_find(const struct table_admit *rows, size_t count, const struct rules_facts *facts,
				       struct rules_admission *answer)
{
	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	for (const struct table_admit *row = rows; row < rows + count; row++) {
		if (!TABLE_FITS(row, facts))
			continue;
		answer->verdict = row->verdict;
		answer->fields = row->fields;
		answer->phone_check = row->phone_check;
		table_copy(answer->number, sizeof(answer->number), row->number);
		table_because(&answer->because, row->rule, row->source);
		return RULES_OK;
	}
	return RULES_NO_OPINION;
}

/* ---- route: who is in charge? ------------------------------------------------------------------------------- */

struct table_route {
	const char *rule;
	uint32_t kind;
	uint32_t item_from;
	uint32_t item_until;
	uint32_t flags;
	uint32_t returns;	/* wrong dispatches so far, at least */
	uint32_t level;		/* 1 province, 2 city, 3 county */
	const char *unit;	/* code; "" when only the level is known */
	const char *joint_unit;
	const char *source;
	uint32_t region;
	uint32_t without;
};

static inline int32_t table_route_find(const struct table_route *rows, size_t count, const struct rules_facts *facts,
				       struct rules_route *answer)
{
	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	for (const struct table_route *row = rows; row < rows + count; row++) {
		if (!TABLE_FITS(row, facts) || facts->returns < row->returns)
			continue;
		answer->level = row->level;
		table_copy(answer->unit, sizeof(answer->unit), row->unit);
		table_copy(answer->joint_unit, sizeof(answer->joint_unit), row->joint_unit);
		table_because(&answer->because, row->rule, row->source);
		return RULES_OK;
	}
	return RULES_NO_OPINION;
}

/* The same from units[], for provinces whose responsible or reporting units are known by region. */
static inline int32_t table_units_find(const struct rules_unit_row *rows, size_t count, const char *rule, const char *source,
				       const struct rules_facts *facts, struct rules_route *answer)
{
	for (const struct rules_unit_row *row = rows; row < rows + count; row++) {
		if (!table_region_fits(row->region, facts->region) || !table_item_fits(row->item_from, row->item_until, facts->item))
			continue;
		answer->level = row->level;
		table_copy(answer->unit, sizeof(answer->unit), row->code);
		table_because(&answer->because, rule, source);
		return RULES_OK;
	}
	return RULES_NO_OPINION;
}

/* ---- clock: how long for this stage? ------------------------------------------------------------------------ */

struct table_clock {
	const char *rule;
	uint32_t stage;
	uint32_t kind;
	uint32_t item_from;
	uint32_t item_until;
	uint32_t flags;
	int32_t amount;
	uint32_t unit;
	uint32_t start;
	const char *source;
	uint32_t region;
	uint32_t without;
	uint32_t again;		/* RULES_STAGE_EXTEND: after so many extensions there is still one more; 0: one in all */
};

/* Only to compare rules with each other, a working day as a day and a half; the host counts for real. What has a source
 * comes before what has none, however long. */
static inline int64_t table_minutes(int32_t amount, uint32_t unit, int sourced)
{
	static const int64_t minutes[] = { 0, 1, 60, 1440, 2160 };

	return (int64_t)amount * minutes[unit <= RULES_WORKING_DAY ? unit : 0] + (sourced ? 0 : INT64_C(1) << 40);
}

static inline const struct table_clock *table_clock_first(const struct table_clock *rows, size_t count,
							  const struct rules_facts *facts, int64_t *minutes)
{
	const struct table_clock *best = 0;

	for (const struct table_clock *row = rows; row < rows + count; row++) {
		int64_t its = table_minutes(row->amount, row->unit, table_is_sourced(row->source));

		if (row->stage != facts->stage || !TABLE_FITS(row, facts) || (best && its >= *minutes) ||
		    (row->stage == RULES_STAGE_EXTEND && facts->extensions > row->again))
			continue;
		best = row;
		*minutes = its;
	}
	return best;
}

static inline int32_t table_clock_say(const struct table_clock *row, struct rules_clock *answer)
{
	answer->amount = row->amount;
	answer->unit = row->unit;
	answer->start = row->start;
	answer->note[0] = '\0';
	table_because(&answer->because, row->rule, row->source);
	return RULES_OK;
}

/* This table alone. */
static inline int32_t table_clock_find(const struct table_clock *rows, size_t count, const struct rules_facts *facts,
				       struct rules_clock *answer)
{
	const struct table_clock *row;
	int64_t minutes = 0;

	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	row = table_clock_first(rows, count, facts, &minutes);
	return row ? table_clock_say(row, answer) : RULES_NO_OPINION;
}

/* This table and the nation's law: where a national rule with a source is earlier, it applies here too. */
static inline int32_t table_clock_lawful(const struct table_clock *rows, size_t count, const struct rules_host *host,
					 const struct rules_facts *facts, struct rules_clock *answer)
{
	const struct table_clock *row;
	int64_t minutes = 0;

	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	row = table_clock_first(rows, count, facts, &minutes);
	if (!row)
		return RULES_NO_OPINION;
	if (host->national(host, RULES_OP_CLOCK, facts, answer) != RULES_OK || !answer->because.verified ||
	    table_minutes(answer->amount, answer->unit, 1) >= minutes)
		return table_clock_say(row, answer);
	answer->because.national = 1;
	return RULES_OK;
}

/* ---- workday: is this day worked here? Only what differs from the nation ------------------------------------- */

struct table_day {
	const char *rule;
	int32_t from;		/* TABLE_DAY; both inclusive */
	int32_t until;
	uint32_t worked;	/* RULES_DAY_WORKED, RULES_DAY_OFF */
	const char *name;
	const char *source;
	uint32_t region;
};

static inline int32_t table_workday_find(const struct table_day *rows, size_t count, const struct rules_facts *facts,
					 struct rules_workday *answer)
{
	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	for (const struct table_day *row = rows; row < rows + count; row++) {
		if (facts->day < row->from || facts->day > row->until || !table_region_fits(row->region, facts->region))
			continue;
		answer->worked = row->worked;
		table_copy(answer->note, sizeof(answer->note), row->name);
		table_because(&answer->because, row->rule, row->source);
		return RULES_OK;
	}
	return RULES_NO_OPINION;
}

/* ---- office_hours: by season; whether the day is worked at all is another question ----------------------------- */

struct table_hours {
	const char *rule;
	uint32_t from;		/* 501: 1 May; both inclusive, and may run over the new year */
	uint32_t until;
	uint32_t open[8];	/* pairs of TABLE_AT(hour, minute), Beijing time; 0 0 ends */
	const char *source;
	uint32_t region;
};

/* Month and day of a day since 1970-01-01, as 501: the inverse of TABLE_DAY. */
static inline uint32_t table_month_day(int32_t day)
{
	int32_t n = day + 719468;
	int32_t era = (n >= 0 ? n : n - 146096) / 146097;
	int32_t in_era = n - era * 146097;
	int32_t year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int32_t in_year = in_era - (365 * year + year / 4 - year / 100);
	int32_t month = (5 * in_year + 2) / 153;

	return (uint32_t)((month < 10 ? month + 3 : month - 9) * 100 + in_year - (153 * month + 2) / 5 + 1);
}

static inline int table_season_fits(const struct table_hours *row, uint32_t at)
{
	return row->from <= row->until ? at >= row->from && at <= row->until : at >= row->from || at <= row->until;
}

static inline int32_t table_hours_find(const struct table_hours *rows, size_t count, const struct rules_facts *facts,
				       struct rules_hours *answer)
{
	uint32_t at = table_month_day(facts->day);

	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	for (const struct table_hours *row = rows; row < rows + count; row++) {
		if (!table_season_fits(row, at) || !table_region_fits(row->region, facts->region))
			continue;
		for (answer->count = 0; answer->count < 4 && row->open[2 * answer->count + 1]; answer->count++) {
			answer->from[answer->count] = row->open[2 * answer->count];
			answer->until[answer->count] = row->open[2 * answer->count + 1];
		}
		table_because(&answer->because, row->rule, row->source);
		return RULES_OK;
	}
	return RULES_NO_OPINION;
}

/* ---- escalate: who hears of it now? ------------------------------------------------------------------------------ */

enum table_when {
	TABLE_WHENEVER = 0,
	TABLE_WITHIN = 1,	/* due within so many worked days, or overdue */
	TABLE_OVERDUE = 2,	/* since so many worked days; 0: from the moment on */
};

struct table_escalate {
	const char *rule;
	uint32_t stage;		/* 0: any */
	uint32_t kind;
	uint32_t item_from;
	uint32_t item_until;
	uint32_t flags;
	uint32_t returns;	/* at least */
	uint32_t reworks;	/* at least */
	uint32_t when;		/* enum table_when */
	int32_t days;
	uint32_t step;
	uint32_t level;		/* 1 province, 2 city, 3 county; 0: the national default's */
	uint32_t card;		/* RULES_CARD_NONE: the national default's */
	const char *source;
	uint32_t region;
	uint32_t without;
};

static inline int32_t table_day_of_ms(int64_t at_ms)
{
	return (int32_t)((at_ms + 8 * 3600000) / 86400000);
}

static inline int table_when_fits(const struct table_escalate *row, const struct rules_host *host, const struct rules_facts *f)
{
	int32_t today = table_day_of_ms(f->now_ms);
	int32_t due = table_day_of_ms(f->due_ms);

	if (row->when == TABLE_WHENEVER)
		return 1;
	if (f->due_ms == 0)
		return 0;
	if (row->when == TABLE_WITHIN)
		return f->now_ms > f->due_ms || host->workday_add(host, today, row->days) >= due;
	return f->now_ms > f->due_ms && (row->days == 0 || host->workday_add(host, due, row->days) <= today);
}

/* Starts from what the nation says of time, and looks again at midnight or at the deadline, whichever is first. */
static inline int32_t table_escalate_find(const struct table_escalate *rows, size_t count, const struct rules_host *host,
					  const struct rules_facts *facts, struct rules_escalation *answer)
{
	const struct table_escalate *best = 0;
	int64_t midnight = ((int64_t)table_day_of_ms(facts->now_ms) + 1) * 86400000 - 8 * 3600000;

	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	for (const struct table_escalate *row = rows; row < rows + count; row++)
		if ((row->stage == 0 || row->stage == facts->stage) && TABLE_FITS(row, facts) && facts->returns >= row->returns &&
		    facts->reworks >= row->reworks && table_when_fits(row, host, facts) && (!best || row->step > best->step))
			best = row;
	if (!best || host->national(host, RULES_OP_ESCALATE, facts, answer) != RULES_OK)
		return RULES_NO_OPINION;
	if (best->step > answer->step)
		answer->step = best->step;
	if (best->level)
		answer->level = best->level;
	if (best->card != RULES_CARD_NONE)
		answer->card = best->card;
	if (facts->due_ms)
		answer->next_check_ms = facts->now_ms < facts->due_ms && facts->due_ms < midnight ? facts->due_ms : midnight;
	table_because(&answer->because, best->rule, best->source);
	return RULES_OK;
}

/* ---- sample: how much of this class is followed up? ----------------------------------------------------------------- */

struct table_sample {
	const char *rule;
	uint32_t kind;
	uint32_t item_from;
	uint32_t item_until;
	uint32_t flags;
	uint32_t per_mille;	/* 1000: all */
	const char *source;
	uint32_t region;
	uint32_t without;
};

static inline int32_t table_sample_find(const struct table_sample *rows, size_t count, const struct rules_facts *facts,
					struct rules_sample *answer)
{
	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	for (const struct table_sample *row = rows; row < rows + count; row++) {
		if (!TABLE_FITS(row, facts))
			continue;
		answer->per_mille = row->per_mille;
		table_because(&answer->because, row->rule, row->source);
		return RULES_OK;
	}
	return RULES_NO_OPINION;
}

/* ---- score: points of each indicator, straight between worst and best -------------------------------------------------- */

struct table_score {
	const char *rule;
	uint32_t indicator;	/* its place in the facts: enum rules_indicator */
	int32_t full_milli;	/* thousandths of a point at best */
	int32_t worst;		/* value that earns nothing; may be above best */
	int32_t best;
	const char *source;
};

static inline int32_t table_part(const struct table_score *row, int64_t value)
{
	int64_t low = row->worst < row->best ? row->worst : row->best;
	int64_t high = row->worst < row->best ? row->best : row->worst;

	value = value < low ? low : value > high ? high : value;
	return (int32_t)((value - row->worst) * row->full_milli / ((int64_t)row->best - row->worst));
}

/* rule: of the whole formula, which is verified only if every part is. */
static inline int32_t table_score_find(const struct table_score *rows, size_t count, const char *rule,
				       const struct rules_facts *facts, struct rules_score *answer)
{
	const char *source = rows[0].source;

	if (!TABLE_IS_WHOLE(rows, count))
		return RULES_FAULT;
	for (size_t i = 0; i < count && i < 16; i++) {
		if (rows[i].indicator >= 16 || rows[i].best == rows[i].worst)
			return RULES_FAULT;
		answer->part_milli[i] = table_part(&rows[i], facts->indicator[rows[i].indicator]);
		answer->points_milli += answer->part_milli[i];
		answer->full_milli += rows[i].full_milli;
		answer->parts++;
		if (!table_is_sourced(rows[i].source))
			source = TABLE_DEFAULT;
	}
	table_because(&answer->because, rule, source);
	return RULES_OK;
}

/* ---- from a table to an operation -------------------------------------------------------------------------------------- */

#define TABLE_OPERATION(name, type, ...) \
	static int32_t name(const struct rules_host *host, const struct rules_facts *facts, struct type *answer) \
	{ \
		(void)host; \
		return __VA_ARGS__; \
	}

#define TABLE_ADMIT(rows) \
	TABLE_OPERATION(table_admit_answer, rules_admission, table_admit_find(rows, TABLE_COUNT(rows), facts, answer))
#define TABLE_ROUTE(rows) \
	TABLE_OPERATION(table_route_answer, rules_route, table_route_find(rows, TABLE_COUNT(rows), facts, answer))
/* Makes table_route_answer too, from units[]. */
#define TABLE_UNITS(rows, rule, source) \
	TABLE_OPERATION(table_route_answer, rules_route, table_units_find(rows, TABLE_COUNT(rows), rule, source, facts, answer))
#define TABLE_CLOCK(rows) \
	TABLE_OPERATION(table_clock_answer, rules_clock, table_clock_lawful(rows, TABLE_COUNT(rows), host, facts, answer))
#define TABLE_WORKDAY(rows) \
	TABLE_OPERATION(table_workday_answer, rules_workday, table_workday_find(rows, TABLE_COUNT(rows), facts, answer))
#define TABLE_HOURS(rows) \
	TABLE_OPERATION(table_hours_answer, rules_hours, table_hours_find(rows, TABLE_COUNT(rows), facts, answer))
#define TABLE_ESCALATE(rows) \
	TABLE_OPERATION(table_escalate_answer, rules_escalation, table_escalate_find(rows, TABLE_COUNT(rows), host, facts, answer))
#define TABLE_SAMPLE(rows) \
	TABLE_OPERATION(table_sample_answer, rules_sample, table_sample_find(rows, TABLE_COUNT(rows), facts, answer))
#define TABLE_SCORE(rows, rule) \
	TABLE_OPERATION(table_score_answer, rules_score, table_score_find(rows, TABLE_COUNT(rows), rule, facts, answer))

/* A table with its length, for the object. */
#define TABLE_WORDS(rows) .words = (rows), .word_count = TABLE_COUNT(rows)
#define TABLE_FIELDS(rows) .fields = (rows), .field_count = TABLE_COUNT(rows)
#define TABLE_UNIT_ROWS(rows) .units = (rows), .unit_count = TABLE_COUNT(rows)
#define TABLE_REFERRALS(rows) .referrals = (rows), .referral_count = TABLE_COUNT(rows)

/* A row of units[]: a county that stands directly under its province and answers for itself. */
#define TABLE_DIRECT_COUNTY(code, zh) { #code, (zh), (code), 3, 0, 0 }
/* A row of words[]: what the level below the province is called where some of it are autonomous prefectures. */
#define TABLE_CITIES_AND_PREFECTURES { "region.prefecture", "市、州", "City or prefecture" }

/* The head of an object: everything that is the same in each. */
#define TABLE_HEAD(code, zh, en, ver, src) \
	.magic = PROVINCE_RULES_MAGIC, .size = sizeof(struct province_rules), .abi_major = PROVINCE_RULES_MAJOR, \
	.abi_minor = PROVINCE_RULES_MINOR, .province = (code), .name = (zh), .name_en = (en), .version = (ver), .source = (src)

#endif
