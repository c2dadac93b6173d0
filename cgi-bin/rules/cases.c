/* Reading golden cases; see cases.h. One table says which cells an operation has. */
#include "rules/cases.h"

#include <stdio.h>
#include <string.h>

#include "base/now.h"
#include "base/text.h"
#include "rules/ask.h"
#include "domain/clock.h"
#include "domain/ticket.h"

#define CELLS_MAX 16
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

struct reading {
	struct arena *arena;
	struct rules_facts *facts;
};

/* ---- one cell --------------------------------------------------------------------------------------------- */

static bool read_number(const char *cell, int64_t low, int64_t high, uint32_t *number)
{
	int64_t value;

	if (text_to_int(cell, low, high, &value) != ST_OK)
		return false;
	*number = (uint32_t)value;
	return true;
}

static bool read_kind(struct reading *r, const char *cell)
{
	r->facts->kind = (uint32_t)kind_from_word(cell);
	return r->facts->kind != 0;
}

static bool read_item(struct reading *r, const char *cell)
{
	if (!read_number(cell, 1000, 9999, &r->facts->item))
		return false;
	r->facts->domain = r->facts->item / 100;
	return true;
}

static bool read_region(struct reading *r, const char *cell)
{
	return read_number(cell, 110000, 659999, &r->facts->region);
}

static bool read_stage(struct reading *r, const char *cell)
{
	r->facts->stage = (uint32_t)stage_from_word(cell);
	return r->facts->stage != 0;
}

static bool is_date(int year, int month, int mday, int32_t *day)
{
	int y, m, d;

	*day = day_from_date(year, month, mday);
	date_from_day(*day, &y, &m, &d);
	return y == year && m == month && d == mday && year >= 1970;
}

/* 2026-04-18 */
static bool read_date(const char *cell, int32_t *day)
{
	int year, month, mday, end = 0;

	return sscanf(cell, "%4d-%2d-%2d%n", &year, &month, &mday, &end) == 3 && cell[end] == '\0' && end == 10 &&
	       is_date(year, month, mday, day);
}

/* 2026-04-18T10:30, Beijing time */
static bool read_time(const char *cell, int64_t *at_ms)
{
	int year, month, mday, hour, minute, end = 0;
	int32_t day;

	if (sscanf(cell, "%4d-%2d-%2dT%2d:%2d%n", &year, &month, &mday, &hour, &minute, &end) != 5 || cell[end] != '\0' || end != 16 ||
	    !is_date(year, month, mday, &day) || hour < 0 || hour > 23 || minute < 0 || minute > 59)
		return false;
	*at_ms = ms_of_day(day) + (hour * 60 + minute) * INT64_C(60000);
	return true;
}

static bool read_day(struct reading *r, const char *cell)
{
	if (!read_date(cell, &r->facts->day))
		return false;
	r->facts->filed_ms = r->facts->now_ms = ms_of_day(r->facts->day);
	return true;
}

static bool read_now(struct reading *r, const char *cell)
{
	return read_time(cell, &r->facts->now_ms);
}

static bool read_due(struct reading *r, const char *cell)
{
	return strcmp(cell, "-") == 0 || read_time(cell, &r->facts->due_ms);
}

/* returns=3, reworks=1, extensions=1, plate=37, filed=2026-01-05 */
static bool read_told(struct reading *r, const char *word)
{
	struct rules_facts *f = r->facts;
	const struct { const char *name; uint32_t *number; } counts[] = {
		{ "returns=", &f->returns }, { "reworks=", &f->reworks }, { "extensions=", &f->extensions }, { "plate=", &f->plate_province },
	};
	int32_t day;

	for (size_t i = 0; i < COUNT(counts); i++)
		if (text_starts(word, counts[i].name))
			return read_number(word + strlen(counts[i].name), 0, 99, counts[i].number);
	if (!text_starts(word, "filed=") || !read_date(word + strlen("filed="), &day))
		return false;
	f->filed_ms = f->now_ms = ms_of_day(day);
	return true;
}

