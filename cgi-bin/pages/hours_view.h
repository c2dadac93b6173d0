/* When a telephone line is answered, as template values. */
#ifndef PAGES_HOURS_VIEW_H
#define PAGES_HOURS_VIEW_H

#include "domain/hours.h"
#include "pages/site.h"

/* AT.{Always,Same}, AT.Work.N.{From,Until}, AT.Off.N.{From,Until}: all day every day; on days off as on working days. */
void view_spans(struct request *req, const char *at, const struct hours *workdays, const struct hours *days_off);
/* The same of two texts that hours_text made. */
void view_hours(struct request *req, const char *at, const char *workdays, const char *days_off);

#endif
