/* One connection to MariaDB and its prepared statements; see db.h. */
#include "store/db.h"

#include <errmsg.h>
#include <mysql.h>
#include <mysqld_error.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/now.h"
#include "statements.h"

#define TEXT_ROOM_BYTES 512	/* first guess for a text column; longer values are fetched again */
#define MAX_COLUMNS 64
#define ER_CHECKREAD_CODE 1020	/* record changed: with snapshot isolation and Galera */
#define ER_STATEMENT_TIMEOUT_CODE 1969

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

/* Any error inside a transaction poisons it; a lost connection there means: run the unit again. */
static enum status failed(struct db *db, const char *what, unsigned code, const char *message)
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

static enum status failed_stmt(struct db *db, enum sql_id id, MYSQL_STMT *stmt)
{
	return failed(db, statements[id].name, mysql_stmt_errno(stmt), mysql_stmt_error(stmt));
}

/* ---- connecting --------------------------------------------------------------------------------- */

static enum status simple(struct db *db, const char *sql)
{
	db->asked_ms = now_monotonic_ms();
	if (mysql_query(&db->mysql, sql) != 0)
		return failed(db, sql, mysql_errno(&db->mysql), mysql_error(&db->mysql));
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
	return row ? ST_OK : failed(db, sql, mysql_errno(&db->mysql), mysql_error(&db->mysql));
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

static enum status ensure_open(struct db *db)
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
		status = failed(db, "connect", mysql_errno(&db->mysql), mysql_error(&db->mysql));
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
	return ensure_open(db);
}

bool db_ping(struct db *db)
{
	if (ensure_open(db) != ST_OK)
		return false;
	if (mysql_ping(&db->mysql) == 0)
		return true;
	disconnect(db);
	return ensure_open(db) == ST_OK;
}

/* ---- preparing ---------------------------------------------------------------------------------- */

static void *checked_calloc(size_t count, size_t size)
{
	void *p = calloc(count ? count : 1, size);

	if (!p)
		log_panic("out of memory", "bytes", count * size);
	return p;
}

static enum enum_field_types field_type(enum sql_type type)
{
	switch (type) {
	case SQL_I32:
	case SQL_U32:
		return MYSQL_TYPE_LONG;
	case SQL_I64:
	case SQL_U64:
		return MYSQL_TYPE_LONGLONG;
	case SQL_STR:
		return MYSQL_TYPE_STRING;
	case SQL_BYTES:
		return MYSQL_TYPE_BLOB;
	}
	return MYSQL_TYPE_NULL;
}

static bool is_text(enum sql_type type)
{
	return type == SQL_STR || type == SQL_BYTES;
}

/* Out binds are made once per statement and kept over reconnects. */
static void make_out_binds(struct prepared *p, const struct statement *s)
{
	if (p->out || s->out_count == 0)
		return;
	p->out = checked_calloc(s->out_count, sizeof(*p->out));
	p->cells = checked_calloc(s->out_count, sizeof(*p->cells));
	for (size_t i = 0; i < s->out_count; i++) {
		struct cell *cell = &p->cells[i];

		cell->size = is_text(s->out[i].type) ? TEXT_ROOM_BYTES : 8;
		cell->room = checked_calloc(1, cell->size);
		p->out[i].buffer_type = field_type(s->out[i].type);
		p->out[i].is_unsigned = s->out[i].type == SQL_U32 || s->out[i].type == SQL_U64;
		p->out[i].buffer = cell->room;
		p->out[i].buffer_length = cell->size;
		p->out[i].length = &cell->len;
	}
}

static enum status prepare(struct db *db, enum sql_id id, MYSQL_STMT **result)
{
	struct prepared *p = &db->prepared[id];
	const struct statement *s = &statements[id];

	if (!(s->may & db->program))
		log_panic("this program may not run", s->name, db->program);
	TRY(ensure_open(db));
	*result = p->stmt;
	if (p->stmt)
		return ST_OK;
	p->stmt = mysql_stmt_init(&db->mysql);
	if (!p->stmt)
		log_panic("out of memory", "mysql_stmt_init", 0);
	if (mysql_stmt_prepare(p->stmt, s->text, (unsigned long)strlen(s->text)) != 0) {
		enum status status = failed_stmt(db, id, p->stmt);

		if (p->stmt)	/* a lost connection has closed it already */
			mysql_stmt_close(p->stmt);
		p->stmt = NULL;
		return status;
	}
	make_out_binds(p, s);
	*result = p->stmt;
	return ST_OK;
}

