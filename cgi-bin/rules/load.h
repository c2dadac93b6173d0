/* Loading province plugins: looked at before any of their code runs, then judged as objects. The one place that
 * knows dlopen. A refusal names the file and both sides' values and leaves that province to the national default.
 */
#ifndef RULES_LOAD_H
#define RULES_LOAD_H

#include "base/arena.h"
#include "base/status.h"
#include "province_rules.h"

#define RULES_LOADED_MAX 128	/* 31 provinces, several effective-dated versions of each */

struct rules_set {
	const struct province_rules *loaded[RULES_LOADED_MAX];
	size_t count;
	size_t refused;
};

/* Every NN_name.so of dir but the national one. Only a folder that cannot be read is an error. */
MUST_CHECK enum status rules_load(struct arena *arena, const char *dir, struct rules_set *set);
/* The rules of a region in force on a day; NULL: the national default. */
const struct province_rules *rules_for(const struct rules_set *set, uint32_t region, int32_t day);

#endif
