/* Rotating the vault's key; see vault_rotate.h. */
#include "pages/vault_rotate.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/now.h"
#include "base/vault_key.h"
#include "domain/call.h"
#include "domain/person.h"
#include "statements.h"
#include "store/sign_in.h"
#include "store/tx.h"

#define BATCH_KEYS 500
#define SETTLED_MS (10 * 60 * 1000)	/* whoever read the old public half has filed by then: statements and their reruns take seconds */
#define OLD_MAX 16

struct rotation {
	struct cli *cli;
	struct arena *arena;	/* of a batch */
	const char *dir;
	uint8_t public_key[KEY_BYTES];
	char id[KEY_ID_CHARS + 1];
	uint64_t after_id;
	size_t count;		/* in the batch at hand */
	uint64_t done;
};

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

/* ---- files ------------------------------------------------------------------------------------------------------- */

/* Ids of the older keys whose private halves are here. */
static size_t old_ids(const struct rotation *r, char ids[OLD_MAX][KEY_ID_CHARS + 1])
{
	struct dirent *entry;
	size_t count = 0;
	DIR *dir = opendir(r->dir);
	char id[KEY_ID_CHARS + 1];
	int end;

	while (dir && count < OLD_MAX && (entry = readdir(dir)))
		if (end = 0, sscanf(entry->d_name, "vault.%16[0-9a-f].private%n", id, &end) == 1 && end > 0 && entry->d_name[end] == '\0' &&
		    strcmp(id, r->id) != 0)
			memcpy(ids[count++], id, sizeof(id));
	if (dir)
		closedir(dir);
	return count;
}

/* How long the present key has been the one people are sealed to. */
static int64_t age_ms(const struct rotation *r)
{
	struct stat stat_of;

	if (stat(arena_printf(r->cli->arena, "%s/vault.public", r->dir), &stat_of) != 0)
		return 0;
	return now_ms() - (int64_t)stat_of.st_mtim.tv_sec * 1000;
}

static enum status begin(struct rotation *r, struct cli *cli)
{
	*r = (struct rotation){ .cli = cli, .arena = arena_new("keys", (size_t)16 * 1024 * 1024), .dir = config_text(cli->config, "key.dir") };
	return vault_key_public(r->dir, r->public_key, r->id);
}

/* ---- wrapping anew ------------------------------------------------------------------------------------------------ */

static enum status rewrap_one(struct rotation *r, struct db *db, const struct vault_keys_old_out *row)
{
	uint8_t private_key[KEY_BYTES];
	struct bytes wrapped;
	enum status status;

	TRY(vault_key_private(r->arena, r->dir, row->key_id, private_key));
	status = person_rewrap(r->arena, private_key, r->public_key, row->wrapped, &wrapped);
	crypto_wipe(private_key, sizeof(private_key));
	if (status == ST_INVALID) {
		fprintf(stderr, "hotline: the key of ticket %llu cannot be opened: it is left as it is\n", (unsigned long long)row->ticket_id);
		return ST_OK;
	}
	TRY(status);
	TRY(vault_key_rewrap(db, &(struct vault_key_rewrap_in){ r->id, wrapped, row->ticket_id, row->key_id }));
	r->done++;
	return ST_OK;
}

static enum status rewrap_batch(struct db *db, void *context)
{
	struct rotation *r = context;
	struct vault_keys_old_out *rows;
	uint64_t done = r->done;

	TRY(vault_keys_old_list(db, r->arena, &(struct vault_keys_old_in){ r->id, r->after_id, BATCH_KEYS }, &rows, &r->count));
	for (size_t i = 0; i < r->count; i++) {
		enum status status = rewrap_one(r, db, &rows[i]);

		if (status != ST_OK) {
			r->done = done;	/* the transaction is run again, or not at all */
			return status;
		}
	}
	if (r->count > 0)
		r->after_id = rows[r->count - 1].ticket_id;
	return ST_OK;
}

/* Numbers of calls stand for a week; theirs are few. */
static enum status rewrap_call(struct rotation *r, struct db *db, const struct call_keys_old_out *row)
{
	uint8_t private_key[KEY_BYTES];
	struct bytes wrapped;
	enum status status;

	TRY(vault_key_private(r->arena, r->dir, row->vault_key, private_key));
	status = call_rewrap(r->arena, private_key, r->public_key, row->wrapped, &wrapped);
	crypto_wipe(private_key, sizeof(private_key));
	if (status != ST_OK)
		return status == ST_INVALID ? ST_OK : status;
	return call_key_rewrap(db, &(struct call_key_rewrap_in){ r->id, wrapped, row->id, row->vault_key });
}

