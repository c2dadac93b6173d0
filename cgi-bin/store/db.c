/* The prepared statements of one connection; see db.h. */
#include "store/db_connection.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/now.h"

#define TEXT_ROOM_BYTES 512	/* first guess for a text column; longer values are fetched again */
#define MAX_COLUMNS 64

/* ---- preparing ---------------------------------------------------------------------------------- */

static enum status failed_stmt(struct db *db, enum sql_id id, MYSQL_STMT *stmt)
{
	return connection_failed(db, statements[id].name, mysql_stmt_errno(stmt), mysql_stmt_error(stmt));
}

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
	TRY(connection_open(db));
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
