/* Samples of periods in the database: committed to before they begin, drawn when they are over. */
#ifndef STORE_SAMPLE_STORE_H
#define STORE_SAMPLE_STORE_H

#include "domain/sample.h"
#include "statements.h"
#include "store/db.h"

/* Draws a secret and puts its commitment where the next checkpoint takes it. ST_DUPLICATE: it was done already. */
MUST_CHECK enum status sample_begin(struct db *db, struct arena *arena, const struct sample_period *period, int64_t now_ms, uint32_t *id);
/* Tells the secret and fixes the part of the log. ST_NOT_FOUND: the log has no checkpoint since the period's end yet. */
MUST_CHECK enum status sample_end(struct db *db, struct arena *arena, uint32_t id, int64_t now_ms);

#endif
