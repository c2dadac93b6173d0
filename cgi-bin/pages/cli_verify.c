/* hotline verify DIR [--key FILE]: is this package (pages/package_check.h) what was signed, and do its chains hold?
 * hotline verify PROOF --key FILE [--old-key FILE]: does this proof from a log (domain/proof.h) hold?
 * hotline verify RECEIPT --key FILE [--proof PROOF --log-key FILE]: is this receipt (domain/receipt.h) signed by this key, and does the
 * event it names stand in the log?
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

static bool load_key(struct arena *arena, const char *path, uint8_t key[KEY_BYTES])
{
	struct bytes pem;

	if (file_read(arena, path, &pem) == ST_OK && crypto_public_from_pem(arena, PAIR_ED25519, pem, key) == ST_OK)
		return true;
	fprintf(stderr, "hotline: '%s' is not an Ed25519 public key in PEM form\n", path);
	return false;
}

static int verify_package(struct arena *arena, const char *dir, const char *key_path)
{
	uint8_t trusted[KEY_BYTES];

	if (key_path && !load_key(arena, key_path, trusted))
		return CLI_WORLD;
	return package_check(arena, dir, key_path ? trusted : NULL) ? CLI_DONE : CLI_REFUSED;
}

static int tell(const char *fault, const char *said)
{
	printf("%s: %s\n", fault ? "wrong" : "ok", fault ? fault : said);
	return fault ? CLI_REFUSED : CLI_DONE;
}

static int verify_receipt(struct arena *arena, const struct receipt *receipt, const char *key_path, const char *proof_path,
			  const char *log_key_path)
{
	uint8_t key[KEY_BYTES], log_key[KEY_BYTES];
	const char *fault = NULL, *said;
	struct bytes proof;

	if (!key_path || !proof_path != !log_key_path)
		return CLI_USAGE;
	if (!load_key(arena, key_path, key))
		return CLI_WORLD;
	if (!receipt_signed(arena, receipt, key))
		return tell("the receipt is not signed by the key that was given", NULL);
	said = arena_printf(arena, "ticket %s was received at %lld ms since 1970; its first event has hash %s", receipt->number,
			    (long long)receipt->at_ms, text_hex(arena, receipt->hash, HASH_BYTES));
	if (!proof_path)
		return tell(NULL, said);
	if (!load_key(arena, log_key_path, log_key) || file_read(arena, proof_path, &proof) != ST_OK)
		return CLI_WORLD;
	fault = proof_check(arena, proof, log_key, log_key, &said);
	if (!fault && !proof_is_of(arena, proof, receipt->number, receipt->hash))
		fault = "the proof is of another event than the receipt";
	return tell(fault, said);
}

static int verify_proof(struct arena *arena, const char *path, const char *key_path, const char *old_key_path)
{
	uint8_t key[KEY_BYTES], old_key[KEY_BYTES];
	const char *fault, *said;
	struct bytes proof;

	if (!key_path)
		return CLI_USAGE;
	if (!load_key(arena, key_path, key) || !load_key(arena, old_key_path ? old_key_path : key_path, old_key) ||
	    file_read(arena, path, &proof) != ST_OK)
		return CLI_WORLD;
	fault = proof_check(arena, proof, key, old_key, &said);
	return tell(fault, said);
}

/* No proof is as short as a receipt. readable: it is in just the form of one. */
static bool seems_receipt(struct arena *arena, const char *path, struct receipt *receipt, bool *readable)
{
	struct bytes data;

	*readable = false;
	if (file_read(arena, path, &data) != ST_OK || data.n > RECEIPT_BYTES_MAX)
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

static int verify_file(struct arena *arena, int argc, char **argv, const char *key)
{
	struct receipt receipt;
	bool readable;

	if (!seems_receipt(arena, argv[1], &receipt, &readable))
		return verify_proof(arena, argv[1], key, cli_option(argc, argv, "--old-key"));
	if (!readable)
		return tell("neither a receipt nor a proof", NULL);
	return verify_receipt(arena, &receipt, key, cli_option(argc, argv, "--proof"), cli_option(argc, argv, "--log-key"));
}

int cli_verify(int argc, char **argv)
{
	const char *key = cli_option(argc, argv, "--key");
	struct arena *arena;
	int code;

	if (argc < 2 || argv[1][0] == '-')
		return CLI_USAGE;
	arena = arena_new("verify", ARENA_BYTES);
	code = is_small_file(argv[1]) ? verify_file(arena, argc, argv, key) : verify_package(arena, argv[1], key);
	arena_free(arena);
	return code;
}
