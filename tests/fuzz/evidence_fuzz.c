/* What strangers hand in as evidence: checkpoints, proofs, records, events, keys. Nothing of it is taken as signed by a key that did not
 * sign it, and what has one form only is taken in that form only. */
#include <string.h>

#include "base/base64.h"
#include "base/keyring.h"
#include "domain/package.h"
#include "domain/proof.h"
#include "domain/receipt.h"
#include "fuzz.h"

static void try_key(struct arena *arena, struct bytes data)
{
	uint8_t key[KEY_BYTES];
	struct bytes again;

	if (crypto_public_from_pem(arena, PAIR_ED25519, data, key) != ST_OK)
		return;
	again = crypto_public_pem(arena, PAIR_ED25519, key);
	MUST(again.n == data.n && memcmp(again.p, data.p, data.n) == 0);
}

static void try_base64(struct arena *arena, struct bytes data)
{
	size_t n = data.n / 4 * 3;
	uint8_t *decoded = arena_alloc(arena, n);

	for (size_t less = 0; less < 3 && less <= n; less++)
		if (base64_decode((const char *)data.p, data.n, decoded, n - less) == ST_OK)
			MUST(strncmp(base64_encode(arena, decoded, n - less), (const char *)data.p, data.n) == 0);
}

static void try_line(struct arena *arena, struct bytes data)
{
	struct package_manifest manifest;
	struct package_record record;
	struct package_event event;
	struct package_text words;
	struct chain chain;

	if (package_read_record(arena, data, &record) == ST_OK)
		MUST(record.last_hash.n == HASH_BYTES && text_is_utf8(record.number, strlen(record.number)));
	if (package_read_text(arena, data, &words) == ST_OK)
		package_text_fits(arena, package_read_commitments(arena, data), &words);
	if (package_read_manifest(arena, data, &manifest) == ST_OK)
		MUST(manifest.key && manifest.why);
	if (package_read_event(arena, data, &event) != ST_OK)
		return;
	chain = chain_begin(event.number);
	chain_add(&chain, &event.link);
	MUST(strlen(chain.head.to) < CHAIN_WORD_CHARS);
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size)
{
	static const uint8_t nobody[PUBLIC_BYTES_MAX] = { 4, 1 };
	static const struct proof_keys keys = { nobody, nobody, nobody, NULL };
	struct arena *arena = fuzz_arena();
	const char *text = arena_strndup(arena, (const char *)input, size);
	struct bytes data = { (const uint8_t *)text, size };
	const char *said;
	struct receipt receipt;
	struct note note;
	bool yes = false;

	if (note_read(arena, text, nobody, &note, &yes) == ST_OK)
		MUST(!yes && *note.origin && note_sm2(arena, text, nobody) != NOTE_SM2_SIGNED);
	if (note_list_find(arena, text, NULL))
		MUST(*text);
	MUST(proof_check(arena, data, &keys, &said) != NULL);
	if (receipt_read(arena, text, &receipt) == ST_OK)
		MUST(!receipt_signed(arena, &receipt, nobody));
	if (keyring_leads_to(arena, PAIR_ED25519, nobody, data, nobody, &yes) == ST_OK)
		MUST(yes);
	try_key(arena, data);
	try_base64(arena, data);
	try_line(arena, data);
	return 0;
}
