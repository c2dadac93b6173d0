/* How often something happened lately, by key, in one file that all processes of a program map: no database, no lock.
 *
 * A key is 64 bits that mean nothing to whoever reads the file (its maker hashes them with a secret), and a count dies with
 * its window. The table has a fixed size: when many keys come at once the smallest counts make room. Two processes
 * that begin a key at the same moment may count one too few; nobody is refused by these counts, they only tell when to ask.
 */
#ifndef BASE_RATE_H
#define BASE_RATE_H

#include <stdint.h>

struct rate;

/* Makes the file when there is none of this size. NULL (logged): cannot. Mapped until the process ends. */
struct rate *rate_open(const char *path);
/* key: not 0. How often it was counted in the window that ends at until_s; 0 for a window that is over. */
uint32_t rate_seen(const struct rate *rate, uint64_t key, uint32_t now_s);
/* Once more. until_s: seconds since 1970 when the window ends. */
void rate_count(struct rate *rate, uint64_t key, uint32_t until_s, uint32_t now_s);

#endif
