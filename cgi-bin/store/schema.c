/* Migrations, grants and seeds; see schema.h. */
#include "store/schema.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/file.h"
#include "base/log.h"
#include "base/now.h"
#include "statements.h"
#include "store/tx.h"

/* ---- migrations --------------------------------------------------------------------------------- */

static int is_sql(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 4 && strcmp(entry->d_name + len - 4, ".sql") == 0;
}

static enum status migrate_one(struct db *db, struct arena *arena, const char *dir, const char *name,
			       struct schema_report *report)
{
	struct migration_applied_out applied;
	struct bytes sql;
	enum status status = migration_applied(db, arena, &(struct migration_applied_in){ name }, &applied);

	if (status != ST_NOT_FOUND)
		return status;
	TRY(file_read(arena, arena_printf(arena, "%s/migrations/%s", dir, name), &sql));
	log_info("applying migration '%s'", name);
	TRY(db_script(db, (const char *)sql.p));
	TRY(migration_done(db, &(struct migration_done_in){ name, now_ms() }));
	report->migrations++;
	return ST_OK;
}

enum status schema_migrate(struct db *db, struct arena *arena, const char *dir, struct schema_report *report)
{
	const char *path = arena_printf(arena, "%s/migrations", dir);
	struct dirent **entries;
	enum status status = ST_OK;
	int count;

	TRY(db_script(db, "CREATE TABLE IF NOT EXISTS schema_migration"
			  " (name VARBINARY(80) NOT NULL PRIMARY KEY, at_ms BIGINT NOT NULL) ENGINE=InnoDB"));
	count = scandir(path, &entries, is_sql, alphasort);
	if (count < 0) {
		log_error("no migrations in '%s'", path);
		return ST_NOT_FOUND;
	}
	for (int i = 0; i < count; i++) {
		if (status == ST_OK)
			status = migrate_one(db, arena, dir, entries[i]->d_name, report);
		free(entries[i]);
	}
	free(entries);
	return status;
}

/* ---- grants ------------------------------------------------------------------------------------- */

static bool is_word(const char *text, const char *also)
{
	for (; *text; text++)
		if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789", *text) && !strchr(also, *text))
			return false;
	return true;
}

/* A table as GRANT names it; a procedure when brackets follow its name. */
static const char *grant_object(struct arena *arena, const char *schema, const char *object)
{
	size_t len = strcspn(object, "(");

	return arena_printf(arena, "%s `%s`.`%.*s`", object[len] ? "PROCEDURE" : "TABLE", schema, (int)len, object);
}

static enum status grant_one(struct db *db, struct arena *arena, const struct tsv *tsv, const char *schema)
{
	const char *account = tsv->cells[0];
	const char *object = tsv->cells[1];
	const char *privileges = tsv->cells[2];

	if (tsv->columns != 3 || !is_word(account, "") || !is_word(object, "()") || !is_word(privileges, " ,()")) {
		log_error("line %d of '%s' is not a grant", tsv->line, tsv->path);
		return ST_INVALID;
	}
	return db_script(db, arena_printf(arena, "GRANT %s ON %s TO '%s'@'localhost'", privileges,
					  grant_object(arena, schema, object), account));
}

/* What an account holds from an earlier list and may hold no longer. */
static enum status revoke_all(struct db *db, struct arena *arena, const char *schema)
{
	struct granted_objects_out *held;
	size_t count;

	TRY(granted_objects_list(db, arena, &(struct granted_objects_in){ schema, schema }, &held, &count));
	for (size_t i = 0; i < count; i++)
		TRY(db_script(db, arena_printf(arena, "REVOKE ALL PRIVILEGES ON %s FROM '%s'@'localhost'",
					       grant_object(arena, schema, held[i].object), held[i].account)));
	return ST_OK;
}

static enum status grant_all(struct db *db, struct arena *arena, const char *path, const char *schema,
			     struct schema_report *report)
{
	struct tsv tsv;
	enum status status;

	TRY(revoke_all(db, arena, schema));
	TRY(tsv_open(arena, path, &tsv));
	while ((status = tsv_next(&tsv)) == ST_OK) {
		TRY(grant_one(db, arena, &tsv, schema));
		report->grants++;
	}
	return status == ST_NOT_FOUND ? ST_OK : status;
}

/* ST_OK: this very file was loaded before. Otherwise fills hash for seed_file_put. */
static enum status is_loaded(struct db *db, struct arena *arena, const char *path, const char *name,
			     uint8_t hash[HASH_BYTES], bool *loaded)
{
	struct seed_file_sha256_out before;
	struct bytes content;
	enum status status;

	TRY(file_read(arena, path, &content));
	crypto_sha256(content.p, content.n, hash);
	status = seed_file_sha256(db, arena, &(struct seed_file_sha256_in){ name }, &before);
	*loaded = status == ST_OK && before.sha256.n == HASH_BYTES && memcmp(before.sha256.p, hash, HASH_BYTES) == 0;
	return status == ST_NOT_FOUND ? ST_OK : status;
}

enum status schema_grant(struct db *db, struct arena *arena, const char *dir, const char *schema,
			 struct schema_report *report)
{
	const char *path = arena_printf(arena, "%s/grants.tsv", dir);
	uint8_t hash[HASH_BYTES];
	bool loaded;

