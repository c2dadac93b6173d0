/* Published counts of a place, from the tables of days and months, and how a page shows them.
 *
 * Nothing here adds up more than a day or reads more than what a place had in some months: a page costs the same after ten years.
 */
#ifndef PAGES_STATUS_FIGURES_H
#define PAGES_STATUS_FIGURES_H

#include "statements.h"
#include "web/request.h"

#define FIGURES 7

/* Of one row: taken, instant, closed, answered, on time, rated, satisfied. */
extern const char *const figure_keys[FIGURES];	/* "Taken" …, in a template */
extern const char *const figure_words[FIGURES];	/* "taken" …, in open data */
int64_t figure(const struct sum_row *row, size_t i);

/* A day so far, of the nation, a province, a city or a county. */
MUST_CHECK enum status figures_of_day(struct request *req, uint32_t region, int32_t day, struct sum_row *sum);
/* A month of a place; all zero when nothing was counted. */
MUST_CHECK enum status figures_of_month(struct request *req, uint32_t region, uint32_t month, struct sum_row *sum);
/* Of all that was ever taken, what has not ended yet. */
MUST_CHECK enum status figures_waiting(struct request *req, uint32_t region, int64_t *waiting);

void show_figures(struct request *req, const struct sum_row *row, const char *name);
/* Kinds.N.*, Domains.N.*: Name Taken Answered OnTime of a month. */
MUST_CHECK enum status show_shares(struct request *req, uint32_t region, uint32_t month);
/* Trend.N.*: the month and the eleven before it, oldest first, with the bars of a chart: Day Month X Y H and the figures. */
MUST_CHECK enum status show_trend(struct request *req, uint32_t region, uint32_t month);
/* Compare.{Now,Before,Year}.*: a month that is over, the one before it and the same one a year before; Day, figures, and how
 * what was taken changed to Now. */
MUST_CHECK enum status show_compare(struct request *req, uint32_t region, uint32_t month);
/* Parts.N.*: the places right below, with their figures and what waits. */
MUST_CHECK enum status show_parts(struct request *req, uint32_t region, uint32_t month);

#endif
