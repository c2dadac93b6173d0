/* hotline backup FILE|DIR: the database at one moment, attachments and keys, sealed so that this machine cannot read it again.
 *
 * pages/backup.h has the form. People go on working meanwhile: the database is read in one consistent view, and attachments, which
 * never change, after it. Private halves of keys stay out: whoever holds a backup and its key still cannot open the vault.
 */
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/keyring.h"
#include "base/log.h"
#include "base/now.h"
#include "pages/backup.h"
#include "pages/backup_people.h"
#include "pages/cli.h"
#include "pages/pack.h"
#include "statements.h"
#include "store/sign_in.h"
#include "store/tool.h"

#define ROW_ARENA_BYTES ((size_t)1024 * 1024)

struct backup {
	struct cli cli;
	struct sealed_out *out;
	struct row_count rows;
	uint64_t files, bytes;
	struct pack pack;
	struct unname unname;
	struct buf plain;		/* what of a block goes on; used again and again */
	uint64_t people;
	uint8_t block[BACKUP_BLOCK_BYTES];
};

/* ---- parts ---------------------------------------------------------------------------------------------------- */

static enum status add_text(struct backup *b, const char *name, const struct buf *text)
{
	TRY(backup_add_begin(b->out, name));
	TRY(backup_add_block(b->out, text->text, text->len));
	return backup_add_end(b->out);
}

static enum status add_file(struct backup *b, const char *name, FILE *file)
{
	size_t n;

	TRY(backup_add_begin(b->out, name));
	while ((n = fread(b->block, 1, sizeof(b->block), file)) > 0) {
		b->bytes += n;
		TRY(backup_add_block(b->out, b->block, n));
	}
	if (ferror(file))
		return ST_IO;
	return backup_add_end(b->out);
}

static enum status pack_dump(struct backup *b, FILE *dump)
{
	enum status status = ST_OK, ended;
	size_t n;

	pack_begin(&b->pack, b->out);
	unname_begin(&b->unname);
	while (status == ST_OK && (n = fread(b->block, 1, sizeof(b->block), dump)) > 0) {
		row_count_add(&b->rows, b->block, n);
		b->bytes += n;
		b->plain.len = 0;
		status = unname_add(&b->unname, b->block, n, &b->plain);
		if (status == ST_OK)
			status = pack_add(&b->pack, b->plain.text, b->plain.len);
	}
	if (status == ST_OK)
		status = unname_end(&b->unname);
	if (status == ST_INVALID)
		log_error("what mariadb-dump says of the tickets cannot be read: no backup is made that might name people");
	ended = pack_end(&b->pack);
	TRY(status);
	return ferror(dump) ? ST_IO : ended;
}

static enum status add_about(struct backup *b, int64_t now)
{
	struct buf text = buf_new(b->cli.arena, 256);

	buf_printf(&text, "{\"format\":\"12328 backup 3\",\"made_ms\":%lld,\"database\":", (long long)now);
	buf_json(&text, config_text(b->cli.config, "db.name"));
	buf_text(&text, "}\n");
	return add_text(b, BACKUP_ABOUT, &text);
}

static enum status add_dump(struct backup *b, const char *const *words)
{
	struct tool dump;
	enum status added;

	TRY(tool_begin(b->cli.config, "mariadb-dump", words, false, &dump));
	added = backup_add_begin(b->out, BACKUP_DATABASE);
	if (added == ST_OK)
		added = pack_dump(b, dump.pipe);
	TRY(tool_end(&dump));
	TRY(added);
	return backup_add_end(b->out);
}

#define DUMPED "--single-transaction", "--quick", "--hex-blob", "--no-tablespaces", "--skip-comments", "--extended-insert", \
	"--default-character-set=utf8mb4"

static const char *without(struct backup *b, const char *table)
{
	return arena_printf(b->cli.arena, "--ignore-table-data=%s.%s", config_text(b->cli.config, "db.name"), table);
}

/* Sessions end with a restore, and unfinished forms are begun anew: both are opened by keys that lie in this file. What opens an identity or tells of one is in a
 * file of its own. */
static enum status add_database(struct backup *b)
{
	const char *const words[] = {
		DUMPED, "--routines", "--triggers", without(b, "session"), without(b, "draft"), without(b, "desk_draft"), without(b, "legacy_part"), without(b, "vault_key"), without(b, "notice_contact"),
		without(b, "recovery"), without(b, "call_in"), without(b, "phone_check"), config_text(b->cli.config, "db.name"), NULL };

