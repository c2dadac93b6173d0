/* The public home page: file, track, other numbers; and what a region's people should know at once. */
#include "pages/home.h"

#include "pages/portal_visit.h"

enum status page_home_show(struct request *req)
{
	visit_begin(req);
	return ST_OK;
}
