/* What evidence costs, left out: linked into portal and worker with --wrap (WITHOUT in the Makefile), so that the same objects run without it.
 *
 * No hash over events, texts, leaves and checkpoints, no salts, no signatures, and the worker neither fills the log nor signs it. What is left
 * is a system that keeps its history in rows all the same. tests/bench/evidence/parts.py holds both against each other.
 */
#include <string.h>

#include "base/crypto_pair.h"
#include "domain/event.h"
#include "pages/duty.h"
#include "statements.h"
#include "store/db.h"

void __wrap_crypto_sha256_parts(const struct bytes *parts, size_t count, uint8_t out[HASH_BYTES]);
void __wrap_crypto_sign(const uint8_t private_key[KEY_BYTES], struct bytes message, uint8_t signature[SIGNATURE_BYTES]);
struct bytes __wrap_crypto_pair_sign(struct arena *arena, enum pair_kind kind, const uint8_t *public_key,
				     const uint8_t private_key[KEY_BYTES], struct bytes message);
void __wrap_event_salt(struct event_text *texts, size_t count);
enum status __wrap_duty_log(struct worker *w, size_t *done, bool *more);
enum status __wrap_duty_sample(struct worker *w, size_t *done, bool *more);
enum status __wrap_db_run(struct db *db, enum sql_id id, const void *in, uint64_t *affected);
enum status __real_db_run(struct db *db, enum sql_id id, const void *in, uint64_t *affected);

void __wrap_crypto_sha256_parts(const struct bytes *parts, size_t count, uint8_t out[HASH_BYTES])
{
	(void)parts;
	(void)count;
	memset(out, 0, HASH_BYTES);
}

void __wrap_crypto_sign(const uint8_t private_key[KEY_BYTES], struct bytes message, uint8_t signature[SIGNATURE_BYTES])
{
	(void)private_key;
	(void)message;
	memset(signature, 0, SIGNATURE_BYTES);
}

struct bytes __wrap_crypto_pair_sign(struct arena *arena, enum pair_kind kind, const uint8_t *public_key,
				     const uint8_t private_key[KEY_BYTES], struct bytes message)
{
	(void)kind;
	(void)public_key;
	(void)private_key;
	(void)message;
	return (struct bytes){ arena_alloc(arena, SIGNATURE_BYTES), SIGNATURE_BYTES };
}

void __wrap_event_salt(struct event_text *texts, size_t count)
{
	(void)texts;
	(void)count;
}

enum status __wrap_duty_log(struct worker *w, size_t *done, bool *more)
{
	(void)w;
	(void)done;
	(void)more;
	return ST_OK;
}

enum status __wrap_duty_sample(struct worker *w, size_t *done, bool *more)
{
	return __wrap_duty_log(w, done, more);
}

enum status __wrap_db_run(struct db *db, enum sql_id id, const void *in, uint64_t *affected)
{
	return id == SQL_log_pending_put ? ST_OK : __real_db_run(db, id, in, affected);
}
