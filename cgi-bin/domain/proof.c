/* Writing and checking proofs; see proof.h. */
#include "domain/proof.h"

#include <jansson.h>
#include <string.h>

/* ---- writing ------------------------------------------------------------------------------------------------ */

static void add_path(struct buf *out, const char *checkpoint, const struct merkle_path *path)
{
	buf_text(out, ",\n\"checkpoint\":");
	buf_json(out, checkpoint);
	buf_text(out, ",\n\"path\":[");
	for (unsigned i = 0; i < path->count; i++)
		buf_printf(out, "%s\n\"%s\"", i > 0 ? "," : "", text_hex(out->arena, path->hashes[i], HASH_BYTES));
	buf_text(out, "]}\n");
}

void proof_add_inclusion(struct buf *out, const struct proof_event *event, const char *checkpoint, const struct merkle_path *path)
{
	buf_printf(out, "{\"format\":\"%s\",\n\"ticket\":", PROOF_INCLUSION);
	buf_json(out, event->number);
	buf_printf(out, ",\"seq\":%u,\"hash\":\"%s\",\"index\":%llu", event->seq, text_hex(out->arena, event->hash.p, event->hash.n),
		   (unsigned long long)event->index);
	add_path(out, checkpoint, path);
}

void proof_add_consistency(struct buf *out, const char *old, const char *checkpoint, const struct merkle_path *path)
{
	buf_printf(out, "{\"format\":\"%s\",\n\"old\":", PROOF_CONSISTENCY);
	buf_json(out, old);
	add_path(out, checkpoint, path);
}

/* ---- checking ----------------------------------------------------------------------------------------------- */

struct checking {
	struct arena *arena;
	json_t *root;
	const struct proof_keys *keys;
	struct note note;
	struct merkle_path path;
};

static const char *text_at(const struct checking *c, const char *key)
{
	const char *text = json_string_value(json_object_get(c->root, key));

	return text ? text : "";
}

static bool number_at(const struct checking *c, const char *key, uint64_t *value)
{
	const json_t *number = json_object_get(c->root, key);

	*value = (uint64_t)json_integer_value(number);
	return json_is_integer(number) && json_integer_value(number) >= 0;
}

static bool read_path(struct checking *c)
{
	const json_t *path = json_object_get(c->root, "path");

	c->path.count = (unsigned)json_array_size(path);
	if (!json_is_array(path) || json_array_size(path) > MERKLE_DEPTH)
		return false;
	for (unsigned i = 0; i < c->path.count; i++) {
		const char *hex = json_string_value(json_array_get(path, i));

		if (!hex || text_from_hex(hex, c->path.hashes[i], HASH_BYTES) != ST_OK)
			return false;
	}
	return true;
}

/* The second signature of the checkpoint: what was looked at is said, and what was not. */
static const char *said_of_sm2(const struct checking *c)
{
	int lines;

	if (c->keys->sm2)
		return "; signed with SM2 too";
	note_bare(c->arena, text_at(c, "checkpoint"), &lines);
	return lines > 1 ? "; its SM2 signature was not looked at, as no such key was given" : "; it does not say whether it was signed with SM2 too";
}

/* Of the earlier one, where SM2 is asked for: what it says is bound by the later one, whoever signed it. */
static const char *said_of_old_sm2(const struct checking *c)
{
	const uint8_t *key = c->keys->old_sm2 ? c->keys->old_sm2 : c->keys->sm2;

	return !key || note_sm2(c->arena, text_at(c, "old"), key) == NOTE_SM2_SIGNED ? "" :
	       "; the earlier checkpoint has no SM2 signature of that key: what it says of the entries is proven by the later one, that it was so signed in its time is not";
}

static const char *check_sm2(const struct checking *c)
{
	enum note_sm2 found = c->keys->sm2 ? note_sm2(c->arena, text_at(c, "checkpoint"), c->keys->sm2) : NOTE_SM2_SIGNED;

	if (found == NOTE_SM2_WRONG)
		return "the SM2 signature of its checkpoint is damaged: the Ed25519 one holds, this one does not";
	return found == NOTE_SM2_SIGNED ? NULL : "its checkpoint carries no SM2 signature of the key that was given";
}

