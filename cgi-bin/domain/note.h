/* A checkpoint of a log as a signed note (C2SP tlog-checkpoint, signed-note): what auditors keep and witnesses sign.
 *
 *	12328/log/44
 *	<size>
 *	<root, base64>
 *	<empty line>
 *	— 12328/log/44 <key id, 4 bytes, and Ed25519 signature, base64>
 *
 * The signature covers everything before the empty line. key id = SHA-256(name ‖ 0x0a ‖ 0x01 ‖ public key), its first 4 bytes. Pure.
 */
#ifndef DOMAIN_NOTE_H
#define DOMAIN_NOTE_H

#include "base/crypto_pair.h"

#define NOTE_BYTES_MAX 1000

struct note {
	const char *origin;
	uint64_t size;
	uint8_t root[HASH_BYTES];
};

/* "12328/log/44" */
const char *note_origin(struct arena *arena, uint32_t province);
const char *note_write(struct arena *arena, const struct note *note, const uint8_t public_key[KEY_BYTES],
		       const uint8_t private_key[KEY_BYTES]);
/* ST_INVALID: not a checkpoint. signed_by: whether this key has signed it. */
MUST_CHECK enum status note_read(struct arena *arena, const char *text, const uint8_t public_key[KEY_BYTES], struct note *note,
				 bool *signed_by);

/* The note with one more signature below: of a witness, whose name has neither spaces nor '+'. */
const char *note_cosign(struct arena *arena, const char *text, const char *name, const uint8_t public_key[KEY_BYTES],
			const uint8_t private_key[KEY_BYTES]);

/* Several notes in one text: an empty line stands between them. */
void note_list_add(struct buf *list, const char *note);
/* The note of this origin in such a text (NULL: the first one); NULL when there is none. */
const char *note_list_find(struct arena *arena, const char *list, const char *origin);

#endif
