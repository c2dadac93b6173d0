/* Pairs over OpenSSL 3; see crypto_pair.h. What is particular to SM2 is in crypto_sm2. */
#include "base/crypto_pair.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <string.h>

#include "base/crypto_sm2.h"
#include "base/log.h"

static void must(int ok, const char *what)
{
	if (ok != 1)
		log_panic("openssl refused", what, 0);
}

size_t crypto_public_bytes(enum pair_kind kind)
{
	return kind == PAIR_SM2 ? PUBLIC_BYTES_MAX : KEY_BYTES;
}

static const char *name_of(enum pair_kind kind)
{
	return kind == PAIR_ED25519 ? "ED25519" : kind == PAIR_X25519 ? "X25519" : "SM2";
}

/* private_key NULL: the public half alone. NULL: there is no such key. */
static EVP_PKEY *key_of(enum pair_kind kind, const uint8_t *public_key, const uint8_t *private_key)
{
	if (kind == PAIR_SM2)
		return sm2_key(public_key, private_key);
	return private_key ? EVP_PKEY_new_raw_private_key_ex(NULL, name_of(kind), NULL, private_key, KEY_BYTES)
			   : EVP_PKEY_new_raw_public_key_ex(NULL, name_of(kind), NULL, public_key, KEY_BYTES);
}

static bool raw_public(EVP_PKEY *key, enum pair_kind kind, uint8_t *public_key)
{
	size_t len = KEY_BYTES;

	if (!key || !EVP_PKEY_is_a(key, name_of(kind)))
		return false;
	return kind == PAIR_SM2 ? sm2_raw_public(key, public_key) : EVP_PKEY_get_raw_public_key(key, public_key, &len) == 1;
}

static bool raw_private(EVP_PKEY *key, enum pair_kind kind, uint8_t private_key[KEY_BYTES])
{
	size_t len = KEY_BYTES;

	return kind == PAIR_SM2 ? sm2_raw_private(key, private_key) : EVP_PKEY_get_raw_private_key(key, private_key, &len) == 1;
}

void crypto_pair_new(enum pair_kind kind, uint8_t *public_key, uint8_t private_key[KEY_BYTES])
{
	EVP_PKEY *pair = EVP_PKEY_Q_keygen(NULL, NULL, name_of(kind));

	must(raw_public(pair, kind, public_key) && raw_private(pair, kind, private_key), "keygen");
	EVP_PKEY_free(pair);
}

void crypto_pair_id(enum pair_kind kind, const uint8_t *public_key, char id[KEY_ID_CHARS + 1])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t hash[HASH_BYTES];

	crypto_sha256(public_key, crypto_public_bytes(kind), hash);
	for (int i = 0; i < KEY_ID_CHARS / 2; i++) {
		id[2 * i] = digits[hash[i] >> 4];
		id[2 * i + 1] = digits[hash[i] & 15];
	}
	id[KEY_ID_CHARS] = '\0';
}

void crypto_key_id(const uint8_t public_key[KEY_BYTES], char id[KEY_ID_CHARS + 1])
{
	crypto_pair_id(PAIR_X25519, public_key, id);
}

void crypto_sign(const uint8_t private_key[KEY_BYTES], struct bytes data, uint8_t signature[SIGNATURE_BYTES])
{
	EVP_PKEY *key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, NULL, private_key, KEY_BYTES);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	size_t len = SIGNATURE_BYTES;

	must(key && ctx && EVP_DigestSignInit(ctx, NULL, NULL, NULL, key), "EVP_DigestSignInit");
	must(EVP_DigestSign(ctx, signature, &len, data.p, data.n), "EVP_DigestSign");
	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
}