	return add_dump(b, words);
}

static enum status add_identity_keys(struct backup *b)
{
	const char *const words[] = {
		DUMPED, "--no-create-info", "--skip-triggers", config_text(b->cli.config, "db.name"), "vault_key", "notice_contact", "recovery", "call_in", "phone_check", NULL };

	return add_dump(b, words);
}

static enum status flush_people(struct backup *b)
{
	size_t n = b->plain.len;

	b->plain.len = 0;
	b->bytes += n;
	return pack_add(&b->pack, b->plain.text, n);
}

static enum status add_person(void *backup, struct arena *row_arena, const void *row)
{
	const struct people_named_out *p = row;
	struct backup *b = backup;

	(void)row_arena;
	people_sql_row(&b->plain, b->people++, &(struct backup_person){ p->id, p->phone_index, p->phone_mask, p->name_mask });
	return b->plain.len > BACKUP_BLOCK_BYTES ? flush_people(b) : ST_OK;
}

static enum status pack_people(struct backup *b)
{
	struct arena *row_arena = arena_new("person", ROW_ARENA_BYTES);
	enum status status;

	b->plain.len = 0;
	b->people = 0;
	people_sql_begin(&b->plain);
	status = db_each(b->cli.db, row_arena, SQL_people_named, NULL, add_person, b);
	arena_free(row_arena);
	TRY(status);
	people_sql_end(&b->plain, b->people);
	return flush_people(b);
}

static enum status add_people(struct backup *b)
{
	enum status status, ended;

	TRY(backup_add_begin(b->out, BACKUP_PEOPLE));
	pack_begin(&b->pack, b->out);
	status = pack_people(b);
	ended = pack_end(&b->pack);
	TRY(status);
	TRY(ended);
	return backup_add_end(b->out);
}

static enum status add_rows(struct backup *b)
{
	struct buf text = buf_new(b->cli.arena, 2048);

	for (int i = 0; i < b->rows.count; i++)
		buf_printf(&text, "%s\"%s\":%llu", i > 0 ? "," : "{", b->rows.tables[i].table, (unsigned long long)b->rows.tables[i].rows);
	buf_text(&text, "}\n");
	return add_text(b, BACKUP_ROWS, &text);
}

/* ---- trees of files: nftw knows no context ------------------------------------------------------------------------ */

static struct {
	struct backup *backup;
	const char *prefix;
	size_t root;		/* how much of a path is the directory itself */
	enum status status;
} walking;

static int add_found(const char *path, const struct stat *stat_of, int type, struct FTW *where)
{
	struct backup *b = walking.backup;
	FILE *file;

	(void)stat_of, (void)where;
	if (type != FTW_F || backup_leaves_out(path))
		return 0;
	file = fopen(path, "re");
	if (!file && errno == ENOENT)	/* the sweep took what no ticket has */
		return 0;
	if (!file) {
		log_error("cannot open '%s': %s", path, strerror(errno));
		walking.status = ST_IO;
		return 1;
	}
	walking.status = add_file(b, arena_printf(b->cli.arena, "%s%s", walking.prefix, path + walking.root), file);
	b->files++;
	fclose(file);
	return walking.status != ST_OK;
}

static enum status add_tree(struct backup *b, const char *dir, const char *prefix)
{
	walking.backup = b;
	walking.prefix = prefix;
	walking.root = strlen(dir) + 1;
	walking.status = ST_OK;
	if (nftw(dir, add_found, 16, FTW_PHYS) < 0 && errno != ENOENT) {
		log_error("cannot walk '%s': %s", dir, strerror(errno));
		return ST_IO;
	}
	return walking.status;
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

/* The keys of who the people are, in a file that the next one replaces: whoever was erased since is in none. */
static enum status write_keys(struct backup *b, int64_t now)
{
	const char *path = arena_printf(b->cli.arena, "%s/vault.public", config_text(b->cli.config, "key.dir"));
	FILE *file = fopen(path, "re");
	enum status status;

