/* The taxonomy: domains of transport and the items below them, with what may be said of each.
 *
 * An item is four digits; the first two are its domain. Domains 71–79 are not ours: the item carries the
 * numbers of who is in charge. Loaded once at start, ascending by code; importable, so nothing in the code
 * knows a particular item.
 */
#ifndef DOMAIN_ITEM_H
#define DOMAIN_ITEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct item {
	uint32_t item;		/* 3101; a domain's own row is 3100 */
	uint32_t domain;	/* 31 */
	const char *name;
	const char *name_en;
	const char *kinds;	/* of c complaint, i inquiry, s suggestion */
	const char *refer;	/* numbers, best first, separated by spaces; "" when it is ours */
	const char *pinyin;	/* of the name, syllables between spaces; "" when not known */
};

struct items {
	const struct item *rows;
	size_t count;
};

/* NULL: no such item. */
const struct item *item_find(const struct items *items, uint32_t code);
/* May this item be filed with this kind (enum kind)? Never for a domain's own row. */
bool item_takes(const struct item *item, int kind);
static inline bool item_is_domain(const struct item *item)
{
	return item->item % 100 == 0;
}

#endif
