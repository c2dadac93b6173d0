/* Counting deadlines, with a line for each day counted or skipped and why.
 *
 * N working days from the next day are due at 23:59:59 of the Nth working day after the day of filing (filed on a day
 * off: the first working day after it is day 1). N natural days likewise over all days. From the moment, days end
 * at the same time of day. Minutes and hours run on the wall clock, days off included; from the next day
 * they begin at its midnight. While the person is waited for nothing runs: a day at whose end the clock stood
 * still is not counted; minutes and hours move by the length of the pause.
 *
 * The proof is text, a line a day: "2026-10-01 - holiday 国庆节", "2026-10-08 1 workday", "2026-10-09 - paused";
 * a last "provisional 2027" names a year whose notice is not out; "kept 2027-02-19 23:59:59" a promise that a later
 * count does not take back (see due.h). Pure.
 */
#ifndef DOMAIN_CLOCK_H
#define DOMAIN_CLOCK_H

#include "base/text.h"
#include "domain/calendar.h"

enum clock_unit { CLOCK_MINUTE = 1, CLOCK_HOUR, CLOCK_NATURAL_DAY, CLOCK_WORKING_DAY, CLOCK_UNIT_END };
enum clock_start { CLOCK_FROM_MOMENT = 1, CLOCK_FROM_NEXT_DAY, CLOCK_START_END };

#define CLOCK_DAYS_MAX 400	/* of one deadline; more is a mistake */
#define CLOCK_MINUTES_MAX 1000000

struct clock_rule {
	int32_t amount;		/* 0: due at once */
	enum clock_unit unit;
	enum clock_start start;
};

struct clock_pause {
	int64_t from_ms;
	int64_t until_ms;
};

/* The times at which one ticket waited for its person, as its events go by. */
#define CLOCK_PAUSES_MAX 64

struct clock_pauses {
	struct clock_pause all[CLOCK_PAUSES_MAX];
	size_t count;
	bool open;		/* the last one has not ended */
};

/* For each event in turn: does the ticket wait for the person after it? */
void clock_pauses_follow(struct clock_pauses *pauses, int64_t at_ms, bool waits);
/* Those that began since then; an open one ends now. found: CLOCK_PAUSES_MAX. */
size_t clock_pauses_since(const struct clock_pauses *pauses, int64_t since_ms, int64_t now_ms, struct clock_pause *found);

/* ST_INVALID: amount, unit or start out of range. proof: in the arena; NULL when none is wanted. */
MUST_CHECK enum status clock_due(struct arena *arena, const struct calendar *calendar, uint32_t region,
				 const struct clock_rule *rule, int64_t from_ms,
				 const struct clock_pause *pauses, size_t pause_count,
				 int64_t *due_ms, const char **proof);

const char *clock_unit_word(int unit);		/* "working_day" */
const char *clock_start_word(int start);	/* "next_day" */
int clock_unit_from_word(const char *word);	/* 0: none */
int clock_start_from_word(const char *word);

#endif
