/* Open311 GeoReport v2: discovery and the service list; requests are not served yet. XML and JSON; the extension picks. */
#ifndef PAGES_API_OPEN311_H
#define PAGES_API_OPEN311_H

#include "web/route.h"

enum status page_api_discovery_show(struct request *req);
enum status page_api_services_show(struct request *req);

#endif
