/* When the telephone line of a place is answered: what an administrator says of it and its line in the trail of acts, in one transaction. */
#ifndef STORE_OFFICE_STORE_H
#define STORE_OFFICE_STORE_H

#include "statements.h"

/* A line for each place from … until that has a telephone line. ST_NOT_FOUND: none has. ST_DUPLICATE: the same intent was carried out. */
MUST_CHECK enum status office_change(struct db *db, const struct office_change_add_in *change, const struct staff_act_insert_in *act);

#endif
