/* hotline restore FILE --key PRIVATE [--vault FILE [--vault-keys FILE] | --without-vault] [--replace] [--check]
 *
 * First the whole backup is read and nothing touched: a damaged one is refused here. Then the serving accounts lose every right,
 * the database is made anew from it, and proves itself: rows, chains, archive and attachments. Until then a mark in the database
 * keeps `hotline init` from giving the rights back, so that nobody is served from what was not verified.
 */
#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/now.h"
#include "pages/evidence.h"
#include "pages/pack.h"
#include "pages/restore.h"
#include "statements.h"
#include "store/erase_store.h"
#include "store/schema.h"
#include "store/sign_in.h"

#define ROW_ARENA_BYTES ((size_t)64 * 1024 * 1024)
#define SMALL_BYTES 65536
#define FAULTS_SHOWN 10
#define ERASED_BATCH 500

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

/* ---- looking before touching -------------------------------------------------------------------------------------- */

static enum status take_small(struct restore *r, struct sealed_in *in, struct buf *into)
{
	size_t n;

	*into = buf_new(r->cli.arena, 256);
	do {
		TRY(restore_block(r, in, &n));
		if (into->len + n > SMALL_BYTES)
			return ST_INVALID;
		buf_add(into, r->block, n);
	} while (n > 0);
	return ST_OK;
}

static enum status count_rows(void *restore, const uint8_t *data, size_t n)
{
	struct restore *r = restore;

	row_count_add(&r->rows, data, n);
	r->bytes += n;
	return ST_OK;
}

static enum status look_at(struct restore *r, struct sealed_in *in, const char *name)
{
	if (strcmp(name, BACKUP_ROWS) == 0)
		return take_small(r, in, &r->counted);
	if (strcmp(name, BACKUP_ABOUT) == 0)
		return take_small(r, in, &r->about);
	if (strcmp(name, BACKUP_KEYS "vault.public") == 0)
		return take_small(r, in, &r->vault_public);
	if (strcmp(name, BACKUP_DATABASE) == 0)
		return unpack(in, count_rows, r);
	return restore_skip(r, in);
}

/* The dump as it came out of the file against what was counted as it went in. */
static bool rows_fit(const struct restore *r)
{
	json_t *wanted = r->counted.text ? json_loads(r->counted.text, JSON_REJECT_DUPLICATES, NULL) : NULL;
	bool fit = wanted && json_object_size(wanted) == (size_t)r->rows.count;

	for (int i = 0; fit && i < r->rows.count; i++)
		fit = json_integer_value(json_object_get(wanted, r->rows.tables[i].table)) == (json_int_t)r->rows.tables[i].rows;
	json_decref(wanted);
	return fit;
}

static int look(struct restore *r)
{
	enum status status = restore_walk(r, look_at);

	if (status == ST_FORBIDDEN)
		return refuse("this backup is sealed to another key than the one given");
	if (status == ST_NOT_FOUND)
		return CLI_WORLD;
	if (status != ST_OK)
		return refuse("this backup is damaged: it is not, byte for byte, what was written. Nothing was touched");
	if (!rows_fit(r) || r->rows.count == 0)
		return refuse("this backup does not hold the rows it says it holds. Nothing was touched");
	return CLI_DONE;
}

/* ---- the keys of the identities, in a file of their own ------------------------------------------------------------ */

/* When it was made; apart: its identities' keys are not in it. */
static int64_t made_ms(const struct restore *r, bool *apart)
{
	json_t *about = r->about.text ? json_loads(r->about.text, 0, NULL) : NULL;
	const char *format = json_string_value(json_object_get(about, "format"));
	int64_t at_ms = json_integer_value(json_object_get(about, "made_ms"));

	*apart = format && strcmp(format, "12328 backup 1") != 0;
	json_decref(about);
	return at_ms;
}

static void add_rows(struct row_count *to, const struct row_count *from)
{
	for (int i = 0; i < from->count && to->count < BACKUP_TABLES_MAX; i++)
		to->tables[to->count++] = from->tables[i];
}

/* What lies there is read whole too, before anything is touched. */
static int look_at_keys(struct restore *r, const char *path, int64_t backup_ms)
{
	const char *file = r->file;
	const struct row_count rows = r->rows;
	enum status status;
	bool apart;

	r->rows = (struct row_count){ 0 };
	r->counted = r->about = (struct buf){ 0 };
	r->file = path;
	status = restore_walk(r, look_at);
	r->file = file;
	if (status != ST_OK || !rows_fit(r))
		return refuse(status == ST_FORBIDDEN ? "the keys of the identities are sealed to another key than the one given" :
			      "the keys of the identities are damaged. Nothing was touched");
	if (made_ms(r, &apart) < backup_ms)
		return refuse("the keys of the identities are older than the backup: who filed since would be lost. Give the newest with --vault-keys");
	add_rows(&r->rows, &rows);
	r->keys_file = path;
	return CLI_DONE;
}