	if (!file)
		return ST_IO;
	status = add_about(b, now);
	if (status == ST_OK)
		status = add_identity_keys(b);
	if (status == ST_OK)
		status = add_people(b);
	if (status == ST_OK)
		status = add_file(b, BACKUP_KEYS "vault.public", file);
	fclose(file);
	TRY(status);
	TRY(add_rows(b));
	return backup_finish(b->out);
}

static enum status write_all(struct backup *b, int64_t now)
{
	TRY(add_about(b, now));
	TRY(add_database(b));
	TRY(add_tree(b, config_text(b->cli.config, "upload.dir"), BACKUP_UPLOADS));
	TRY(add_tree(b, config_text(b->cli.config, "key.dir"), BACKUP_KEYS));
	TRY(add_rows(b));
	return backup_finish(b->out);
}

/* In a directory a backup is named after its moment. */
static const char *path_in(struct arena *arena, const char *named, int64_t now)
{
	int32_t day = day_of_ms(now);
	int64_t s = (now - ms_of_day(day)) / 1000;
	struct stat stat_of;
	int y, m, d;

	if (stat(named, &stat_of) != 0 || !S_ISDIR(stat_of.st_mode))
		return named;
	date_from_day(day, &y, &m, &d);
	return arena_printf(arena, "%s/12328-%04d%02d%02d-%02d%02d%02d.backup", named, y, m, d, (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
}

static enum status make(struct backup *b, const char *path, const struct keyring_key *key, int64_t now, enum status (*write)(struct backup *, int64_t))
{
	const char *part = arena_printf(b->cli.arena, "%s.part", path);
	enum status status;

	b->rows = (struct row_count){ 0 };
	if (unlink(part) != 0 && errno != ENOENT)
		return ST_IO;
	status = sealed_create(b->cli.arena, part, key->public_key, &b->out);
	if (status == ST_OK)
		status = write(b, now);
	if (status == ST_OK && rename(part, path) != 0)
		status = ST_IO;
	if (status != ST_OK)
		unlink(part);
	return status;
}

/* The keys after the database: whoever filed in between has a key too many, and nobody one too few. */
static enum status make_both(struct backup *b, const char *path, const struct keyring_key *key, int64_t now)
{
	if (access(path, F_OK) == 0) {
		fprintf(stderr, "hotline: '%s' is there already\n", path);
		return ST_CONFLICT;
	}
	TRY(make(b, path, key, now, write_all));
	return make(b, backup_keys_beside(b->cli.arena, path), key, now, write_keys);
}

static int backup(struct backup *b, const char *named)
{
	struct arena *arena = b->cli.arena;
	int64_t now = now_ms();
	const char *path = path_in(arena, named, now);
	struct restore_unverified_out unverified;
	struct keyring_key key;
	enum status status;

	if (keyring_current(arena, config_text(b->cli.config, "key.dir"), "backup", PAIR_X25519, &key) != ST_OK) {
		fprintf(stderr, "hotline: there is no key to seal backups to: hotline keys new backup --private FILE\n");
		return CLI_REFUSED;
	}
	status = restore_unverified(b->cli.db, arena, &(struct restore_unverified_in){ config_text(b->cli.config, "db.name") }, &unverified);
	if (status == ST_OK && unverified.count > 0) {
		fprintf(stderr, "hotline: a restore was begun and has not been verified: there is nothing worth keeping here\n");
		return CLI_REFUSED;
	}
	if (status == ST_OK)
		status = make_both(b, path, &key, now);
	if (status == ST_OK)
		status = staff_acted(b->cli.db, &(struct staff){ 0 }, "hotline", "backed_up", key.id,
				     arena_printf(arena, "%llu bytes, %llu files beside the database", (unsigned long long)b->bytes,
						  (unsigned long long)b->files), now_ms());
	if (status == ST_OK)
		printf("%s: %llu bytes, %llu files beside the database, sealed to key %s\n"
		       "not in it: private halves of keys; vault.private is kept apart, and restore asks for it\n"
		       "%s: who the people are, and the keys to them, in place of the one before. Keep this one alone, and no older copy of it\n", path,
		       (unsigned long long)b->bytes, (unsigned long long)b->files, key.id, backup_keys_beside(arena, path));
	return cli_exit(status, "backup");
}

int cli_backup(int argc, char **argv)
{
	static struct backup b;	/* its block is too large for the stack's taste */
	int code;

	if (argc != 2 || argv[1][0] == '-')
		return CLI_USAGE;
	if (!cli_open_db(&b.cli))
		return CLI_WORLD;
	b.plain = buf_new(b.cli.arena, 2 * BACKUP_BLOCK_BYTES);
	code = backup(&b, argv[1]);
	cli_close(&b.cli);
	return code;
}
