/* /audit/samples: the samples of periods within the auditor's reach, and of one that is drawn what was committed to, the seed, each stratum
 * with its response rate and interval, and the closings that were drawn.
 */
#ifndef PAGES_AUDIT_SAMPLE_H
#define PAGES_AUDIT_SAMPLE_H

#include "web/request.h"

enum status page_samples_show(struct request *req);
enum status page_sample_show(struct request *req);

#endif
