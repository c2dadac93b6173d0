/* hotline witness FILE --log-key PUB [--old-key PUB] [--sm2-key PUB [--old-sm2-key PUB]] --key PRIVATE --name NAME --state KEPT: co-signs a
 * log for whoever watches it from outside.
 *
 * FILE is a checkpoint of the log the first time, and a proof of growth (hotline log grown KEPT) ever after. The checkpoint is signed and
 * kept only when the log begins with what was kept before; so a witness never signs two histories. --old-key: that signed what is
 * kept, when the log's key was rotated since. --sm2-key: the log must have signed with SM2 too. Needs no settings and no database.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "domain/proof.h"
#include "pages/cli.h"

struct witness {
	struct arena *arena;
	uint8_t log_key[KEY_BYTES], old_key[KEY_BYTES];
	uint8_t sm2_key[PUBLIC_BYTES_MAX], old_sm2_key[PUBLIC_BYTES_MAX];
	struct proof_keys keys;	/* those of them that were given */
	uint8_t public_key[KEY_BYTES], private_key[KEY_BYTES];
	const char *name;
	const char *kept_path;
};

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

static int sign(const struct witness *w, const char *checkpoint)
{
	const char *signed_note = note_cosign(w->arena, checkpoint, w->name, w->public_key, w->private_key);
	enum status status = file_replace(w->arena, w->kept_path, (struct bytes){ (const uint8_t *)signed_note, strlen(signed_note) }, 0644);

	if (status == ST_OK)
		fputs(signed_note, stdout);
	return cli_exit(status, "witness");
}

/* The log's own signatures, and no witness's: a note is signed as the log published it. */
static const char *bare(struct arena *arena, const char *note)
{
	int lines;

	return note_bare(arena, note, &lines);
}

static bool is_signed(const struct witness *w, const char *text, const uint8_t key[KEY_BYTES], struct note *note)
{
	bool signed_by;

	return note_read(w->arena, text, key, note, &signed_by) == ST_OK && signed_by;
}

/* With nothing kept there is nothing to compare with: whoever begins trusts the log once. */
static int begin(const struct witness *w, struct bytes given)
{
	struct note note;
	const char *text = bare(w->arena, (const char *)given.p);

	if (!is_signed(w, text, w->log_key, &note))
		return refuse("this is no checkpoint that the log's key has signed");
	if (w->keys.sm2 && note_sm2(w->arena, text, w->keys.sm2) != NOTE_SM2_SIGNED)
		return refuse("the SM2 signature of this checkpoint is damaged, or there is none of the key that was given");
	if (note_is_stripped(w->arena, text))
		return refuse("this checkpoint was signed with SM2 too, and that line was taken away");
	return sign(w, text);
}

static bool same_note(const struct note *a, const struct note *b)
{
	return strcmp(a->origin, b->origin) == 0 && a->size == b->size && memcmp(a->root, b->root, HASH_BYTES) == 0;
}

static int go_on(const struct witness *w, struct bytes given, const char *kept_text)
{
	const char *old_text, *checkpoint, *said, *fault;
	struct note kept, old;

	if (!is_signed(w, kept_text, w->old_key, &kept))
		return refuse("what --state keeps is no checkpoint of this log");
	if (!proof_checkpoints(w->arena, given, &old_text, &checkpoint))
		return refuse(arena_printf(w->arena, "ask for a proof of growth since the %llu entries that --state keeps: hotline log grown",
					   (unsigned long long)kept.size));
	if (!is_signed(w, old_text, w->old_key, &old) || !same_note(&kept, &old))
		return refuse("this proof begins elsewhere than where --state ends");
	fault = proof_check(w->arena, given, &w->keys, &said);
	return fault ? refuse(fault) : sign(w, bare(w->arena, checkpoint));
}

static bool is_name(const char *name)
{
	return *name && strpbrk(name, " +\t\r\n") == NULL;
}

/* False: a file was named and holds no such key. */
static bool read_public(const struct witness *w, enum pair_kind kind, const char *path, uint8_t *key, const uint8_t **given)
{
	struct bytes pem;

	*given = path ? key : NULL;
	return !path || (file_read(w->arena, path, &pem) == ST_OK && crypto_public_from_pem(w->arena, kind, pem, key) == ST_OK);
}

static bool read_keys(struct witness *w, int argc, char **argv)
{
	const char *log_key = cli_option(argc, argv, "--log-key"), *old_key = cli_option(argc, argv, "--old-key");

	return read_public(w, PAIR_ED25519, log_key, w->log_key, &w->keys.log) &&
	       read_public(w, PAIR_ED25519, old_key ? old_key : log_key, w->old_key, &w->keys.old_log) &&
	       read_public(w, PAIR_SM2, cli_option(argc, argv, "--sm2-key"), w->sm2_key, &w->keys.sm2) &&
	       read_public(w, PAIR_SM2, cli_option(argc, argv, "--old-sm2-key"), w->old_sm2_key, &w->keys.old_sm2);
}

static int witness(struct witness *w, const char *file, int argc, char **argv)
{
	const char *key = cli_option(argc, argv, "--key");
	struct bytes given, kept, pem;

	if (!read_keys(w, argc, argv))
		return refuse("--log-key and --old-key name Ed25519 public keys in PEM form, --sm2-key and --old-sm2-key SM2 ones");
	if (file_read(w->arena, key, &pem) != ST_OK || crypto_private_from_pem(PAIR_ED25519, pem, w->public_key, w->private_key) != ST_OK)
		return refuse("--key names no Ed25519 private key in PEM form");
	if (file_read(w->arena, file, &given) != ST_OK)
		return CLI_WORLD;
	if (access(w->kept_path, F_OK) != 0)
		return begin(w, given);
	return file_read(w->arena, w->kept_path, &kept) == ST_OK ? go_on(w, given, (const char *)kept.p) : CLI_WORLD;
}

int cli_witness(int argc, char **argv)
{
	struct witness w = { .name = cli_option(argc, argv, "--name"), .kept_path = cli_option(argc, argv, "--state") };
	int code;

	if (argc < 2 || argv[1][0] == '-' || !cli_option(argc, argv, "--log-key") || !cli_option(argc, argv, "--key") || !w.kept_path || !w.name || !is_name(w.name))
		return CLI_USAGE;
	w.arena = arena_new("witness", (size_t)16 * 1024 * 1024);
	code = witness(&w, argv[1], argc, argv);
	arena_free(w.arena);
	return code;
}
