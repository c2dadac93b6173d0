/* hotline keys: pairs that sign or are sealed to, by use. Needs settings; a database for the vault's key alone.
 *
 * keys list · keys show ID · keys new USE [--private FILE] · keys rotate USE [--private FILE] [--distrust] · keys rotate|retire vault
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/keyring.h"
#include "base/now.h"
#include "pages/cli.h"
#include "pages/vault_rotate.h"

static const struct use {
	const char *name;
	enum pair_kind kind;
	bool carried_away;	/* the private half must not stay on this machine */
} uses[] = {
	{ "package", PAIR_ED25519, false },	/* signs packages that are made at the shell */
	{ "export", PAIR_ED25519, false },	/* signs those that the worker makes for auditors */
	{ "log", PAIR_ED25519, false },		/* signs checkpoints */
	{ "log-sm2", PAIR_SM2, false },		/* signs them a second time, by the national algorithms */
	{ "receipt", PAIR_ED25519, false },	/* signs what the public takes away */
	{ "rules", PAIR_ED25519, false },	/* signs which province rules passed the check */
	{ "notice", PAIR_X25519, false },	/* where people are told is sealed to it; the worker opens it */
	{ "backup", PAIR_X25519, true },	/* backups are sealed to it */
};

#define USES (sizeof(uses) / sizeof(uses[0]))

static const struct use *use_named(const char *name)
{
	for (size_t i = 0; i < USES; i++)
		if (strcmp(uses[i].name, name) == 0)
			return &uses[i];
	return NULL;
}

static void print_key(const struct use *use, const struct keyring_key *key)
{
	int y, m, d;

	date_from_day(day_of_ms(key->made_ms), &y, &m, &d);
	printf("%s  %-8s %04d-%02d-%02d  %s%s\n", key->id, use->name, y, m, d, key->current ? "in force" : "kept to verify",
	       key->signs_here ? ", private half here" : "");
}

static enum status list_keys(struct cli *cli)
{
	for (size_t u = 0; u < USES; u++) {
		struct keyring_key *keys;
		size_t count;

		TRY(keyring_list(cli->arena, config_text(cli->config, "key.dir"), uses[u].name, uses[u].kind, &keys, &count));
		for (size_t i = 0; i < count; i++)
			print_key(&uses[u], &keys[i]);
	}
	return vault_list(cli);
}

static enum status show_key(struct cli *cli, const char *id)
{
	for (size_t u = 0; u < USES; u++) {
		struct keyring_key *keys;
		size_t count;

		TRY(keyring_list(cli->arena, config_text(cli->config, "key.dir"), uses[u].name, uses[u].kind, &keys, &count));
		for (size_t i = 0; i < count; i++)
			if (strcmp(keys[i].id, id) == 0) {
				fputs((const char *)crypto_public_pem(cli->arena, uses[u].kind, keys[i].public_key).p, stdout);
				return ST_OK;
			}
	}
	return ST_NOT_FOUND;
}

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: %s\n", why);
	return CLI_REFUSED;
}

/* A private half belongs to whoever makes it: made by another account, the one that signs could not read it. */
static bool is_ours(struct cli *cli, const struct use *use)
{
	const char *dir = config_text(cli->config, "key.dir");
	struct stat stat_of;

	if (stat(arena_printf(cli->arena, "%s/%s", dir, use->name), &stat_of) != 0 && stat(dir, &stat_of) != 0)
		return true;
	return stat_of.st_uid == geteuid();
}

static int make_key(struct cli *cli, const struct use *use, bool rotate, const char *private_path, bool distrust)
{
	const char *dir = config_text(cli->config, "key.dir");
	struct keyring_key key;
	enum status there = keyring_current(cli->arena, dir, use->name, use->kind, &key);
	enum status status;

	if (!is_ours(cli, use))
		return refuse("run this as the account that owns these keys (deploy/stack exec …), or it could not read them");
	if (there == ST_OK && !rotate)
		return refuse("there is a key for this use already: keys rotate puts another in its place");
	if (there != ST_OK && rotate)
		return refuse("there is no key for this use yet: keys new makes one");
	if (use->carried_away && !private_path)
		return refuse("--private FILE says where the half that opens backups goes; it must not stay on this machine");
	status = keyring_new(cli->arena, dir, use->name, use->kind, private_path,
			     rotate && use->kind != PAIR_X25519 && !distrust, now_ms(), &key);
	if (status == ST_OK) {
		print_key(use, &key);
		if (private_path)
			printf("private half: %s (carry it away, keep it twice)\n", private_path);
	}
	return cli_exit(status, "keys");
}

/* The vault's key is no pair of the ring: what it wraps lies in the database. */
static int vault_verb(struct cli *cli, const char *verb)
{
	struct cli with_db = { 0 };
	struct stat stat_of;
	int code;

	if (strcmp(verb, "rotate") != 0 && strcmp(verb, "retire") != 0)
		return CLI_USAGE;
	if (stat(config_text(cli->config, "key.dir"), &stat_of) != 0 || stat_of.st_uid != geteuid())
		return refuse("run this as the account that owns these keys (deploy/stack exec …), or it could not read them");
	if (!cli_open_db(&with_db))
		return CLI_WORLD;
	code = strcmp(verb, "rotate") == 0 ? vault_rotate(&with_db) : vault_retire(&with_db);
	cli_close(&with_db);
	return code;
}

static int keys(struct cli *cli, int argc, char **argv)
{
	const char *verb = argv[1];
	const struct use *use;

	if (strcmp(verb, "list") == 0 && argc == 2)
		return cli_exit(list_keys(cli), "keys");
	if (argc < 3)
		return CLI_USAGE;
	if (strcmp(verb, "show") == 0)
		return cli_exit(show_key(cli, argv[2]), argv[2]);
	if (strcmp(argv[2], "vault") == 0)
		return vault_verb(cli, verb);
	use = use_named(argv[2]);
	if (!use || (strcmp(verb, "new") != 0 && strcmp(verb, "rotate") != 0))
		return CLI_USAGE;
	return make_key(cli, use, strcmp(verb, "rotate") == 0, cli_option(argc, argv, "--private"), cli_flag(argc, argv, "--distrust"));
}

int cli_keys(int argc, char **argv)
{
	struct cli cli = { 0 };
	int code;

	if (argc < 2)
		return CLI_USAGE;
	if (!cli_open_config(&cli))
		return CLI_REFUSED;
	code = keys(&cli, argc, argv);
	cli_close(&cli);
	return code;
}
