/* Hashes, seals and random bytes over OpenSSL 3; see crypto.h. */
#include "base/crypto.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/now.h"

#define NONCE_BYTES 12
#define TAG_BYTES 16
#define SENDER_USES 1000	/* wraps under one agreement, */
#define SENDER_MS 60000	/* and no longer than this */
#define SCRYPT_N 32768
#define SCRYPT_R 8
#define SCRYPT_P 3
#define SCRYPT_MEMORY ((uint64_t)64 * 1024 * 1024)

static void must(int ok, const char *what)
{
	if (ok != 1)
		log_panic("openssl refused", what, 0);
}

/* The kernel's own, from which OpenSSL's generator is seeded too, and which is the quicker for a few bytes. */
void crypto_random(void *out, size_t len)
{
	uint8_t *at = out;

	while (len > 0) {
		ssize_t got = getrandom(at, len, 0);

		must(got > 0 || errno == EINTR, "getrandom");
		if (got > 0) {
			at += got;
			len -= (size_t)got;
		}
	}
}

/* ---- what OpenSSL looks up ---------------------------------------------------------------------- */

/* A name is looked up once a process; the functions that take it by itself do so at every call. */
static EVP_MD *sha256(void)
{
	static EVP_MD *md;

	if (!md)
		must((md = EVP_MD_fetch(NULL, "SHA2-256", NULL)) != NULL, "SHA2-256");
	return md;
}

static EVP_MAC_CTX *hmac_sha256(void)
{
	static EVP_MAC_CTX *ctx;
	char digest[] = "SHA2-256";
	OSSL_PARAM params[] = { OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end() };
	EVP_MAC *mac;

	if (ctx)
		return ctx;
	mac = EVP_MAC_fetch(NULL, "HMAC", NULL);
	ctx = EVP_MAC_CTX_new(mac);
	must(ctx && EVP_MAC_CTX_set_params(ctx, params), "HMAC");
	EVP_MAC_free(mac);
	return ctx;
}

static EVP_KDF_CTX *hkdf(void)
{
	static EVP_KDF_CTX *ctx;
	EVP_KDF *kdf;

	if (ctx)
		return ctx;
	kdf = EVP_KDF_fetch(NULL, "HKDF", NULL);
	must((ctx = EVP_KDF_CTX_new(kdf)) != NULL, "HKDF");
	EVP_KDF_free(kdf);
	return ctx;
}

/* ---- hashes ----------------------------------------------------------------------------------- */

void crypto_wipe(void *secret, size_t len)
{
	OPENSSL_cleanse(secret, len);
}

void crypto_sha256(const void *data, size_t len, uint8_t out[HASH_BYTES])
{
	must(EVP_Digest(data, len, out, NULL, sha256(), NULL), "EVP_Digest");
}

void crypto_sha256_parts(const struct bytes *parts, size_t count, uint8_t out[HASH_BYTES])
{
	EVP_MD_CTX *ctx = EVP_MD_CTX_new();

	must(ctx && EVP_DigestInit_ex(ctx, sha256(), NULL), "EVP_DigestInit_ex");
	for (size_t i = 0; i < count; i++)
		must(EVP_DigestUpdate(ctx, parts[i].p, parts[i].n), "EVP_DigestUpdate");
	must(EVP_DigestFinal_ex(ctx, out, NULL), "EVP_DigestFinal_ex");
	EVP_MD_CTX_free(ctx);
}

void crypto_hmac(const uint8_t key[KEY_BYTES], const void *data, size_t len, uint8_t out[HASH_BYTES])
{
	EVP_MAC_CTX *ctx = hmac_sha256();

	must(EVP_MAC_init(ctx, key, KEY_BYTES, NULL) && EVP_MAC_update(ctx, data, len) && EVP_MAC_final(ctx, out, NULL, HASH_BYTES), "HMAC");
}

