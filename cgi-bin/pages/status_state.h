/* Is the hotline up: what the worker saw when it last asked each part, and what people wrote about faults and planned work. */
#ifndef PAGES_STATUS_STATE_H
#define PAGES_STATUS_STATE_H

#include "base/text.h"
#include "web/route.h"

enum part_state { PART_UNKNOWN, PART_DOWN, PART_WORK, PART_UP };

/* Also what is at hand at that moment by incidents. word: "up" "work" "down" "unknown", as in labels. */
const char *part_state_word(enum part_state state);

/* Of a place (0: the nation). State.*: Word for all together, Parts.N.{Part,Word,SinceMs}; Incidents.N.*: those to come and
 * at hand there, above and below. overall: the worst; may be NULL. */
MUST_CHECK enum status show_state(struct request *req, uint32_t region, enum part_state *overall);
/* "parts":[…],"incidents":[…] of the nation, for /status.json. */
MUST_CHECK enum status state_add_json(struct request *req, struct buf *out);

enum status page_incidents_show(struct request *req);	/* /status/incidents: the newest, with what was said */

#endif
