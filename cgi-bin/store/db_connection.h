/* What the two files behind db.h share: the connection (db_connection.c) and the statements on it (db.c). Nobody else includes it. */
#ifndef STORE_DB_CONNECTION_H
#define STORE_DB_CONNECTION_H

#include <mysql.h>

#include "statements.h"
#include "store/db.h"

/* Where one text column of the current row lands before it is copied to the caller's arena. */
struct cell {
	char *room;
	unsigned long size;
	unsigned long len;
};

struct prepared {
	MYSQL_STMT *stmt;
	struct cell *cells;	/* one for each out column; room only for text */
	MYSQL_BIND *out;
};

struct db {
	MYSQL mysql;
	bool open;
	bool in_tx;
	bool poisoned;
	int64_t asked_ms;	/* monotonic: when the server was last asked something */
	int64_t rest_until_ms;	/* monotonic: it is not asked again before */
	enum may program;
	const struct config *config;
	struct prepared prepared[SQL_COUNT];
};

/* Connects where that is needed, and holds the server to the settings that ours are written for. ST_UNAVAILABLE: not now. */
MUST_CHECK enum status connection_open(struct db *db);
/* What an error means to whoever asked; what is worth it is logged. Any error inside a transaction poisons it; a lost connection there means: run
 * the unit again (ST_RETRY). */
MUST_CHECK enum status connection_failed(struct db *db, const char *what, unsigned code, const char *message);

#endif