void crypto_derive(const void *secret, size_t len, const char *info, uint8_t out[KEY_BYTES])
{
	EVP_KDF_CTX *ctx = hkdf();
	char digest[] = "SHA256";
	OSSL_PARAM params[] = {
		OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest, 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, (void *)(uintptr_t)secret, len),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, (void *)(uintptr_t)info, strlen(info)),
		OSSL_PARAM_construct_end(),
	};

	must(EVP_KDF_derive(ctx, out, KEY_BYTES, params), "HKDF");
	EVP_KDF_CTX_reset(ctx);
}

struct crypto_hash {
	EVP_MD_CTX *ctx;
};

static void hash_free(void *handle)
{
	EVP_MD_CTX_free(((struct crypto_hash *)handle)->ctx);
}

struct crypto_hash *crypto_hash_begin(struct arena *arena)
{
	struct crypto_hash *hash = ARENA_NEW(arena, struct crypto_hash);

	hash->ctx = EVP_MD_CTX_new();
	must(hash->ctx && EVP_DigestInit_ex(hash->ctx, sha256(), NULL), "EVP_DigestInit_ex");
	arena_on_reset(arena, hash_free, hash);
	return hash;
}

void crypto_hash_update(struct crypto_hash *hash, const void *data, size_t len)
{
	must(EVP_DigestUpdate(hash->ctx, data, len), "EVP_DigestUpdate");
}

void crypto_hash_end(struct crypto_hash *hash, uint8_t out[HASH_BYTES])
{
	must(EVP_DigestFinal_ex(hash->ctx, out, NULL), "EVP_DigestFinal_ex");
}

bool crypto_equal(const void *a, const void *b, size_t len)
{
	return CRYPTO_memcmp(a, b, len) == 0;
}

/* ---- seals ------------------------------------------------------------------------------------ */

struct bytes crypto_seal(struct arena *arena, const uint8_t key[KEY_BYTES], struct bytes plain, struct bytes aad)
{
	EVP_CIPHER_CTX *ctx = EVP_CIPHER_CTX_new();
	uint8_t *out = arena_alloc(arena, NONCE_BYTES + plain.n + TAG_BYTES);
	uint8_t *text = out + NONCE_BYTES;
	int len = 0;

	crypto_random(out, NONCE_BYTES);
	must(ctx && EVP_EncryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, out), "EVP_EncryptInit_ex");
	must(EVP_EncryptUpdate(ctx, NULL, &len, aad.p, (int)aad.n), "EVP_EncryptUpdate");
	must(EVP_EncryptUpdate(ctx, text, &len, plain.p, (int)plain.n), "EVP_EncryptUpdate");
	must(EVP_EncryptFinal_ex(ctx, text + len, &len), "EVP_EncryptFinal_ex");
	must(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_GET_TAG, TAG_BYTES, text + plain.n), "EVP_CTRL_GCM_GET_TAG");
	EVP_CIPHER_CTX_free(ctx);
	return (struct bytes){ out, NONCE_BYTES + plain.n + TAG_BYTES };
}

enum status crypto_open(struct arena *arena, const uint8_t key[KEY_BYTES], struct bytes sealed,
			struct bytes aad, struct bytes *plain)
{
	EVP_CIPHER_CTX *ctx;
	size_t n;
	uint8_t *out;
	uint8_t tag[TAG_BYTES];
	int len = 0;
	int ok;

	if (sealed.n < NONCE_BYTES + TAG_BYTES)
		return ST_INVALID;
	n = sealed.n - NONCE_BYTES - TAG_BYTES;
	out = arena_alloc(arena, n + 1);
	memcpy(tag, sealed.p + NONCE_BYTES + n, TAG_BYTES);
	ctx = EVP_CIPHER_CTX_new();
	must(ctx && EVP_DecryptInit_ex(ctx, EVP_aes_256_gcm(), NULL, key, sealed.p), "EVP_DecryptInit_ex");
	must(EVP_DecryptUpdate(ctx, NULL, &len, aad.p, (int)aad.n), "EVP_DecryptUpdate");
	must(EVP_DecryptUpdate(ctx, out, &len, sealed.p + NONCE_BYTES, (int)n), "EVP_DecryptUpdate");
	must(EVP_CIPHER_CTX_ctrl(ctx, EVP_CTRL_GCM_SET_TAG, TAG_BYTES, tag), "EVP_CTRL_GCM_SET_TAG");
	ok = EVP_DecryptFinal_ex(ctx, out + len, &len);
	EVP_CIPHER_CTX_free(ctx);
	if (ok != 1)
		return ST_INVALID;
	*plain = (struct bytes){ out, n };
	return ST_OK;
}

