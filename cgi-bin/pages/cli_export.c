/* hotline export: a signed package of tickets and their chains; domain/package.h has its form, package_out.h how it is written.
 *
 * One consistent view, row by row, in constant memory. That somebody takes something away is recorded before it begins, and
 * what was taken after it ended. The signature is written last: a package that was cut short has none and says UNFINISHED.
 */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/keyring.h"
#include "base/now.h"
#include "domain/export.h"
#include "domain/note.h"
#include "pages/cli.h"
#include "pages/package_out.h"
#include "statements.h"
#include "store/sign_in.h"

#define ROW_ARENA_BYTES ((size_t)16 * 1024 * 1024)

struct packing {
	struct cli *cli;
	const char *path;
	const char *seal_for;		/* login of the auditor whose key it is sealed to; NULL: a directory in clear */
	const char *seal_id;		/* … and that key's id; "" */
	struct package_out *out;
	struct package_tickets_in filter;
	bool with_texts;
	enum export_profile profile;
	struct package_manifest manifest;
};

/* ---- its files ---------------------------------------------------------------------------------------------- */

static enum status end_part(struct packing *p, enum package_part which)
{
	return package_out_close(p->out, which, &p->manifest.files[which]);
}

/* A line, and its own hash in the file of sums beside it. */
static enum status write_line(struct packing *p, enum package_part which, enum package_part sums, const struct buf *line)
{
	uint8_t hash[HASH_BYTES];
	char *hex;

	crypto_sha256(line->text, line->len, hash);
	hex = text_hex(line->arena, hash, HASH_BYTES);
	hex[2 * HASH_BYTES] = '\n';
	TRY(package_out_write(p->out, sums, hex, 2 * HASH_BYTES + 1));
	return package_out_write(p->out, which, line->text, line->len);
}

static enum status write_whole(struct packing *p, enum package_part which, struct bytes text)
{
	TRY(package_out_open(p->out, which));
	TRY(package_out_write(p->out, which, (const char *)text.p, text.n));
	return end_part(p, which);
}

/* ---- rows --------------------------------------------------------------------------------------------------- */

_Static_assert(sizeof(struct export_row) == sizeof(struct export_record), "one row of the statement is one record");

static enum status write_ticket(void *context, struct arena *arena, const void *row)
{
	struct packing *p = context;
	struct buf line = buf_new(arena, 2048);

	export_json_row(&line, p->profile, row);
	p->manifest.tickets++;
	TRY(write_line(p, PACKAGE_RECORDS, PACKAGE_RECORD_SUMS, &line));
	line.len = 0;
	export_csv_row(&line, p->profile, row);
	return package_out_write(p->out, PACKAGE_CSV, line.text, line.len);
}

static enum status write_event(void *context, struct arena *arena, const void *row)
{
	const struct package_events_out *e = row;
	struct packing *p = context;
	struct buf line = buf_new(arena, 4096);

	package_add_event(&line, &(struct package_event){ e->number, e->ticket_id,
		{ e->seq, e->suite, e->prev_hash, e->hash, e->canonical } });
	p->manifest.events++;
	return write_line(p, PACKAGE_EVENTS, PACKAGE_EVENT_SUMS, &line);
}

static enum status write_text(void *context, struct arena *arena, const void *row)
{
	const struct package_texts_out *t = row;
	struct packing *p = context;
	struct buf line = buf_new(arena, 1024);

	package_add_text(&line, &(struct package_text){ t->number, t->ticket_id, t->seq, t->field, t->salt, t->body });
	p->manifest.texts++;
	return write_line(p, PACKAGE_TEXTS, PACKAGE_TEXT_SUMS, &line);
}

static struct bytes bytes_of(const struct buf *buf)
{
	return (struct bytes){ (const uint8_t *)buf->text, buf->len };
}

static enum status write_checkpoints(struct packing *p)
{
	struct buf text = buf_new(p->cli->arena, 8192);
	struct log_checkpoint_row *rows;
	size_t count;

