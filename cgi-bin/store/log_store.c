/* Appending to the logs, reading their trees; see log_store.h. */
#include "store/log_store.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "domain/proof.h"
#include "store/tx.h"

/* ---- appending ---------------------------------------------------------------------------------------------- */

struct sequencing {
	struct arena *arena;
	const struct note_signer *signers;
	size_t signer_count;
	uint32_t most;
	int64_t now_ms;
	struct log_take_out *waiting;
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
	const struct log_take_out *a = left, *b = right;

	if (a->province != b->province)
		return a->province < b->province ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
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

static enum status grow(struct db *db, const struct sequencing *s, const struct log_take_out *events, size_t count)
{
	struct growth g = { .arena = s->arena, .province = events->province };
	struct log_entry_put_in *entries = ARENA_ARRAY(s->arena, count, struct log_entry_put_in);
	struct log_taken_in *taken = ARENA_ARRAY(s->arena, count, struct log_taken_in);
	uint8_t leaf[HASH_BYTES];

	g.nodes = ARENA_ARRAY(s->arena, 2 * count + MERKLE_DEPTH, struct log_node_put_in);
	TRY(load_tree(db, &g));
	for (size_t i = 0; i < count; i++) {
		entries[i] = (struct log_entry_put_in){ events[i].ticket_id, events[i].seq, g.province, g.tree.size };
		taken[i] = (struct log_taken_in){ events[i].id };
		merkle_leaf(events[i].hash, leaf);
		merkle_append(&g.tree, leaf, keep_node, &g);
	}
	TRY(db_run_many(db, s->arena, SQL_log_entry_put, entries, sizeof(*entries), count));
	TRY(db_run_many(db, s->arena, SQL_log_node_put, g.nodes, sizeof(*g.nodes), g.node_count));
	TRY(db_run_many(db, s->arena, SQL_log_taken, taken, sizeof(*taken), count));
	return sign_checkpoint(db, s, &g);
}

static enum status sequence_in_tx(struct db *db, void *context)
{
	struct sequencing *s = context;
	size_t next;

	TRY(log_take_list(db, s->arena, &(struct log_take_in){ s->most }, &s->waiting, &s->count));
	qsort(s->waiting, s->count, sizeof(*s->waiting), by_province);
	for (size_t i = 0; i < s->count; i = next) {
		for (next = i + 1; next < s->count && s->waiting[next].province == s->waiting[i].province;)
			next++;
		TRY(grow(db, s, &s->waiting[i], next - i));
	}
	return ST_OK;
}

enum status log_sequence(struct db *db, struct arena *arena, const struct note_signer *signers, size_t signer_count, uint32_t most,
			 int64_t now_ms, size_t *done)
{
	struct sequencing s = { .arena = arena, .signers = signers, .signer_count = signer_count, .most = most, .now_ms = now_ms };

	TRY(tx_run(db, sequence_in_tx, &s));
	*done = s.count;
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
