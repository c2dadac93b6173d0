/* Which replies of a unit are the same words as it gave to other matters (domain/print.h), within the time that prints are kept.
 *
 * One matter is a ticket with those that were grouped under it or merged into it: the reply that one gives for all is no copy, and one
 * to a ticket that left its group none of that to its leader.
 */
#ifndef STORE_COPIED_H
#define STORE_COPIED_H

#include "store/measure_store.h"

/* Writes the prints of these marks' replies, then says of each whether it is a copy. Within the caller's transaction. */
MUST_CHECK enum status copied_judge(struct db *db, struct arena *arena, struct measure_mark *marks, size_t count);

#endif
