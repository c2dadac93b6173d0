/* hotline init: keys, migrations, grants and seeds, and counts that are not those of the tickets. Safe to run again at any time. */
#include <stdio.h>

#include "base/crypto.h"
#include "base/keyring.h"
#include "base/log.h"
#include "base/now.h"
#include "base/vault_key.h"
#include "store/article_store.h"
#include "store/open_store.h"
#include "store/schema.h"
#include "pages/cli.h"
#include "statements.h"

#define MENDED_AT_ONCE 5000
#define MEND_BYTES ((size_t)32 * 1024 * 1024)

/* Symmetric keys, each for one use: query codes, blind index of phones, drafts and forms, TOTP secrets. */
static const char *const key_names[] = { "code.key", "phone.key", "form.key", "totp.key" };

static enum status create_keys(const char *dir)
{
	uint8_t key[KEY_BYTES];
	uint8_t private_key[KEY_BYTES];

	for (size_t i = 0; i < sizeof(key_names) / sizeof(key_names[0]); i++) {
		crypto_random(key, sizeof(key));
		TRY(crypto_key_create(dir, key_names[i], key));
	}
	/* The vault's halves belong together: make both only when the private one is not there yet. */
	if (crypto_key_load(dir, "vault.private", private_key) == ST_OK)
		return ST_OK;
	crypto_vault_keypair(key, private_key);
	TRY(crypto_key_create(dir, "vault.public", key));
	return crypto_key_create(dir, "vault.private", private_key);
}

/* Exports, the log, checked rules and receipts are signed, and where people are told is sealed, from the first day on. */
static enum status create_pairs(struct arena *arena, const char *dir)
{
	static const struct { const char *use; enum pair_kind kind; } pairs[] = {
		{ "package", PAIR_ED25519 }, { "export", PAIR_ED25519 }, { "log", PAIR_ED25519 }, { "log-sm2", PAIR_SM2 }, { "rules", PAIR_ED25519 },
		{ "receipt", PAIR_ED25519 }, { "notice", PAIR_X25519 },
	};
	struct keyring_key key;

	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (keyring_current(arena, dir, pairs[i].use, pairs[i].kind, &key) != ST_OK)
			TRY(keyring_new(arena, dir, pairs[i].use, pairs[i].kind, NULL, false, now_ms(), &key));
	return ST_OK;
}

/* Rights are given to nobody over a database that a restore has not verified. */
static enum status refuse_unverified(struct cli *cli)
{
	struct restore_unverified_out unverified;

	TRY(restore_unverified(cli->db, cli->arena, &(struct restore_unverified_in){ config_text(cli->config, "db.name") }, &unverified));
	if (unverified.count == 0)
		return ST_OK;
	fprintf(stderr, "hotline: a restore was begun and has not been verified: run hotline restore to its end\n");
	return ST_CONFLICT;
}

/* Seals of before keys had ids are those of the key that is there. */
static enum status name_vault_key(struct cli *cli)
{
	uint8_t public_key[KEY_BYTES];
	char id[KEY_ID_CHARS + 1];

	TRY(vault_key_public(config_text(cli->config, "key.dir"), public_key, id));
	return vault_keys_named(cli->db, &(struct vault_keys_named_in){ id });
}

/* Programs serve while a migration counts what is open: what they did meanwhile may be counted twice, or not at all. */
static enum status mend_counts(struct cli *cli, size_t *mended)
{
	size_t done = MENDED_AT_ONCE;

	for (*mended = 0; done == MENDED_AT_ONCE; *mended += done) {
		struct arena *batch = arena_new("counts", MEND_BYTES);
		enum status status = open_mend(cli->db, batch, MENDED_AT_ONCE, now_ms(), &done);

		arena_free(batch);
		TRY(status);
	}
	return ST_OK;
}

static enum status init(struct cli *cli, struct schema_report *report, size_t *mended)
{
	const char *sql = config_text(cli->config, "sql.dir");

	TRY(refuse_unverified(cli));
	TRY(create_keys(config_text(cli->config, "key.dir")));
	TRY(create_pairs(cli->arena, config_text(cli->config, "key.dir")));
	TRY(schema_migrate(cli->db, cli->arena, sql, report));
	TRY(mend_counts(cli, mended));
	TRY(name_vault_key(cli));
	TRY(schema_grant(cli->db, cli->arena, sql, config_text(cli->config, "db.name"), report));
	TRY(schema_seed(cli->db, cli->arena, config_text(cli->config, "seed.dir"), report));
	return article_index(cli->db, cli->arena);
}

int cli_init(int argc, char **argv)
{
	struct schema_report report = { 0 };
	struct cli cli = { 0 };
	size_t mended = 0;
	enum status status;

	(void)argv;
	if (argc != 1)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	status = init(&cli, &report, &mended);
	if (status == ST_OK)
		printf("%d migrations, %d grants, %d seed rows\n", report.migrations, report.grants, report.rows);
	if (mended > 0)
		printf("%zu counts of open tickets put right\n", mended);
	cli_close(&cli);
	return cli_exit(status, "init");
}
