/* Reading through all evidence; see evidence.h. */
#include "pages/evidence.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "domain/chain.h"
#include "domain/check.h"
#include "domain/event_read.h"
#include "domain/merkle.h"
#include "domain/note.h"
#include "domain/ticket.h"
#include "statements.h"

void evidence_tell(struct evidence *e, const char *format, ...)
{
	char text[300];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	e->fault(e->to, text);
}

/* ---- chains --------------------------------------------------------------------------------------------------- */

struct walk {
	struct evidence *evidence;
	bool begun;
	uint64_t ticket_id;
	char number[64];
	uint32_t last_seq;	/* what the ticket says */
	uint8_t last_hash[HASH_BYTES];
	int32_t state;
	struct chain chain;
};

static void end_chain(struct walk *w)
{
	const char *why;

	if (!w->begun)
		return;
	why = *w->number ? chain_end(&w->chain, w->last_seq, (struct bytes){ w->last_hash, HASH_BYTES }, state_word(w->state))
			 : "its events have no ticket";
	if (why)
		evidence_tell(w->evidence, "ticket %llu %s: %s", (unsigned long long)w->ticket_id, w->number, why);
}

static void begin_chain(struct walk *w, const struct event_each_out *e)
{
	*w = (struct walk){ .evidence = w->evidence, .begun = true, .ticket_id = e->ticket_id, .last_seq = e->last_seq, .state = e->state };
	if (e->last_hash.n == HASH_BYTES)
		memcpy(w->last_hash, e->last_hash.p, HASH_BYTES);
	snprintf(w->number, sizeof(w->number), "%s", e->number);
	w->chain = chain_begin(w->number);
}

/* The columns that lists and counts are made from must be what the hashed bytes say. */
static bool columns_fit(const struct chain_head *head, const struct event_each_out *e)
{
	const struct bytes unit = event_fact_of(e->canonical, "unit");

	return head->at_ms == e->at_ms && text_equal(head->type, event_word((int)e->type)) &&
	       text_equal(head->from, state_word((int)e->from_state)) && text_equal(head->to, state_word((int)e->to_state)) &&
	       text_equal(head->actor, actor_word((int)e->actor_kind)) && head->actor_id == e->actor_id &&
	       unit.n == strlen(e->unit) && memcmp(unit.p ? unit.p : (const uint8_t *)"", e->unit, unit.n) == 0;
}

static enum status check_link(void *context, struct arena *arena, const void *row)
{
	struct walk *w = context;
	const struct event_each_out *e = row;
	const char *why;

	(void)arena;
	if (!w->begun || e->ticket_id != w->ticket_id) {
		end_chain(w);
		begin_chain(w, e);
	}
	why = chain_add(&w->chain, &(struct chain_link){ e->seq, e->suite, e->prev_hash, e->hash, e->canonical });
	if (!why && !columns_fit(&w->chain.head, e))
		why = "its columns are not what its bytes say";
	if (why && *w->number)
		evidence_tell(w->evidence, "ticket %llu %s, event %u: %s", (unsigned long long)e->ticket_id, w->number, e->seq, why);
	w->evidence->seen++;
	return ST_OK;
}

static enum status tell_empty(void *context, struct arena *arena, const void *row)
{
	const struct ticket_without_events_out *t = row;

	(void)arena;
	evidence_tell(context, "ticket %llu %s: it has no last event", (unsigned long long)t->id, t->number);
	return ST_OK;
}

enum status evidence_chains(struct evidence *e)
{
	struct walk walk = { .evidence = e };

	TRY(db_each(e->db, e->row_arena, SQL_event_each, NULL, check_link, &walk));
	end_chain(&walk);
	return db_each(e->db, e->row_arena, SQL_ticket_without_events, NULL, tell_empty, e);
}

/* ---- the logs --------------------------------------------------------------------------------------------------- */

struct log_walk {
	struct evidence *evidence;
	struct keyring_key *keys;	/* every one that ever signed */
	size_t key_count;
	struct keyring_key *sm2_keys;
	size_t sm2_count;
	uint32_t province;
	struct merkle tree;
	bool is_covered;		/* a checkpoint stands where the tree is now */
	const struct log_each_out *entry;	/* at hand */
};

/* What proofs are made of must be what the entries make. */
static void check_node(void *context, unsigned level, uint64_t n, const uint8_t hash[HASH_BYTES])
{
	const struct log_walk *w = context;
	const struct bytes kept = level == 8 ? w->entry->node_8 : level == 16 ? w->entry->node_16 : w->entry->node_24;

	if (level == 0)		/* the entry's own, which the event speaks for */
		return;
	if (kept.n == 0)
		evidence_tell(w->evidence, "log %06u: node %llu of level %u is missing", w->province, (unsigned long long)n, level);
	else if (kept.n != HASH_BYTES || memcmp(kept.p, hash, HASH_BYTES) != 0)
		evidence_tell(w->evidence, "log %06u: node %llu of level %u is not what the entries below it make", w->province,
			      (unsigned long long)n, level);
}

