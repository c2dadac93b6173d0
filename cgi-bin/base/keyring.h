/* Key pairs on disk, by use ("package" and "export" sign packages, "log" and "log-sm2" sign checkpoints, "backup" and "notice" are sealed to).
 *
 * dir/USE/ID.pem is a public half, kept for ever; dir/USE/ID.private (0600) the private half of the key in force, which only
 * the account that made it can read; dir/USE/current names the key in force. A key that signs is introduced by the one before
 * it: dir/USE/ID.introduction, so that whoever trusts an old key can come to trust the new one.
 */
#ifndef BASE_KEYRING_H
#define BASE_KEYRING_H

#include "base/crypto_pair.h"

struct keyring_key {
	char id[KEY_ID_CHARS + 1];
	uint8_t public_key[PUBLIC_BYTES_MAX];	/* crypto_public_bytes of them */
	int64_t made_ms;
	bool current;
	bool signs_here;	/* its private half lies beside it */
};

/* Oldest first. No directory is an empty list. */
MUST_CHECK enum status keyring_list(struct arena *arena, const char *dir, const char *use, enum pair_kind kind,
				    struct keyring_key **keys, size_t *count);
/* ST_NOT_FOUND: none is in force. */
MUST_CHECK enum status keyring_current(struct arena *arena, const char *dir, const char *use, enum pair_kind kind,
				       struct keyring_key *key);
/* ST_NOT_FOUND: not here, or not for this account. */
MUST_CHECK enum status keyring_private(struct arena *arena, const char *dir, const char *use, enum pair_kind kind,
				       const char *id, uint8_t private_key[KEY_BYTES]);
/* A new pair, which comes into force. private_path: where the private half goes instead of beside the public one (it must not
 * exist); NULL: beside it. introduced: by the key in force, whose private half is then destroyed. */
MUST_CHECK enum status keyring_new(struct arena *arena, const char *dir, const char *use, enum pair_kind kind,
				   const char *private_path, bool introduced, int64_t now_ms, struct keyring_key *key);

/* All introductions of a use as one text: what a package carries. */
MUST_CHECK enum status keyring_introductions(struct arena *arena, const char *dir, const char *use, enum pair_kind kind, struct bytes *text);
/* May whoever trusts `trusted` trust `signer`, by these introductions? ST_INVALID: the text is not one of introductions. */
MUST_CHECK enum status keyring_leads_to(struct arena *arena, enum pair_kind kind, const uint8_t *trusted, struct bytes introductions,
					const uint8_t *signer, bool *leads);

#endif
