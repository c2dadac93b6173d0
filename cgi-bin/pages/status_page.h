/* The public status pages: whether the hotline is up, and what it did in the nation, a province, a city or a county. Reads
 * published counts only.
 */
#ifndef PAGES_STATUS_PAGE_H
#define PAGES_STATUS_PAGE_H

#include "web/route.h"

enum status page_status_show(struct request *req);	/* /status and /status/{region}: 2, 4 or 6 digits */
enum status page_bulletin_show(struct request *req);	/* …/bulletin/{month}: 202610, a month that is over */
enum status page_data_show(struct request *req);	/* /status/data: what the open data mean */

#endif