static int look_for_keys(struct restore *r, const char *given, bool without)
{
	bool apart;
	int64_t backup_ms = made_ms(r, &apart);
	const char *path = given ? given : backup_keys_beside(r->cli.arena, r->file);

	if (!apart)
		return CLI_DONE;
	if (access(path, R_OK) != 0 && without && !given)	/* lost with the vault: nobody is named */
		return CLI_DONE;
	if (access(path, R_OK) != 0)
		return refuse("the keys of the identities (vault-keys.backup) do not lie beside the backup: --vault-keys FILE, or --without-vault");
	return look_at_keys(r, path, backup_ms);
}

/* Whose key was destroyed after the backup was made stays erased, masks and all. */
static enum status forget_erased(struct restore *r, uint64_t *erased)
{
	struct vault_without_key_out *rows;
	size_t count;

	*erased = 0;
	if (!r->keys_file)
		return ST_OK;
	do {
		TRY(vault_without_key_list(r->cli.db, r->cli.arena, &(struct vault_without_key_in){ ERASED_BATCH }, &rows, &count));
		for (size_t i = 0; i < count; i++)
			TRY(erase_person(r->cli.db, rows[i].ticket_id));
		*erased += count;
	} while (count == ERASED_BATCH);
	TRY(vault_key_orphans_drop(r->cli.db));
	return notice_contact_orphans_drop(r->cli.db);
}

/* ---- the vault: who the people are ------------------------------------------------------------------------------- */

static bool opens_vault(struct restore *r)
{
	static const uint8_t probe[KEY_BYTES] = "what is put in can be taken out";
	const struct bytes aad = { (const uint8_t *)"restore", 7 };
	uint8_t opened[KEY_BYTES];

	return r->vault_public.len == KEY_BYTES &&
	       crypto_vault_unwrap(r->cli.arena, r->vault_private,
				   crypto_vault_wrap(r->cli.arena, (const uint8_t *)r->vault_public.text, probe, aad), aad, opened) == ST_OK &&
	       memcmp(opened, probe, KEY_BYTES) == 0;
}

static int settle_vault(struct restore *r, const char *vault, bool without)
{
	const char *dir = config_text(r->cli.config, "key.dir");
	enum status status;

	if (vault) {
		struct bytes key;

		status = file_read(r->cli.arena, vault, &key);
		if (status == ST_OK && key.n == KEY_BYTES)
			memcpy(r->vault_private, key.p, KEY_BYTES);
		else
			return refuse("--vault names no vault.private");
	} else {
		status = crypto_key_load(dir, "vault.private", r->vault_private);
	}
	r->keeps_vault = status == ST_OK && opens_vault(r);
	if (r->keeps_vault || (without && !vault))
		return CLI_DONE;
	return refuse(vault ? "--vault is not the private half that belongs to this backup"
			    : "keys/vault.private is not the one that belongs to this backup: give --vault FILE, or --without-vault "
			      "if it is lost and nobody needs to be called back");
}

/* ---- does it prove itself? ------------------------------------------------------------------------------------------ */

static void fault(void *to, const char *what)
{
	struct restore *r = to;

	if (++r->faults <= FAULTS_SHOWN)
		fprintf(stderr, "     %s\n", what);
}

static uint64_t rows_in_dump(const struct restore *r, const char *table)
{
	for (int i = 0; i < r->rows.count; i++)
		if (strcmp(r->rows.tables[i].table, table) == 0)
			return r->rows.tables[i].rows;
	return 0;
}

/* As many as in the dump; a schema that had to be brought up after it may have made rows of its own. */
static enum status check_counts(struct restore *r)
{
	struct table_counts_out *tables;
	size_t count;

	TRY(table_counts_list(r->cli.db, r->cli.arena, &tables, &count));
	for (size_t i = 0; i < count; i++) {
		uint64_t wanted = rows_in_dump(r, tables[i].name);

		if (tables[i].count < wanted || (tables[i].count > wanted && r->migrations == 0))
			fault(r, arena_printf(r->cli.arena, "table %s has %llu rows, the backup %llu", tables[i].name,
					      (unsigned long long)tables[i].count, (unsigned long long)wanted));
	}
	return ST_OK;
}

static enum status prove(struct restore *r, uint64_t *events)
{
	struct evidence e = { .db = r->cli.db, .config = r->cli.config, .arena = r->cli.arena, .hash_files = true, .fault = fault, .to = r };

