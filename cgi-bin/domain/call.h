/* A call as the telephone exchange tells it: what it is by what is known, and its number sealed as a ticket's person is.
 *
 * Events come in any order, twice, or not at all: nothing depends on their order, so nothing needs a state that is kept.
 */
#ifndef DOMAIN_CALL_H
#define DOMAIN_CALL_H

#include "base/arena.h"
#include "base/crypto.h"
#include "base/status.h"

enum call_event { CALL_RING = 1, CALL_ANSWER, CALL_HANGUP };

/* 0: no such word. */
enum call_event call_event_from_word(const char *word);
/* "ringing", "answered", "ended", or "missed": ended, and nobody answered. Times of 0 stand for never. */
const char *call_state(int64_t answered_ms, int64_t ended_ms);

/* Sealed under a key of its own, wrapped for the vault; "" gives empty bytes. */
void call_seal(struct arena *arena, const uint8_t vault_public[KEY_BYTES], const char *phone, struct bytes *wrapped, struct bytes *sealed);
/* The content key for another key of the vault; the seal stays what it is. */
MUST_CHECK enum status call_rewrap(struct arena *arena, const uint8_t old_private[KEY_BYTES], const uint8_t new_public[KEY_BYTES],
				   struct bytes wrapped, struct bytes *rewrapped);
MUST_CHECK enum status call_open(struct arena *arena, const uint8_t vault_private[KEY_BYTES], struct bytes wrapped, struct bytes sealed,
				 const char **phone);

#endif
