/* SM2 with SM3 as OpenSSL 3 does it, for crypto_pair.c alone: what a raw key is there takes more than for the other kinds. */
#ifndef BASE_CRYPTO_SM2_H
#define BASE_CRYPTO_SM2_H

#include <openssl/evp.h>

#include "base/crypto_pair.h"

/* NULL: the point is not one of the curve. private_key NULL: the public half alone. */
EVP_PKEY *sm2_key(const uint8_t public_key[PUBLIC_BYTES_MAX], const uint8_t *private_key);
bool sm2_raw_public(EVP_PKEY *key, uint8_t public_key[PUBLIC_BYTES_MAX]);
bool sm2_raw_private(EVP_PKEY *key, uint8_t private_key[KEY_BYTES]);

struct bytes sm2_sign(struct arena *arena, const uint8_t public_key[PUBLIC_BYTES_MAX], const uint8_t private_key[KEY_BYTES], struct bytes data);
bool sm2_signed(const uint8_t public_key[PUBLIC_BYTES_MAX], struct bytes data, struct bytes signature);

#endif
