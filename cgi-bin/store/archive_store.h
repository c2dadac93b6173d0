/* The archive: one record a ticket, written once when the ticket is archived and never changed.
 *
 * The record is JSON with fixed key order and no white space: the ticket's facts, each event with its canonical
 * bytes (as a string) and hashes, the texts with their salts, and the files' names and hashes. hash is the
 * SHA-256 of its bytes. Who the person is stays in the vault. A text that must be erased from an archived
 * ticket is erased from its record too; the events in it still verify without it.
 */
#ifndef STORE_ARCHIVE_STORE_H
#define STORE_ARCHIVE_STORE_H

#include "store/history.h"

struct bytes archive_record(struct arena *arena, const struct history *history);
/* Within the caller's transaction. */
MUST_CHECK enum status archive_write(struct db *db, struct arena *arena, const struct history *history);

#endif
