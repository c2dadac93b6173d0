/* Tickets taken over from an older system: each number of each system once a province, whatever is cut short or done again. */
#ifndef STORE_LEGACY_STORE_H
#define STORE_LEGACY_STORE_H

#include "base/text.h"
#include "store/db.h"

/* What the older system said of one, beside its first event. */
struct legacy_filing {
	const char *origin;	/* the older system */
	const char *number;	/* there */
	uint32_t import_id;
	uint32_t line;		/* of the file */
	struct bytes hash;	/* of the row (domain/legacy.h) */
	int64_t filed_ms, closed_ms, due_ms;	/* as stated there; 0: not told */
};

/* In the transaction that files it. closed_ms: when it ended here; 0: it is open. ST_DUPLICATE: this number was taken over already. */
MUST_CHECK enum status legacy_write(struct db *db, const struct legacy_filing *legacy, uint32_t province, uint64_t ticket_id, int64_t closed_ms);

#endif
