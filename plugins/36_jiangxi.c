/* Jiangxi: every matter is followed up; the Yangtze. */
#include "table_rules.h"

#define JIANGXI "江西省热线规则(文号待补): 100%回访"

static const struct table_sample samples[] = {
	{ "36.sample", 0, 0, 0, 0, 1000, JIANGXI },
};

TABLE_SAMPLE(samples)

static const struct rules_word words[] = {
	{ "plate", "赣", "赣" },
};

const struct province_rules province_rules = {
	TABLE_HEAD(360000, "江西省", "Jiangxi", "2026.11", JIANGXI),
	.flags = RULES_YANGTZE,
	TABLE_WORDS(words),
	.sample = table_sample_answer,
};
