/* The form of a signed package: a directory that anybody can verify without this system (docs/trust.md).
 *
 *   records.jsonl      a ticket a line (domain/export.h), in the order of their ids
 *   events.jsonl       their events, a line each: all of the first ticket, all of the second …
 *   texts.jsonl        with --texts: the words behind an event's commitments and their salts, in the order of the events; else empty
 *   *.sums             SHA-256 of each line of the file of that name, so that a changed line can be named
 *   records.csv        the same records for a spreadsheet
 *   columns.json       what the records' keys mean
 *   checkpoints.txt    where the log of each province stood (domain/note.h): for `hotline log grown`, later
 *   key.pem            public half of the key that signed; introductions.txt leads to it from older ones
 *   manifest.json      who, why, which filter, counts, and size and SHA-256 of each file above
 *   manifest.sig       Ed25519 over manifest.json, 64 bytes
 *   UNFINISHED         only while it is being written, or when that was cut short
 *
 * Pure: writes to buffers, reads from lines.
 */
#ifndef DOMAIN_PACKAGE_H
#define DOMAIN_PACKAGE_H

#include "base/crypto_pair.h"
#include "domain/chain.h"

#define PACKAGE_FORMAT "12328 package 1"
#define PACKAGE_MANIFEST "manifest.json"
#define PACKAGE_SIGNATURE "manifest.sig"
#define PACKAGE_UNFINISHED "UNFINISHED"
#define PACKAGE_LINE_BYTES ((size_t)512 * 1024)	/* an event has 64 KiB, which JSON may escape sixfold */

enum package_part { PACKAGE_RECORDS, PACKAGE_RECORD_SUMS, PACKAGE_EVENTS, PACKAGE_EVENT_SUMS, PACKAGE_TEXTS,
		    PACKAGE_TEXT_SUMS, PACKAGE_CSV, PACKAGE_COLUMNS, PACKAGE_CHECKPOINTS, PACKAGE_INTRODUCTIONS, PACKAGE_KEY, PACKAGE_PARTS };
const char *package_part_name(enum package_part part);

struct package_manifest {
	int64_t made_ms;
	const char *by, *why;			/* the account at the shell, or the auditor who asked, and the reason given */
	const char *agreed;			/* who agreed, where that takes two people; "" */
	const char *from, *to, *province;	/* the filter as it was typed; "" for no bound */
	const char *filter;			/* what else narrowed it, in words; "" */
	const char *profile;			/* of redaction (domain/export.h); "all" in a package that names none, as the first ones did */
	const char *key;			/* id */
	uint64_t tickets, events, texts;
	struct package_file {
		uint64_t bytes;
		uint8_t sha256[HASH_BYTES];
	} files[PACKAGE_PARTS];
};

struct package_event {
	const char *number;
	uint64_t id;			/* of the ticket: ascends through the package, so that none stands in it twice */
	struct chain_link link;
};

/* The words behind one commitment of an event. */
struct package_text {
	const char *number;
	uint64_t id;
	uint32_t seq;
	const char *field;
	struct bytes salt;
	const char *body;
};

/* What a record's line says of its chain. */
struct package_record {
	const char *number;
	const char *state;
	uint32_t last_seq;
	struct bytes last_hash;
};

void package_add_event(struct buf *out, const struct package_event *event);
void package_add_text(struct buf *out, const struct package_text *text);
void package_add_manifest(struct buf *out, const struct package_manifest *manifest);

/* ST_INVALID: not of this form. Text belongs to the arena. */
MUST_CHECK enum status package_read_record(struct arena *arena, struct bytes line, struct package_record *record);
MUST_CHECK enum status package_read_event(struct arena *arena, struct bytes line, struct package_event *event);
MUST_CHECK enum status package_read_text(struct arena *arena, struct bytes line, struct package_text *text);
/* What the event with these canonical bytes committed to, and is this text one of it? */
struct package_commitments;
const struct package_commitments *package_read_commitments(struct arena *arena, struct bytes canonical);
bool package_text_fits(struct arena *arena, const struct package_commitments *commitments, const struct package_text *text);
MUST_CHECK enum status package_read_manifest(struct arena *arena, struct bytes text, struct package_manifest *manifest);

#endif
