/* Bringing a database to what this program expects: migrations in order, grants, seeds. All idempotent.
 * Called by `hotline init`; nothing of this runs in a serving program.
 */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

#include "store/db.h"

struct schema_report {
	int migrations;	/* applied now */
	int grants;	/* lines applied */
	int rows;	/* seed rows loaded now; unchanged files are skipped */
};

/* dir/migrations/NNNN_what.sql, each once, in name order. */
MUST_CHECK enum status schema_migrate(struct db *db, struct arena *arena, const char *dir, struct schema_report *report);
/* dir/grants.tsv: account, table, privileges. A changed list first revokes what the old one gave. */
MUST_CHECK enum status schema_grant(struct db *db, struct arena *arena, const char *dir, const char *schema,
				    struct schema_report *report);
/* Every file of the table in schema.c from dir; a bad line is named and nothing of that file is loaded. */
MUST_CHECK enum status schema_seed(struct db *db, struct arena *arena, const char *dir, struct schema_report *report);

/* For restore. Closing takes every right from the serving accounts until the next schema_grant; emptying leaves a schema without
 * tables, marked as unverified (sql/backup.sql); only schema_verified takes the mark away. */
MUST_CHECK enum status schema_close(struct db *db, struct arena *arena, const char *schema);
MUST_CHECK enum status schema_empty(struct db *db, struct arena *arena, const char *schema);
MUST_CHECK enum status schema_verified(struct db *db);

#endif
