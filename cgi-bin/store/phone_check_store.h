/* Verifying a phone by a code before a matter is filed (pages/phone_check.h): the code is put down with its message, and judged. */
#ifndef STORE_PHONE_CHECK_STORE_H
#define STORE_PHONE_CHECK_STORE_H

#include "domain/contact.h"
#include "store/db.h"

struct phone_check_ask {
	struct bytes visit;		/* keyed hashes all three */
	struct bytes phone_index;
	struct bytes code_hash;
	const char *lang;
	uint32_t province;
	const struct contact_sealed *sealed;
	int64_t now_ms;
};

/* ST_TOO_MANY: this visit or this phone had too many codes within a day. */
MUST_CHECK enum status phone_check_send(struct db *db, const struct phone_check_ask *ask);
/* ST_OK: it is this phone's newest code, and its sealed parts are gone; the same code again is right again. ST_INVALID: it is not.
 * ST_EXPIRED: there is none that counts, and another is needed. */
MUST_CHECK enum status phone_check_judge(struct db *db, struct arena *arena, const struct phone_check_ask *typed);

#endif