static const char *check_old(const struct checking *c, struct note *old)
{
	const struct proof_keys *keys = c->keys;
	const char *text = text_at(c, "old");
	enum note_sm2 found = NOTE_SM2_NONE;
	bool signed_by;

	if (note_read(c->arena, text, keys->old_log, old, &signed_by) != ST_OK)
		return "the earlier checkpoint is none";
	if (!signed_by)
		return "the earlier checkpoint is not signed by the key that was given for it";
	if (note_is_stripped(c->arena, text))
		return "the earlier checkpoint was signed with SM2 too, and that line was taken away";
	if (keys->old_sm2 || keys->sm2)
		found = note_sm2(c->arena, text, keys->old_sm2 ? keys->old_sm2 : keys->sm2);
	if (found == NOTE_SM2_WRONG)
		return "the SM2 signature of the earlier checkpoint is damaged: the Ed25519 one holds, this one does not";
	return keys->old_sm2 && found == NOTE_SM2_NONE ? "the earlier checkpoint carries no SM2 signature of the key that was given for it" : NULL;
}

static const char *check_inclusion(struct checking *c, const char **said)
{
	uint8_t hash[HASH_BYTES], leaf[HASH_BYTES];
	uint64_t index, seq;

	if (text_from_hex(text_at(c, "hash"), hash, HASH_BYTES) != ST_OK || !number_at(c, "index", &index) || !number_at(c, "seq", &seq))
		return "it names no event";
	merkle_leaf((struct bytes){ hash, HASH_BYTES }, leaf);
	if (!merkle_includes(leaf, index, c->note.size, &c->path, c->note.root))
		return "the event does not stand there in the log";
	*said = arena_printf(c->arena, "the event with hash %s is entry %llu of the %llu in %s; it is said to be event %llu of ticket %s%s",
			     text_hex(c->arena, hash, HASH_BYTES), (unsigned long long)index, (unsigned long long)c->note.size,
			     c->note.origin, (unsigned long long)seq, text_at(c, "ticket"), said_of_sm2(c));
	return NULL;
}

static const char *check_consistency(struct checking *c, const char **said)
{
	struct note old;
	const char *fault = check_old(c, &old);

	if (fault)
		return fault;
	if (strcmp(old.origin, c->note.origin) != 0)
		return "the checkpoints are of two logs";
	if (!merkle_extends(old.size, old.root, c->note.size, c->note.root, &c->path))
		return "the log was rewritten: what it was then is not the beginning of what it is now";
	*said = arena_printf(c->arena, "%s has only grown, from %llu to %llu entries%s%s", c->note.origin, (unsigned long long)old.size,
			     (unsigned long long)c->note.size, said_of_sm2(c), said_of_old_sm2(c));
	return NULL;
}

static const char *check(struct checking *c, const char **said)
{
	const char *format = text_at(c, "format");
	bool inclusion = strcmp(format, PROOF_INCLUSION) == 0;
	const char *fault;
	bool signed_by;

	if (!inclusion && strcmp(format, PROOF_CONSISTENCY) != 0)
		return "not a proof";
	if (note_read(c->arena, text_at(c, "checkpoint"), c->keys->log, &c->note, &signed_by) != ST_OK)
		return "its checkpoint is none";
	if (!signed_by)
		return "its checkpoint is not signed by the key that was given";
	fault = check_sm2(c);
	if (fault)
		return fault;
	if (note_is_stripped(c->arena, text_at(c, "checkpoint")))
		return "its checkpoint was signed with SM2 too, and that line was taken away";
	if (!read_path(c))
		return "its path is none";
	return inclusion ? check_inclusion(c, said) : check_consistency(c, said);
}

const char *proof_check(struct arena *arena, struct bytes text, const struct proof_keys *keys, const char **said)
{
	struct checking c = { .arena = arena, .keys = keys,
			      .root = json_loadb((const char *)text.p, text.n, JSON_REJECT_DUPLICATES, NULL) };
	const char *fault = json_is_object(c.root) ? check(&c, said) : "not a proof";

	json_decref(c.root);
	return fault;
}

bool proof_is_of(struct arena *arena, struct bytes text, const char *number, const uint8_t hash[HASH_BYTES])
{
	struct checking c = { .arena = arena, .root = json_loadb((const char *)text.p, text.n, JSON_REJECT_DUPLICATES, NULL) };
	bool is = text_equal(text_at(&c, "format"), PROOF_INCLUSION) && text_equal(text_at(&c, "ticket"), number) &&
		  text_equal(text_at(&c, "hash"), text_hex(arena, hash, HASH_BYTES));

	json_decref(c.root);
	return is;
}

bool proof_checkpoints(struct arena *arena, struct bytes text, const char **old, const char **checkpoint)
{
	struct checking c = { .arena = arena, .root = json_loadb((const char *)text.p, text.n, JSON_REJECT_DUPLICATES, NULL) };
	bool is = text_equal(text_at(&c, "format"), PROOF_CONSISTENCY);

	*old = arena_strdup(arena, text_at(&c, "old"));
	*checkpoint = arena_strdup(arena, text_at(&c, "checkpoint"));
	json_decref(c.root);
	return is;
}
