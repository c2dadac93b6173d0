/* Whether the office of a place works today, when it is open, and on which day it works next: asked of the province's rules in one
 * message. A day on which they have no opinion is what the calendar says; hours that nobody has published are not made up. Beside that, when the
 * telephone line of the place, or of the city above it, is answered.
 */
#ifndef PAGES_OFFICE_VIEW_H
#define PAGES_OFFICE_VIEW_H

#include "pages/site.h"

/* Office.{RegionName,Day,Works,Why,Name,Open,Next}, Office.Hours.{Given,Hours.N.{From,Until},Rule,Source,Verified}, Office.Line.{Known,Now,Verified} with
 * what view_spans gives, as of req->now_ms.
 * Nothing for a region there is none of. */
void view_office(struct request *req, uint32_t region);

#endif
