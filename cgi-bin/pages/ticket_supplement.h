/* The person adds to the own ticket: words, pictures and papers, or either. Files are judged and made anew as those of the form are
 * (pages/attach.h) and count together with them. */
#ifndef PAGES_TICKET_SUPPLEMENT_H
#define PAGES_TICKET_SUPPLEMENT_H

#include "web/route.h"

extern const struct field supplement_fields[];

enum status page_supplement_act(struct request *req);

#endif
