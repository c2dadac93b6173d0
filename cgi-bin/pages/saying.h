/* What an administrator says from a day on, on a public ground: its day, its source, and the list of all that was ever said. */
#ifndef PAGES_SAYING_H
#define PAGES_SAYING_H

#include "pages/site.h"

#define SAYING_SOURCE_CHARS 100

/* The field from_day: today, or within a year. Errors of the request otherwise. */
int32_t saying_day(struct request *req);
/* What its form begins with. */
void saying_form(struct request *req);

struct saying {
	int32_t from_day;
	const char *source, *name;	/* the ground; who said it */
	int64_t made_ms;
	bool replaced;			/* by a later one for the same day */
};

/* Said.N.{Day,Source,By,MadeMs,Replaced} */
void saying_show(struct request *req, size_t n, const struct saying *saying);

#endif