/* ---- running ------------------------------------------------------------------------------------ */

static void bind_in(const struct statement *s, const void *in, MYSQL_BIND *binds, unsigned long *lens)
{
	memset(binds, 0, sizeof(*binds) * s->in_count);
	for (size_t i = 0; i < s->in_count; i++) {
		const char *field = (const char *)in + s->in[i].offset;
		MYSQL_BIND *b = &binds[i];

		b->buffer_type = field_type(s->in[i].type);
		b->is_unsigned = s->in[i].type == SQL_U32 || s->in[i].type == SQL_U64;
		if (s->in[i].type == SQL_STR) {
			const char *text = *(const char *const *)field;

			b->buffer = (void *)(uintptr_t)(text ? text : "");
			lens[i] = (unsigned long)strlen(b->buffer);
		} else if (s->in[i].type == SQL_BYTES) {
			const struct bytes *bytes = (const struct bytes *)field;

			b->buffer = (void *)(uintptr_t)(bytes->p ? (const void *)bytes->p : "");
			lens[i] = (unsigned long)bytes->n;
		} else {
			b->buffer = (void *)(uintptr_t)field;
		}
		b->buffer_length = lens[i];
		b->length = &lens[i];
	}
}

static enum status execute_once(struct db *db, enum sql_id id, const void *in, MYSQL_STMT **result)
{
	const struct statement *s = &statements[id];
	MYSQL_BIND binds[MAX_COLUMNS];
	unsigned long lens[MAX_COLUMNS] = { 0 };
	MYSQL_STMT *stmt;

	if (s->in_count > MAX_COLUMNS || s->out_count > MAX_COLUMNS)
		log_panic("too many columns", s->name, s->in_count);
	db->asked_ms = now_monotonic_ms();
	TRY(prepare(db, id, &stmt));
	if (s->in_count > 0) {
		bind_in(s, in, binds, lens);
		if (mysql_stmt_bind_param(stmt, binds) != 0)
			return failed_stmt(db, id, stmt);
	}
	if (mysql_stmt_execute(stmt) != 0)
		return failed_stmt(db, id, stmt);
	*result = stmt;
	return ST_OK;
}

/* A read outside a transaction may simply be asked again on a fresh connection; a write may not. */
static enum status execute(struct db *db, enum sql_id id, const void *in, MYSQL_STMT **stmt)
{
	enum status status;

	if (db->in_tx && db->poisoned)
		return ST_RETRY;
	status = execute_once(db, id, in, stmt);
	if (status == ST_UNAVAILABLE && !db->in_tx && !db->open && statements[id].out_count > 0)
		status = execute_once(db, id, in, stmt);
	return status;
}

enum status db_run(struct db *db, enum sql_id id, const void *in, uint64_t *affected)
{
	MYSQL_STMT *stmt;

	TRY(execute(db, id, in, &stmt));
	if (affected)
		*affected = mysql_stmt_affected_rows(stmt);
	return ST_OK;
}

/* One column of several rows as the library's array binding wants it: pointers and lengths of text, numbers side by side. */
static void bind_column(struct arena *arena, const struct sql_column *column, const char *rows, size_t row_size,
			size_t count, MYSQL_BIND *bind)
{
	size_t width = column->type == SQL_I32 || column->type == SQL_U32 ? 4 : 8;
	unsigned long *lens = ARENA_ARRAY(arena, count, unsigned long);
	const void **texts = ARENA_ARRAY(arena, count, const void *);
	char *numbers = arena_array(arena, count, width);

	bind->buffer_type = field_type(column->type);
	bind->is_unsigned = column->type == SQL_U32 || column->type == SQL_U64;
	for (size_t i = 0; i < count; i++) {
		const char *field = rows + i * row_size + column->offset;

		if (column->type == SQL_STR) {
			texts[i] = *(const char *const *)field ? *(const char *const *)field : "";
			lens[i] = (unsigned long)strlen(texts[i]);
		} else if (column->type == SQL_BYTES) {
			const struct bytes *bytes = (const struct bytes *)field;

			texts[i] = bytes->p ? (const void *)bytes->p : "";
			lens[i] = (unsigned long)bytes->n;
		} else {
			memcpy(numbers + i * width, field, width);
		}
	}
	bind->buffer = is_text(column->type) ? (void *)texts : (void *)numbers;
	bind->length = lens;
}

