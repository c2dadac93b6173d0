/* The connection: how it is opened, what its errors mean, scripts and transactions; see db.h and db_connection.h. */
#include "store/db_connection.h"

#include <errmsg.h>
#include <mysqld_error.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"

#define ER_CHECKREAD_CODE 1020	/* record changed: with snapshot isolation and Galera */
#define ER_STATEMENT_TIMEOUT_CODE 1969

/* ---- what an error means ------------------------------------------------------------------------ */

static bool is_lost(unsigned code)
{
	return code == CR_SERVER_GONE_ERROR || code == CR_SERVER_LOST || code == CR_SERVER_LOST_EXTENDED ||
	       code == CR_CONNECTION_ERROR || code == CR_CONN_HOST_ERROR || code == ER_SERVER_SHUTDOWN ||
	       code == ER_CONNECTION_KILLED;
}

static enum status status_of(unsigned code)
{
	switch (code) {
	case ER_DUP_ENTRY:
		return ST_DUPLICATE;
	case ER_LOCK_WAIT_TIMEOUT:
	case ER_LOCK_DEADLOCK:
	case ER_CHECKREAD_CODE:
		return ST_RETRY;
	case ER_STATEMENT_TIMEOUT_CODE:
		return ST_TIMEOUT;
	case ER_SIGNAL_EXCEPTION:	/* a trigger of ours refused the row */
		return ST_CONFLICT;
	case ER_DISK_FULL:
	case ER_RECORD_FILE_FULL:
		return ST_IO;
	case ER_CON_COUNT_ERROR:
	case ER_ACCESS_DENIED_ERROR:
	case ER_DBACCESS_DENIED_ERROR:	/* every right is taken away while a restore is not verified */
	case ER_TABLEACCESS_DENIED_ERROR:
	case ER_PROCACCESS_DENIED_ERROR:
		return ST_UNAVAILABLE;
	default:
		return is_lost(code) ? ST_UNAVAILABLE : ST_BUG;
	}
}

static void disconnect(struct db *db)
{
	for (int i = 0; i < SQL_COUNT; i++) {
		struct prepared *p = &db->prepared[i];

		if (p->stmt)
			mysql_stmt_close(p->stmt);
		p->stmt = NULL;
	}
	if (db->open)
		mysql_close(&db->mysql);
	db->open = false;
}

/* A server that was restarted says so at once, and is worth another try at once. One that kept us waiting would do so
 * again: it is left alone for a moment, so that the process is free to say 503. */
static void lost(struct db *db)
{
	int64_t now = now_monotonic_ms();

	disconnect(db);
	if (now - db->asked_ms >= LIMIT_DB_SLOW_MS)
		db->rest_until_ms = now + LIMIT_DB_REST_MS;
}

enum status connection_failed(struct db *db, const char *what, unsigned code, const char *message)
{
	enum status status = status_of(code);
	bool in_tx = db->in_tx;

	db->poisoned = in_tx;
	if (status != ST_DUPLICATE && status != ST_RETRY)
		log_write(status == ST_BUG ? LOG_ERROR : LOG_WARN, "cannot run '%s': %u %s", what, code, message);
	if (is_lost(code)) {
		lost(db);
		return in_tx ? ST_RETRY : ST_UNAVAILABLE;
	}
	return status;
}

/* ---- connecting --------------------------------------------------------------------------------- */

static enum status simple(struct db *db, const char *sql)
{
	db->asked_ms = now_monotonic_ms();
	if (mysql_query(&db->mysql, sql) != 0)
		return connection_failed(db, sql, mysql_errno(&db->mysql), mysql_error(&db->mysql));
	return ST_OK;
}

static enum status one_text(struct db *db, const char *sql, char *out, size_t room)
{
	MYSQL_RES *result;
	MYSQL_ROW row;

	TRY(simple(db, sql));
	result = mysql_store_result(&db->mysql);
	row = result ? mysql_fetch_row(result) : NULL;
	out[0] = '\0';
	if (row && row[0])
		strncat(out, row[0], room - 1);
	mysql_free_result(result);
	return row ? ST_OK : connection_failed(db, sql, mysql_errno(&db->mysql), mysql_error(&db->mysql));
}

/* A server with other settings would silently cut text or take impossible rows. */
static enum status assert_server(struct db *db)
{
	char value[1024];

	TRY(one_text(db, "SELECT @@sql_mode", value, sizeof(value)));
	if (!strstr(value, "STRICT_ALL_TABLES") || !strstr(value, "NO_ZERO_DATE")) {
		log_error("the server's sql_mode is too lax: '%s'", value);
		return ST_BUG;
	}
	TRY(one_text(db, "SELECT @@character_set_connection", value, sizeof(value)));
	if (strcmp(value, "utf8mb4") != 0) {
		log_error("the connection speaks '%s' instead of utf8mb4", value);
		return ST_BUG;
	}
	return ST_OK;
}

