/* Is the hotline up: what the worker saw when it last asked each part, and what people wrote about faults and planned work. */
#ifndef PAGES_STATUS_STATE_H
#define PAGES_STATUS_STATE_H

#include "web/route.h"

enum part_state { PART_UNKNOWN, PART_DOWN, PART_WORK, PART_UP };

/* Also what is at hand at that moment by incidents. word: "up" "work" "down" "unknown", as in labels. */
const char *part_state_word(enum part_state state);

/* State.*: Word for all together, Parts.N.{Part,Word,SinceMs}, AtMs; Incidents.N.*: those to come and at hand.
 * overall: the worst; may be NULL. */
MUST_CHECK enum status show_state(struct request *req, enum part_state *overall);

enum status page_incidents_show(struct request *req);	/* /status/incidents: the newest, with what was said */

#endif