	TRY(is_loaded(db, arena, path, "grants.tsv", hash, &loaded));
	if (loaded)
		return ST_OK;
	TRY(grant_all(db, arena, path, schema, report));
	return seed_file_put(db, &(struct seed_file_put_in){ "grants.tsv", { hash, HASH_BYTES }, now_ms() });
}

/* ---- closing and opening for a restore ---------------------------------------------------------------- */

enum status schema_close(struct db *db, struct arena *arena, const char *schema)
{
	TRY(grants_forget(db));
	return revoke_all(db, arena, schema);
}

enum status schema_empty(struct db *db, struct arena *arena, const char *schema)
{
	return db_script(db, arena_printf(arena, "DROP DATABASE `%s`; CREATE DATABASE `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;"
		" USE `%s`; CREATE TABLE unverified_restore (at_ms BIGINT NOT NULL) ENGINE=InnoDB", schema, schema, schema));
}

enum status schema_verified(struct db *db)
{
	TRY(grants_forget(db));	/* what was restored thinks they were given */
	return db_script(db, "DROP TABLE unverified_restore");
}

/* ---- seeds -------------------------------------------------------------------------------------- */

static const struct seed {
	const char *file;
	enum sql_id put;	/* its ins are columns of the file, by name */
	bool replaces;		/* words that the file no longer has must go: trigger_clear first */
} seeds[] = {
	{ "regions.tsv", SQL_region_put },
	{ "holidays.tsv", SQL_holiday_put },
	{ "taxonomy.tsv", SQL_item_put },
	{ "item_pinyin.tsv", SQL_item_pinyin_put },
	{ "triggers.tsv", SQL_trigger_put, .replaces = true },
	{ "offices.tsv", SQL_office_put },
	{ "units.tsv", SQL_unit_put },
	{ "retention.tsv", SQL_retention_put },
	{ "articles.tsv", SQL_article_put },
};

/* A number, a date (as its day), or a time of day (as its minutes). */
static enum status read_number(const char *cell, int64_t *value)
{
	int year, month, mday, hour, minute;
	char end;

	*value = 0;
	if (*cell == '\0')
		return ST_OK;
	if (sscanf(cell, "%4d-%2d-%2d%c", &year, &month, &mday, &end) == 3) {
		*value = day_from_date(year, month, mday);
		return ST_OK;
	}
	if (sscanf(cell, "%2d:%2d%c", &hour, &minute, &end) == 2) {
		*value = hour * 60 + minute;
		return ST_OK;
	}
	return text_to_int(cell, INT32_MIN, UINT32_MAX, value);
}

static enum status fill_column(const struct tsv *tsv, const struct sql_column *column, char *in)
{
	const char *cell = tsv_cell(tsv, column->name);
	int64_t number = 0;

	if (!cell) {
		log_error("'%s' has no column '%s'", tsv->path, column->name);
		return ST_INVALID;
	}
	if (column->type == SQL_STR) {
		*(const char **)(void *)(in + column->offset) = cell;
		return ST_OK;
	}
	if (read_number(cell, &number) != ST_OK) {
		log_error("line %d of '%s': '%s' is not a number", tsv->line, tsv->path, cell);
		return ST_INVALID;
	}
	if (column->type == SQL_I32 || column->type == SQL_U32)
		*(uint32_t *)(void *)(in + column->offset) = (uint32_t)number;
	else
		*(int64_t *)(void *)(in + column->offset) = number;
	return ST_OK;
}

struct seeding {
	struct arena *arena;
	const struct seed *seed;
	struct tsv tsv;
	int rows;
};

static enum status seed_in_tx(struct db *db, void *context)
{
	struct seeding *s = context;
	const struct statement *put = &statements[s->seed->put];
	union { max_align_t align; char bytes[512]; } in;
	enum status status;

	if (s->seed->replaces)
		TRY(trigger_clear(db));
	while ((status = tsv_next(&s->tsv)) == ST_OK) {
		for (size_t i = 0; i < put->in_count; i++)
			TRY(fill_column(&s->tsv, &put->in[i], in.bytes));
		status = db_run(db, s->seed->put, in.bytes, NULL);
		if (status != ST_OK) {
			log_error("cannot load line %d of '%s': %s", s->tsv.line, s->tsv.path, status_name(status));
			return status;
		}
		s->rows++;
	}
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum status seed_one(struct db *db, struct arena *arena, const char *dir, const struct seed *seed,
			    struct schema_report *report)
{
	const char *path = arena_printf(arena, "%s/%s", dir, seed->file);
	struct seeding s = { .arena = arena, .seed = seed };
	uint8_t hash[HASH_BYTES];
	bool loaded;

	TRY(is_loaded(db, arena, path, seed->file, hash, &loaded));
	if (loaded)
		return ST_OK;
	TRY(tsv_open(arena, path, &s.tsv));
	TRY(tx_run(db, seed_in_tx, &s));
	report->rows += s.rows;
	return seed_file_put(db, &(struct seed_file_put_in){ seed->file, { hash, HASH_BYTES }, now_ms() });
}

enum status schema_seed(struct db *db, struct arena *arena, const char *dir, struct schema_report *report)
{
	for (size_t i = 0; i < sizeof(seeds) / sizeof(seeds[0]); i++)
		TRY(seed_one(db, arena, dir, &seeds[i], report));
	return ST_OK;
}
