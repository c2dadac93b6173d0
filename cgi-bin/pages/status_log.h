/* The logs as anybody may read them: checkpoints, and tiles of hashes that proofs are made from. */
#ifndef PAGES_STATUS_LOG_H
#define PAGES_STATUS_LOG_H

#include "web/route.h"

enum status page_log_show(struct request *req);		/* every newest checkpoint, one after the other */
enum status page_log_checkpoint_show(struct request *req);	/* /status/log/{province}/checkpoint */
/* /status/log/{province}/tile/{level}/{n}: up to 256 hashes of 32 bytes; level 0 are leaves, 1 their subtrees of 256 … Only as far as
 * the newest checkpoint speaks of them. */
enum status page_log_tile_show(struct request *req);

#endif