	e.row_arena = arena_new("row", ROW_ARENA_BYTES);
	TRY(check_counts(r));
	TRY(evidence_chains(&e));
	*events = e.seen;
	TRY(evidence_words(&e));
	TRY(evidence_present(&e));
	TRY(evidence_log(&e));
	TRY(evidence_archive(&e));
	TRY(evidence_files(&e));
	arena_free(e.row_arena);
	return ST_OK;
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static enum status replace_everything(struct restore *r)
{
	struct schema_report report = { 0 };
	const char *schema = config_text(r->cli.config, "db.name");

	TRY(schema_close(r->cli.db, r->cli.arena, schema));
	TRY(schema_empty(r->cli.db, r->cli.arena, schema));
	TRY(restore_load(r));
	TRY(schema_migrate(r->cli.db, r->cli.arena, config_text(r->cli.config, "sql.dir"), &report));
	r->migrations = report.migrations;
	return ST_OK;
}

static int open_again(struct restore *r, uint64_t events)
{
	enum status status = staff_acted(r->cli.db, &(struct staff){ 0 }, "hotline", "restored", "",
					 arena_printf(r->cli.arena, "%llu events verified", (unsigned long long)events), now_ms());

	if (status == ST_OK)
		status = schema_verified(r->cli.db);
	if (status == ST_OK)
		printf("restored and verified: %llu events in whole chains, rows and files as they were\n"
		       "the doors are still closed: stop the programs and start them (make down, make up); hotline init opens them\n",
		       (unsigned long long)events);
	return cli_exit(status, "restore");
}

static int restore(struct restore *r, bool replace)
{
	struct restore_unverified_out unverified;
	struct ticket_count_out tickets;
	const char *schema = config_text(r->cli.config, "db.name");
	uint64_t events = 0, erased = 0;
	enum status status = restore_unverified(r->cli.db, r->cli.arena, &(struct restore_unverified_in){ schema }, &unverified);

	if (status == ST_OK && unverified.count == 0)
		status = ticket_count(r->cli.db, r->cli.arena, &tickets);
	if (status != ST_OK)
		return cli_exit(status, "restore");
	if (unverified.count == 0 && tickets.count > 0 && !replace)
		return refuse("there are tickets in this database: --replace destroys them");
	status = replace_everything(r);
	if (status == ST_OK)
		status = prove(r, &events);
	if (status == ST_OK && r->faults == 0)
		status = forget_erased(r, &erased);
	if (status == ST_OK && r->faults == 0 && erased > 0)
		printf("%llu people were erased after this backup was made; they stay erased\n", (unsigned long long)erased);
	if (status == ST_OK && r->faults == 0)
		return open_again(r, events);
	if (status != ST_OK)
		cli_exit(status, "restore");
	return refuse("what was restored does not verify. Nobody is served from it; restore another backup");
}

static bool owns_keys(const struct restore *r)
{
	struct stat stat_of;

	return stat(config_text(r->cli.config, "key.dir"), &stat_of) == 0 && stat_of.st_uid == geteuid();
}

static int begin(struct restore *r, int argc, char **argv)
{
	const char *key = cli_option(argc, argv, "--key");
	struct bytes pem;
	int code;

	if (file_read(r->cli.arena, key, &pem) != ST_OK ||
	    crypto_private_from_pem(PAIR_X25519, pem, r->public_key, r->private_key) != ST_OK)
		return refuse("--key names no private half of a backup key");
	code = look(r);
	if (code != CLI_DONE)
		return code;
	if (cli_flag(argc, argv, "--check")) {
		printf("whole: %llu files, %llu bytes, %llu tickets\n", (unsigned long long)r->files, (unsigned long long)r->bytes,
		       (unsigned long long)rows_in_dump(r, "ticket"));
		return CLI_DONE;
	}
	if (!owns_keys(r))
		return refuse("run this as the account that owns key.dir (deploy/stack exec …): what it writes must belong to it");
	code = look_for_keys(r, cli_option(argc, argv, "--vault-keys"), cli_flag(argc, argv, "--without-vault"));
	if (code != CLI_DONE)
		return code;
	code = settle_vault(r, cli_option(argc, argv, "--vault"), cli_flag(argc, argv, "--without-vault"));
	if (code != CLI_DONE)
		return code;
	if (!cli_open_db(&r->cli))
		return CLI_WORLD;
	return restore(r, cli_flag(argc, argv, "--replace"));
}

int cli_restore(int argc, char **argv)
{
	static struct restore r;
	int code;

	if (argc < 4 || argv[1][0] == '-' || !cli_option(argc, argv, "--key"))
		return CLI_USAGE;
	signal(SIGPIPE, SIG_IGN);	/* a client that dies is an error of its own */
	r.file = argv[1];
	if (!cli_open_config(&r.cli))
		return CLI_REFUSED;
	code = begin(&r, argc, argv);
	cli_close(&r.cli);
	return code;
}