enum status db_run_many(struct db *db, struct arena *arena, enum sql_id id, const void *rows, size_t row_size, size_t count)
{
	const struct statement *s = &statements[id];
	MYSQL_BIND binds[MAX_COLUMNS] = { 0 };
	unsigned int size = (unsigned int)count;
	unsigned int one_by_one = 0;
	MYSQL_STMT *stmt;
	enum status status = ST_OK;

	if (db->in_tx && db->poisoned)
		return ST_RETRY;
	if (count == 0)
		return ST_OK;
	TRY(prepare(db, id, &stmt));
	for (size_t i = 0; i < s->in_count; i++)
		bind_column(arena, &s->in[i], rows, row_size, count, &binds[i]);
	if (mysql_stmt_attr_set(stmt, STMT_ATTR_ARRAY_SIZE, &size) != 0 || mysql_stmt_bind_param(stmt, binds) != 0 ||
	    mysql_stmt_execute(stmt) != 0)
		status = failed_stmt(db, id, stmt);
	if (db->prepared[id].stmt)
		mysql_stmt_attr_set(stmt, STMT_ATTR_ARRAY_SIZE, &one_by_one);
	return status;
}

uint64_t db_last_id(struct db *db)
{
	return mysql_insert_id(&db->mysql);
}

/* ---- rows --------------------------------------------------------------------------------------- */

/* A value that did not fit its cell: make room for this and later rows, and ask for it again. */
static enum status fetch_long(struct db *db, enum sql_id id, MYSQL_STMT *stmt, unsigned column)
{
	struct prepared *p = &db->prepared[id];
	struct cell *cell = &p->cells[column];

	free(cell->room);
	cell->size = cell->len + cell->len / 2;
	cell->room = checked_calloc(1, cell->size);
	p->out[column].buffer = cell->room;
	p->out[column].buffer_length = cell->size;
	if (mysql_stmt_fetch_column(stmt, &p->out[column], column, 0) != 0)
		return failed_stmt(db, id, stmt);
	return ST_OK;
}

static void store_cell(const struct sql_column *column, const struct cell *cell, struct arena *arena, char *row)
{
	void *field = row + column->offset;

	switch (column->type) {
	case SQL_I32:
	case SQL_U32:
		memcpy(field, cell->room, 4);
		break;
	case SQL_I64:
	case SQL_U64:
		memcpy(field, cell->room, 8);
		break;
	case SQL_STR:
		*(const char **)field = arena_strndup(arena, cell->room, cell->len);
		break;
	case SQL_BYTES:
		*(struct bytes *)field = (struct bytes){ arena_memdup(arena, cell->room, cell->len), cell->len };
		break;
	}
}

/* ST_NOT_FOUND after the last row. */
static enum status fetch(struct db *db, enum sql_id id, MYSQL_STMT *stmt, struct arena *arena, void *row)
{
	const struct statement *s = &statements[id];
	struct prepared *p = &db->prepared[id];
	int got = mysql_stmt_fetch(stmt);
	bool grew = false;

	if (got == MYSQL_NO_DATA)
		return ST_NOT_FOUND;
	if (got == 1)
		return failed_stmt(db, id, stmt);
	for (unsigned i = 0; i < s->out_count; i++) {
		struct cell *cell = &p->cells[i];

		if (is_text(s->out[i].type) && cell->len > cell->size) {
			TRY(fetch_long(db, id, stmt, i));
			grew = true;
		}
		store_cell(&s->out[i], cell, arena, row);
	}
	if (grew && mysql_stmt_bind_result(stmt, p->out) != 0)
		return failed_stmt(db, id, stmt);
	return ST_OK;
}

