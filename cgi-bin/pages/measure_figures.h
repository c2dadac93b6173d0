/* The indicators of a place and some months, as pages and reports read them. No figure here costs more than some months of one place. */
#ifndef PAGES_MEASURE_FIGURES_H
#define PAGES_MEASURE_FIGURES_H

#include "store/measure_store.h"

/* Whose figures: a place (0 the nation), whole or one piece that it is cut into. */
struct measure_scope {
	uint32_t place;
	enum measure_cut cut;
	const char *value;	/* "3102", "440300-01" …; "" whole */
};

/* Months as 202611, both ends included. */
struct measure_span {
	uint32_t from, until;
};

struct measure_figure {
	int64_t counted, hits;
};

struct measure_set {
	struct measure_figure of[MEASURE_END];
};

/* One piece of a place: below it, or of a cut. */
struct measure_piece {
	const char *value;	/* code of the place, or what it is cut by */
	struct measure_set set;
};

#define MEASURE_TREND_MONTHS 12

struct measure_report {
	struct measure_scope scope;
	struct measure_span span;
	struct measure_set now, before, year;	/* the span, the one before it, the same a year before */
	struct measure_set trend[MEASURE_TREND_MONTHS];	/* the twelve months that end with the span, oldest first */
};

/* "month", "quarter" or "year" around a month. */
struct measure_span measure_span_of(uint32_t month, const char *length);

MUST_CHECK enum status measure_report_load(struct db *db, struct arena *arena, const struct measure_scope *scope,
					   const struct measure_span *span, struct measure_report *report);
/* The places right below the scope's, or the pieces that its place is cut into; in the order of their code. */
MUST_CHECK enum status measure_parts(struct db *db, struct arena *arena, const struct measure_scope *scope, const struct measure_span *span,
				     struct measure_piece **pieces, size_t *count);
MUST_CHECK enum status measure_pieces(struct db *db, struct arena *arena, uint32_t place, enum measure_cut cut,
				      const struct measure_span *span, struct measure_piece **pieces, size_t *count);

/* How a figure changed: "+1.2" (points of a rate) or "+12.5%" (of a number); "–" where there was nothing to compare with. */
const char *measure_change(struct arena *arena, enum measure what, struct measure_figure now, struct measure_figure before);

#endif
