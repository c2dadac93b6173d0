/* One connection to MariaDB and the named statements of sql/ that this program may run.
 *
 * The one place that knows mysql.h. Statements are prepared on first use and kept; a program can
 * prepare only what its `may:` line allows. Use the typed calls of statements.h
 * (`ticket_by_number(db, arena, &in, &row)`), not the generic ones below. Reconnect is off in the
 * library: a lost connection outside a transaction is opened again here for reads, inside one the
 * transaction reruns (tx.h).
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/config.h"
#include "base/status.h"
#include "base/text.h"

enum may {
	MAY_PORTAL = 1 << 0,
	MAY_STATUS = 1 << 1,
	MAY_ADMIN = 1 << 2,
	MAY_AUDIT = 1 << 3,
	MAY_API = 1 << 4,
	MAY_WORKER = 1 << 5,
	MAY_HOTLINE = 1 << 6,
};

enum sql_type { SQL_I32, SQL_U32, SQL_I64, SQL_U64, SQL_STR, SQL_BYTES };

struct sql_column {
	const char *name;
	enum sql_type type;
	size_t offset;	/* in the struct that statements.awk made */
};

struct statement {
	const char *name;
	const char *text;
	unsigned may;	/* enum may, or'ed */
	const struct sql_column *in;
	size_t in_count;
	const struct sql_column *out;
	size_t out_count;
	size_t out_size;	/* bytes of the row struct */
};

enum sql_id;
struct db;

/* Connects as this program's own account and asserts the server's settings (strict mode, utf8mb4).
 * program: one of enum may. The connection lives until the arena's reset. ST_UNAVAILABLE: no server;
 * the handle is usable all the same and connects on first use. */
MUST_CHECK enum status db_open(struct arena *arena, const struct config *config, enum may program, struct db **db);

/* Runs a statement without rows. affected may be NULL. */
MUST_CHECK enum status db_run(struct db *db, enum sql_id id, const void *in, uint64_t *affected);
/* The same statement for count rows (an array of its in struct) in one round trip; all or an error. */
MUST_CHECK enum status db_run_many(struct db *db, struct arena *arena, enum sql_id id, const void *rows, size_t row_size,
				   size_t count);
/* The id the last INSERT made. */
uint64_t db_last_id(struct db *db);
/* The first row; ST_NOT_FOUND without one. Text belongs to the arena. */
MUST_CHECK enum status db_one(struct db *db, struct arena *arena, enum sql_id id, const void *in, void *out);
/* All rows as an array in the arena: for lists whose statement has a LIMIT or that start-up loads. */
MUST_CHECK enum status db_list(struct db *db, struct arena *arena, enum sql_id id, const void *in,
			       void **rows, size_t *count);
/* Row by row from the server in constant memory; `row` is reset after each call of fn. Stops at the first
 * status that is not ST_OK and returns it. No other statement may run on this connection meanwhile. */
typedef enum status (*db_row_fn)(void *context, struct arena *row_arena, const void *row);
MUST_CHECK enum status db_each(struct db *db, struct arena *row_arena, enum sql_id id, const void *in,
			       db_row_fn fn, void *context);

/* Several statements of a checked-in file (migrations, grants); only the hotline program. */
MUST_CHECK enum status db_script(struct db *db, const char *sql);
/* Prepares every statement this program may run; logs each that fails. For the test and for doctor. */
MUST_CHECK enum status db_prepare_all(struct db *db, size_t *prepared);
/* True when the server answers. */
bool db_ping(struct db *db);

/* Used by tx.c only. */
MUST_CHECK enum status db_begin(struct db *db);
MUST_CHECK enum status db_begin_snapshot(struct db *db);	/* read-only, one consistent view */
MUST_CHECK enum status db_commit(struct db *db);
void db_rollback(struct db *db);

#endif
