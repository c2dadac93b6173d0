/* The vault's own key on disk. dir/vault.public: what people are sealed to from now on; dir/vault.private: its other half;
 * dir/vault.ID.private: the half of an older one, until nothing is wrapped for it any more. Read when it is used and not kept: a key that is
 * rotated holds at once, and a process that only waits holds none.
 */
#ifndef BASE_VAULT_KEY_H
#define BASE_VAULT_KEY_H

#include "base/crypto_pair.h"

/* ST_NOT_FOUND: there is none, logged. */
MUST_CHECK enum status vault_key_public(const char *dir, uint8_t public_key[KEY_BYTES], char id[KEY_ID_CHARS + 1]);
/* The private half of that id ('' is the present one). ST_NOT_FOUND: not here, or not for this account. */
MUST_CHECK enum status vault_key_private(struct arena *arena, const char *dir, const char *id, uint8_t private_key[KEY_BYTES]);
/* A new key takes the place of the present one, whose private half stays as dir/vault.ID.private. At any moment each id has its half. */
MUST_CHECK enum status vault_key_rotate(struct arena *arena, const char *dir, char old_id[KEY_ID_CHARS + 1], char new_id[KEY_ID_CHARS + 1]);
/* Destroys the private half of an older key. ST_CONFLICT: it is the present one. */
MUST_CHECK enum status vault_key_destroy(struct arena *arena, const char *dir, const char *id);

#endif
