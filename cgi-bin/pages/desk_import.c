/* Handing in a file of an older system; see desk_import.h. Read twice before it is kept: in which charset it is, and whether it is a table at all. */
#include "pages/desk_import.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/keyring.h"
#include "base/log.h"
#include "pages/desk_nav.h"
#include "pages/import.h"
#include "store/tx.h"
#include "web/response.h"

#define LIST_MAX 50
#define READ_BYTES ((size_t)64 * 1024)
#define PART_ARENA_BYTES ((size_t)4 * 1024 * 1024)

static const char *check_origin(struct request *req, const char *text)
{
	(void)req;
	return strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == strlen(text) ? NULL : "origin";
}

const struct field import_fields[] = {
	{ "file", FIELD_FILE, 1, 1, FIELD_REQUIRED },
	{ "origin", FIELD_LINE, 2, LIMIT_IMPORT_SYSTEM_CHARS, FIELD_REQUIRED, .check = check_origin },
	{ 0 }
};

/* ---- all -------------------------------------------------------------------------------------------------------------- */

enum status page_imports_show(struct request *req)
{
	struct legacy_import_row *rows;
	size_t count;

	desk_nav(req);
	TRY(legacy_imports_of_province_list(site_of(req)->db, req->arena, &(struct legacy_imports_of_province_in){ req->viewer->province, LIST_MAX }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].id, "Imports.%zu.Id", i);
		view_setf(req, rows[i].file_name, "Imports.%zu.File", i);
		view_setf(req, rows[i].origin, "Imports.%zu.Origin", i);
		view_intf(req, rows[i].made_ms, "Imports.%zu.MadeMs", i);
		view_intf(req, rows[i].line_count, "Imports.%zu.Lines", i);
		if (rows[i].ran_ms) {
			view_intf(req, rows[i].ran_ms, "Imports.%zu.RanMs", i);
			view_intf(req, rows[i].taken, "Imports.%zu.Taken", i);
			view_intf(req, rows[i].known, "Imports.%zu.Known", i);
			view_intf(req, rows[i].refused, "Imports.%zu.Refused", i);
		}
		if (rows[i].trial)
			view_setf(req, "1", "Imports.%zu.Trial", i);
		if (rows[i].gone)
			view_setf(req, "1", "Imports.%zu.Gone", i);
	}
	view_int(req, "FileMiB", LIMIT_FILE_BYTES >> 20);
	view_int(req, "RowsMost", LIMIT_IMPORT_ROWS);
	view_int(req, "Days", LIMIT_IMPORT_MS / (24 * 60 * 60 * 1000));
	return ST_OK;
}

/* ---- looking into a file ------------------------------------------------------------------------------------------------ */

struct looking {
	struct request *req;
	const struct upload *upload;
	enum charset charset;
	char separator;
	struct csv *csv;
	struct buf head;	/* UTF-8, as much as is kept for the preview */
	const char **headings;
	size_t columns;
	uint32_t rows;		/* below the headings */
};

typedef enum status (*bytes_fn)(void *context, const uint8_t *data, size_t len);

static enum status each_block(const struct upload *upload, bytes_fn fn, void *context)
{
	static uint8_t block[READ_BYTES];
	off_t at = 0;
	ssize_t n;

	while ((n = pread(upload->fd, block, sizeof(block), at)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			log_error("cannot read an upload again: %s", strerror(errno));
			return ST_IO;
		}
		TRY(fn(context, block, (size_t)n));
		at += n;
	}
	return ST_OK;
}

static enum status guess_block(void *context, const uint8_t *data, size_t len)
{
	charset_guess(context, data, len);
	return ST_OK;
}

static enum status take_row(void *context, const struct csv_row *row)
{
	struct looking *l = context;

	if (!l->headings) {
		if (row->fault != CSV_WHOLE || l->head.len == LIMIT_IMPORT_HEAD_BYTES)
			return ST_INVALID;
		l->headings = legacy_headings(l->req->arena, row);
		l->columns = row->count;
	} else if (++l->rows > LIMIT_IMPORT_ROWS) {
		return ST_TOO_MANY;
	}
	return ST_OK;
}

/* The separator is known from the first block, which the first text comes from. */
static enum status take_text(void *context, const char *text, size_t len)
{
	struct looking *l = context;
	size_t room = LIMIT_IMPORT_HEAD_BYTES - l->head.len;

	if (!l->csv) {
		l->separator = csv_separator(text, len);
		l->csv = csv_new(l->req->arena, l->separator, take_row, l);
	}
	buf_add(&l->head, text, len < room ? len : room);
	return csv_feed(l->csv, text, len);
}

struct feeding {
	struct looking *looking;
	struct charset_in *in;
};

static enum status feed_block(void *context, const uint8_t *data, size_t len)
{
	struct feeding *f = context;

	return charset_feed(f->in, data, len, take_text, f->looking);
}

static enum status look(struct looking *l)
{
	struct charset_guess guess = { 0 };
	struct feeding feeding = { .looking = l };

	TRY(each_block(l->upload, guess_block, &guess));
	l->charset = charset_guessed(&guess);
	TRY(charset_open(l->req->arena, l->charset, &feeding.in));
	TRY(each_block(l->upload, feed_block, &feeding));
	TRY(charset_feed(feeding.in, NULL, 0, take_text, l));
	return l->csv ? csv_end(l->csv) : ST_OK;
}

/* In words of the form what keeps it from being one of ours. */
static enum status look_into(struct looking *l)
{
	enum status status = look(l);

