/* The promise of a ticket as template values: its rule, its days one by one, and a calendar picture of them.
 *
 * Promise.{Rule,Version,Source,Verified,Fallback,FromMs,DueMs,Extended}
 * Promise.Remarks.N                                               what the proof says beside its days
 * Promise.Days.N.{Day,Count,Why,Name}                             PROMISE_DAYS: the days of the proof, one by one
 * Promise.Months.M.{Day,Weeks.W.D.{Class,Words}}                  PROMISE_CALENDAR: the weeks from filing to answer; a week is how
 *                                                                 many cells of the month before it begins with, a D its
 *                                                                 date; none of more than half a year
 * Promise.Sum.N.{Class,Text}                                      ... and in words: how many days of each kind
 */
#ifndef PAGES_PROMISE_VIEW_H
#define PAGES_PROMISE_VIEW_H

#include "domain/ticket.h"
#include "pages/site.h"

/* How an event that counted clocks again moved the date of a stage, in words; NULL when it says nothing of that stage. */
const char *recount_text(struct request *req, struct bytes canonical, enum stage stage);
enum promise_part { PROMISE_CALENDAR = 1, PROMISE_DAYS = 2 };
/* From the bytes of an event, with those parts; false, and nothing set, when it carries no clock for the answer. */
bool view_promise(struct request *req, struct bytes canonical, unsigned parts);

#endif
