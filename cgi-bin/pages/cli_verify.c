/* hotline verify DIR [--key FILE] [--log-key FILE [--old-key FILE]]: is this package (pages/package_check.h) what was signed, and do its chains
 * hold? --log-key: are its checkpoints signed by it, or by --old-key, where the log has not grown since the key was rotated?
 * hotline verify PROOF --key FILE [--old-key FILE]: does this proof from a log (domain/proof.h) hold?
 * hotline verify RECEIPT --key FILE [--proof PROOF --log-key FILE]: is this receipt (domain/receipt.h) signed by this key, and does the
 * event it names stand in the log?
 *
 * --sm2-key FILE [--old-sm2-key FILE]: the log's checkpoint must be signed with SM2 by it too.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/crypto_pair.h"
#include "base/file.h"
#include "domain/proof.h"
#include "domain/receipt.h"
#include "pages/cli.h"
#include "pages/package_check.h"

#define ARENA_BYTES ((size_t)32 * 1024 * 1024)

struct words {
	struct arena *arena;
	int argc;
	char **argv;
};

/* The key in the file that an option names; NULL when it is not given. False after saying why. */
static bool load_key(const struct words *w, const char *option, enum pair_kind kind, const uint8_t **key)
{
	const char *path = cli_option(w->argc, w->argv, option);
	uint8_t *raw = arena_alloc(w->arena, PUBLIC_BYTES_MAX);
	struct bytes pem;

	*key = path ? raw : NULL;
	if (!path || (file_read(w->arena, path, &pem) == ST_OK && crypto_public_from_pem(w->arena, kind, pem, raw) == ST_OK))
		return true;
	fprintf(stderr, "hotline: '%s' is not an %s public key in PEM form\n", path, kind == PAIR_SM2 ? "SM2" : "Ed25519");
	return false;
}

/* log_option: what names the log's key here. */
static bool load_log_keys(const struct words *w, const char *log_option, struct proof_keys *keys)
{
	return load_key(w, log_option, PAIR_ED25519, &keys->log) && load_key(w, "--old-key", PAIR_ED25519, &keys->old_log) &&
	       load_key(w, "--sm2-key", PAIR_SM2, &keys->sm2) && load_key(w, "--old-sm2-key", PAIR_SM2, &keys->old_sm2);
}

static int verify_package(const struct words *w, const char *dir)
{
	const uint8_t *trusted;
	struct proof_keys keys;

	if (!load_key(w, "--key", PAIR_ED25519, &trusted) || !load_log_keys(w, "--log-key", &keys))
		return CLI_WORLD;
	if ((keys.old_log && !keys.log) || (keys.old_sm2 && !keys.sm2))
		return CLI_USAGE;
	return package_check(w->arena, dir, trusted, &keys) ? CLI_DONE : CLI_REFUSED;
}

static int tell(const char *fault, const char *said)
{
	printf("%s: %s\n", fault ? "wrong" : "ok", fault ? fault : said);
	return fault ? CLI_REFUSED : CLI_DONE;
}

static int verify_receipt(const struct words *w, const struct receipt *receipt)
{
	const char *proof_path = cli_option(w->argc, w->argv, "--proof");
	const char *fault, *said;
	struct proof_keys keys;
	const uint8_t *key;
	struct bytes proof;

	if (!load_key(w, "--key", PAIR_ED25519, &key) || !load_log_keys(w, "--log-key", &keys))
		return CLI_WORLD;
	if (!key || !proof_path != !keys.log || (keys.sm2 && !proof_path))
		return CLI_USAGE;
	if (!receipt_signed(w->arena, receipt, key))
		return tell("the receipt is not signed by the key that was given", NULL);
	said = arena_printf(w->arena, "ticket %s was received at %lld ms since 1970; its first event has hash %s", receipt->number,
			    (long long)receipt->at_ms, text_hex(w->arena, receipt->hash, HASH_BYTES));
	if (!proof_path)
		return tell(NULL, said);
	if (file_read(w->arena, proof_path, &proof) != ST_OK)
		return CLI_WORLD;
	keys.old_log = keys.log;
	fault = proof_check(w->arena, proof, &keys, &said);
	if (!fault && !proof_is_of(w->arena, proof, receipt->number, receipt->hash))
		fault = "the proof is of another event than the receipt";
	return tell(fault, said);
}

static int verify_proof(const struct words *w, const char *path)
{
	const char *fault, *said;
	struct proof_keys keys;
	struct bytes proof;

	if (!load_log_keys(w, "--key", &keys))
		return CLI_WORLD;
	if (!keys.log)
		return CLI_USAGE;
	if (file_read(w->arena, path, &proof) != ST_OK)
		return CLI_WORLD;
	keys.old_log = keys.old_log ? keys.old_log : keys.log;
	fault = proof_check(w->arena, proof, &keys, &said);
	return tell(fault, said);
}

/* What is as short as one, and has no checkpoint as proofs have: those of a young log may be as short. readable: it is in just the form of one. */
static bool seems_receipt(struct arena *arena, const char *path, struct receipt *receipt, bool *readable)
{
	const char *old, *checkpoint;
	struct bytes data;

	*readable = false;
	if (file_read(arena, path, &data) != ST_OK || data.n > RECEIPT_BYTES_MAX || proof_checkpoints(arena, data, &old, &checkpoint) || *checkpoint)
		return false;
	*readable = memchr(data.p, '\0', data.n) == NULL &&
		    receipt_read(arena, arena_strndup(arena, (const char *)data.p, data.n), receipt) == ST_OK;
	return true;
}

static bool is_small_file(const char *path)
{
	struct stat stat_of;

	return stat(path, &stat_of) == 0 && S_ISREG(stat_of.st_mode) && stat_of.st_size < (off_t)(ARENA_BYTES / 4);
}

static int verify_file(const struct words *w, const char *path)
{
	struct receipt receipt;
	bool readable;

	if (!seems_receipt(w->arena, path, &receipt, &readable))
		return verify_proof(w, path);
	return readable ? verify_receipt(w, &receipt) : tell("neither a receipt nor a proof", NULL);
}

int cli_verify(int argc, char **argv)
{
	struct words w = { NULL, argc, argv };
	int code;

	if (argc < 2 || argv[1][0] == '-')
		return CLI_USAGE;
	w.arena = arena_new("verify", ARENA_BYTES);
	code = is_small_file(argv[1]) ? verify_file(&w, argv[1]) : verify_package(&w, argv[1]);
	arena_free(w.arena);
	return code;
}
