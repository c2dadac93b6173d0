/* Proofs about a log as files (JSON): that an event stands in it, or that it has only grown since an earlier checkpoint.
 *
 * Who checks one needs the file and the log's public key. Pure.
 */
#ifndef DOMAIN_PROOF_H
#define DOMAIN_PROOF_H

#include "domain/merkle.h"
#include "domain/note.h"

#define PROOF_INCLUSION "12328 inclusion 1"
#define PROOF_CONSISTENCY "12328 consistency 1"

/* An event of a ticket: its hash is the log's entry `index`. */
struct proof_event {
	const char *number;
	uint32_t seq;
	struct bytes hash;
	uint64_t index;
};

void proof_add_inclusion(struct buf *out, const struct proof_event *event, const char *checkpoint, const struct merkle_path *path);
void proof_add_consistency(struct buf *out, const char *old, const char *checkpoint, const struct merkle_path *path);

/* Whose signatures a proof must carry. Where an SM2 key is given, the checkpoint must be signed by it too. */
struct proof_keys {
	const uint8_t *log, *old_log;	/* Ed25519; old: that signed the earlier checkpoint */
	const uint8_t *sm2, *old_sm2;	/* NULL: not asked for. Without old_sm2 the earlier checkpoint need have none, but none that is wrong */
};
/* NULL: it holds, and said tells what is proven. Otherwise why not. */
const char *proof_check(struct arena *arena, struct bytes text, const struct proof_keys *keys, const char **said);

/* Is a proof, which was checked, that of this event of this ticket? */
bool proof_is_of(struct arena *arena, struct bytes text, const char *number, const uint8_t hash[HASH_BYTES]);

/* The checkpoints in a proof of growth, unchecked; false when it is none. A proof that an event stands there has one, and no old one. */
bool proof_checkpoints(struct arena *arena, struct bytes text, const char **old, const char **checkpoint);

#endif
