/* Rounds; see rounds.h. */
#include "domain/rounds.h"

uint64_t rounds_from(const struct rounds *r)
{
	return r->going ? r->seen_id : r->before_id;
}

void rounds_reached(struct rounds *r, uint64_t id, bool more)
{
	if (!r->going)
		r->before_id = r->seen_id;
	r->seen_id = id;
	r->going = more;
}
