/* Does what the database and the upload directory hold prove itself? For doctor and restore. Reads only; constant memory. */
#ifndef PAGES_EVIDENCE_H
#define PAGES_EVIDENCE_H

#include "base/config.h"
#include "base/keyring.h"
#include "store/db.h"

struct evidence {
	struct db *db;
	const struct config *config;
	struct arena *arena;
	struct arena *row_arena;	/* one streamed row */
	bool hash_files;		/* attachments by their content, too */
	uint64_t seen;			/* how many things were looked at */
	void (*fault)(void *to, const char *what);
	void *to;
};

/* What was found, in words that name the record. */
void evidence_tell(struct evidence *evidence, const char *format, ...) PRINTF_LIKE(2, 3);

/* Every chain dense from first to last, its columns those of its bytes, and its ticket where it ends. */
MUST_CHECK enum status evidence_chains(struct evidence *evidence);
/* Every word is the one its event committed to, and none is missing. */
MUST_CHECK enum status evidence_words(struct evidence *evidence);
/* Every ticket is what its events make of it. */
MUST_CHECK enum status evidence_present(struct evidence *evidence);
/* Every event stands in the log of its province or waits for it; every checkpoint is signed and speaks of just those entries. */
MUST_CHECK enum status evidence_log(struct evidence *evidence);
/* Is a checkpoint signed by one of these SM2 keys? True also of one that says nothing of a second signature, neither in its body nor below it. */
bool evidence_sm2_holds(struct arena *arena, const char *note, const struct keyring_key *keys, size_t count);
/* Every archive record has the hash it was archived with. */
MUST_CHECK enum status evidence_archive(struct evidence *evidence);
/* Every attachment is there with its size, and listed as its event says. */
MUST_CHECK enum status evidence_files(struct evidence *evidence);

#endif
