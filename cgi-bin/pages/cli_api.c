/* hotline api: the keys by which machines ask. list · new NAME --rights call --province NN --by LOGIN · revoke NAME --by LOGIN
 *
 * A key is printed once and kept as a hash. Whoever makes or revokes one says who they are, as with people, and stands in the trail.
 */
#include <stdio.h>
#include <string.h>

#include "base/crypto.h"
#include "base/now.h"
#include "domain/ticket.h"
#include "pages/cli.h"
#include "statements.h"
#include "store/tx.h"

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

static enum status list(struct cli *cli)
{
	struct api_key_all_out *rows;
	size_t count;

	TRY(api_key_all_list(cli->db, cli->arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		printf("%s\t%s\t%02u\t%s\t%s\n", rows[i].name, rows[i].rights, rows[i].province / 10000, rows[i].made_by,
		       rows[i].revoked_ms ? "revoked" : "active");
	return ST_OK;
}

/* ---- making and revoking, each with its line in the trail -------------------------------------------------------- */

struct change {
	const char *act, *name, *rights;
	struct bytes hash;
	uint32_t province, by;
	int64_t now_ms;
};

static enum status change_in_tx(struct db *db, void *work)
{
	const struct change *c = work;
	uint64_t rows = 1;

	if (c->hash.n)
		TRY(api_key_put(db, &(struct api_key_put_in){ c->name, c->hash, c->rights, c->province, c->by, c->now_ms }));
	else
		TRY(db_run(db, SQL_api_key_revoke, &(struct api_key_revoke_in){ c->now_ms, c->name }, &rows));
	if (rows == 0)
		return ST_NOT_FOUND;
	return staff_act_insert(db, &(struct staff_act_insert_in){ c->now_ms, c->by, "hotline", c->act, c->name, c->rights });
}

static int make(struct cli *cli, struct change *c, int argc, char **argv)
{
	const char *province = cli_option(argc, argv, "--province");
	uint8_t random[KEY_BYTES], hash[HASH_BYTES];
	const char *key;
	int64_t code;
	enum status status;

	c->rights = cli_option(argc, argv, "--rights");
	if (!c->rights || strcmp(c->rights, "call") != 0)
		return refuse("--rights call is all that a key can be for");
	if (!province || text_to_int(province, 11, 65, &code) != ST_OK)
		return refuse("--province is two digits");
	if (text_chars(c->name) > 60)
		return refuse("a name has at most 60 characters");
	crypto_random(random, sizeof(random));
	key = text_hex(cli->arena, random, sizeof(random));
	crypto_sha256(key, strlen(key), hash);
	c->hash = (struct bytes){ hash, HASH_BYTES };
	c->province = (uint32_t)code * 10000;
	status = tx_run(cli->db, change_in_tx, c);
	if (status == ST_DUPLICATE)
		return refuse("there is a key of this name; a revoked one keeps its name");
	if (status == ST_OK)
		printf("%s\nThis is shown once.\n", key);
	return cli_exit(status, "api");
}

static int revoke(struct cli *cli, struct change *c)
{
	enum status status;

	c->rights = "";
	status = tx_run(cli->db, change_in_tx, c);
	return status == ST_NOT_FOUND ? refuse("no key of this name is active") : cli_exit(status, "api");
}

static int run(struct cli *cli, int argc, char **argv)
{
	struct change c = { .now_ms = now_ms() };
	const char *by = cli_option(argc, argv, "--by");
	struct staff_row row;

	if (strcmp(argv[1], "list") == 0)
		return cli_exit(list(cli), "api");
	if (argc < 3 || (strcmp(argv[1], "new") != 0 && strcmp(argv[1], "revoke") != 0))
		return CLI_USAGE;
	if (!by || staff_by_login(cli->db, cli->arena, &(struct staff_by_login_in){ by }, &row) != ST_OK || !row.active ||
	    row.role != ROLE_SECURITY_ADMIN)
		return refuse("--by LOGIN: which active security administrator does this?");
	c.by = row.id;
	if (text_clean(cli->arena, argv[2], strlen(argv[2]), &c.name) != ST_OK || !*c.name || *c.name == '-')
		return refuse("a key is named for whose it is");
	c.act = strcmp(argv[1], "new") == 0 ? "api_key_made" : "api_key_revoked";
	return strcmp(argv[1], "new") == 0 ? make(cli, &c, argc, argv) : revoke(cli, &c);
}

int cli_api(int argc, char **argv)
{
	return cli_with_db(argc, argv, run);
}
