/* A change and its line in the trail of acts, in one transaction: no change without its line, and no line without its change. */
#ifndef STORE_ACTED_H
#define STORE_ACTED_H

#include "statements.h"
#include "store/sign_in.h"

/* Runs one statement that changes something. ST_CONFLICT: it changed nothing, as its version moved on or there is no such thing. */
MUST_CHECK enum status acted_change(struct db *db, enum sql_id change, const void *in, const struct staff_act_insert_in *act);

#endif