	if (status == ST_INVALID)
		request_error(l->req, "file", "heading");
	else if (status == ST_TOO_MANY)
		request_error_range(l->req, "file", "too_many_rows", 0, LIMIT_IMPORT_ROWS);
	else if (status != ST_OK)
		return status;
	else if (l->rows == 0 || l->columns < 2)
		request_error(l->req, "file", "no_table");
	return l->req->error_count ? ST_INVALID : ST_OK;
}

/* ---- keeping it --------------------------------------------------------------------------------------------------------- */

struct keeping {
	const struct looking *looking;
	struct legacy_import_add_in row;
	struct db *db;
	struct arena *arena;	/* emptied after each part */
	uint8_t key[KEY_BYTES];
	uint8_t head_key[KEY_BYTES];
	uint32_t id;
	uint32_t parts;
	size_t len;		/* of the part that fills */
	uint8_t part[IMPORT_PART_BYTES];
};

static enum status put_part(struct keeping *k)
{
	struct bytes sealed = import_seal(k->arena, k->key, ++k->parts, (struct bytes){ k->part, k->len });
	enum status status = legacy_part_add(k->db, &(struct legacy_part_add_in){ k->id, k->parts, sealed });

	arena_reset(k->arena);
	k->len = 0;
	return status;
}

static enum status keep_block(void *context, const uint8_t *data, size_t len)
{
	struct keeping *k = context;

	while (len > 0) {
		size_t n = len < sizeof(k->part) - k->len ? len : sizeof(k->part) - k->len;

		memcpy(k->part + k->len, data, n);
		k->len += n;
		data += n;
		len -= n;
		if (k->len == sizeof(k->part))
			TRY(put_part(k));
	}
	return ST_OK;
}

static enum status keep_in_tx(struct db *db, void *context)
{
	struct keeping *k = context;
	struct bytes head = { (const uint8_t *)k->looking->head.text, k->looking->head.len };

	k->db = db;
	k->parts = 0;
	k->len = 0;
	TRY(legacy_import_add(db, &k->row));
	k->id = (uint32_t)db_last_id(db);
	TRY(legacy_part_add(db, &(struct legacy_part_add_in){ k->id, 0, import_seal(k->arena, k->head_key, 0, head) }));
	TRY(each_block(k->looking->upload, keep_block, k));
	if (k->len > 0)
		TRY(put_part(k));
	return staff_act_insert(db, &(struct staff_act_insert_in){ .at_ms = k->row.made_ms, .staff_id = k->row.staff_id, .program = "admin",
		.act = "legacy_handed_in", .object = k->row.origin, .detail = k->row.file_name });
}

void import_head_key(const struct request *req, uint32_t province, const uint8_t sha256[HASH_BYTES], uint8_t key[KEY_BYTES])
{
	crypto_derive(site_of(req)->form_key, KEY_BYTES, arena_printf(req->arena, "import %u %s", province, text_hex(req->arena, sha256, HASH_BYTES)), key);
}

/* What the columns were for this system last time, where that says it of each; else "": somebody is to say it first. */
static enum status first_mapping(struct request *req, const struct looking *l, const char **text)
{
	struct legacy_mapping *mapping = ARENA_NEW(req->arena, struct legacy_mapping);
	struct legacy_system_find_out known;
	enum status status = legacy_system_find(site_of(req)->db, req->arena,
		&(struct legacy_system_find_in){ req->viewer->province, field_text(req, "origin") }, &known);

	*text = "";
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	legacy_mapping_read(req->arena, known.mapping, l->headings, l->columns, mapping);
	if (legacy_mapping_is_whole(mapping))
		*text = legacy_mapping_text(req->arena, l->headings, mapping);
	return ST_OK;
}

static enum status keep(struct request *req, const struct looking *l, uint32_t *id)
{
	struct site *site = site_of(req);
	struct keeping *k = ARENA_NEW(req->arena, struct keeping);
	char *key_id = ARENA_ARRAY(req->arena, KEY_ID_CHARS + 1, char);
	enum status status;

	k->looking = l;
	crypto_random(k->key, KEY_BYTES);
	crypto_key_id(site->notice_public, key_id);
	import_head_key(req, req->viewer->province, l->upload->sha256, k->head_key);
	k->row = (struct legacy_import_add_in){
		.province = req->viewer->province, .staff_id = req->viewer->id, .origin = field_text(req, "origin"), .file_name = l->upload->name,
		.charset = l->charset, .divider = (uint8_t)l->separator, .size = (uint64_t)l->upload->size,
		.sha256 = { l->upload->sha256, HASH_BYTES }, .line_count = l->rows, .key_id = key_id,
		.wrapped = import_wrap(req->arena, site->notice_public, k->key), .made_ms = req->now_ms };
	TRY(first_mapping(req, l, &k->row.mapping));
	k->arena = arena_new("import part", PART_ARENA_BYTES);
	status = tx_run(site->db, keep_in_tx, k);
	arena_free(k->arena);
	crypto_wipe(k->key, KEY_BYTES);
	*id = k->id;
	return status;
}

enum status page_imports_act(struct request *req)
{
	struct looking l = { .req = req, .upload = request_upload(req, "file", 0), .head = buf_new(req->arena, LIMIT_IMPORT_HEAD_BYTES) };
	uint32_t id;

	if (!l.upload)
		return ST_INVALID;
	TRY(look_into(&l));
	TRY(keep(req, &l, &id));
	return response_redirectf(req, "/admin/import/%u", id);
}