bool crypto_signed(const uint8_t public_key[KEY_BYTES], struct bytes data, const uint8_t signature[SIGNATURE_BYTES])
{
	EVP_PKEY *key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, NULL, public_key, KEY_BYTES);
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();
	bool good = key && ctx && EVP_DigestVerifyInit(ctx, NULL, NULL, NULL, key) == 1 &&
		    EVP_DigestVerify(ctx, signature, SIGNATURE_BYTES, data.p, data.n) == 1;

	EVP_MD_CTX_free(ctx);
	EVP_PKEY_free(key);
	return good;
}

struct bytes crypto_pair_sign(struct arena *arena, enum pair_kind kind, const uint8_t *public_key, const uint8_t private_key[KEY_BYTES],
			      struct bytes data)
{
	uint8_t *signature = arena_alloc(arena, SIGNATURE_BYTES);

	if (kind == PAIR_SM2)
		return sm2_sign(arena, public_key, private_key, data);
	crypto_sign(private_key, data, signature);
	return (struct bytes){ signature, SIGNATURE_BYTES };
}

bool crypto_pair_signed(enum pair_kind kind, const uint8_t *public_key, struct bytes data, struct bytes signature)
{
	if (kind == PAIR_SM2)
		return sm2_signed(public_key, data, signature);
	return signature.n == SIGNATURE_BYTES && crypto_signed(public_key, data, signature.p);
}

/* ---- text form -------------------------------------------------------------------------------------------- */

/* What was written to a memory BIO, copied to the arena; the BIO ends here. */
static struct bytes take_text(struct arena *arena, BIO *bio)
{
	char *data;
	long len = BIO_get_mem_data(bio, &data);
	struct bytes text = { (const uint8_t *)arena_strndup(arena, data, (size_t)len), (size_t)len };

	BIO_free(bio);
	return text;
}

struct bytes crypto_public_pem(struct arena *arena, enum pair_kind kind, const uint8_t *public_key)
{
	EVP_PKEY *key = key_of(kind, public_key, NULL);
	BIO *bio = BIO_new(BIO_s_mem());

	must(key && bio && PEM_write_bio_PUBKEY(bio, key), "PEM_write_bio_PUBKEY");
	EVP_PKEY_free(key);
	return take_text(arena, bio);
}

struct bytes crypto_private_pem(struct arena *arena, enum pair_kind kind, const uint8_t *public_key, const uint8_t private_key[KEY_BYTES])
{
	EVP_PKEY *key = key_of(kind, public_key, private_key);
	BIO *bio = BIO_new(BIO_s_mem());

	must(key && bio && PEM_write_bio_PrivateKey(bio, key, NULL, NULL, 0, NULL, NULL), "PEM_write_bio_PrivateKey");
	EVP_PKEY_free(key);
	return take_text(arena, bio);
}

/* A password prompt would wait for ever in a program without a terminal. */
static int no_password(char *buf, int size, int writing, void *context)
{
	(void)buf, (void)size, (void)writing, (void)context;
	return 0;
}

enum status crypto_public_from_pem(struct arena *arena, enum pair_kind kind, struct bytes pem, uint8_t *public_key)
{
	BIO *bio = BIO_new_mem_buf(pem.p, (int)pem.n);
	EVP_PKEY *key = PEM_read_bio_PUBKEY(bio, NULL, no_password, NULL);
	bool good = raw_public(key, kind, public_key);
	struct bytes again;

	EVP_PKEY_free(key);
	BIO_free(bio);
	if (!good)
		return ST_INVALID;
	again = crypto_public_pem(arena, kind, public_key);
	return again.n == pem.n && memcmp(again.p, pem.p, pem.n) == 0 ? ST_OK : ST_INVALID;
}

enum status crypto_private_from_pem(enum pair_kind kind, struct bytes pem, uint8_t *public_key, uint8_t private_key[KEY_BYTES])
{
	BIO *bio = BIO_new_mem_buf(pem.p, (int)pem.n);
	EVP_PKEY *key = PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL);
	bool good = raw_public(key, kind, public_key) && raw_private(key, kind, private_key);

	EVP_PKEY_free(key);
	BIO_free(bio);
	return good ? ST_OK : ST_INVALID;
}
