/* Which plugins passed the conformance check: a line each, signed by itself with the key of use "rules".
 *
 *	44_guangdong.so <tab> SHA-256 of the file <tab> of its cases <tab> version <tab> kit <tab> key <tab> signature
 *
 * The signature is Ed25519 over RULES_MANIFEST_TAG and the line up to the tab before it. Only the check writes the manifest,
 * only the key in force is believed, and only the kit of today: a check that asks more asks everybody again.
 */
#ifndef RULES_MANIFEST_H
#define RULES_MANIFEST_H

#include "base/crypto_pair.h"

#define RULES_MANIFEST "manifest"	/* beside the plugins */
#define RULES_MANIFEST_TAG "12328 rules\n"
#define RULES_KIT 1			/* grows when the check asks more */
#define RULES_KEY "rules"		/* the use of the pair that signs */
#define RULES_FILES_MAX 128		/* 31 provinces, several effective-dated versions of each */

struct rules_pass {
	const char *file;
	uint8_t hash[HASH_BYTES];
	uint8_t cases[HASH_BYTES];
	const char *version;
};

struct rules_manifest {
	struct rules_pass passes[RULES_FILES_MAX];
	size_t count;
};

/* Lines that key did not sign, or of another kit, are left out. No file: nothing has passed. */
void rules_manifest_read(struct arena *arena, const char *dir, const uint8_t key[KEY_BYTES], struct rules_manifest *manifest);
/* NULL: this very file has not passed. */
const struct rules_pass *rules_manifest_find(const struct rules_manifest *manifest, const char *file, const uint8_t hash[HASH_BYTES]);
/* In place of an earlier line of that file. False when there is no room. */
bool rules_manifest_put(struct rules_manifest *manifest, const struct rules_pass *pass);
MUST_CHECK enum status rules_manifest_write(struct arena *arena, const char *dir, const uint8_t public_key[KEY_BYTES],
					    const uint8_t private_key[KEY_BYTES], const struct rules_manifest *manifest);

#endif
