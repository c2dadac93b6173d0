/* Events that were counted come into the log of their province, and what it then is gets signed. */
#include "base/keyring.h"
#include "base/log.h"
#include "pages/duty.h"
#include "statements.h"
#include "store/log_store.h"

#define EVENTS_AT_ONCE 1000
#define CATCH_UP_MS (24 * 60 * 60 * INT64_C(1000))

/* The key in force may change while we run: it is read each time that something waits. */
static enum status load_key(struct worker *w, struct keyring_key *key, uint8_t private_key[KEY_BYTES])
{
	const char *dir = config_text(w->site->config, "key.dir");
	enum status status = keyring_current(w->arena, dir, "log", PAIR_ED25519, key);

	if (status == ST_OK)
		status = keyring_private(w->arena, dir, "log", PAIR_ED25519, key->id, private_key);
	if (status != ST_OK)
		log_error("no key to sign the log with: hotline keys new log");
	return status;
}

enum status duty_log(struct worker *w, size_t *done, bool *more)
{
	static bool caught_up;
	uint8_t private_key[KEY_BYTES];
	struct keyring_key key;

	if (!caught_up)
		TRY(log_catch_up(w->site->db, &(struct log_catch_up_in){ w->now_ms - CATCH_UP_MS }));
	caught_up = true;
	TRY(load_key(w, &key, private_key));
	TRY(log_sequence(w->site->db, w->arena, key.public_key, private_key, EVENTS_AT_ONCE, w->now_ms, done));
	*more = *done == EVENTS_AT_ONCE;
	return ST_OK;
}
