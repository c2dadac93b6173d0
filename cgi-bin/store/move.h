/* One move of one ticket in one transaction: lock, check against the flow, append the event, update the
 * present and the demands, leave the idempotency key and the queue entry. The only way any program changes a ticket.
 *
 * A repeated move (same key) changes nothing and gives the first one's outcome with `repeated` set.
 * Two people at once: the second finds another version and gets ST_CONFLICT.
 */
#ifndef STORE_MOVE_H
#define STORE_MOVE_H

#include "domain/check.h"
#include "domain/contact.h"
#include "domain/event.h"
#include "domain/flow.h"
#include "store/db.h"
#include "store/legacy_store.h"

#define MOVE_FACTS_MAX 24

/* A file already hashed and lying in its final place below upload.dir. */
struct move_file {
	const char *name;	/* as the person called it */
	const char *type;	/* by content: "image/jpeg" */
	uint64_t size;
	uint8_t sha256[HASH_BYTES];
	const char *path;	/* below upload.dir */
	uint32_t thumb_width;	/* of the small picture beside it; 0: none */
	uint32_t thumb_height;
	enum check checked;
};

/* What an event makes of one attachment of its ticket, in the same transaction. */
struct move_check {
	uint64_t file_id;
	enum check from;	/* ST_CONFLICT: it is that no longer */
	enum check to;
	const char *found;	/* kept with it; NULL: as it was */
};

/* How two tickets stand to each other: stored, append only. */
enum tie {
	TIE_LINKED = 1,		/* related, without consequence; ticket is the one with the lower id */
	TIE_SAME,		/* the same matter: other leads, and answers for both */
	TIE_MERGED,		/* the same person's: other stands for both */
	TIE_SPLIT,		/* ticket was split off other */
};

enum tie_phase {
	TIE_ENDED,
	TIE_HOLDS,
	/* Of a group, and the worker's to go on with: */
	TIE_ASKED,		/* to join */
	TIE_OWED,		/* the leading one has replied, this one not yet */
	TIE_LEAVING,
	TIE_REFUSED,		/* it could not join */
	TIE_TOLD,		/* it has the reply */
};

/* What an event makes of a tie, in the same transaction. */
struct move_tie {
	uint64_t ticket_id;
	uint64_t other_id;
	enum tie tie;
	enum tie_phase phase;
};

/* A line in the trail of acts, of a move that is looked into by person. */
struct move_act {
	const char *program;
	const char *act;
	const char *detail;
};

/* Who does it, what is said, what was decided. Common to filing and to later moves. */
struct move {
	enum event_type type;
	enum role role;
	enum actor_kind actor;
	uint32_t actor_id;
	uint8_t key[HASH_BYTES];	/* idempotency: fresh for each intent, the same for its repeats */

	uint64_t ticket_id;		/* not used by file_ticket */
	uint32_t expected_version;	/* 0: whatever it is now */

	const char *unit;		/* whom the event names: to whom it is dispatched, who is to assist; NULL otherwise */
	const char *by_unit;		/* whose clerk acts, for ROLE_UNIT; NULL otherwise */
	uint32_t assignee;		/* EVENT_ASSIGNED: to whom */
	uint32_t days;			/* EVENT_EXTENSION_ASKED: wished for */
	uint32_t region;		/* EVENT_TRANSFERRED, EVENT_TRANSFER_RETURNED: to where; 0 otherwise */
	uint32_t rating;		/* EVENT_RATED: 1 … 5 */
	bool samples;			/* the matter ends here: is the person called back? (domain/sample.h) */
	uint32_t sample_per_mille;
	uint32_t step;			/* EVENT_ESCALATED: who has been told, of which deadline; 1 province, 2 city, 3 county; enum rules_card */
	enum stage step_stage;
	uint32_t step_level;
	uint32_t card;
	const struct event_fact *facts;	/* beyond those the move adds itself */
	size_t fact_count;
	const struct event_rule *rules;
	size_t rule_count;
	const struct event_clock *clocks;	/* one for the stage that begins; one with STAGE_ANSWER renews the promise */
	size_t clock_count;
	struct event_text *texts;	/* salts are filled here */
	size_t text_count;
	const struct move_file *files;
	size_t file_count;
	const struct move_tie *ties;
	size_t tie_count;
	const struct correction *corrects;	/* EVENT_CORRECTED: the present as it is now; NULL otherwise */
	const struct recovery_use *renews;	/* EVENT_CODE_RENEWED: by which link, and the new code; NULL otherwise */
	const struct move_check *checks;	/* EVENT_FILE_…; NULL otherwise */
	bool erases;			/* EVENT_ERASED: who the person is goes with the event */
	const struct move_act *act;	/* written with the event; NULL: none */
};

