/* The promise of a ticket as template values: its rule, its days one by one, and a calendar picture of them.
 *
 * Promise.{Rule,Version,Source,Verified,Fallback,FromMs,DueMs,Extended,Text}
 * Promise.Days.N.{Day,Count,Why,Name} or .Text                    a line of the proof each
 * Promise.Months.M.{Day,Weeks.W.D.{Date,Marks.N.{Word,Class}}}    the weeks from filing to answer, Monday first; a cell
 *                                                                 without Date lies in another month
 * Promise.Sum.N.Text                                              the picture in words: how many days of each kind
 */
#ifndef PAGES_PROMISE_VIEW_H
#define PAGES_PROMISE_VIEW_H

#include "domain/ticket.h"
#include "pages/site.h"

/* How an event that counted clocks again moved the date of a stage, in words; NULL when it says nothing of that stage. */
const char *recount_text(struct request *req, struct bytes canonical, enum stage stage);
/* From the bytes of an event; false, and nothing set, when it carries no clock for the answer. */
bool view_promise(struct request *req, struct bytes canonical);

#endif
