/* Tickets of an older hotline system, out of a file: what the page that previews it and the worker that takes it over share.
 *
 * The file is somebody else's: it comes in any charset and shape (base/charset.h, base/csv.h), is bounded in every way (base/limits.h), and lies
 * sealed to the worker's key until it is over. What its rows become is domain/legacy.h's; here they get what needs the forms' own rules.
 * A row is one ticket, one transaction, one event with the hash of the row; its number there is taken once (store/legacy_store.h).
 */
#ifndef PAGES_IMPORT_H
#define PAGES_IMPORT_H

#include "base/charset.h"
#include "domain/legacy.h"
#include "pages/site.h"
#include "statements.h"

#define IMPORT_PART_BYTES ((size_t)256 * 1024)	/* of a file, sealed by itself */

/* Reads a row with everything that can be told of it alone. */
void import_read(struct arena *arena, const struct legacy_world *world, const struct csv_row *row, struct legacy *legacy);

/* What it becomes, against what was taken over before. */
enum import_fate { IMPORT_NEW, IMPORT_KNOWN, IMPORT_REFUSED };
/* A number that is taken by other content is a fault ("taken"). */
MUST_CHECK enum status import_fate(struct db *db, struct arena *arena, uint32_t province, const char *origin, const uint8_t salt[SALT_BYTES],
				   struct legacy *legacy, enum import_fate *fate);

/* The seal of part n, and the bytes in it. ST_INVALID: it is not that part. */
struct bytes import_seal(struct arena *arena, const uint8_t key[KEY_BYTES], uint32_t n, struct bytes part);
MUST_CHECK enum status import_open(struct arena *arena, const uint8_t key[KEY_BYTES], uint32_t n, struct bytes sealed, struct bytes *part);
struct bytes import_wrap(struct arena *arena, const uint8_t public_key[KEY_BYTES], const uint8_t key[KEY_BYTES]);
MUST_CHECK enum status import_unwrap(struct arena *arena, const uint8_t private_key[KEY_BYTES], struct bytes wrapped, uint8_t key[KEY_BYTES]);

#endif
