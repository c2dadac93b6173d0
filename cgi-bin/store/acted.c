/* Changes with their acts; see acted.h. */
#include "store/acted.h"

#include "store/tx.h"

struct acted {
	enum sql_id change;
	const void *in;
	const struct staff_act_insert_in *act;
};

static enum status change_in_tx(struct db *db, void *work)
{
	const struct acted *a = work;
	uint64_t affected;

	TRY(db_run(db, a->change, a->in, &affected));
	return affected > 0 ? staff_act_insert(db, a->act) : ST_CONFLICT;
}

enum status acted_change(struct db *db, enum sql_id change, const void *in, const struct staff_act_insert_in *act)
{
	return tx_run(db, change_in_tx, &(struct acted){ change, in, act });
}