static void set_options(MYSQL *mysql, enum may program)
{
	unsigned connect_s = LIMIT_DB_CONNECT_S;
	unsigned wait_s = program & (MAY_HOTLINE | MAY_WORKER | MAY_AUDIT) ? 600 : LIMIT_STATEMENT_MS / 1000 + 1;
	my_bool off = 0;
	unsigned local_infile = 0;

	mysql_options(mysql, MYSQL_OPT_RECONNECT, &off);
	mysql_options(mysql, MYSQL_OPT_LOCAL_INFILE, &local_infile);
	mysql_options(mysql, MYSQL_OPT_CONNECT_TIMEOUT, &connect_s);
	mysql_options(mysql, MYSQL_OPT_READ_TIMEOUT, &wait_s);
	mysql_options(mysql, MYSQL_OPT_WRITE_TIMEOUT, &wait_s);
	mysql_options(mysql, MYSQL_SET_CHARSET_NAME, "utf8mb4");
}

static enum status set_session(struct db *db)
{
	char sql[256];

	/* Long readers (exports, rollups) have no statement limit; everybody a person waits for has. */
	if (db->program & (MAY_HOTLINE | MAY_WORKER | MAY_AUDIT))
		return simple(db, "SET SESSION tx_isolation='READ-COMMITTED', max_statement_time=0");
	snprintf(sql, sizeof(sql), "SET SESSION tx_isolation='READ-COMMITTED', max_statement_time=%u.%03u",
		 LIMIT_STATEMENT_MS / 1000, LIMIT_STATEMENT_MS % 1000);
	return simple(db, sql);
}

enum status connection_open(struct db *db)
{
	unsigned long flags = db->program == MAY_HOTLINE ? CLIENT_MULTI_STATEMENTS : 0;
	enum status status;

	if (db->open)
		return ST_OK;
	db->asked_ms = now_monotonic_ms();
	if (db->asked_ms < db->rest_until_ms)
		return ST_UNAVAILABLE;
	if (!mysql_init(&db->mysql))
		log_panic("out of memory", "mysql_init", 0);
	set_options(&db->mysql, db->program);
	db->open = true;
	if (!mysql_real_connect(&db->mysql, NULL, config_text(db->config, "db.account"),
				config_text(db->config, "db.password"), config_text(db->config, "db.name"), 0,
				config_text(db->config, "db.socket"), flags)) {
		status = connection_failed(db, "connect", mysql_errno(&db->mysql), mysql_error(&db->mysql));
		disconnect(db);
		return status == ST_BUG ? ST_UNAVAILABLE : status;
	}
	status = assert_server(db);
	if (status == ST_OK)
		status = set_session(db);
	if (status != ST_OK)
		disconnect(db);
	return status;
}

static void db_close(void *handle)
{
	struct db *db = handle;

	disconnect(db);
	for (int i = 0; i < SQL_COUNT; i++) {
		struct prepared *p = &db->prepared[i];

		for (size_t c = 0; p->cells && c < statements[i].out_count; c++)
			free(p->cells[c].room);
		free(p->cells);
		free(p->out);
	}
}

enum status db_open(struct arena *arena, const struct config *config, enum may program, struct db **result)
{
	struct db *db = ARENA_NEW(arena, struct db);

	db->config = config;
	db->program = program;
	arena_on_reset(arena, db_close, db);
	*result = db;
	return connection_open(db);
}

bool db_ping(struct db *db)
{
	if (connection_open(db) != ST_OK)
		return false;
	if (mysql_ping(&db->mysql) == 0)
		return true;
	disconnect(db);
	return connection_open(db) == ST_OK;
}

/* ---- scripts and transactions ------------------------------------------------------------------- */

enum status db_script(struct db *db, const char *sql)
{
	int more;

	if (db->program != MAY_HOTLINE)
		log_panic("only the hotline program runs scripts", "program", db->program);
	TRY(connection_open(db));
	TRY(simple(db, sql));
	do {
		MYSQL_RES *result = mysql_store_result(&db->mysql);

		mysql_free_result(result);
		more = mysql_next_result(&db->mysql);
	} while (more == 0);
	return more < 0 ? ST_OK : connection_failed(db, "script", mysql_errno(&db->mysql), mysql_error(&db->mysql));
}

static enum status begin(struct db *db, const char *sql)
{
	if (db->in_tx)
		log_panic("a transaction inside a transaction", "program", db->program);
	TRY(connection_open(db));
	db->asked_ms = now_monotonic_ms();
	if (mysql_query(&db->mysql, sql) != 0) {
		unsigned code = mysql_errno(&db->mysql);

		/* An idle connection may have been closed; nothing was begun, so connect and begin again. */
		if (!is_lost(code))
			return connection_failed(db, "begin", code, mysql_error(&db->mysql));
		lost(db);
		TRY(connection_open(db));
		TRY(simple(db, sql));
	}
	db->in_tx = true;
	db->poisoned = false;
	return ST_OK;
}

enum status db_begin(struct db *db)
{
	return begin(db, "START TRANSACTION");
}

enum status db_begin_snapshot(struct db *db)
{
	TRY(connection_open(db));
	TRY(simple(db, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"));
	return begin(db, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
}

enum status db_commit(struct db *db)
{
	enum status status;

	if (db->poisoned) {
		db_rollback(db);
		return ST_RETRY;
	}
	status = simple(db, "COMMIT");
	db->in_tx = false;
	return status;
}

void db_rollback(struct db *db)
{
	db->in_tx = false;
	db->poisoned = false;
	if (db->open && mysql_query(&db->mysql, "ROLLBACK") != 0)
		disconnect(db);
}
