/* Pairs of keys and their text form (PEM), which any other tool reads: Ed25519 signs, X25519 is sealed to
 * (crypto_vault_wrap).
 *
 * A key is named by the first eight bytes of SHA-256 over its raw public half, in hex. A public half is taken only in
 * the very form that crypto_public_pem gives: two programs never read one file differently.
 */
#ifndef BASE_CRYPTO_PAIR_H
#define BASE_CRYPTO_PAIR_H

#include "base/crypto.h"

#define SIGNATURE_BYTES 64
#define KEY_ID_CHARS 16

enum pair_kind { PAIR_ED25519, PAIR_X25519 };

void crypto_pair_new(enum pair_kind kind, uint8_t public_key[KEY_BYTES], uint8_t private_key[KEY_BYTES]);
void crypto_key_id(const uint8_t public_key[KEY_BYTES], char id[KEY_ID_CHARS + 1]);

/* Ed25519 (RFC 8032) over the data as they are. */
void crypto_sign(const uint8_t private_key[KEY_BYTES], struct bytes data, uint8_t signature[SIGNATURE_BYTES]);
bool crypto_signed(const uint8_t public_key[KEY_BYTES], struct bytes data, const uint8_t signature[SIGNATURE_BYTES]);

struct bytes crypto_public_pem(struct arena *arena, enum pair_kind kind, const uint8_t public_key[KEY_BYTES]);
struct bytes crypto_private_pem(struct arena *arena, enum pair_kind kind, const uint8_t private_key[KEY_BYTES]);
/* ST_INVALID: not such a key. */
MUST_CHECK enum status crypto_public_from_pem(struct arena *arena, enum pair_kind kind, struct bytes pem,
					      uint8_t public_key[KEY_BYTES]);
MUST_CHECK enum status crypto_private_from_pem(enum pair_kind kind, struct bytes pem, uint8_t public_key[KEY_BYTES],
					       uint8_t private_key[KEY_BYTES]);

#endif
