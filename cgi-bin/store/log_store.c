/* Appending to the logs, reading their trees; see log_store.h. */
#include "store/log_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "domain/proof.h"
#include "store/tx.h"

/* ---- appending ---------------------------------------------------------------------------------------------- */

/* An event on its way into the log. */
struct entering {
	uint64_t order;		/* by when it came */
	uint64_t pending_id;	/* 0: it comes from the queue */
	uint64_t ticket_id;
	uint32_t seq;
	uint32_t province;
	struct bytes hash;
};

struct sequencing {
	struct arena *arena;
	const struct note_signer *signers;
	size_t signer_count;
	uint32_t most;
	int64_t now_ms;
	uint64_t queue_id;	/* the queue was looked at so far */
	uint64_t reached_id;	/* … and is now */
	size_t looked_at;
	struct entering *entering;
	size_t count;
};

/* One province's part of a batch. */
struct growth {
	struct arena *arena;
	uint32_t province;
	struct merkle tree;
	struct log_node_put_in *nodes;
	size_t node_count;
};

static int by_province(const void *left, const void *right)
{
	const struct entering *a = left, *b = right;

	if (a->province != b->province)
		return a->province < b->province ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

/* Where the log stands: its last checkpoint, whose root must be that of what it is made of. */
static enum status load_tree(struct db *db, struct growth *g)
{
	struct log_checkpoint_row last;
	uint8_t root[HASH_BYTES];
	enum status status = log_checkpoint_last(db, g->arena, &(struct log_checkpoint_last_in){ g->province }, &last);

	g->tree = (struct merkle){ 0 };
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	g->tree.size = last.size;
	g->tree.depth = (unsigned)__builtin_popcountll(last.size);
	if (last.frontier.n != g->tree.depth * (size_t)HASH_BYTES)
		return ST_BUG;
	memcpy(g->tree.frontier, last.frontier.p, last.frontier.n);
	merkle_root(&g->tree, root);
	if (last.root.n == HASH_BYTES && memcmp(root, last.root.p, HASH_BYTES) == 0)
		return ST_OK;
	log_error("the log of province %06u does not agree with its last checkpoint", g->province);
	return ST_BUG;
}

static void keep_node(void *context, unsigned level, uint64_t n, const uint8_t hash[HASH_BYTES])
{
	struct growth *g = context;

	g->nodes[g->node_count++] = (struct log_node_put_in){
		.province = g->province, .level = level, .n = n, .hash = { arena_memdup(g->arena, hash, HASH_BYTES), HASH_BYTES } };
}

static enum status sign_checkpoint(struct db *db, const struct sequencing *s, const struct growth *g)
{
	struct note note = { .origin = note_origin(s->arena, g->province), .size = g->tree.size };

	merkle_root(&g->tree, note.root);
	return log_checkpoint_put(db, &(struct log_checkpoint_put_in){
		.province = g->province, .size = g->tree.size, .at_ms = s->now_ms, .root = { note.root, HASH_BYTES },
		.frontier = { g->tree.frontier[0], g->tree.depth * (size_t)HASH_BYTES },
		.note = note_write(s->arena, &note, s->signers, s->signer_count) });
}

static enum status grow(struct db *db, const struct sequencing *s, const struct entering *events, size_t count)
{
	struct growth g = { .arena = s->arena, .province = events->province };
	struct log_entry_put_in *entries = ARENA_ARRAY(s->arena, count, struct log_entry_put_in);
	struct log_taken_in *taken = ARENA_ARRAY(s->arena, count, struct log_taken_in);
	uint8_t leaf[HASH_BYTES];
	size_t pending = 0;

	g.nodes = ARENA_ARRAY(s->arena, 2 * count + MERKLE_DEPTH, struct log_node_put_in);
	TRY(load_tree(db, &g));
	for (size_t i = 0; i < count; i++) {
		entries[i] = (struct log_entry_put_in){ events[i].ticket_id, events[i].seq, g.province, g.tree.size };
		if (events[i].pending_id)
			taken[pending++] = (struct log_taken_in){ events[i].pending_id };
		merkle_leaf(events[i].hash, leaf);
		merkle_append(&g.tree, leaf, keep_node, &g);
	}
	TRY(db_run_many(db, s->arena, SQL_log_entry_put, entries, sizeof(*entries), count));
	TRY(db_run_many(db, s->arena, SQL_log_node_put, g.nodes, sizeof(*g.nodes), g.node_count));
	TRY(db_run_many(db, s->arena, SQL_log_taken, taken, sizeof(*taken), pending));
	return sign_checkpoint(db, s, &g);
}

static enum status take_pending(struct db *db, struct sequencing *s)
{
	struct log_take_out *rows;
	size_t count;

	TRY(log_take_list(db, s->arena, &(struct log_take_in){ s->most }, &rows, &count));
	s->entering = ARENA_ARRAY(s->arena, s->most, struct entering);
	for (size_t i = 0; i < count; i++)
		s->entering[i] = (struct entering){ i, rows[i].id, rows[i].ticket_id, rows[i].seq, rows[i].province, rows[i].hash };
	s->count = s->looked_at = count;
	return ST_OK;
}

/* The queue is read with locks first, which wait for whoever is about to commit. */
static enum status take_queued(struct db *db, struct sequencing *s)
{
	struct event_queue_take_out *queue;
	struct log_take_queued_out *rows;
	size_t count;

	s->reached_id = s->queue_id;
	TRY(event_queue_take_list(db, s->arena, &(struct event_queue_take_in){ s->queue_id, s->most - (uint32_t)s->count }, &queue, &count));
	if (count == 0)
		return ST_OK;
	s->looked_at += count;
	s->reached_id = queue[count - 1].id;
	TRY(log_take_queued_list(db, s->arena, &(struct log_take_queued_in){ s->queue_id, s->reached_id }, &rows, &count));
	for (size_t i = 0; i < count && s->count < s->most; i++, s->count++)
		s->entering[s->count] = (struct entering){ s->most + i, 0, rows[i].ticket_id, rows[i].seq, rows[i].province, rows[i].hash };
	return ST_OK;
}

static enum status sequence_in_tx(struct db *db, void *context)
{
	struct sequencing *s = context;
	size_t next;

	TRY(take_pending(db, s));
	TRY(take_queued(db, s));
	qsort(s->entering, s->count, sizeof(*s->entering), by_province);
	for (size_t i = 0; i < s->count; i = next) {
		for (next = i + 1; next < s->count && s->entering[next].province == s->entering[i].province;)
			next++;
		TRY(grow(db, s, &s->entering[i], next - i));
	}
	return ST_OK;
}

enum status log_sequence(struct db *db, struct arena *arena, const struct note_signer *signers, size_t signer_count, uint32_t most,
			 int64_t now_ms, uint64_t *queue_id, size_t *done, bool *more)
{
	struct sequencing s = { .arena = arena, .signers = signers, .signer_count = signer_count, .most = most, .now_ms = now_ms,
				.queue_id = *queue_id };

	TRY(tx_run(db, sequence_in_tx, &s));
	*queue_id = s.reached_id;
	*done = s.count;
	*more = s.looked_at >= most;
	return ST_OK;
}

/* ---- reading ------------------------------------------------------------------------------------------------ */

/* What is not kept is made from the 2 … 128 nodes below it that are. */
enum status log_tree_get(void *context, unsigned level, uint64_t n, uint8_t hash[HASH_BYTES])
{
	struct log_tree *log = context;
	unsigned up = level % MERKLE_TILE_LEVELS;
	struct merkle tree = { 0 };
	struct log_nodes_out *nodes;
	size_t count;

	TRY(log_nodes_list(log->db, log->arena, &(struct log_nodes_in){ log->province, level - up, n << up, (n + 1) << up }, &nodes, &count));
	if (count != (size_t)1 << up)
		return ST_BUG;
	for (size_t i = 0; i < count; i++) {
		if (nodes[i].hash.n != HASH_BYTES)
			return ST_BUG;
		merkle_append(&tree, nodes[i].hash.p, NULL, NULL);
	}
	merkle_root(&tree, hash);
	return ST_OK;
}

enum status log_prove(struct db *db, struct arena *arena, uint64_t ticket_id, const char *number, const struct event_row *event,
		      struct buf *proof)
{
	struct log_tree tree = { .db = db, .arena = arena };
	struct log_checkpoint_row last;
	struct log_entry_of_out entry;
	struct merkle_path path;

	TRY(log_entry_of(db, arena, &(struct log_entry_of_in){ ticket_id, event->seq }, &entry));
	tree.province = entry.province;
	TRY(log_checkpoint_last(db, arena, &(struct log_checkpoint_last_in){ entry.province }, &last));
	TRY(merkle_inclusion(log_tree_get, &tree, entry.n, last.size, &path));
	proof_add_inclusion(proof, &(struct proof_event){ number, event->seq, event->hash, entry.n }, last.note, &path);
	return ST_OK;
}
