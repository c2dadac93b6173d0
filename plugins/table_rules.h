/* Ready operations over const tables: most provinces are numbers and need nothing else.
 *
 *	static const struct table_clock clocks[] = {
 *		{ "44.answer.inquiry", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 2, RULES_WORKING_DAY, RULES_FROM_NEXT_DAY, SOURCE },
 *	};
 *	TABLE_CLOCK(clocks)                      makes table_clock_answer, for .clock
 *
 * Of the rows that fit the facts the earliest deadline applies: fewer minutes, a working day counted as a day and a half.
 * A row without a source is refused by the conformance check: leave it out, and the national default answers.
 */
#ifndef TABLE_RULES_H
#define TABLE_RULES_H

#include "province_rules.h"

struct table_clock {
	const char *rule;
	uint32_t stage;
	uint32_t kind;		/* 0: any */
	uint32_t item_from;	/* 0 and 0: any item */
	uint32_t item_until;
	uint32_t flags;		/* all of these must be set in the facts */
	int32_t amount;
	uint32_t unit;
	uint32_t start;
	const char *source;
};

static inline void table_copy(char *to, size_t room, const char *from)
{
	size_t i = 0;

	for (; from && from[i] && i + 1 < room; i++)
		to[i] = from[i];
	to[i] = '\0';
}

static inline void table_because(struct rules_because *because, const char *rule, const char *source)
{
	table_copy(because->rule, sizeof(because->rule), rule);
	table_copy(because->source, sizeof(because->source), source);
	because->verified = source && source[0];
}

static inline int table_clock_fits(const struct table_clock *row, const struct rules_facts *f)
{
	return row->stage == f->stage && (row->kind == 0 || row->kind == f->kind) &&
	       (row->item_until == 0 || (f->item >= row->item_from && f->item <= row->item_until)) &&
	       (row->flags & f->flags) == row->flags;
}

/* Only to compare rows of one table; the host counts for real. */
static inline int64_t table_minutes(const struct table_clock *row)
{
	static const int64_t minutes[] = { 0, 1, 60, 1440, 2160 };

	return (int64_t)row->amount * minutes[row->unit <= RULES_WORKING_DAY ? row->unit : 0];
}

static inline int32_t table_clock_find(const struct table_clock *rows, size_t count, const struct rules_facts *facts,
				       struct rules_clock *answer)
{
	const struct table_clock *best = 0;

	for (size_t i = 0; i < count; i++)
		if (table_clock_fits(&rows[i], facts) && (!best || table_minutes(&rows[i]) < table_minutes(best)))
			best = &rows[i];
	if (!best)
		return RULES_NO_OPINION;
	answer->amount = best->amount;
	answer->unit = best->unit;
	answer->start = best->start;
	table_because(&answer->because, best->rule, best->source);
	return RULES_OK;
}

#define TABLE_COUNT(rows) (sizeof(rows) / sizeof((rows)[0]))

#define TABLE_CLOCK(rows) \
	static int32_t table_clock_answer(const struct rules_host *host, const struct rules_facts *facts, \
					  struct rules_clock *answer) \
	{ \
		(void)host; \
		return table_clock_find(rows, TABLE_COUNT(rows), facts, answer); \
	}

/* The head of an object: everything that is the same in each. */
#define TABLE_HEAD(code, zh, en, ver, src) \
	.magic = PROVINCE_RULES_MAGIC, .size = sizeof(struct province_rules), .abi_major = PROVINCE_RULES_MAJOR, \
	.abi_minor = PROVINCE_RULES_MINOR, .province = (code), .name = (zh), .name_en = (en), .version = (ver), .source = (src)

#endif
