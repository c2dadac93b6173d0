/* The form of a backup: a sealed file (base/sealed.h) of named files, each in blocks, read and written as a stream.
 *
 *   about.json        when, of which database. "12328 backup 1" had the keys of identities in it, "2" had them beside it and masks in it, "3" has neither
 *   database.sql.gz   what mariadb-dump says of one moment, without sessions; packed (pages/pack.h)
 *   upload/…          every attachment; keys/…   every key that is no private half
 *   rows.json         how many rows of each table stand in the dump
 *
 * vault-keys.backup beside it is of the same form, with about.json, database.sql.gz (the tables that open identities), people.sql.gz (backup_people.h),
 * keys/vault.public and rows.json. It is replaced by the next one: so destroying a key destroys it in every backup but for the copies that somebody kept.
 *
 * In it: 'F', the name's length (2 bytes, big endian), the name; blocks, each behind its length (4 bytes); length 0. 'E' at the end.
 */
#ifndef PAGES_BACKUP_H
#define PAGES_BACKUP_H

#include "base/sealed.h"

#define BACKUP_ABOUT "about.json"
#define BACKUP_DATABASE "database.sql.gz"
#define BACKUP_PEOPLE "people.sql.gz"
#define BACKUP_UPLOADS "upload/"
#define BACKUP_KEYS "keys/"
#define BACKUP_ROWS "rows.json"
#define BACKUP_IDENTITIES "vault-keys.backup"
#define BACKUP_NAME_BYTES 512
#define BACKUP_BLOCK_BYTES ((size_t)65536)

MUST_CHECK enum status backup_add_begin(struct sealed_out *out, const char *name);
MUST_CHECK enum status backup_add_block(struct sealed_out *out, const void *data, size_t n);	/* n 1 … BACKUP_BLOCK_BYTES */
MUST_CHECK enum status backup_add_end(struct sealed_out *out);
MUST_CHECK enum status backup_finish(struct sealed_out *out);

/* The next file's name; ST_NOT_FOUND after the last one, when nothing follows. */
MUST_CHECK enum status backup_next(struct sealed_in *in, char name[BACKUP_NAME_BYTES]);
/* The next block of the file at hand; n 0 at its end. */
MUST_CHECK enum status backup_block(struct sealed_in *in, uint8_t block[BACKUP_BLOCK_BYTES], size_t *n);

/* Where the keys of a backup's identities lie. */
const char *backup_keys_beside(struct arena *arena, const char *path);
/* The keys that stay out of backups: private halves. */
bool backup_leaves_out(const char *name);

/* Counts the rows that each table has in a dump which streams by: "INSERT INTO `t` …", then a line a row. */
#define BACKUP_TABLES_MAX 128
struct row_count {
	struct { char table[64]; uint64_t rows; } tables[BACKUP_TABLES_MAX];
	int count, current;
	char head[96];		/* how the line at hand begins */
	size_t head_len;
};
void row_count_add(struct row_count *counts, const void *data, size_t n);

#endif
