/* The table in which days off and make-up days are written down by hand, a day or a run of days a line.
 *
 *   # comment
 *   day                      scope  worked  name    status       source
 *   2027-10-01..2027-10-07   -      off     国庆节   announced    国办发明电〔2026〕…
 *   2027-10-09               4503   work    三月三补班
 *
 * scope: the first digits of a region code, as many as hold; "-" the nation. worked: off, work (or 0, 1, 休, 班).
 * status: announced (when left out) or provisional. Columns are parted by tabs, or by blanks in a line without a tab;
 * the source is the rest of the line. sql/seed/holidays.tsv is such a table. Pure: text in, rows and complaints out.
 */
#ifndef DOMAIN_CALENDAR_TABLE_H
#define DOMAIN_CALENDAR_TABLE_H

#include "domain/calendar.h"

struct calendar_entry {
	struct calendar_row row;
	const char *source;
	size_t line;		/* where it was written; 0: in no line */
};

struct calendar_complaint {
	size_t line;		/* 0: in no line */
	const char *what;	/* and what to do about it */
};

struct calendar_table {
	struct arena *arena;
	struct calendar_entry *entries;	/* ascending by day and scope */
	size_t count;
	size_t room;
	struct calendar_complaint *complaints;
	size_t complaint_count;
	size_t complaint_room;
};

#define CALENDAR_RUN_MAX 31	/* days of one line */
#define CALENDAR_NAME_CHARS 40	/* as the table in the database */
#define CALENDAR_SOURCE_CHARS 200
#define CALENDAR_YEAR_FIRST 2000
#define CALENDAR_YEAR_LAST 2099

/* source: for lines that name none. The text is taken apart in place. A line that is complained of gives no entry. */
void calendar_table_read(struct arena *arena, char *text, const char *source, struct calendar_table *table);
/* For those who read other forms (JSON): one entry more, checked as a line's would be; then order and doubles. */
void calendar_table_add(struct calendar_table *table, const struct calendar_entry *entry);
void calendar_table_complain(struct calendar_table *table, size_t line, const char *what);
void calendar_table_finish(struct calendar_table *table);
/* The rows alone, to look days up in. */
struct calendar calendar_of_table(const struct calendar_table *table);

#endif