/* A new ticket: what intake knows. Texts beyond the short ones are in move.texts (field "content", "wish" …). */
struct filing {
	struct move move;		/* type EVENT_FILED, or one of EVENT_IMPORTED… with legacy */
	const struct legacy_filing *legacy;	/* what an older system said of it; NULL: it is new */
	enum kind kind;
	enum source source;
	uint32_t item;
	uint32_t region;
	enum reply_by reply_by;
	bool confidential;
	bool urgent;
	const char *lang;		/* "zh-CN" or "en" */
	int64_t happened_ms;		/* 0: not told */
	const char *summary;		/* the first characters of content */
	const char *place;
	const char *company;
	const char *plate;
	const char *line;
	const char *external_number;
	const char *consent;		/* version of the privacy notice agreed to */
	const char *rules_version;
	const char *phone_mask;
	const char *name_mask;
	struct bytes phone_index;	/* blind index; n 0 without a phone */
	const char *vault_key;		/* vault: the id of the key that wraps; NULL when nothing is known of the person */
	struct bytes wrapped;		/* … and the per-ticket key, wrapped */
	struct bytes sealed;		/* vault: the person, sealed */
	struct contact_sealed contact;	/* where the person is told; no channels: nowhere */
	const uint8_t *code_key;	/* KEY_BYTES; the stored hash is bound to the number made here */
	const char *code;
};

struct moved {
	uint64_t ticket_id;
	const char *number;
	uint32_t seq;
	uint32_t version;
	enum ticket_state state;
	int64_t at_ms;
	int64_t due_ms;
	int64_t answer_due_ms;
	uint8_t hash[HASH_BYTES];
	bool repeated;
};

MUST_CHECK enum status file_ticket(struct db *db, struct arena *arena, const struct filing *filing, struct moved *moved);
/* … and in the same transaction the move of the ticket it was split off, whose fact and tie name the new one, and whose person is
 * the new one's too: the seal is carried over unopened. from is changed. */
MUST_CHECK enum status file_split(struct db *db, struct arena *arena, const struct filing *filing, struct move *from, struct moved *moved);
/* … and in the same transaction the move by which its person withdraws the one that was filed wrong, whose fact names the new one.
 * ST_CONFLICT: that one cannot be withdrawn, and nothing is filed. from is changed. */
MUST_CHECK enum status file_instead(struct db *db, struct arena *arena, const struct filing *filing, struct move *from, struct moved *moved);
/* ST_NOT_FOUND no such ticket · ST_CONFLICT the version moved on or the state or its demands do not allow it ·
 * ST_TOO_MANY files · ST_FORBIDDEN not this role, or not this person (demand.h) · ST_EXPIRED a link that is used or too old, a filing
 * too old to be corrected. */
MUST_CHECK enum status move_ticket(struct db *db, struct arena *arena, const struct move *move, struct moved *moved);
/* Moves of different tickets that belong together, in one transaction: all or none. At most MOVE_TOGETHER_MAX. */
#define MOVE_TOGETHER_MAX 4
MUST_CHECK enum status move_tickets(struct db *db, struct arena *arena, const struct move *moves, size_t count, struct moved *moved);

#endif
