/* A checkpoint of a log as a signed note (C2SP tlog-checkpoint, signed-note): what auditors keep and witnesses sign.
 *
 *	12328/log/44
 *	<size>
 *	<root, base64>
 *	sm2					where it is signed with SM2 too: so the body, which Ed25519 signs, says that a line of SM2 belongs below
 *	<empty line>
 *	— 12328/log/44 <key id, 4 bytes, and Ed25519 signature, base64>
 *	— 12328/log/44 <key id, 4 bytes, and SM2 signature in DER, base64>	where SM2 is on
 *
 * The signatures cover everything before the empty line. key id = SHA-256(name ‖ 0x0a ‖ type ‖ public key), its first 4 bytes; type is 0x01 for
 * Ed25519, and for SM2, which has no byte assigned, 0xff and NOTE_SM2_TYPE. Who does not know a key passes its line over. Pure.
 */
#ifndef DOMAIN_NOTE_H
#define DOMAIN_NOTE_H

#include "base/crypto_pair.h"

#define NOTE_BYTES_MAX 1000
#define NOTE_SM2_TYPE "12328/sm2-sm3"
#define NOTE_SIGNERS_MAX 2

struct note {
	const char *origin;
	uint64_t size;
	uint8_t root[HASH_BYTES];
	bool twice;	/* it says that it was signed with SM2 too; note_write sets it by its signers. Checkpoints from before the word say nothing */
};

struct note_signer {
	enum pair_kind kind;	/* PAIR_ED25519 or PAIR_SM2 */
	const uint8_t *public_key, *private_key;
};

/* "12328/log/44" */
const char *note_origin(struct arena *arena, uint32_t province);
/* A line for each signer, in their order. */
const char *note_write(struct arena *arena, const struct note *note, const struct note_signer *signers, size_t count);
/* ST_INVALID: not a checkpoint. signed_by: whether this Ed25519 key has signed it. */
MUST_CHECK enum status note_read(struct arena *arena, const char *text, const uint8_t public_key[KEY_BYTES], struct note *note,
				 bool *signed_by);

/* What an SM2 key has to do with a checkpoint that note_read took. WRONG: there is a line of this key, and it is not its signature. */
enum note_sm2 { NOTE_SM2_NONE, NOTE_SM2_SIGNED, NOTE_SM2_WRONG };
enum note_sm2 note_sm2(struct arena *arena, const char *text, const uint8_t public_key[PUBLIC_BYTES_MAX]);
/* A line of SM2 was taken away: the note says that it was signed twice, and below stands no second signature of the log's own. */
bool note_is_stripped(struct arena *arena, const char *text);
/* The note as the log signed it, without what witnesses signed below. lines: how many signatures of the log's own it has. */
const char *note_bare(struct arena *arena, const char *text, int *lines);

/* The note with one more signature below: of a witness, whose name has neither spaces nor '+'. */
const char *note_cosign(struct arena *arena, const char *text, const char *name, const uint8_t public_key[KEY_BYTES],
			const uint8_t private_key[KEY_BYTES]);

/* Several notes in one text: an empty line stands between them. */
void note_list_add(struct buf *list, const char *note);
/* The next note at *at, which steps over it; NULL at the end. */
const char *note_list_next(struct arena *arena, const char **at);
/* The note of this origin in such a text (NULL: the first one); NULL when there is none. */
const char *note_list_find(struct arena *arena, const char *list, const char *origin);

#endif
