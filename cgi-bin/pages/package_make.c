/* Writing a signed package; see package_make.h. */
#include "pages/package_make.h"

#include <string.h>

#include "base/keyring.h"
#include "domain/note.h"

#define ROW_ARENA_BYTES ((size_t)16 * 1024 * 1024)
#define TELL_EVERY_LINES 500

struct making {
	struct package_making *m;
	struct package_out *out;
	uint64_t done, total;		/* lines; words count by the tickets they are of */
	uint64_t ticket_id;		/* whose words are being written */
};

/* ---- its files ---------------------------------------------------------------------------------------------- */

static enum status end_part(struct making *w, enum package_part which)
{
	return package_out_close(w->out, which, &w->m->manifest.files[which]);
}

/* A line, and its own hash in the file of sums beside it. */
static enum status write_line(struct making *w, enum package_part which, enum package_part sums, const struct buf *line)
{
	uint8_t hash[HASH_BYTES];
	char *hex;

	crypto_sha256(line->text, line->len, hash);
	hex = text_hex(line->arena, hash, HASH_BYTES);
	hex[2 * HASH_BYTES] = '\n';
	TRY(package_out_write(w->out, sums, hex, 2 * HASH_BYTES + 1));
	return package_out_write(w->out, which, line->text, line->len);
}

static enum status write_whole(struct making *w, enum package_part which, struct bytes text)
{
	TRY(package_out_open(w->out, which));
	TRY(package_out_write(w->out, which, (const char *)text.p, text.n));
	return end_part(w, which);
}

static enum status tell(struct making *w)
{
	w->done++;
	return w->m->tell && w->done % TELL_EVERY_LINES == 0 ? w->m->tell(w->m->context, w->done, w->total) : ST_OK;
}

/* ---- rows --------------------------------------------------------------------------------------------------- */

_Static_assert(sizeof(struct export_row) == sizeof(struct export_record), "one row of the statement is one record");
_Static_assert(sizeof(struct package_tickets_in) == sizeof(struct package_events_in) && sizeof(struct package_tickets_in) == sizeof(struct package_texts_in) &&
	       sizeof(struct package_tickets_in) == sizeof(struct package_count_in), "one filter for all");

struct package_tickets_in package_filter_any(void)
{
	return (struct package_tickets_in){ .id_until = UINT64_MAX, .region_until = 999999, .unit = "", .unit_again = "", .rule = "", .rule_again = "" };
}

static enum status write_ticket(void *context, struct arena *arena, const void *row)
{
	struct making *w = context;
	struct buf line = buf_new(arena, 2048);

	export_json_row(&line, w->m->profile, row);
	w->m->manifest.tickets++;
	TRY(write_line(w, PACKAGE_RECORDS, PACKAGE_RECORD_SUMS, &line));
	line.len = 0;
	export_csv_row(&line, w->m->profile, row);
	TRY(package_out_write(w->out, PACKAGE_CSV, line.text, line.len));
	return tell(w);
}

static enum status write_event(void *context, struct arena *arena, const void *row)
{
	const struct package_events_out *e = row;
	struct making *w = context;
	struct buf line = buf_new(arena, 4096);

	package_add_event(&line, &(struct package_event){ e->number, e->ticket_id,
		{ e->seq, e->suite, e->prev_hash, e->hash, e->canonical } });
	w->m->manifest.events++;
	TRY(write_line(w, PACKAGE_EVENTS, PACKAGE_EVENT_SUMS, &line));
	return tell(w);
}

static enum status write_text(void *context, struct arena *arena, const void *row)
{
	const struct package_texts_out *t = row;
	struct making *w = context;
	struct buf line = buf_new(arena, 1024);
	bool another = t->ticket_id != w->ticket_id;

	w->ticket_id = t->ticket_id;
	package_add_text(&line, &(struct package_text){ t->number, t->ticket_id, t->seq, t->field, t->salt, t->body });
	w->m->manifest.texts++;
	TRY(write_line(w, PACKAGE_TEXTS, PACKAGE_TEXT_SUMS, &line));
	return another ? tell(w) : ST_OK;
}

static struct bytes bytes_of(const struct buf *buf)
{
	return (struct bytes){ (const uint8_t *)buf->text, buf->len };
}

static enum status write_checkpoints(struct making *w)
{
	struct buf text = buf_new(w->m->arena, 8192);
	struct log_checkpoint_row *rows;
	size_t count;