/* ---- the vault: X25519 ------------------------------------------------------------------------- */

void crypto_vault_keypair(uint8_t public_key[KEY_BYTES], uint8_t private_key[KEY_BYTES])
{
	EVP_PKEY *pair = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
	size_t len = KEY_BYTES;

	must(pair && EVP_PKEY_get_raw_private_key(pair, private_key, &len), "X25519");
	must(EVP_PKEY_get_raw_public_key(pair, public_key, &len), "X25519");
	EVP_PKEY_free(pair);
}

/* The shared secret of ours and theirs, made into a key bound to both public halves. */
static enum status agree(EVP_PKEY *ours, const uint8_t theirs[KEY_BYTES],
			 const uint8_t ephemeral[KEY_BYTES], uint8_t key[KEY_BYTES])
{
	EVP_PKEY *peer = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, theirs, KEY_BYTES);
	EVP_PKEY_CTX *ctx = EVP_PKEY_CTX_new(ours, NULL);
	uint8_t secret[2 * KEY_BYTES];
	size_t len = KEY_BYTES;
	int ok = peer && ctx && EVP_PKEY_derive_init(ctx) == 1 &&
		 EVP_PKEY_derive_set_peer(ctx, peer) == 1 && EVP_PKEY_derive(ctx, secret, &len) == 1;

	EVP_PKEY_CTX_free(ctx);
	EVP_PKEY_free(peer);
	if (!ok)
		return ST_INVALID;
	memcpy(secret + KEY_BYTES, ephemeral, KEY_BYTES);
	crypto_derive(secret, sizeof(secret), "12328 vault", key);
	OPENSSL_cleanse(secret, sizeof(secret));
	return ST_OK;
}

/* Our half of an agreement with one vault. Making it costs twenty times what a seal does, so it serves many. A program puts
 * into two: who a person is, and where the person is told. */
static struct sender {
	uint8_t vault[KEY_BYTES];
	uint8_t ephemeral[KEY_BYTES];
	uint8_t key[KEY_BYTES];
	int64_t made_ms;
	int left;
} senders[2];

static void renew_sender(struct sender *sender, const uint8_t vault[KEY_BYTES], int64_t at_ms)
{
	EVP_PKEY *pair = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
	size_t len = KEY_BYTES;

	must(pair && EVP_PKEY_get_raw_public_key(pair, sender->ephemeral, &len), "X25519");
	must(agree(pair, vault, sender->ephemeral, sender->key) == ST_OK, "X25519");
	EVP_PKEY_free(pair);
	memcpy(sender->vault, vault, KEY_BYTES);
	sender->made_ms = at_ms;
	sender->left = SENDER_USES;
}

/* The vault's own, or else the one that was made longer ago. */
static struct sender *sender_to(const uint8_t vault[KEY_BYTES], int64_t at_ms)
{
	struct sender *sender = senders[0].made_ms <= senders[1].made_ms ? &senders[0] : &senders[1];

	for (size_t i = 0; i < sizeof(senders) / sizeof(senders[0]); i++)
		if (memcmp(senders[i].vault, vault, KEY_BYTES) == 0)
			sender = &senders[i];
	if (sender->left == 0 || at_ms - sender->made_ms > SENDER_MS || memcmp(sender->vault, vault, KEY_BYTES) != 0)
		renew_sender(sender, vault, at_ms);
	sender->left--;
	return sender;
}

