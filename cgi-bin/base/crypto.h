/* Hashes, seals, signatures and random bytes: the one place that knows OpenSSL.
 *
 * A failure inside OpenSSL is ours (out of memory, a broken build) and panics, except where the input
 * decides: opening a seal, reading a key, checking a signature. Keys are never logged.
 * Suites are named by a byte stored beside each value, so that national algorithms can stand beside these.
 */
#ifndef BASE_CRYPTO_H
#define BASE_CRYPTO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

#define HASH_BYTES 32
#define KEY_BYTES 32
#define SALT_BYTES 16

enum crypto_suite {
	SUITE_SHA256 = 1,	/* event chains: SHA-256 */
	SUITE_X25519_AES256GCM = 2,	/* vault: X25519 + HKDF-SHA256 wraps a key, AES-256-GCM seals */
	SUITE_AES256GCM = 3,	/* drafts: AES-256-GCM under a key the holder brings */
};

void crypto_random(void *out, size_t len);
/* Overwrites what is not needed any more; a compiler does not leave this out, as it may a memset. */
void crypto_wipe(void *secret, size_t len);

void crypto_sha256(const void *data, size_t len, uint8_t out[HASH_BYTES]);
/* Several parts hashed as one; parts are not delimited: the caller frames them. */
void crypto_sha256_parts(const struct bytes *parts, size_t count, uint8_t out[HASH_BYTES]);
void crypto_hmac(const uint8_t key[KEY_BYTES], const void *data, size_t len, uint8_t out[HASH_BYTES]);
/* HKDF-SHA256 without salt; info separates the uses of one secret. */
void crypto_derive(const void *secret, size_t len, const char *info, uint8_t out[KEY_BYTES]);

/* A streaming SHA-256, for files: begin, update …, end. The handle belongs to the arena. */
struct crypto_hash;
struct crypto_hash *crypto_hash_begin(struct arena *arena);
void crypto_hash_update(struct crypto_hash *hash, const void *data, size_t len);
void crypto_hash_end(struct crypto_hash *hash, uint8_t out[HASH_BYTES]);

/* Constant time in len. */
bool crypto_equal(const void *a, const void *b, size_t len);

/* AES-256-GCM: nonce (12) ‖ ciphertext ‖ tag (16). aad binds the seal to its place (ticket, column). */
struct bytes crypto_seal(struct arena *arena, const uint8_t key[KEY_BYTES], struct bytes plain, struct bytes aad);
MUST_CHECK enum status crypto_open(struct arena *arena, const uint8_t key[KEY_BYTES], struct bytes sealed,
				   struct bytes aad, struct bytes *plain);

/* A vault of which the writer holds only the public half: it can put in and never take out.
 * wrap: ephemeral public key (32) ‖ sealed key. One ephemeral agreement serves the wraps of one process for at most a
 * minute (1,000 wraps): whoever reads this process's memory can open those, and sees the same people pass through anyway. */
void crypto_vault_keypair(uint8_t public_key[KEY_BYTES], uint8_t private_key[KEY_BYTES]);
struct bytes crypto_vault_wrap(struct arena *arena, const uint8_t public_key[KEY_BYTES],
			       const uint8_t content_key[KEY_BYTES], struct bytes aad);
MUST_CHECK enum status crypto_vault_unwrap(struct arena *arena, const uint8_t private_key[KEY_BYTES],
					   struct bytes wrapped, struct bytes aad, uint8_t content_key[KEY_BYTES]);

/* scrypt N=2^15 r=8 p=3 (about 0.27 s, 32 MiB): callers limit how many run at once. */
void crypto_passphrase(const char *passphrase, const uint8_t salt[SALT_BYTES], uint8_t out[HASH_BYTES]);
/* RFC 6238, SHA-1, 30 s, 6 digits. step = unix seconds / 30. */
uint32_t crypto_totp(const uint8_t *secret, size_t len, int64_t step);

/* Key files: exactly KEY_BYTES, mode 0600 or 0640. A missing or short one is ST_NOT_FOUND, logged. */
MUST_CHECK enum status crypto_key_load(const char *dir, const char *name, uint8_t key[KEY_BYTES]);
/* Creates with fresh random bytes unless it exists; never overwrites. */
MUST_CHECK enum status crypto_key_create(const char *dir, const char *name, const uint8_t key[KEY_BYTES]);

#endif
