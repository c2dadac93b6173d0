/* The public status page: nation, province, city; today and this month; which cities answer and when. Reads
 * published counts only.
 */
#ifndef PAGES_STATUS_PAGE_H
#define PAGES_STATUS_PAGE_H

#include "web/route.h"

enum status page_status_show(struct request *req);	/* /status and /status/{region}: 2, 4 or 6 digits */
enum status page_status_json_show(struct request *req);
enum status page_status_csv_show(struct request *req);
enum status page_status_atom_show(struct request *req);

#endif
