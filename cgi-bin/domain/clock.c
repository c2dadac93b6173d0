/* Counting deadlines; see clock.h. */
#include "domain/clock.h"

#include <string.h>

#include "base/now.h"

static const char *const units[] = { "", "minute", "hour", "natural_day", "working_day" };
static const char *const starts[] = { "", "moment", "next_day" };

const char *clock_unit_word(int unit)
{
	return unit > 0 && unit < CLOCK_UNIT_END ? units[unit] : "";
}

const char *clock_start_word(int start)
{
	return start > 0 && start < CLOCK_START_END ? starts[start] : "";
}

static int from_word(const char *const *words, int end, const char *word)
{
	for (int i = 1; i < end; i++)
		if (word && strcmp(words[i], word) == 0)
			return i;
	return 0;
}

int clock_unit_from_word(const char *word)
{
	return from_word(units, CLOCK_UNIT_END, word);
}

int clock_start_from_word(const char *word)
{
	return from_word(starts, CLOCK_START_END, word);
}

static bool is_sane(const struct clock_rule *rule)
{
	bool days = rule->unit == CLOCK_NATURAL_DAY || rule->unit == CLOCK_WORKING_DAY;
	int32_t most = days ? CLOCK_DAYS_MAX : rule->unit == CLOCK_HOUR ? CLOCK_MINUTES_MAX / 60 : CLOCK_MINUTES_MAX;

	return rule->unit >= CLOCK_MINUTE && rule->unit < CLOCK_UNIT_END && rule->start >= CLOCK_FROM_MOMENT &&
	       rule->start < CLOCK_START_END && rule->amount >= 0 && rule->amount <= most;
}

/* At the end of a paused day the clock stood still. */
static bool is_paused(const struct clock_pause *pauses, size_t count, int32_t day)
{
	int64_t end = ms_of_day(day + 1) - 1;

	for (size_t i = 0; i < count; i++)
		if (pauses[i].from_ms <= end && end < pauses[i].until_ms)
			return true;
	return false;
}

/* ---- pauses --------------------------------------------------------------------------------------------- */

void clock_pauses_follow(struct clock_pauses *p, int64_t at_ms, bool waits)
{
	if (waits && !p->open && p->count < CLOCK_PAUSES_MAX) {
		p->all[p->count++] = (struct clock_pause){ at_ms, at_ms };
		p->open = true;
	} else if (!waits && p->open) {
		p->all[p->count - 1].until_ms = at_ms;
		p->open = false;
	}
}

size_t clock_pauses_since(const struct clock_pauses *p, int64_t since_ms, int64_t now_ms, struct clock_pause *found)
{
	size_t n = 0;

	for (size_t i = 0; i < p->count; i++) {
		if (p->all[i].from_ms < since_ms)
			continue;
		found[n] = p->all[i];
		if (p->open && i + 1 == p->count)
			found[n].until_ms = now_ms;
		n++;
	}
	return n;
}

/* ---- counting ------------------------------------------------------------------------------------------- */

struct counting {
	const struct calendar *calendar;
	uint32_t region;
	const struct clock_rule *rule;
	const struct clock_pause *pauses;
	size_t pause_count;
	struct buf *proof;	/* NULL: none is wanted */
	int provisional_year;
};

static void write_day(struct counting *c, int32_t day, const struct day_is *is, bool paused, bool counts, int32_t n)
{
	bool working = c->rule->unit == CLOCK_WORKING_DAY;
	int year, month, mday;

	date_from_day(day, &year, &month, &mday);
	if (working && !c->provisional_year && !calendar_is_settled(c->calendar, day))
		c->provisional_year = year;
	buf_printf(c->proof, "%04d-%02d-%02d ", year, month, mday);
	if (counts)
		buf_printf(c->proof, "%d ", n);
	else
		buf_text(c->proof, "- ");
	buf_text(c->proof, paused ? "paused" : working ? day_why_word(is->why) : "natural");
	if (working && *is->name)
		buf_printf(c->proof, " %s", is->name);
	buf_char(c->proof, '\n');
}

/* Whether the day counts. n: the number it would have. */
static bool count_day(struct counting *c, int32_t day, int32_t n)
{
	struct day_is is = calendar_day(c->calendar, c->region, day);
	bool paused = is_paused(c->pauses, c->pause_count, day);
	bool counts = !paused && (c->rule->unit != CLOCK_WORKING_DAY || is.worked);

	if (c->proof)
		write_day(c, day, &is, paused, counts, n);
	return counts;
}

static int64_t count_days(struct counting *c, int64_t from_ms)
{
	int32_t day = day_of_ms(from_ms);
	int64_t time_of_day = from_ms - ms_of_day(day);
	int32_t counted = 0;

	/* Bounded by the longest deadline and ten years of being paused. */
	for (int32_t i = 0; counted < c->rule->amount && i < CLOCK_DAYS_MAX * 10; i++)
		counted += count_day(c, ++day, counted + 1);
	if (c->rule->amount == 0)
		return from_ms;
	if (c->rule->start == CLOCK_FROM_MOMENT)
		return ms_of_day(day) + time_of_day;
	return ms_of_day(day + 1) - 1000;
}

static int64_t count_minutes(struct counting *c, int64_t from_ms)
{
	int64_t length = c->rule->amount * (c->rule->unit == CLOCK_HOUR ? 60 : 1) * MS_PER_MINUTE;
	int64_t due;

	if (c->rule->start == CLOCK_FROM_NEXT_DAY)
		from_ms = ms_of_day(day_of_ms(from_ms) + 1);
	due = from_ms + length;
	for (size_t i = 0; i < c->pause_count; i++) {
		int64_t begin = c->pauses[i].from_ms > from_ms ? c->pauses[i].from_ms : from_ms;

		if (begin < due && c->pauses[i].until_ms > begin)
			due += c->pauses[i].until_ms - begin;
	}
	if (c->proof)
		buf_printf(c->proof, "%d %s, days off included\n", c->rule->amount, clock_unit_word((int)c->rule->unit));
	return due;
}

enum status clock_due(struct arena *arena, const struct calendar *calendar, uint32_t region, const struct clock_rule *rule,
		      int64_t from_ms, const struct clock_pause *pauses, size_t pause_count, int64_t *due_ms, const char **proof)
{
	struct buf text;
	struct counting c = { .calendar = calendar, .region = region, .rule = rule, .pauses = pauses, .pause_count = pause_count };

	*due_ms = 0;
	if (proof)
		*proof = "";
	if (!is_sane(rule))
		return ST_INVALID;
	if (proof) {
		text = buf_new(arena, 512);
		c.proof = &text;
	}
	if (rule->unit == CLOCK_MINUTE || rule->unit == CLOCK_HOUR)
		*due_ms = count_minutes(&c, from_ms);
	else
		*due_ms = count_days(&c, from_ms);
	if (c.provisional_year)
		buf_printf(&text, "provisional %d\n", c.provisional_year);
	if (proof)
		*proof = text.text;
	return ST_OK;
}
