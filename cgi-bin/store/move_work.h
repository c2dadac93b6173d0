/* What the files of one move share: move.c (later moves), filing.c (the first), move_event.c (the event both append). Nobody else includes it. */
#ifndef STORE_MOVE_WORK_H
#define STORE_MOVE_WORK_H

#include "domain/due.h"
#include "domain/sample.h"
#include "store/assign_store.h"
#include "store/demand_store.h"
#include "store/move.h"

struct move_work {
	struct arena *arena;
	const struct move *move;
	const struct filing *filing;	/* NULL for a later move */
	const struct demand_plan *plan;	/* NULL for a filing */
	struct assign_plan assign;	/* of a later move */
	uint32_t for_id;		/* who is away and for whom it is done; 0: nobody */
	uint32_t draw;			/* of a move that samples */
	const struct due_trail *trail;	/* of a move back; NULL otherwise */
	struct flow_row back;		/* … and where it leads */
	enum tie_phase joins;		/* what becomes of the ticket's tie to a leader */
	struct moved *moved;
};

/* An event ready to be stored: its canonical bytes, and their hash upon the one before. */
struct move_composed {
	struct event event;
	struct bytes canonical;
	const uint8_t *prev;
	uint8_t hash[HASH_BYTES];
};

/* A salt for each text that is not sealed, which has its own. Before the transaction, so that a rerun commits to the same. */
void move_salt(const struct move *move);
/* The move's clock of that stage; NULL: it has none. */
const struct event_clock *move_clock(const struct move *move, enum stage stage);
enum sampled move_sampled(const struct move_work *work);

/* The event of w->moved's number, seq and time, upon the hash before; moved->hash is set. */
void move_compose(const struct move_work *work, const struct flow_row *row, const uint8_t prev[HASH_BYTES], struct move_composed *composed);
MUST_CHECK enum status move_put_texts(struct db *db, struct arena *arena, const struct event *event, uint64_t ticket_id);
MUST_CHECK enum status move_put_files(struct db *db, const struct move *move, uint64_t ticket_id, uint32_t seq);
/* The event itself with its texts and files, and its place in the queue. */
MUST_CHECK enum status move_append(struct db *db, const struct move_work *work, const struct move_composed *composed);
/* The outcome of an earlier, identical intent. ST_NOT_FOUND: there was none. */
MUST_CHECK enum status move_read_back(struct db *db, const struct move_work *work);

/* All of a later move, in the caller's transaction. */
MUST_CHECK enum status move_make(struct db *db, struct move_work *work);

#endif