static bool read_fact(struct reading *r, const char *word)
{
	static const struct { const char *word; uint32_t flag; } flags[] = {
		{ "life", RULES_LIFE_AT_RISK }, { "utilities", RULES_UTILITIES }, { "complex", RULES_COMPLEX },
		{ "confidential", RULES_CONFIDENTIAL }, { "dissatisfied", RULES_DISSATISFIED }, { "object", RULES_OBJECT_KNOWN },
	};

	for (size_t i = 0; i < COUNT(flags); i++) {
		if (strcmp(word, flags[i].word) != 0)
			continue;
		r->facts->flags |= flags[i].flag;
		return true;
	}
	return read_told(r, word);
}

/* Words between commas, or "-" for none. */
static bool read_facts(struct reading *r, const char *cell)
{
	char *rest = arena_strdup(r->arena, cell);
	const char *word;

	if (strcmp(cell, "-") == 0)
		return true;
	while ((word = strsep(&rest, ",")) != NULL)
		if (!read_fact(r, word))
			return false;
	return true;
}

/* The ministry's indicators in their order, per mille, between commas; those left out are 0. */
static bool read_indicators(struct reading *r, const char *cell)
{
	char *rest = arena_strdup(r->arena, cell);
	const char *word;
	size_t n = 0;

	while ((word = strsep(&rest, ",")) != NULL)
		if (n == COUNT(r->facts->indicator) || text_to_int(word, -1000000, 1000000, &r->facts->indicator[n++]) != ST_OK)
			return false;
	return true;
}

/* ---- one line ------------------------------------------------------------------------------------------------ */

struct column {
	const char *what;
	bool (*read)(struct reading *r, const char *cell);
};

#define KIND { "a kind", read_kind }
#define ITEM { "an item of four digits", read_item }
#define REGION { "a region of six digits", read_region }
#define STAGE { "a stage", read_stage }
#define FACTS { "facts between commas, or -", read_facts }
#define DAY { "a day such as 2026-04-18", read_day }
#define NOW { "a moment such as 2026-04-18T10:30", read_now }
#define DUE { "a moment such as 2026-04-18T10:30, or -", read_due }
#define INDICATORS { "numbers between commas", read_indicators }

static const struct shape {
	const char *word;
	uint32_t op;
	int answers;		/* cells of the answer */
	struct column told[8];	/* before them; ended by an empty one */
} shapes[] = {
	{ "clock", RULES_OP_CLOCK, 4, { KIND, ITEM, REGION, STAGE, FACTS } },
	{ "admit", RULES_OP_ADMIT, 3, { KIND, ITEM, REGION, FACTS } },
	{ "route", RULES_OP_ROUTE, 3, { KIND, ITEM, REGION, FACTS } },
	{ "workday", RULES_OP_WORKDAY, 2, { REGION, DAY } },
	{ "office_hours", RULES_OP_OFFICE_HOURS, 2, { REGION, DAY } },
	{ "escalate", RULES_OP_ESCALATE, 4, { KIND, ITEM, REGION, STAGE, FACTS, NOW, DUE } },
	{ "sample", RULES_OP_SAMPLE, 2, { KIND, ITEM, REGION, FACTS } },
	{ "score", RULES_OP_SCORE, 3, { REGION, INDICATORS } },
};

const char *rules_case_word(uint32_t op)
{
	for (size_t i = 0; i < COUNT(shapes); i++)
		if (shapes[i].op == op)
			return shapes[i].word;
	return "";
}

static const struct shape *shape_of(const char *word)
{
	for (size_t i = 0; i < COUNT(shapes); i++)
		if (strcmp(shapes[i].word, word) == 0)
			return &shapes[i];
	return kind_from_word(word) ? &shapes[0] : NULL;
}

static const char *join(struct arena *arena, char *const *cells, int count)
{
	struct buf all = buf_new(arena, 64);

	for (int i = 0; i < count; i++)
		buf_printf(&all, "%s%s", i > 0 ? " " : "", cells[i]);
	return all.text;
}

enum status rules_case_read(struct arena *arena, const char *line, int64_t now_ms, struct rules_case *c, const char **fault)
{
	struct reading r = { arena, &c->question.facts };
	char *cells[CELLS_MAX];
	char *rest = arena_strdup(arena, line);
	const struct shape *shape;
	int count = 0, at, told = 0;

