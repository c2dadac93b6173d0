/* Demands as template values, on the ticket screen and in the list of what is open. */
#ifndef PAGES_DEMAND_VIEW_H
#define PAGES_DEMAND_VIEW_H

#include "pages/desk_list.h"
#include "store/demand_store.h"

/* Demands.N.{Kind,Number,UnitName,Days,AskedMs,AskedBy,DueMs,Due,AnsweredMs,Outcome}: newest first. Open: 1 when one is. */
MUST_CHECK enum status view_demands(struct request *req, const struct demand_list *demands);
/* AT.{Kind,Number,UnitName,Days,AskedMs,AskedBy,DueMs,Due,AnsweredMs,Outcome}; Due is a word of the labels due. */
MUST_CHECK enum status view_demand(struct request *req, const struct demand *demand, const char *at);

#endif