	TRY(log_checkpoint_newest_list(p->cli->db, p->cli->arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		note_list_add(&text, rows[i].note);
	return write_whole(p, PACKAGE_CHECKPOINTS, bytes_of(&text));
}

/* All of one view. */
static enum status write_rows(struct packing *p, struct arena *row_arena)
{
	struct buf head = buf_new(p->cli->arena, 1024);
	struct db *db = p->cli->db;

	for (int i = PACKAGE_RECORDS; i <= PACKAGE_CSV; i++)
		TRY(package_out_open(p->out, (enum package_part)i));
	export_csv_head(&head, p->profile, false);
	TRY(package_out_write(p->out, PACKAGE_CSV, head.text, head.len));
	TRY(db_each(db, row_arena, SQL_package_tickets, &p->filter, write_ticket, p));
	TRY(db_each(db, row_arena, SQL_package_events, &p->filter, write_event, p));
	if (p->with_texts)
		TRY(db_each(db, row_arena, SQL_package_texts, &p->filter, write_text, p));
	for (int i = PACKAGE_RECORDS; i <= PACKAGE_CSV; i++)
		TRY(end_part(p, (enum package_part)i));
	return write_checkpoints(p);
}

_Static_assert(sizeof(struct package_tickets_in) == sizeof(struct package_events_in) &&
	       sizeof(struct package_tickets_in) == sizeof(struct package_texts_in), "one filter for all");

/* ---- what stands beside them ---------------------------------------------------------------------------------- */

static enum status write_words(struct packing *p, const struct keyring_key *key)
{
	struct arena *arena = p->cli->arena;
	struct buf columns = buf_new(arena, 4096);
	struct bytes introductions;

	export_dictionary(&columns, p->profile);
	TRY(write_whole(p, PACKAGE_COLUMNS, bytes_of(&columns)));
	TRY(keyring_introductions(arena, config_text(p->cli->config, "key.dir"), "package", PAIR_ED25519, &introductions));
	TRY(write_whole(p, PACKAGE_INTRODUCTIONS, introductions));
	return write_whole(p, PACKAGE_KEY, crypto_public_pem(arena, PAIR_ED25519, key->public_key));
}

static enum status sign(struct packing *p, const uint8_t private_key[KEY_BYTES], uint8_t hash[HASH_BYTES])
{
	struct buf manifest = buf_new(p->cli->arena, 2048);
	uint8_t signature[SIGNATURE_BYTES];

	package_add_manifest(&manifest, &p->manifest);
	crypto_sign(private_key, bytes_of(&manifest), signature);
	crypto_sha256(manifest.text, manifest.len, hash);
	return package_out_finish(p->out, bytes_of(&manifest), (struct bytes){ signature, SIGNATURE_BYTES });
}

/* All of one view, and what stands beside it. */
static enum status fill(struct packing *p, const struct keyring_key *key, const uint8_t private_key[KEY_BYTES], uint8_t hash[HASH_BYTES])
{
	struct arena *row_arena = arena_new("export row", ROW_ARENA_BYTES);
	enum status status = db_begin_snapshot(p->cli->db);

	if (status == ST_OK)
		status = write_rows(p, row_arena);
	db_rollback(p->cli->db);
	arena_free(row_arena);
	TRY(status);
	TRY(write_words(p, key));
	return sign(p, private_key, hash);
}

static enum status pack(struct packing *p, const uint8_t *seal_to, uint8_t hash[HASH_BYTES])
{
	const char *keys = config_text(p->cli->config, "key.dir");
	struct arena *arena = p->cli->arena;
	uint8_t private_key[KEY_BYTES];
	struct keyring_key key;
	enum status status;

	TRY(keyring_current(arena, keys, "package", PAIR_ED25519, &key));
	TRY(keyring_private(arena, keys, "package", PAIR_ED25519, key.id, private_key));
	p->manifest.key = arena_strdup(arena, key.id);
	status = package_out_begin(arena, p->path, seal_to, &p->out);
	if (status == ST_OK) {
		status = fill(p, &key, private_key, hash);
		if (status != ST_OK)
			package_out_drop(p->out);
	}
	crypto_wipe(private_key, sizeof(private_key));
	return status;
}

/* ---- who, what, why --------------------------------------------------------------------------------------------- */

static enum status day_of(const char *typed, int32_t *day)
{
	int y, m, d, y2, m2, d2;
	char end;

	if (sscanf(typed, "%4d-%2d-%2d%c", &y, &m, &d, &end) != 3)
		return ST_INVALID;
	*day = day_from_date(y, m, d);
	date_from_day(*day, &y2, &m2, &d2);
	return *day >= 0 && y == y2 && m == m2 && d == d2 ? ST_OK : ST_INVALID;
}

/* Ids begin with the milliseconds of filing (store/filing.c). */
static uint64_t id_at_day(int32_t day)
{
	return (uint64_t)ms_of_day(day) << 20;
}

/* "44" and "440000" are one province. */
static enum status read_province(const char *typed, struct package_tickets_in *filter)
{
	int64_t code;

	TRY(text_to_int(typed, 11, 999999, &code));
	if (code > 99 && (code < 110000 || code % 10000 != 0))
		return ST_INVALID;
	filter->region_from = (uint32_t)(code > 99 ? code : code * 10000);
	filter->region_until = filter->region_from + 9999;
	return ST_OK;
}

static enum status read_filter(struct packing *p)
{
	int32_t day;

	p->filter = (struct package_tickets_in){ 0, UINT64_MAX, 0, 999999 };
	if (*p->manifest.from) {
		TRY(day_of(p->manifest.from, &day));
		p->filter.id_from = id_at_day(day);
	}
	if (*p->manifest.to) {
		TRY(day_of(p->manifest.to, &day));
		p->filter.id_until = id_at_day(day + 1);
	}
	return *p->manifest.province ? read_province(p->manifest.province, &p->filter) : ST_OK;
}

static const char *option_text(struct cli *cli, int argc, char **argv, const char *name)
{
	const char *typed = cli_option(argc, argv, name);
	const char *clean;

	return typed && text_clean(cli->arena, typed, strlen(typed), &clean) == ST_OK ? clean : "";
}

static const char *account(void)
{
	const struct passwd *who = getpwuid(getuid());

	return who ? who->pw_name : "unknown";
}

/* The key that this auditor has registered; NULL: it is not to be sealed. */
static enum status load_seal_key(struct packing *p, const uint8_t **key)
{
	struct auditor_key_row row = { .key_id = "" };
	struct staff_row staff;
	enum status status;

	*key = NULL;
	p->seal_id = "";
	if (!p->seal_for)
		return ST_OK;
	status = staff_by_login(p->cli->db, p->cli->arena, &(struct staff_by_login_in){ p->seal_for }, &staff);
	if (status == ST_OK)
		status = auditor_key_of(p->cli->db, p->cli->arena, &(struct auditor_key_of_in){ staff.id }, &row);
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	if (row.public_key.n != KEY_BYTES) {
		fprintf(stderr, "hotline: '%s' has registered no key to seal to (/audit/key)\n", p->seal_for);
		return ST_NOT_FOUND;
	}
	p->seal_id = row.key_id;
	*key = row.public_key.p;
	return ST_OK;
}

static enum status record(struct packing *p, const char *act, const char *outcome)
{
	const struct package_manifest *m = &p->manifest;
	struct arena *arena = p->cli->arena;
	const char *sealed = *p->seal_id ? arena_printf(arena, ", sealed for %s to key %s", p->seal_for, p->seal_id) : "";

	return staff_acted(p->cli->db, &(struct staff){ 0 }, "hotline", act, "package",
			   arena_printf(arena, "by %s; filed %s..%s province %s%s%s%s; why: %s%s", m->by, m->from, m->to, m->province,
					p->with_texts ? ", with texts" : "", p->profile == EXPORT_NO_TEXT ? ", no_text" : "", sealed, text_cut(arena, m->why, 200), outcome), now_ms());
}

static int export(struct packing *p)
{
	uint8_t hash[HASH_BYTES];
	const uint8_t *seal_to;
	enum status status = load_seal_key(p, &seal_to);

	if (status == ST_OK)
		status = record(p, "export_begun", "");
	if (status == ST_OK)
		status = pack(p, seal_to, hash);
	if (status != ST_OK)
		return cli_exit(status, "export");
	status = record(p, "exported", arena_printf(p->cli->arena, "; %llu tickets, %llu events; manifest sha256 %s",
						    (unsigned long long)p->manifest.tickets, (unsigned long long)p->manifest.events,
						    text_hex(p->cli->arena, hash, HASH_BYTES)));
	if (status == ST_OK)
		printf("%s: %llu tickets, %llu events, signed by key %s%s%s\n", p->path, (unsigned long long)p->manifest.tickets,
		       (unsigned long long)p->manifest.events, p->manifest.key, *p->seal_id ? ", sealed to key " : "", p->seal_id);
	return cli_exit(status, "export");
}

int cli_export(int argc, char **argv)
{
	struct cli cli = { 0 };
	struct packing p = { .cli = &cli, .path = cli_option(argc, argv, "--out"), .seal_for = cli_option(argc, argv, "--seal-for") };
	int code = CLI_USAGE;

	if (!p.path)
		return CLI_USAGE;
	if (!cli_open_db(&cli))
		return CLI_WORLD;
	p.manifest = (struct package_manifest){ .made_ms = now_ms(), .by = account(), .why = option_text(&cli, argc, argv, "--why"),
		.from = option_text(&cli, argc, argv, "--from"), .to = option_text(&cli, argc, argv, "--to"),
		.province = option_text(&cli, argc, argv, "--province") };
	p.with_texts = cli_flag(argc, argv, "--texts");
	p.manifest.profile = cli_option(argc, argv, "--profile") ? cli_option(argc, argv, "--profile") : "all";
	if (read_filter(&p) != ST_OK)
		fprintf(stderr, "hotline: a day is YYYY-MM-DD, a province its two digits\n");
	else if (export_profile_from_word(p.manifest.profile, &p.profile) != ST_OK)
		fprintf(stderr, "hotline: --profile is all, or no_text, which leaves out what people wrote\n");
	else if (p.with_texts && p.profile == EXPORT_NO_TEXT)
		fprintf(stderr, "hotline: --texts is what --profile no_text leaves out\n");
	else if (p.with_texts && !*p.manifest.why)
		fprintf(stderr, "hotline: whoever takes people's words away says --why\n");
	else
		code = export(&p);
	cli_close(&cli);
	return code;
}