	while (count < CELLS_MAX && (cells[count] = strsep(&rest, "\t")) != NULL)
		count++;
	shape = shape_of(cells[0]);
	*fault = "it begins with neither an operation nor a kind";
	if (!shape)
		return ST_INVALID;
	*c = (struct rules_case){ .source = "" };
	c->question.op = shape->op;
	c->question.facts = (struct rules_facts){ .size = sizeof(c->question.facts), .filed_ms = now_ms, .now_ms = now_ms };
	at = strcmp(cells[0], shape->word) == 0;
	while (told < 8 && shape->told[told].read)
		told++;
	*fault = arena_printf(arena, "%s has %d cells and one for its source, not %d", shape->word, at + told + shape->answers, count);
	if (rest || count < at + told + shape->answers || count > at + told + shape->answers + 1)
		return ST_INVALID;
	for (int i = 0; i < told; i++) {
		*fault = arena_printf(arena, "'%s' is not %s", cells[at + i], shape->told[i].what);
		if (!shape->told[i].read(&r, cells[at + i]))
			return ST_INVALID;
	}
	c->wanted = join(arena, cells + at + told, shape->answers);
	if (count > at + told + shape->answers)
		c->source = cells[count - 1];
	*fault = "its source is empty";
	return count > at + told + shape->answers && !*c->source ? ST_INVALID : ST_OK;
}

/* ---- the answer ---------------------------------------------------------------------------------------------- */

static const char *or_dash(const char *text)
{
	return *text ? text : "-";
}

static const char *hours_text(struct arena *arena, const struct rules_hours *h)
{
	struct buf all = buf_new(arena, 64);

	for (uint32_t i = 0; i < h->count; i++)
		buf_printf(&all, "%s%02u:%02u-%02u:%02u", i > 0 ? "," : "", h->from[i] / 60, h->from[i] % 60, h->until[i] / 60,
			   h->until[i] % 60);
	return h->count > 0 ? all.text : "closed";
}

static const char *values_text(struct arena *arena, uint32_t op, const union rules_any *any)
{
	static const char *const verdicts[] = { "?", "accept", "refer", "refuse", "ask_more" };
	static const char *const days[] = { "?", "worked", "off" };
	static const char *const cards[] = { "none", "green", "yellow", "red" };

	switch (op) {
	case RULES_OP_ADMIT:
		return arena_printf(arena, "%s %s", verdicts[any->admission.verdict], or_dash(any->admission.number));
	case RULES_OP_ROUTE:
		return arena_printf(arena, "%u %s", any->route.level, or_dash(any->route.unit));
	case RULES_OP_WORKDAY:
		return days[any->workday.worked];
	case RULES_OP_OFFICE_HOURS:
		return hours_text(arena, &any->hours);
	case RULES_OP_ESCALATE:
		return arena_printf(arena, "%u %u %s", any->escalation.step, any->escalation.level, cards[any->escalation.card]);
	case RULES_OP_SAMPLE:
		return arena_printf(arena, "%u", any->sample.per_mille);
	case RULES_OP_SCORE:
		return arena_printf(arena, "%.3f %.3f", any->score.points_milli / 1000.0, any->score.full_milli / 1000.0);
	default:
		return arena_printf(arena, "%d %s %s", any->clock.amount, clock_unit_word((int)any->clock.unit),
				    clock_start_word((int)any->clock.start));
	}
}

const char *rules_case_got(struct arena *arena, uint32_t op, const struct rules_answer *answer)
{
	struct buf nothing = buf_new(arena, 32);

	/* Judged already: what is OK is within its ranges. */
	if (answer->status == RULES_OK)
		return arena_printf(arena, "%s %s", values_text(arena, op, &answer->any), rules_because_of(op, &answer->any)->rule);
	for (size_t i = 0; i < COUNT(shapes); i++)
		for (int k = 1; shapes[i].op == op && k < shapes[i].answers; k++)
			buf_text(&nothing, "none ");
	buf_text(&nothing, answer->status == RULES_NO_OPINION ? "-" : "refused");
	return nothing.text;
}

const struct rules_because *rules_case_because(const struct rules_case *c, const struct rules_answer *answer)
{
	return rules_because_of(c->question.op, &answer->any);
}

bool rules_case_rests(const struct rules_case *c, const struct rules_answer *answer)
{
	const struct rules_because *because = rules_case_because(c, answer);

	if (!*c->source)
		return true;
	if (strcmp(c->source, "default") == 0)
		return answer->status != RULES_OK || !because->verified;
	return answer->status == RULES_OK && because->verified && strstr(because->source, c->source) != NULL;
}
