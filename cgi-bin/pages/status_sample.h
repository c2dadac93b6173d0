/* /status/sample/{province}: the samples of periods as JSON: what was committed to and where in the log, and, when drawn, the secret and
 * the part of the log. Who knows the hash of a closing (any proof names one) sees by it whether that closing was drawn (domain/sample.h).
 */
#ifndef PAGES_STATUS_SAMPLE_H
#define PAGES_STATUS_SAMPLE_H

#include "web/request.h"

enum status page_status_sample_show(struct request *req);

#endif
