/* One transaction, whole or not at all, rerun when the database asks for it.
 *
 * tx_run owns BEGIN and COMMIT. Any failing statement poisons the transaction, so that COMMIT cannot be
 * sent. Deadlocks, lock time-outs, certification conflicts and lost connections rerun the whole unit
 * with jitter, at most LIMIT_TX_RERUNS times; fn must therefore start from its inputs each time. After a
 * connection lost at COMMIT the outcome is unknown: the rerun meets its own idempotency key and
 * returns ST_DUPLICATE, and the caller reads the result back by that key.
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include "store/db.h"

typedef enum status (*tx_fn)(struct db *db, void *work);

MUST_CHECK enum status tx_run(struct db *db, tx_fn fn, void *work);

#endif
