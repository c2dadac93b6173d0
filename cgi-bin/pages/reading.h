/* Who looked at which ticket. First the record, then the look: what cannot be recorded is not shown. */
#ifndef PAGES_READING_H
#define PAGES_READING_H

#include "pages/staff_session.h"
#include "statements.h"

enum reading_how { READING_TICKET = 1, READING_FILE = 2 };

MUST_CHECK enum status reading_note(struct request *req, enum reading_how how, const struct ticket_row *ticket);

/* /audit/reading, /admin/reading: who read what, by person, ticket and period, and who reads unusually much without
 * having anything to do with it. */
extern const struct field reading_fields[];
enum status page_reading_show(struct request *req);

#endif
