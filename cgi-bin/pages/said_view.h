/* What the rules decided about a ticket beside its clocks, as its events say: read back, never asked anew.
 *
 * Of each: Rule, Version, Source, Verified, Fallback, and Seq, the event that holds the decision; shown by templates/_said.cs.
 */
#ifndef PAGES_SAID_VIEW_H
#define PAGES_SAID_VIEW_H

#include "web/view.h"

/* Sample.{Word,PerMille,Draw,…}; false when this event decided no call back. */
bool view_sample(struct request *req, struct bytes canonical);

#endif
