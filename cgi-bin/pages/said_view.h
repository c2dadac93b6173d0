/* What the rules decided about a ticket beside its clocks, as its events say: read back, never asked anew.
 *
 * Of each: Rule, Version, Source, Verified, Fallback, and Seq, the event that holds the decision; shown by templates/_said.cs.
 */
#ifndef PAGES_SAID_VIEW_H
#define PAGES_SAID_VIEW_H

#include "web/view.h"

/* Escalation.{Card,Step,Level,Stage,AtMs,…}; false when this event told nobody. */
bool view_escalation(struct request *req, struct bytes canonical);
/* "黄牌 · 1 · 市级" of such an event, for the list of events; NULL of another one. */
const char *escalation_text(struct request *req, struct bytes canonical);
/* Sample.{Word,PerMille,Draw,…}; false when this event decided no call back. */
bool view_sample(struct request *req, struct bytes canonical);

#endif