static enum status begin_rows(struct db *db, enum sql_id id, const void *in, MYSQL_STMT **stmt)
{
	TRY(execute(db, id, in, stmt));
	if (mysql_stmt_bind_result(*stmt, db->prepared[id].out) != 0)
		return failed_stmt(db, id, *stmt);
	return ST_OK;
}

/* Frees the result set; when the connection was lost the statement is gone with it. */
static void end_rows(struct db *db, enum sql_id id)
{
	if (db->prepared[id].stmt)
		mysql_stmt_free_result(db->prepared[id].stmt);
}

enum status db_one(struct db *db, struct arena *arena, enum sql_id id, const void *in, void *out)
{
	enum status status;
	MYSQL_STMT *stmt;

	TRY(begin_rows(db, id, in, &stmt));
	status = fetch(db, id, stmt, arena, out);
	end_rows(db, id);
	return status;
}

enum status db_list(struct db *db, struct arena *arena, enum sql_id id, const void *in, void **rows, size_t *count)
{
	size_t size = statements[id].out_size;
	size_t room = 16;
	char *list = arena_array(arena, room, size);
	enum status status;
	MYSQL_STMT *stmt;

	*count = 0;
	*rows = list;
	TRY(begin_rows(db, id, in, &stmt));
	while ((status = fetch(db, id, stmt, arena, list + *count * size)) == ST_OK) {
		if (++*count < room)
			continue;
		list = arena_array(arena, 2 * room, size);
		memcpy(list, *rows, room * size);
		*rows = list;
		room *= 2;
	}
	end_rows(db, id);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status db_each(struct db *db, struct arena *row_arena, enum sql_id id, const void *in, db_row_fn fn, void *context)
{
	void *row = checked_calloc(1, statements[id].out_size);
	enum status status;
	MYSQL_STMT *stmt;

	status = begin_rows(db, id, in, &stmt);
	while (status == ST_OK) {
		arena_reset(row_arena);
		status = fetch(db, id, stmt, row_arena, row);
		if (status != ST_OK) {
			status = status == ST_NOT_FOUND ? ST_OK : status;
			break;
		}
		status = fn(context, row_arena, row);
	}
	end_rows(db, id);
	free(row);
	return status;
}

/* ---- whole-connection work ----------------------------------------------------------------------- */

enum status db_script(struct db *db, const char *sql)
{
	int more;

	if (db->program != MAY_HOTLINE)
		log_panic("only the hotline program runs scripts", "program", db->program);
	TRY(ensure_open(db));
	TRY(simple(db, sql));
	do {
		MYSQL_RES *result = mysql_store_result(&db->mysql);

		mysql_free_result(result);
		more = mysql_next_result(&db->mysql);
	} while (more == 0);
	return more < 0 ? ST_OK : failed(db, "script", mysql_errno(&db->mysql), mysql_error(&db->mysql));
}

enum status db_prepare_all(struct db *db, size_t *prepared)
{
	enum status worst = ST_OK;

	*prepared = 0;
	for (int i = 0; i < SQL_COUNT; i++) {
		enum status status;
		MYSQL_STMT *stmt;

		if (!(statements[i].may & db->program))
			continue;
		status = prepare(db, (enum sql_id)i, &stmt);
		if (status == ST_OK && mysql_stmt_field_count(stmt) != statements[i].out_count) {
			log_error("'%s' gives %u columns, its out line names %zu", statements[i].name,
				  mysql_stmt_field_count(stmt), statements[i].out_count);
			status = ST_BUG;
		}
		if (status == ST_OK)
			(*prepared)++;
		else
			worst = status;
	}
	return worst;
}

static enum status begin(struct db *db, const char *sql)
{
	if (db->in_tx)
		log_panic("a transaction inside a transaction", "program", db->program);
	TRY(ensure_open(db));
	db->asked_ms = now_monotonic_ms();
	if (mysql_query(&db->mysql, sql) != 0) {
		unsigned code = mysql_errno(&db->mysql);

		/* An idle connection may have been closed; nothing was begun, so connect and begin again. */
		if (!is_lost(code))
			return failed(db, "begin", code, mysql_error(&db->mysql));
		lost(db);
		TRY(ensure_open(db));
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
	TRY(ensure_open(db));
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
