/* Shares and their intervals; see estimate.h. */
#include "domain/estimate.h"

#include <math.h>

#define Z95 1.959963984540054	/* of the normal distribution: 95 % lie within */

static double within(double share)
{
	return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* Wilson (1927): https://doi.org/10.1080/01621459.1927.10502953 */
bool estimate_one(const struct stratum *s, struct estimate *e)
{
	double n = (double)s->answered;
	double p, middle, half;

	if (s->answered == 0)
		return false;
	p = (double)s->satisfied / n;
	middle = (p + Z95 * Z95 / (2 * n)) / (1 + Z95 * Z95 / n);
	half = Z95 / (1 + Z95 * Z95 / n) * sqrt(p * (1 - p) / n + Z95 * Z95 / (4 * n * n));
	*e = (struct estimate){ p, within(middle - half), within(middle + half) };
	return true;
}

bool estimate_all(const struct stratum *strata, size_t count, struct estimate *e)
{
	double whole = 0, share = 0, variance = 0;

	for (size_t i = 0; i < count; i++)
		whole += (double)strata[i].whole;
	for (size_t i = 0; i < count; i++) {
		const struct stratum *s = &strata[i];
		double n = (double)s->answered, weight, p;

		if (s->whole == 0)
			continue;
		if (s->answered < 2)
			return false;
		weight = (double)s->whole / whole;
		p = (double)s->satisfied / n;
		share += weight * p;
		variance += weight * weight * (1 - n / (double)s->whole) * p * (1 - p) / (n - 1);
	}
	if (whole == 0)
		return false;
	*e = (struct estimate){ share, within(share - Z95 * sqrt(variance)), within(share + Z95 * sqrt(variance)) };
	return true;
}
