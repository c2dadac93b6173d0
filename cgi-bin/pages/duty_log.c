/* Events come into the log of their province, whether they were counted or not, and what it then is gets signed. */
#include "base/keyring.h"
#include "base/log.h"
#include "domain/rounds.h"
#include "pages/duty.h"
#include "statements.h"
#include "store/log_store.h"

#define EVENTS_AT_ONCE 2000
#define CATCH_UP_MS (24 * 60 * 60 * INT64_C(1000))

/* A key in force and what it signs with. */
struct log_key {
	struct keyring_key key;
	uint8_t private_key[KEY_BYTES];
};

/* The key in force may change while we run: it is read each time that something waits. */
static enum status load_key(struct worker *w, const char *use, enum pair_kind kind, struct log_key *key)
{
	const char *dir = config_text(w->site->config, "key.dir");

	TRY(keyring_current(w->arena, dir, use, kind, &key->key));
	return keyring_private(w->arena, dir, use, kind, key->key.id, key->private_key);
}

/* Without its second signature the log still goes on: an event in no checkpoint at all would be worse. doctor names the want, the log once. */
static void add_sm2(struct worker *w, struct log_key *key, struct note_signer *signers, size_t *count)
{
	static bool told;

	if (!config_int(w->site->config, "log.sm2"))
		return;
	if (load_key(w, "log-sm2", PAIR_SM2, key) == ST_OK) {
		signers[(*count)++] = (struct note_signer){ PAIR_SM2, key->key.public_key, key->private_key };
		told = false;
		return;
	}
	if (!told)
		log_error("no key to sign the log with SM2: hotline keys new log-sm2, or log.sm2 = 0");
	told = true;
}

static enum status sign_with(struct worker *w, struct log_key keys[NOTE_SIGNERS_MAX], uint64_t *at_id, size_t *done, bool *more)
{
	struct note_signer signers[NOTE_SIGNERS_MAX];
	size_t count = 1;
	enum status status = load_key(w, "log", PAIR_ED25519, &keys[0]);

	if (status != ST_OK) {
		log_error("no key to sign the log with: hotline keys new log");
		return status;
	}
	signers[0] = (struct note_signer){ PAIR_ED25519, keys[0].key.public_key, keys[0].private_key };
	add_sm2(w, &keys[1], signers, &count);
	return log_sequence(w->site->db, w->arena, signers, count, EVENTS_AT_ONCE, w->now_ms, at_id, done, more);
}

/* The entries of the queue are looked at twice; what even this misses comes with its count. */
static enum status go_on(struct worker *w, size_t *done, bool *more)
{
	struct log_key keys[NOTE_SIGNERS_MAX];
	static struct rounds queue;
	uint64_t at_id = rounds_from(&queue);
	enum status status = sign_with(w, keys, &at_id, done, more);

	crypto_wipe(keys, sizeof(keys));
	if (status == ST_OK)
		rounds_reached(&queue, at_id, *more);
	return status;
}

enum status duty_log(struct worker *w, size_t *done, bool *more)
{
	static bool caught_up;

	if (!caught_up)
		TRY(log_catch_up(w->site->db, &(struct log_catch_up_in){ w->now_ms - CATCH_UP_MS }));
	caught_up = true;
	return go_on(w, done, more);
}
