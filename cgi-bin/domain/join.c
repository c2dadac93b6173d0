/* Which matters a person may join; see join.h. */
#include "domain/join.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "domain/alike.h"
#include "domain/ticket.h"

#define PLACE_WINDOW_MS (7 * MS_PER_DAY)	/* longer ago something else may be wrong there */
#define ALIKE_PLACE 600				/* thousandths: one crossing named from either road has 700, two gates of one station 500 */

bool join_same_kind(const struct join_facts *a, const struct join_facts *b)
{
	return a->kind == b->kind && a->item == b->item && region_city(a->region) == region_city(b->region);
}

static bool differ(const char *a, const char *b)
{
	return *a && *b && strcmp(a, b) != 0;
}

static bool equal(const char *a, const char *b)
{
	return *a && strcmp(a, b) == 0;
}

static bool alike_places(struct arena *arena, const char *a, const char *b)
{
	struct alike of_a = alike_of(arena, a);
	struct alike of_b = alike_of(arena, b);

	return alike_permille(&of_a, &of_b) >= ALIKE_PLACE;
}

static bool same_line(struct arena *arena, const struct join_facts *a, const struct join_facts *b)
{
	return equal(a->line, b->line) && !differ(a->plate, b->plate) && day_of_ms(a->at_ms) == day_of_ms(b->at_ms) &&
	       (!*a->place || !*b->place || alike_places(arena, a->place, b->place));
}

static bool same_place(struct arena *arena, const struct join_facts *a, const struct join_facts *b)
{
	return *a->place && *b->place && !*a->plate && !*b->plate && !*a->line && !*b->line &&
	       llabs(a->at_ms - b->at_ms) <= PLACE_WINDOW_MS && alike_places(arena, a->place, b->place);
}

enum join_because join_because(struct arena *arena, const struct join_facts *a, const struct join_facts *b)
{
	if (!join_same_kind(a, b))
		return JOIN_NOT;
	if (equal(a->plate, b->plate) && llabs(a->at_ms - b->at_ms) <= MS_PER_DAY)
		return JOIN_PLATE;
	if (same_line(arena, a, b))
		return JOIN_LINE;
	return same_place(arena, a, b) ? JOIN_PLACE : JOIN_NOT;
}
