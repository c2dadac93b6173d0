/* Looking items up; see item.h. */
#include "domain/item.h"

#include <string.h>

#include "domain/ticket.h"

const struct item *item_find(const struct items *items, uint32_t code)
{
	for (size_t i = 0; i < items->count; i++)
		if (items->rows[i].item == code)
			return &items->rows[i];
	return NULL;
}

bool item_takes(const struct item *item, int kind)
{
	static const char letters[] = { [KIND_COMPLAINT] = 'c', [KIND_INQUIRY] = 'i', [KIND_SUGGESTION] = 's' };

	if (kind <= 0 || kind >= KIND_END || item_is_domain(item))
		return false;
	return strchr(item->kinds, letters[kind]) != NULL;
}
