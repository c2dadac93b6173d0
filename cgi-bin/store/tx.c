/* The transaction wrapper; see tx.h. */
#include "store/tx.h"

#include <unistd.h>

#include "base/crypto.h"
#include "base/limits.h"
#include "base/log.h"

static enum status run_once(struct db *db, tx_fn fn, void *work)
{
	enum status status;

	TRY(db_begin(db));
	status = fn(db, work);
	if (status != ST_OK) {
		db_rollback(db);
		return status;
	}
	return db_commit(db);
}

/* 1 to 20 ms more with each rerun: two that met once should not meet again. */
static void wait_with_jitter(int rerun)
{
	uint8_t dice;

	crypto_random(&dice, sizeof(dice));
	usleep((useconds_t)(1000 + (dice * 80) * rerun));
}

enum status tx_run(struct db *db, tx_fn fn, void *work)
{
	for (int rerun = 0;; rerun++) {
		enum status status = run_once(db, fn, work);

		if (status != ST_RETRY)
			return status;
		if (rerun == LIMIT_TX_RERUNS) {
			log_warn("gave up a transaction after %d reruns", rerun);
			return ST_UNAVAILABLE;
		}
		wait_with_jitter(rerun + 1);
	}
}
