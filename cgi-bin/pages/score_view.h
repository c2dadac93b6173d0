/* The points that a province's own formula gives for the indicators of a place, a unit or another piece of it, and of the places
 * right below. Provinces without a formula have no points: none is made up.
 */
#ifndef PAGES_SCORE_VIEW_H
#define PAGES_SCORE_VIEW_H

#include "pages/measure_figures.h"
#include "web/view.h"

/* Score.{Points,Full,Missing,Parts.N,Rule,Version,Source,Verified,Places.N.{Name,Points,Missing}}; nothing without a formula. Points as
 * "96.500". Missing: indicators of which nothing was counted; what nobody could fail stands for reached. */
MUST_CHECK enum status view_score(struct request *req, const struct measure_report *report);

#endif
