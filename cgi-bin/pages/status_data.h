/* What the status pages publish for machines. The keys and columns are a contract: they are only ever added to. */
#ifndef PAGES_STATUS_DATA_H
#define PAGES_STATUS_DATA_H

#include "web/route.h"

enum status page_status_json_show(struct request *req);
enum status page_status_csv_show(struct request *req);
enum status page_status_atom_show(struct request *req);
enum status page_months_csv_show(struct request *req);	/* /status/months.csv, /status/{region}/months.csv */
enum status page_badge_show(struct request *req);

#endif