struct bytes crypto_vault_wrap(struct arena *arena, const uint8_t public_key[KEY_BYTES],
			       const uint8_t content_key[KEY_BYTES], struct bytes aad)
{
	const struct sender *sender = sender_to(public_key, now_monotonic_ms());
	struct bytes sealed = crypto_seal(arena, sender->key, (struct bytes){ content_key, KEY_BYTES }, aad);
	uint8_t *out = arena_alloc(arena, KEY_BYTES + sealed.n);

	memcpy(out, sender->ephemeral, KEY_BYTES);
	memcpy(out + KEY_BYTES, sealed.p, sealed.n);
	return (struct bytes){ out, KEY_BYTES + sealed.n };
}

enum status crypto_vault_unwrap(struct arena *arena, const uint8_t private_key[KEY_BYTES],
				struct bytes wrapped, struct bytes aad, uint8_t content_key[KEY_BYTES])
{
	EVP_PKEY *ours;
	uint8_t key[KEY_BYTES];
	struct bytes plain;
	enum status status;

	if (wrapped.n <= KEY_BYTES)
		return ST_INVALID;
	ours = EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, NULL, private_key, KEY_BYTES);
	must(ours != NULL, "X25519");
	status = agree(ours, wrapped.p, wrapped.p, key);
	EVP_PKEY_free(ours);
	TRY(status);
	TRY(crypto_open(arena, key, (struct bytes){ wrapped.p + KEY_BYTES, wrapped.n - KEY_BYTES }, aad, &plain));
	OPENSSL_cleanse(key, sizeof(key));
	if (plain.n != KEY_BYTES)
		return ST_INVALID;
	memcpy(content_key, plain.p, KEY_BYTES);
	return ST_OK;
}

/* ---- sign-in ---------------------------------------------------------------------------------- */

void crypto_passphrase(const char *passphrase, const uint8_t salt[SALT_BYTES], uint8_t out[HASH_BYTES])
{
	must(EVP_PBE_scrypt(passphrase, strlen(passphrase), salt, SALT_BYTES, SCRYPT_N, SCRYPT_R, SCRYPT_P,
			    SCRYPT_MEMORY, out, HASH_BYTES), "scrypt");
}

uint32_t crypto_totp(const uint8_t *secret, size_t len, int64_t step)
{
	uint8_t counter[8];
	uint8_t mac[EVP_MAX_MD_SIZE];
	unsigned int mac_len = 0;
	unsigned int at;
	uint32_t value;

	for (int i = 0; i < 8; i++)
		counter[i] = (uint8_t)((uint64_t)step >> (56 - 8 * i));
	must(HMAC(EVP_sha1(), secret, (int)len, counter, sizeof(counter), mac, &mac_len) != NULL, "HMAC");
	at = mac[mac_len - 1] & 15;
	value = (uint32_t)(mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 |
		(uint32_t)mac[at + 2] << 8 | mac[at + 3];
	return value % 1000000;
}

/* ---- key files -------------------------------------------------------------------------------- */

static int key_path(char *path, size_t room, const char *dir, const char *name)
{
	return snprintf(path, room, "%s/%s", dir, name);
}

enum status crypto_key_load(const char *dir, const char *name, uint8_t key[KEY_BYTES])
{
	char path[4096];
	ssize_t n = -1;
	int fd;

	key_path(path, sizeof(path), dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		n = read(fd, key, KEY_BYTES);
		close(fd);
	}
	if (n == KEY_BYTES)
		return ST_OK;
	log_error("cannot read key '%s': %s", path, n < 0 ? strerror(errno) : "too short");
	return ST_NOT_FOUND;
}

enum status crypto_key_create(const char *dir, const char *name, const uint8_t key[KEY_BYTES])
{
	char path[4096];
	ssize_t n;
	int fd;

	key_path(path, sizeof(path), dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
	if (fd < 0 && errno == EEXIST)
		return ST_OK;
	if (fd < 0) {
		log_error("cannot create key '%s': %s", path, strerror(errno));
		return ST_IO;
	}
	n = write(fd, key, KEY_BYTES);
	if (fsync(fd) != 0 || n != KEY_BYTES) {
		log_error("cannot write key '%s': %s", path, strerror(errno));
		close(fd);
		unlink(path);
		return ST_IO;
	}
	close(fd);
	return ST_OK;
}
