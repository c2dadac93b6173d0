/* A filing put right by its person within LIMIT_CORRECTION_MS: part of the move that says so (move.h).
 *
 * What was said before stays in the filing's own event and text. Of who the person is only the newest is kept: a wrong phone is
 * somebody else's.
 */
#ifndef STORE_CORRECT_STORE_H
#define STORE_CORRECT_STORE_H

#include "base/limits.h"
#include "domain/contact.h"
#include "store/db.h"

struct correction {
	const char *summary, *place, *company, *plate, *line;	/* as they are now, changed or not */
	int64_t happened_ms;
	bool person;			/* and who it is; else the rest is not looked at */
	const char *phone_mask, *name_mask;
	struct bytes phone_index;
	const char *vault_key;		/* as in struct filing; NULL: nobody is known any more */
	struct bytes wrapped, sealed;
	struct contact_sealed told;
};

static inline int64_t correct_until_ms(int64_t filed_ms)
{
	return filed_ms + LIMIT_CORRECTION_MS;
}

/* Within the move. ST_EXPIRED: filed too long ago. */
MUST_CHECK enum status correction_write(struct db *db, const struct correction *correction, uint64_t ticket_id, int64_t filed_ms, int64_t now_ms);

#endif