static bool is_signed(const struct log_walk *w, struct arena *arena, const char *text, const uint8_t root[HASH_BYTES])
{
	for (size_t i = 0; i < w->key_count; i++) {
		struct note note;
		bool signed_by;

		if (note_read(arena, text, w->keys[i].public_key, &note, &signed_by) == ST_OK && signed_by && note.size == w->tree.size &&
		    text_equal(note.origin, note_origin(arena, w->province)) && memcmp(note.root, root, HASH_BYTES) == 0)
			return true;
	}
	return false;
}

bool evidence_sm2_holds(struct arena *arena, const char *note, const struct keyring_key *keys, size_t count)
{
	int lines;
	const char *ours = note_bare(arena, note, &lines);

	for (size_t i = 0; i < count; i++)
		if (note_sm2(arena, note, keys[i].public_key) == NOTE_SM2_SIGNED)
			return true;
	/* None at all is a note that says of none, as from before there was one; a line that is not even begun as ours is none of those. */
	return lines <= 1 && strlen(ours) == strlen(note) && !note_is_stripped(arena, note);
}

/* Entries and the checkpoint over them come in one transaction. */
static void end_log(struct log_walk *w)
{
	if (w->tree.size > 0 && !w->is_covered)
		evidence_tell(w->evidence, "log %06u: no checkpoint speaks of entry %llu", w->province, (unsigned long long)w->tree.size - 1);
}

static bool is_frontier(const struct merkle *tree, struct bytes kept)
{
	return kept.n == tree->depth * (size_t)HASH_BYTES && memcmp(kept.p, tree->frontier, kept.n) == 0;
}

static enum status check_entry(void *context, struct arena *arena, const void *row)
{
	struct log_walk *w = context;
	const struct log_each_out *l = row;
	uint8_t hash[HASH_BYTES];

	if (l->province != w->province) {
		end_log(w);
		w->province = l->province;
		w->tree = (struct merkle){ 0 };
	}
	w->is_covered = l->covered;
	merkle_leaf(l->hash, hash);
	if (l->n != w->tree.size)
		evidence_tell(w->evidence, "log %06u: entry %llu is missing", l->province, (unsigned long long)w->tree.size);
	if (l->leaf.n != HASH_BYTES || memcmp(l->leaf.p, hash, HASH_BYTES) != 0)
		evidence_tell(w->evidence, "log %06u: entry %llu is not the hash of event %u of ticket %llu", l->province, (unsigned long long)l->n,
		      l->seq, (unsigned long long)l->ticket_id);
	w->entry = l;
	merkle_append(&w->tree, hash, check_node, w);
	w->evidence->seen++;
	if (!l->covered)
		return ST_OK;
	merkle_root(&w->tree, hash);
	if (l->root.n != HASH_BYTES || memcmp(l->root.p, hash, HASH_BYTES) != 0 || !is_frontier(&w->tree, l->frontier) ||
	    !is_signed(w, arena, l->note, hash))
		evidence_tell(w->evidence, "log %06u: the checkpoint at %llu entries does not speak of them, or is not signed by us", l->province,
		      (unsigned long long)w->tree.size);
	else if (!evidence_sm2_holds(arena, l->note, w->sm2_keys, w->sm2_count))
		evidence_tell(w->evidence, "log %06u: the SM2 signature of the checkpoint at %llu entries is damaged, taken away, or not ours", l->province,
		      (unsigned long long)w->tree.size);
	return ST_OK;
}

static enum status tell_outside(void *context, struct arena *arena, const void *row)
{
	const struct event_outside_log_out *event = row;

	(void)arena;
	evidence_tell(context, "ticket %llu, event %u: it stands in no log and does not wait for one", (unsigned long long)event->ticket_id, event->seq);
	return ST_OK;
}

static enum status tell_cut(void *context, struct arena *arena, const void *row)
{
	const struct log_without_entries_out *l = row;

	(void)arena;
	if (l->checkpoint)
		evidence_tell(context, "log %06u: the checkpoint at %llu entries speaks of some that are not there", l->province, (unsigned long long)l->n);
	else if (l->level == 0)
		evidence_tell(context, "log %06u: entry %llu is missing", l->province, (unsigned long long)l->n);
	else
		evidence_tell(context, "log %06u: node %llu of level %u stands over entries that are not there", l->province,
			      (unsigned long long)l->n, l->level);
	return ST_OK;
}

enum status evidence_log(struct evidence *e)
{
	struct log_walk walk = { .evidence = e };

