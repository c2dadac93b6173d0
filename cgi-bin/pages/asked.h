/* Is it a person? Asked on the last step of the public's form, and only while much is filed: from this address within an hour,
 * with this phone within a day, or by everybody within a minute (filing.asked_*). Nobody is refused by it.
 *
 * Two ways to answer, either will do: a proof of work that the browser's script finds by itself (domain/altcha.h), or a sum said in
 * words. The sum is derived from the visit's secret, the quarter hour and the wrong answers so far, so a page that shows it
 * changes nothing; a wrong answer makes it another sum. Only a filed matter counts, and a count is of a keyed
 * hash, in memory, without the ticket. Of a confidential matter the address is not looked at: those count together.
 */
#ifndef PAGES_ASKED_H
#define PAGES_ASKED_H

#include "pages/portal_visit.h"
#include "web/fields.h"

#define ASKED_FIELDS { "altcha", FIELD_LINE, 0, 1000 }, { "answer", FIELD_LINE }, { "asked", FIELD_LINE }

/* Asked.* for asked.cs, or nothing when it is calm. */
MUST_CHECK enum status asked_show(struct request *req, const struct draft *draft);
/* ST_INVALID, told beside the field: it must be answered first, or anew. Costs no more than the question whether it is calm. */
MUST_CHECK enum status asked_judge(struct request *req, struct draft *draft);
/* One more was filed. */
void asked_count(struct request *req, const struct draft *draft);

/* How often something else was done from this address within the hour, counted by its word; and once more. */
uint32_t asked_from_address(const struct request *req, const char *what);
void asked_count_address(const struct request *req, const char *what);

/* How many this phone filed in 24 hours, at most `most`; 0 without a phone. */
MUST_CHECK enum status asked_phone(struct request *req, const struct draft *draft, int64_t most, int64_t *filed);

#endif