static enum status rewrap_calls(struct db *db, void *context)
{
	struct rotation *r = context;
	struct call_keys_old_out *rows;

	TRY(call_keys_old_list(db, r->arena, &(struct call_keys_old_in){ r->id, r->after_id, BATCH_KEYS }, &rows, &r->count));
	for (size_t i = 0; i < r->count; i++)
		TRY(rewrap_call(r, db, &rows[i]));
	if (r->count > 0)
		r->after_id = rows[r->count - 1].id;
	return ST_OK;
}

static enum status rewrap_all(struct rotation *r)
{
	static const tx_fn batches[] = { rewrap_batch, rewrap_calls };

	for (size_t i = 0; i < sizeof(batches) / sizeof(batches[0]); i++) {
		r->after_id = 0;
		do {
			arena_reset(r->arena);
			TRY(tx_run(r->cli->db, batches[i], r));
		} while (r->count == BATCH_KEYS);
	}
	return ST_OK;
}

/* ---- verbs ---------------------------------------------------------------------------------------------------------- */

static int rotate(struct rotation *r)
{
	char before[KEY_ID_CHARS + 1], after[KEY_ID_CHARS + 1], ids[OLD_MAX][KEY_ID_CHARS + 1];
	bool goes_on = old_ids(r, ids) > 0;
	enum status status = ST_OK;

	/* Cut short, or rotated and not retired: no third key before the first is gone. */
	if (!goes_on)
		status = vault_key_rotate(r->arena, r->dir, before, after);
	if (status == ST_OK)
		status = vault_key_public(r->dir, r->public_key, r->id);
	if (status == ST_OK)
		status = rewrap_all(r);
	if (status == ST_OK)
		status = staff_acted(r->cli->db, &(struct staff){ 0 }, "hotline", "vault_rotated", r->id,
				     arena_printf(r->cli->arena, "%llu keys wrapped anew", (unsigned long long)r->done), now_ms());
	if (status != ST_OK)
		return cli_exit(status, "keys");
	printf("%s  vault  in force; %llu keys wrapped anew\n"
	       "carry keys/vault.private away as before, make a backup, and in ten minutes destroy the old half: hotline keys retire vault\n",
	       r->id, (unsigned long long)r->done);
	return CLI_DONE;
}

static int retire(struct rotation *r)
{
	char ids[OLD_MAX][KEY_ID_CHARS + 1];
	size_t count = old_ids(r, ids);
	enum status status = ST_OK;

	if (count == 0)
		return refuse("there is no older key of the vault here");
	if (age_ms(r) < SETTLED_MS)
		return refuse("the new key is younger than ten minutes: somebody may still be filing for the old one");
	for (size_t i = 0; status == ST_OK && i < count; i++) {
		struct vault_keys_count_out wrapped;

		status = vault_keys_count(r->cli->db, r->arena, &(struct vault_keys_count_in){ ids[i], ids[i] }, &wrapped);
		if (status == ST_OK && wrapped.count > 0)
			return refuse(arena_printf(r->arena, "%llu people are still wrapped for %s: hotline keys rotate vault goes on with them",
						   (unsigned long long)wrapped.count, ids[i]));
		if (status == ST_OK)
			status = vault_key_destroy(r->arena, r->dir, ids[i]);
		if (status == ST_OK)
			printf("%s  vault  destroyed; backups of its time open only with the half that was carried away\n", ids[i]);
	}
	return cli_exit(status, "keys");
}

static int with_rotation(struct cli *cli, int (*verb)(struct rotation *))
{
	struct rotation r;
	int code = begin(&r, cli) == ST_OK ? verb(&r) : CLI_WORLD;

	arena_free(r.arena);
	return code;
}

int vault_rotate(struct cli *cli)
{
	return with_rotation(cli, rotate);
}

int vault_retire(struct cli *cli)
{
	return with_rotation(cli, retire);
}

enum status vault_list(struct cli *cli)
{
	char ids[OLD_MAX][KEY_ID_CHARS + 1];
	struct rotation r;
	enum status status = begin(&r, cli);
	size_t count = status == ST_OK ? old_ids(&r, ids) : 0;

	for (size_t i = 0; i < count; i++)
		printf("%s  %-8s %-10s  until it is retired, private half here\n", ids[i], "vault", "");
	if (status == ST_OK)
		printf("%s  %-8s %-10s  in force\n", r.id, "vault", "");
	arena_free(r.arena);
	return status;
}
