/* SM2 keys and signatures over OpenSSL 3; see crypto_sm2.h. */
#include "base/crypto_sm2.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/params.h>
#include <string.h>

#include "base/log.h"

#define IDENTITY "1234567812345678"	/* GM/T 0009, where nobody agreed on another */
#define DER_BYTES_MAX 72

static void must(bool ok, const char *what)
{
	if (!ok)
		log_panic("openssl refused", what, 0);
}

/* ---- keys --------------------------------------------------------------------------------------------------- */

/* A number as OSSL_PARAM has it: in the order of bytes of this machine. */
static bool native(const uint8_t number[KEY_BYTES], uint8_t out[KEY_BYTES])
{
	BIGNUM *bn = BN_bin2bn(number, KEY_BYTES, NULL);
	bool good = bn && BN_bn2nativepad(bn, out, KEY_BYTES) == KEY_BYTES;

	BN_clear_free(bn);
	return good;
}

EVP_PKEY *sm2_key(const uint8_t public_key[PUBLIC_BYTES_MAX], const uint8_t *private_key)
{
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new_from_name(NULL, "SM2", NULL);
	uint8_t point[PUBLIC_BYTES_MAX], number[KEY_BYTES];
	OSSL_PARAM params[4] = { OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, (char[]){ "SM2" }, 0),
				 OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point, sizeof(point)), OSSL_PARAM_construct_end() };
	EVP_PKEY *key = NULL;

	memcpy(point, public_key, sizeof(point));
	must(ctx && EVP_PKEY_fromdata_init(ctx) == 1, "EVP_PKEY_fromdata_init");
	if (private_key) {
		must(native(private_key, number), "BN_bn2nativepad");
		params[2] = OSSL_PARAM_construct_BN(OSSL_PKEY_PARAM_PRIV_KEY, number, sizeof(number));
		params[3] = OSSL_PARAM_construct_end();
	}
	if (EVP_PKEY_fromdata(ctx, &key, private_key ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, params) != 1)
		key = NULL;
	crypto_wipe(number, sizeof(number));
	EVP_PKEY_CTX_free(ctx);
	return key;
}

bool sm2_raw_public(EVP_PKEY *key, uint8_t public_key[PUBLIC_BYTES_MAX])
{
	uint8_t *point = NULL;
	bool good = EVP_PKEY_get1_encoded_public_key(key, &point) == PUBLIC_BYTES_MAX && point[0] == 4;

	if (good)
		memcpy(public_key, point, PUBLIC_BYTES_MAX);
	OPENSSL_free(point);
	return good;
}

bool sm2_raw_private(EVP_PKEY *key, uint8_t private_key[KEY_BYTES])
{
	BIGNUM *bn = NULL;
	bool good = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_PRIV_KEY, &bn) == 1 && BN_bn2binpad(bn, private_key, KEY_BYTES) == KEY_BYTES;

	BN_clear_free(bn);
	return good;
}

/* ---- signatures --------------------------------------------------------------------------------------------- */

typedef int (*begin_fn)(EVP_MD_CTX *ctx, EVP_PKEY_CTX **pctx, const char *digest, OSSL_LIB_CTX *lib, const char *properties, EVP_PKEY *key,
			const OSSL_PARAM params[]);

/* Without the identity OpenSSL would take an empty one, and nobody else's signature would fit. 3.0 refuses it among the params of init. */
static bool begin(begin_fn init, EVP_MD_CTX *ctx, EVP_PKEY *key)
{
	EVP_PKEY_CTX *settings;

	return key && ctx && init(ctx, &settings, "SM3", NULL, NULL, key, NULL) == 1 &&
	       EVP_PKEY_CTX_set1_id(settings, IDENTITY, (int)sizeof(IDENTITY) - 1) == 1;
}

struct bytes sm2_sign(struct arena *arena, const uint8_t public_key[PUBLIC_BYTES_MAX], const uint8_t private_key[KEY_BYTES], struct bytes data)
{
	EVP_PKEY *key = sm2_key(public_key, private_key);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	uint8_t *signature = arena_alloc(arena, DER_BYTES_MAX);
	size_t len = DER_BYTES_MAX;

	must(begin(EVP_DigestSignInit_ex, ctx, key), "EVP_DigestSignInit_ex");
	must(EVP_DigestSign(ctx, signature, &len, data.p, data.n) == 1, "EVP_DigestSign");
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return (struct bytes){ signature, len };
}

bool sm2_signed(const uint8_t public_key[PUBLIC_BYTES_MAX], struct bytes data, struct bytes signature)
{
	EVP_PKEY *key = sm2_key(public_key, NULL);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool good = begin(EVP_DigestVerifyInit_ex, ctx, key) && EVP_DigestVerify(ctx, signature.p, signature.n, data.p, data.n) == 1;

	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return good;
}