	TRY(log_checkpoint_newest_list(w->m->db, w->m->arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		note_list_add(&text, rows[i].note);
	return write_whole(w, PACKAGE_CHECKPOINTS, bytes_of(&text));
}

static enum status count(struct making *w)
{
	struct package_making *m = w->m;
	struct package_count_out counted;
	struct package_count_in in;

	if (!m->tell)
		return ST_OK;
	memcpy(&in, &m->filter, sizeof(in));
	TRY(package_count(m->db, m->arena, &in, &counted));
	w->total = counted.tickets * (m->with_texts ? 2 : 1) + counted.events;
	return m->tell(m->context, 0, w->total);
}

/* All of one view. */
static enum status write_rows(struct making *w, struct arena *row_arena)
{
	struct package_making *m = w->m;
	struct buf head = buf_new(m->arena, 1024);

	TRY(count(w));
	for (int i = PACKAGE_RECORDS; i <= PACKAGE_CSV; i++)
		TRY(package_out_open(w->out, (enum package_part)i));
	export_csv_head(&head, m->profile, false);
	TRY(package_out_write(w->out, PACKAGE_CSV, head.text, head.len));
	TRY(db_each(m->db, row_arena, SQL_package_tickets, &m->filter, write_ticket, w));
	TRY(db_each(m->db, row_arena, SQL_package_events, &m->filter, write_event, w));
	if (m->with_texts)
		TRY(db_each(m->db, row_arena, SQL_package_texts, &m->filter, write_text, w));
	for (int i = PACKAGE_RECORDS; i <= PACKAGE_CSV; i++)
		TRY(end_part(w, (enum package_part)i));
	return write_checkpoints(w);
}

/* ---- what stands beside them ---------------------------------------------------------------------------------- */

static enum status write_words(struct making *w, const struct keyring_key *key)
{
	struct arena *arena = w->m->arena;
	struct buf columns = buf_new(arena, 4096);
	struct bytes introductions;

	export_dictionary(&columns, w->m->profile);
	TRY(write_whole(w, PACKAGE_COLUMNS, bytes_of(&columns)));
	TRY(keyring_introductions(arena, w->m->key_dir, w->m->key_use, PAIR_ED25519, &introductions));
	TRY(write_whole(w, PACKAGE_INTRODUCTIONS, introductions));
	return write_whole(w, PACKAGE_KEY, crypto_public_pem(arena, PAIR_ED25519, key->public_key));
}

static enum status sign(struct making *w, const uint8_t private_key[KEY_BYTES])
{
	struct buf manifest = buf_new(w->m->arena, 2048);
	uint8_t signature[SIGNATURE_BYTES];

	package_add_manifest(&manifest, &w->m->manifest);
	crypto_sign(private_key, bytes_of(&manifest), signature);
	crypto_sha256(manifest.text, manifest.len, w->m->hash);
	return package_out_finish(w->out, bytes_of(&manifest), (struct bytes){ signature, SIGNATURE_BYTES });
}

/* All of one view, and what stands beside it. */
static enum status fill(struct making *w, const struct keyring_key *key, const uint8_t private_key[KEY_BYTES])
{
	struct arena *row_arena = arena_new("package row", ROW_ARENA_BYTES);
	enum status status = db_begin_snapshot(w->m->db);

	if (status == ST_OK)
		status = write_rows(w, row_arena);
	db_rollback(w->m->db);
	arena_free(row_arena);
	TRY(status);
	TRY(write_words(w, key));
	return sign(w, private_key);
}

enum status package_make(struct package_making *m, const struct package_place *place)
{
	struct making w = { .m = m };
	uint8_t private_key[KEY_BYTES];
	struct keyring_key key;
	enum status status;

	TRY(keyring_current(m->arena, m->key_dir, m->key_use, PAIR_ED25519, &key));
	TRY(keyring_private(m->arena, m->key_dir, m->key_use, PAIR_ED25519, key.id, private_key));
	m->manifest.key = arena_strdup(m->arena, key.id);
	m->manifest.profile = export_profile_word(m->profile);
	status = package_out_begin(m->arena, place, &w.out);
	if (status == ST_OK) {
		status = fill(&w, &key, private_key);
		if (status != ST_OK)
			package_out_drop(w.out);
	}
	crypto_wipe(private_key, sizeof(private_key));
	return status;
}
