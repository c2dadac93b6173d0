/* Archive records; see archive_store.h. */
#include "store/archive_store.h"

#include "base/crypto.h"
#include "domain/ticket.h"

static void add_key(struct buf *buf, const char *key)
{
	if (buf->text[buf->len - 1] != '{')
		buf_char(buf, ',');
	buf_json(buf, key);
	buf_char(buf, ':');
}

static void add_text(struct buf *buf, const char *key, const char *value)
{
	add_key(buf, key);
	buf_json(buf, value);
}

static void add_number(struct buf *buf, const char *key, int64_t value)
{
	add_key(buf, key);
	buf_printf(buf, "%lld", (long long)value);
}

static void add_hex(struct buf *buf, const char *key, struct bytes value)
{
	add_text(buf, key, text_hex(buf->arena, value.p, value.n));
}

static void begin_row(struct buf *buf, size_t i)
{
	buf_text(buf, i > 0 ? ",{" : "{");
}

static void add_ticket(struct buf *buf, const struct ticket_row *t)
{
	add_key(buf, "ticket");
	buf_char(buf, '{');
	add_text(buf, "number", t->number);
	add_text(buf, "kind", kind_word((int)t->kind));
	add_text(buf, "source", source_word((int)t->source));
	add_number(buf, "item", t->item);
	add_number(buf, "region", t->region);
	add_text(buf, "unit", t->unit);
	add_number(buf, "confidential", t->confidential);
	add_number(buf, "urgent", t->urgent);
	add_text(buf, "reply_by", reply_by_word((int)t->reply_by));
	add_text(buf, "lang", t->lang);
	add_number(buf, "filed_ms", t->filed_ms);
	add_number(buf, "happened_ms", t->happened_ms);
	add_number(buf, "answer_due_ms", t->answer_due_ms);
	add_number(buf, "answered_ms", t->answered_ms);
	add_number(buf, "closed_ms", t->closed_ms);
	add_number(buf, "instant", t->instant);
	add_number(buf, "returns", t->returns);
	add_number(buf, "reworks", t->reworks);
	add_number(buf, "rating", t->rating);
	add_number(buf, "followed_up", t->followed_up);
	add_text(buf, "place", t->place);
	add_text(buf, "company", t->company);
	add_text(buf, "plate", t->plate);
	add_text(buf, "line", t->line);
	add_text(buf, "external_number", t->external_number);
	add_text(buf, "rules_version", t->rules_version);
	buf_char(buf, '}');
}

static void add_events(struct buf *buf, const struct history *h)
{
	add_key(buf, "events");
	buf_char(buf, '[');
	for (size_t i = 0; i < h->event_count; i++) {
		const struct event_row *e = &h->events[i];

		begin_row(buf, i);
		add_number(buf, "seq", e->seq);
		add_number(buf, "suite", e->suite);
		add_hex(buf, "prev", e->prev_hash);
		add_hex(buf, "hash", e->hash);
		add_text(buf, "canonical", arena_strndup(buf->arena, (const char *)e->canonical.p, e->canonical.n));
		buf_char(buf, '}');
	}
	buf_char(buf, ']');
}

static void add_texts(struct buf *buf, const struct history *h)
{
	add_key(buf, "texts");
	buf_char(buf, '[');
	for (size_t i = 0; i < h->text_count; i++) {
		begin_row(buf, i);
		add_number(buf, "seq", h->texts[i].seq);
		add_text(buf, "field", h->texts[i].field);
		add_hex(buf, "salt", h->texts[i].salt);
		add_text(buf, "body", h->texts[i].body);
		buf_char(buf, '}');
	}
	buf_char(buf, ']');
}

static void add_files(struct buf *buf, const struct history *h)
{
	add_key(buf, "files");
	buf_char(buf, '[');
	for (size_t i = 0; i < h->file_count; i++) {
		begin_row(buf, i);
		add_number(buf, "seq", h->files[i].seq);
		add_text(buf, "name", h->files[i].name);
		add_text(buf, "type", h->files[i].type);
		add_number(buf, "size", (int64_t)h->files[i].size);
		add_hex(buf, "sha256", h->files[i].sha256);
		buf_char(buf, '}');
	}
	buf_char(buf, ']');
}

struct bytes archive_record(struct arena *arena, const struct history *h)
{
	struct buf buf = buf_new(arena, 8192);

	buf_char(&buf, '{');
	add_number(&buf, "v", 1);
	add_ticket(&buf, &h->ticket);
	add_events(&buf, h);
	add_texts(&buf, h);
	add_files(&buf, h);
	buf_char(&buf, '}');
	return (struct bytes){ (const uint8_t *)buf.text, buf.len };
}

enum status archive_write(struct db *db, struct arena *arena, const struct history *h)
{
	struct bytes record = archive_record(arena, h);
	uint8_t hash[HASH_BYTES];

	crypto_sha256(record.p, record.n, hash);
	return archive_insert(db, &(struct archive_insert_in){
		.ticket_id = h->ticket.id, .number = h->ticket.number, .archived_ms = h->ticket.updated_ms,
		.hash = { hash, HASH_BYTES }, .record = record });
}
