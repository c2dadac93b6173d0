/* Restoring from a backup: what its steps share. pages/cli_restore.c is the order of them. */
#ifndef PAGES_RESTORE_H
#define PAGES_RESTORE_H

#include "pages/backup.h"
#include "pages/cli.h"

struct restore {
	struct cli cli;
	const char *file;
	const char *keys_file;		/* of the identities; NULL: they are in file, or lost */
	uint8_t public_key[KEY_BYTES], private_key[KEY_BYTES];
	uint8_t vault_private[KEY_BYTES];
	bool keeps_vault;		/* the vault of the backup goes on: its private half is at hand */
	struct row_count rows;
	struct buf counted;		/* rows.json */
	struct buf about;		/* about.json */
	struct buf vault_public;
	uint64_t files, bytes, faults;
	int migrations;			/* that the backup's schema was behind */
	uint8_t block[BACKUP_BLOCK_BYTES];
};

typedef enum status (*restore_take_fn)(struct restore *r, struct sealed_in *in, const char *name);
/* Every file of the backup, in its order; take reads all its blocks. Counts files and bytes. */
MUST_CHECK enum status restore_walk(struct restore *r, restore_take_fn take);
/* The next block of the file at hand, in r->block; n 0 at its end. */
MUST_CHECK enum status restore_block(struct restore *r, struct sealed_in *in, size_t *n);
MUST_CHECK enum status restore_skip(struct restore *r, struct sealed_in *in);
/* Database, attachments and keys, in place of what is there. */
MUST_CHECK enum status restore_load(struct restore *r);

#endif
