/* Hours of telephone lines; see office_store.h. */
#include "store/office_store.h"

#include "store/tx.h"

struct office_work {
	const struct office_change_add_in *change;
	const struct staff_act_insert_in *act;
};

static enum status change_in_tx(struct db *db, void *work)
{
	const struct office_work *w = work;
	uint64_t affected;

	TRY(db_run(db, SQL_office_change_add, w->change, &affected));
	return affected ? staff_act_insert(db, w->act) : ST_NOT_FOUND;
}

enum status office_change(struct db *db, const struct office_change_add_in *change, const struct staff_act_insert_in *act)
{
	return tx_run(db, change_in_tx, &(struct office_work){ change, act });
}