	TRY(keyring_list(e->arena, config_text(e->config, "key.dir"), "log", PAIR_ED25519, &walk.keys, &walk.key_count));
	TRY(keyring_list(e->arena, config_text(e->config, "key.dir"), "log-sm2", PAIR_SM2, &walk.sm2_keys, &walk.sm2_count));
	TRY(db_each(e->db, e->row_arena, SQL_log_each, NULL, check_entry, &walk));
	end_log(&walk);
	TRY(db_each(e->db, e->row_arena, SQL_log_without_entries, NULL, tell_cut, e));
	return db_each(e->db, e->row_arena, SQL_event_outside_log, NULL, tell_outside, e);
}

/* ---- archive and files ------------------------------------------------------------------------------------------ */

static enum status check_record(void *context, struct arena *arena, const void *row)
{
	struct evidence *e = context;
	const struct archive_each_out *a = row;
	uint8_t hash[HASH_BYTES];

	(void)arena;
	crypto_sha256(a->record.p, a->record.n, hash);
	if (a->hash.n != HASH_BYTES || memcmp(a->hash.p, hash, HASH_BYTES) != 0)
		evidence_tell(e, "the archive record of %s is not what it was", a->number);
	if (!text_equal(a->number, a->of_ticket))
		evidence_tell(e, "the archive record of %s is put under another ticket, %llu %s", a->number, (unsigned long long)a->ticket_id, a->of_ticket);
	e->seen++;
	return ST_OK;
}

enum status evidence_archive(struct evidence *e)
{
	return db_each(e->db, e->row_arena, SQL_archive_each, NULL, check_record, e);
}

static bool has_hash(struct arena *arena, const char *path, struct bytes wanted)
{
	struct crypto_hash *hash = crypto_hash_begin(arena);
	FILE *file = fopen(path, "re");
	uint8_t block[65536], found[HASH_BYTES];
	size_t n;

	while (file && (n = fread(block, 1, sizeof(block), file)) > 0)
		crypto_hash_update(hash, block, n);
	if (file)
		fclose(file);
	crypto_hash_end(hash, found);
	return file && wanted.n == HASH_BYTES && memcmp(found, wanted.p, HASH_BYTES) == 0;
}

/* What a scanner found is served only when an event says that somebody released it, and is gone only when one says so. */
static bool is_as_told(const struct attachment_each_out *a)
{
	switch (a->word) {
	case EVENT_FILE_HELD:
		return a->checked == CHECK_HELD;
	case EVENT_FILE_RELEASED:
		return a->checked == CHECK_RELEASED;
	case EVENT_FILE_DESTROYED:
		return a->checked == CHECK_DESTROYED;
	default:
		return a->checked == CHECK_NONE || a->checked == CHECK_WAITS || a->checked == CHECK_CLEAN;
	}
}

static void check_content(struct evidence *e, struct arena *arena, const struct attachment_each_out *a)
{
	const char *path = arena_printf(arena, "%s/%s", config_text(e->config, "upload.dir"), a->path);
	struct stat stat_of;

	if (!*a->path || stat(path, &stat_of) != 0)
		evidence_tell(e, "ticket %s: '%s' is missing", a->number, *a->path ? a->path : a->name);
	else if ((uint64_t)stat_of.st_size != a->size)
		evidence_tell(e, "ticket %s: '%s' has %lld bytes instead of %llu", a->number, a->path, (long long)stat_of.st_size,
		      (unsigned long long)a->size);
	else if (e->hash_files && !has_hash(arena, path, a->sha256))
		evidence_tell(e, "ticket %s: '%s' is not what was handed in", a->number, a->path);
}

static enum status check_file(void *context, struct arena *arena, const void *row)
{
	struct evidence *e = context;
	const struct attachment_each_out *a = row;

	e->seen++;
	if (!is_as_told(a))
		evidence_tell(e, "ticket %s: the file '%s' is called %s, and no event says so", a->number, a->name,
			      check_word((int)a->checked) ? check_word((int)a->checked) : "unchecked");
	/* The worker takes away what an event gave up. */
	if (a->word != EVENT_FILE_DESTROYED)
		check_content(e, arena, a);
	return ST_OK;
}

static enum status tell_astray(void *context, struct arena *arena, const void *row)
{
	const struct attachment_astray_out *a = row;

	(void)arena;
	evidence_tell(context, "ticket %llu, event %u: the file '%s' is not among those it was listed with", (unsigned long long)a->ticket_id, a->seq, a->name);
	return ST_OK;
}

enum status evidence_files(struct evidence *e)
{
	const struct attachment_each_in about = { EVENT_FILE_HELD, EVENT_FILE_RELEASED, EVENT_FILE_DESTROYED };

	TRY(db_each(e->db, e->row_arena, SQL_attachment_each, &about, check_file, e));
	return db_each(e->db, e->row_arena, SQL_attachment_astray, NULL, tell_astray, e);
}
