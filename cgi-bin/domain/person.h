/* Who the person is: kept apart from the ticket, sealed so that the portal can put it in and not take it out.
 *
 * Each ticket has a content key of its own, wrapped for the vault's public key. The event commits to the
 * person's text with a salt that lies in the seal: erasing the vault row erases both, and the chain still
 * verifies; and a row moved to another ticket no longer fits that ticket's commitment.
 */
#ifndef DOMAIN_PERSON_H
#define DOMAIN_PERSON_H

#include "base/arena.h"
#include "base/crypto.h"
#include "base/status.h"
#include "domain/event.h"

struct person {
	const char *name;	/* may be 某先生; "" when not told */
	const char *phone;	/* canonical digits; "" when not told */
	const char *email;
};

/* True when nothing is known: then there is nothing to seal. */
bool person_is_empty(const struct person *person);

/* Seals the person for the vault and fills text (field "person", sealed) for the event's commitment. */
void person_seal(struct arena *arena, const uint8_t vault_public[KEY_BYTES], const struct person *person,
		 struct event_text *text, struct bytes *wrapped, struct bytes *sealed);
/* committed: what the ticket's first event must say of it. ST_INVALID: not sealed to this key, or damaged. */
MUST_CHECK enum status person_open(struct arena *arena, const uint8_t vault_private[KEY_BYTES], struct bytes wrapped,
				   struct bytes sealed, struct person *person, uint8_t committed[HASH_BYTES]);

/* The content key for another key of the vault; the seal stays what it is. */
MUST_CHECK enum status person_rewrap(struct arena *arena, const uint8_t old_private[KEY_BYTES], const uint8_t new_public[KEY_BYTES],
				     struct bytes wrapped, struct bytes *rewrapped);

/* Keyed hash of a canonical phone number, 16 bytes: the same caller is found without decrypting. n 0 without one. */
struct bytes person_phone_index(struct arena *arena, const uint8_t key[KEY_BYTES], const char *phone);

#endif
