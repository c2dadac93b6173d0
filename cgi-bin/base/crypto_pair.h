/* Pairs of keys and their text form (PEM), which any other tool reads: Ed25519 and SM2 sign, X25519 is sealed to
 * (crypto_vault_wrap).
 *
 * A key is named by the first eight bytes of SHA-256 over its raw public half, in hex. A public half is taken only in
 * the very form that crypto_public_pem gives: two programs never read one file differently.
 *
 * SM2 is GB/T 32918 on its recommended curve, with SM3 (GB/T 32905) and the identity that GM/T 0009 sets where nobody agreed on
 * another, "1234567812345678". A raw public half is the uncompressed point, 0x04 and two coordinates.
 */
#ifndef BASE_CRYPTO_PAIR_H
#define BASE_CRYPTO_PAIR_H

#include "base/crypto.h"

#define SIGNATURE_BYTES 64	/* of Ed25519 */
#define KEY_ID_CHARS 16
#define PUBLIC_BYTES_MAX 65

enum pair_kind { PAIR_ED25519, PAIR_X25519, PAIR_SM2 };

/* Of the raw public half: KEY_BYTES, of SM2 PUBLIC_BYTES_MAX. Every private half has KEY_BYTES. */
size_t crypto_public_bytes(enum pair_kind kind);
void crypto_pair_new(enum pair_kind kind, uint8_t *public_key, uint8_t private_key[KEY_BYTES]);
void crypto_pair_id(enum pair_kind kind, const uint8_t *public_key, char id[KEY_ID_CHARS + 1]);
void crypto_key_id(const uint8_t public_key[KEY_BYTES], char id[KEY_ID_CHARS + 1]);	/* of a kind with KEY_BYTES */

/* By a kind that signs: Ed25519 as below; SM2 in DER, SEQUENCE { r, s }, as GM/T 0009 and the openssl command have it. */
struct bytes crypto_pair_sign(struct arena *arena, enum pair_kind kind, const uint8_t *public_key, const uint8_t private_key[KEY_BYTES],
			      struct bytes data);
bool crypto_pair_signed(enum pair_kind kind, const uint8_t *public_key, struct bytes data, struct bytes signature);

/* Ed25519 (RFC 8032) over the data as they are. */
void crypto_sign(const uint8_t private_key[KEY_BYTES], struct bytes data, uint8_t signature[SIGNATURE_BYTES]);
bool crypto_signed(const uint8_t public_key[KEY_BYTES], struct bytes data, const uint8_t signature[SIGNATURE_BYTES]);

struct bytes crypto_public_pem(struct arena *arena, enum pair_kind kind, const uint8_t *public_key);
struct bytes crypto_private_pem(struct arena *arena, enum pair_kind kind, const uint8_t *public_key, const uint8_t private_key[KEY_BYTES]);
/* ST_INVALID: not such a key. */
MUST_CHECK enum status crypto_public_from_pem(struct arena *arena, enum pair_kind kind, struct bytes pem,
					      uint8_t *public_key);
MUST_CHECK enum status crypto_private_from_pem(enum pair_kind kind, struct bytes pem, uint8_t *public_key,
					       uint8_t private_key[KEY_BYTES]);

#endif
