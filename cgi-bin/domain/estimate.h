/* What a sample says of the whole: shares with their 95 % interval. Pure.
 *
 * Of one stratum the interval is Wilson's, which holds for few answers too. Of all, strata count by their size (post-stratified mean,
 * normal interval with finite population correction); it needs two answers in each stratum that has anything.
 */
#ifndef DOMAIN_ESTIMATE_H
#define DOMAIN_ESTIMATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stratum {
	uint64_t whole;		/* closings in it */
	uint64_t drawn;
	uint64_t answered;	/* of those drawn */
	uint64_t satisfied;	/* of those that answered */
};

struct estimate {
	double share, low, high;	/* 0 … 1 */
};

/* False: nobody answered. */
bool estimate_one(const struct stratum *stratum, struct estimate *estimate);
/* False: a stratum has fewer than two answers. */
bool estimate_all(const struct stratum *strata, size_t count, struct estimate *estimate);

#endif
