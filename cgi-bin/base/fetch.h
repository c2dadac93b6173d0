/* Asking other machines. This and post.c are the only places that know libcurl.
 *
 * Every call ends within its time, follows no redirection and keeps no more of an answer than it says.
 */
#ifndef BASE_FETCH_H
#define BASE_FETCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"

/* Whether this address answers with 200 in time; what it says is not looked at. */
bool fetch_answers(const char *url, int64_t most_ms);

#endif
