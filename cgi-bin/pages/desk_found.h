/* What was typed into the queue's box: a ticket's number, a telephone number as it was given, or words of the matter. */
#ifndef PAGES_DESK_FOUND_H
#define PAGES_DESK_FOUND_H

#include "pages/desk_filter.h"
#include "pages/staff_session.h"
#include "store/search_store.h"

struct desk_found {
	bool asked;		/* something was typed */
	bool common;		/* so many hold it that the queue's rows are looked at one after the other */
	const char *ids;	/* else all that may: "[1,2]", */
	struct queue_found_out *rows;	/* and those of them that fit, in the queue's order */
	size_t count;
	struct search search;
};

MUST_CHECK enum status desk_find(struct request *req, const struct desk_filter *filter, struct desk_found *found);

#endif
