/* Tickets of an older system taken over, or tried, from a file that was handed in: row by row, each in a transaction of its own, so that a run
 * that is cut short, begun again or asked for again makes no second one. What it writes is the list of what was refused, and why.
 */
#include <stdio.h>
#include <string.h>

#include "base/keyring.h"
#include "base/log.h"
#include "base/now.h"
#include "domain/export.h"
#include "pages/import.h"
#include "pages/intake.h"
#include "pages/job.h"
#include "pages/job_out.h"
#include "pages/labels.h"
#include "store/legacy_store.h"

#define ROW_ARENA_BYTES ((size_t)16 * 1024 * 1024)
#define SEEN_SLOTS (1u << 19)	/* more than twice LIMIT_IMPORT_ROWS */
#define FACTS_MAX 8

struct importing {
	struct job_run *run;
	struct arena *row_arena;	/* emptied after each row */
	struct legacy_import_row row;
	struct labels labels;
	struct job_out *out;
	struct csv *csv;
	bool trial;
	uint8_t salt[SALT_BYTES];
	const char *mapping_text;
	const char **headings;
	struct legacy_mapping mapping;
	struct legacy_world world;
	uint64_t *seen;			/* beginnings of hashes of numbers of this file */
	uint32_t rows, taken, known, refused;
};

/* ---- what was refused ---------------------------------------------------------------------------------------------------- */

static const char *label(const struct importing *i, const char *group, const char *word)
{
	return label_of(&i->labels, arena_printf(i->row_arena, "import.%s.%s", group, word));
}

static const char *column_of(const struct importing *i, enum legacy_field field)
{
	if (field == LEGACY_NOTHING)
		return label(i, "errors", "row");
	for (size_t c = 0; c < i->mapping.columns; c++)
		if (i->mapping.of[c] == field)
			return i->headings[c];
	return label(i, "field", legacy_field_word((int)field));
}

static enum status write_line(const struct importing *i, const char *line, const char *number, const char *column, const char *why)
{
	struct buf text = buf_new(i->row_arena, 512);

	export_csv_cell(&text, line);
	buf_char(&text, ',');
	export_csv_cell(&text, number);
	buf_char(&text, ',');
	export_csv_cell(&text, column);
	buf_char(&text, ',');
	export_csv_cell(&text, why);
	buf_text(&text, "\r\n");
	return job_out_write(i->out, text.text, text.len);
}

static enum status begin_file(struct importing *i)
{
	TRY(job_out_open(i->run, &i->out));
	TRY(job_out_write(i->out, "\xEF\xBB\xBF", 3));
	return write_line(i, label(i, "errors", "line"), label(i, "errors", "number"), label(i, "errors", "column"), label(i, "errors", "why"));
}

/* Nothing of the row stands in it but its number: the file of who asked has the rest at that line. */
static enum status refuse(struct importing *i, const struct legacy *l)
{
	const char *line = arena_printf(i->row_arena, "%u", l->line);

	i->refused++;
	for (size_t k = 0; k < l->fault_count; k++)
		TRY(write_line(i, line, text_cut(i->row_arena, l->of[LEGACY_NUMBER], LIMIT_IMPORT_NUMBER_CHARS), column_of(i, l->faults[k].field),
			       label(i, "fault", l->faults[k].word)));
	return ST_OK;
}

/* ---- a row -------------------------------------------------------------------------------------------------------------- */

/* True the second time a number comes by in this file. */
static bool is_seen(struct importing *i, const char *number)
{
	uint8_t hash[HASH_BYTES];
	uint64_t mark;
	size_t slot;

	crypto_sha256(number, strlen(number), hash);
	memcpy(&mark, hash, sizeof(mark));
	mark |= 1;	/* 0 is an empty slot */
	for (slot = mark % SEEN_SLOTS; i->seen[slot]; slot = (slot + 1) % SEEN_SLOTS)
		if (i->seen[slot] == mark)
			return true;
	i->seen[slot] = mark;
	return false;
}

static void add_time(struct arena *arena, const char *key, int64_t at_ms, struct event_fact *facts, size_t *count)
{
	if (at_ms)
		facts[(*count)++] = (struct event_fact){ key, time_text(arena, at_ms) };
}

/* What the event says of where it comes from: times as stated there, and that no deadline of then was counted again. */
static size_t gather_facts(const struct importing *i, const struct legacy *l, const uint8_t hash[HASH_BYTES], struct event_fact facts[FACTS_MAX])
{
	size_t count = 0;

	facts[count++] = (struct event_fact){ "origin", i->row.origin };
	facts[count++] = (struct event_fact){ "import", arena_printf(i->row_arena, "%u", i->row.id) };
	facts[count++] = (struct event_fact){ "row", text_hex(i->row_arena, hash, HASH_BYTES) };
	add_time(i->row_arena, "old_filed", l->filed_ms, facts, &count);
	add_time(i->row_arena, "old_closed", l->closed_ms, facts, &count);
	add_time(i->row_arena, "old_due", l->due_ms, facts, &count);
	facts[count++] = (struct event_fact){ "old_clock", "not_computed" };
	return count;
}

/* Of one number always the same, and nobody else's. */
static void intent_key(const struct importing *i, const struct legacy *l, uint8_t key[HASH_BYTES])
{
	const char *text = arena_printf(i->row_arena, "12328 import %06u %s %s", i->row.province, i->row.origin, l->of[LEGACY_NUMBER]);

	crypto_sha256(text, strlen(text), key);
}

static enum status file(struct importing *i, const struct legacy *l)
{
	struct arena *arena = i->row_arena;
	struct event_text extra[2];
	struct event_fact facts[FACTS_MAX];
	uint8_t hash[HASH_BYTES];
	struct legacy_filing legacy = { .origin = i->row.origin, .number = l->of[LEGACY_NUMBER], .import_id = i->row.id, .line = l->line,
		.hash = { hash, HASH_BYTES }, .filed_ms = l->filed_ms, .closed_ms = l->closed_ms, .due_ms = l->due_ms };
	struct intake in = {
		.kind = l->kind, .source = SOURCE_LEGACY, .item = l->item, .region = l->region, .reply_by = REPLY_BY_PHONE, .lang = "zh-CN",
		.happened_ms = l->happened_ms, .content = l->of[LEGACY_CONTENT], .wish = l->of[LEGACY_WISH], .place = l->of[LEGACY_PLACE],
		.company = l->of[LEGACY_COMPANY], .plate = l->of[LEGACY_PLATE], .line = l->of[LEGACY_LINE], .external_number = l->of[LEGACY_NUMBER],
		.consent = "", .person = { l->of[LEGACY_NAME], l->of[LEGACY_PHONE], "" }, .quiet = true, .extra = extra,
		.role = ROLE_PROVINCE_ADMIN, .actor = ACTOR_STAFF, .actor_id = i->run->job->staff_id, .legacy = &legacy, .legacy_facts = facts, .ended = l->ended,
	};
	struct moved moved;
	const char *code;

	legacy_hash(arena, l, i->salt, hash);
	in.legacy_fact_count = gather_facts(i, l, hash, facts);
	if (*l->of[LEGACY_REPLY])
		extra[in.extra_count++] = (struct event_text){ .field = "reply", .body = l->of[LEGACY_REPLY] };
	if (*l->of[LEGACY_OTHER])
		extra[in.extra_count++] = (struct event_text){ .field = "old_record", .body = l->of[LEGACY_OTHER] };
	intent_key(i, l, in.key);
	return intake_file(i->run->site, arena, &in, now_ms(), &moved, &code);
}

static enum status take_row(struct importing *i, const struct csv_row *row)
{
	struct legacy *l = ARENA_NEW(i->row_arena, struct legacy);
	enum import_fate fate;

	import_read(i->row_arena, &i->world, row, l);
	if (*l->of[LEGACY_NUMBER] && is_seen(i, l->of[LEGACY_NUMBER]))
		legacy_add_fault(l, LEGACY_NUMBER, "twice_in_file");
	TRY(import_fate(i->run->site->db, i->row_arena, i->row.province, i->row.origin, i->salt, l, &fate));
	if (fate == IMPORT_REFUSED)
		return refuse(i, l);
	if (fate == IMPORT_NEW && !i->trial)
		TRY(file(i, l));
	if (fate == IMPORT_NEW)
		i->taken++;
	else
		i->known++;
	return ST_OK;
}

static enum status see_row(void *context, const struct csv_row *row)
{
	struct importing *i = context;
	enum status status;

	if (!i->headings) {
		i->headings = legacy_headings(i->run->arena, row);
		i->world.headings = i->headings;
		legacy_mapping_read(i->run->arena, i->mapping_text, i->headings, row->count, &i->mapping);
		return legacy_mapping_fault(&i->mapping) ? ST_BUG : ST_OK;
	}
	status = take_row(i, row);
	arena_reset(i->row_arena);
	i->rows++;
	return status == ST_OK ? job_progress(i->run, i->rows, i->row.line_count) : status;
}

/* ---- the file ----------------------------------------------------------------------------------------------------------- */

static enum status take_text(void *context, const char *text, size_t len)
{
	struct importing *i = context;

	return csv_feed(i->csv, text, len);
}

static enum status content_key(struct importing *i, uint8_t key[KEY_BYTES])
{
	struct legacy_import_key_out sealed;
	uint8_t private_key[KEY_BYTES];
	enum status status;

	TRY(legacy_import_key(i->run->site->db, i->run->arena, &(struct legacy_import_key_in){ i->row.id }, &sealed));
	TRY(keyring_private(i->run->arena, config_text(i->run->site->config, "key.dir"), "notice", PAIR_X25519, sealed.key_id, private_key));
	status = import_unwrap(i->run->arena, private_key, sealed.wrapped, key);
	crypto_wipe(private_key, sizeof(private_key));
	return status;
}

/* A part is put by before its rows are taken: they empty the arena that it would lie in. */
static enum status feed_part(struct importing *i, struct charset_in *in, const uint8_t key[KEY_BYTES], uint32_t n, size_t *len)
{
	static uint8_t bytes[IMPORT_PART_BYTES];
	struct legacy_part_read_out row;
	struct bytes part;
	enum status status = legacy_part_read(i->run->site->db, i->row_arena, &(struct legacy_part_read_in){ i->row.id, n }, &row);

	*len = 0;
	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	TRY(import_open(i->row_arena, key, n, row.sealed, &part));
	if (part.n > sizeof(bytes))
		return ST_BUG;
	memcpy(bytes, part.p, part.n);
	*len = part.n;
	arena_reset(i->row_arena);
	return charset_feed(in, bytes, part.n, take_text, i);
}

static enum status read_file(struct importing *i)
{
	struct charset_in *in;
	uint8_t key[KEY_BYTES];
	uint64_t size = 0;
	size_t len = 1;

	TRY(content_key(i, key));
	TRY(charset_open(i->run->arena, (enum charset)i->row.charset, &in));
	for (uint32_t n = 1; len > 0; n++, size += len)
		TRY(feed_part(i, in, key, n, &len));
	if (size != i->row.size) {
		log_error("import %u: %llu bytes of %llu are here", i->row.id, (unsigned long long)size, (unsigned long long)i->row.size);
		return ST_BUG;
	}
	TRY(charset_feed(in, NULL, 0, take_text, i));
	return csv_end(i->csv);
}

/* ---- all of it ---------------------------------------------------------------------------------------------------------- */

static enum status load_row(const struct job_run *run, struct legacy_import_row *row)
{
	return legacy_import_by_id(run->site->db, run->arena, &(struct legacy_import_by_id_in){
		(uint32_t)job_number(run, "import"), region_province(run->job->region) }, row);
}

static enum status load(struct importing *i)
{
	struct job_run *run = i->run;
	const struct config *config = run->site->config;
	struct legacy_system_find_out system;

	TRY(load_row(run, &i->row));
	if (i->row.gone) {
		log_error("import %u: its file is gone", i->row.id);
		return ST_NOT_FOUND;
	}
	TRY(legacy_system_find(run->site->db, run->arena, &(struct legacy_system_find_in){ i->row.province, i->row.origin }, &system));
	if (system.salt.n != SALT_BYTES)
		return ST_BUG;
	memcpy(i->salt, system.salt.p, SALT_BYTES);
	i->mapping_text = i->row.mapping;
	TRY(labels_load(run->arena, config, run->job->language, &i->labels));
	TRY(crypto_key_load(config_text(config, "key.dir"), "phone.key", run->site->phone_key));
	/* Nobody is told a query code, so it is one that nobody can know; who lost it asks for another by phone number. */
	crypto_random(run->site->code_key, KEY_BYTES);
	i->world = (struct legacy_world){ .mapping = &i->mapping, .regions = &run->site->regions, .items = &run->site->items,
		.province = i->row.province, .now_ms = now_ms() };
	i->seen = ARENA_ARRAY(run->arena, SEEN_SLOTS, uint64_t);
	i->csv = csv_new(run->arena, (char)i->row.divider, see_row, i);
	return ST_OK;
}

static enum status write_act(struct db *db, struct arena *arena, const struct job_row *job, const struct legacy_import_row *row, const char *what)
{
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = now_ms(), .staff_id = job->staff_id, .program = job->program, .act = "legacy_imported", .object = row->origin,
		.detail = arena_printf(arena, "import %u; %s; sha256 %s; %s", row->id, row->file_name, text_hex(arena, row->sha256.p, row->sha256.n), what) });
}

/* Before it takes anything over: whatever ends it, who did it is known. */
static enum status tell_beginning(const struct importing *i)
{
	return i->trial ? ST_OK : write_act(i->run->progress_db, i->run->arena, i->run->job, &i->row, "begun");
}

/* What it came to, also where it was cut short: its tickets are there. Of a trial nothing is in the trail: nothing was done. */
static enum status tell(const struct importing *i, enum status status)
{
	struct job_run *run = i->run;
	const char *what = arena_printf(run->arena, "%u taken, %u known, %u refused", i->taken, i->known, i->refused);

	if (status == ST_OK)
		TRY(legacy_import_ran(run->progress_db, &(struct legacy_import_ran_in){ run->job->id, i->trial, now_ms(), i->taken, i->known, i->refused,
											 i->row.id }));
	else
		what = arena_printf(run->arena, "%s; cut short after %u of %u rows: %s", what, i->rows, i->row.line_count,
				    status == ST_CONFLICT ? "cancelled" : status_name(status));
	return i->trial ? ST_OK : write_act(run->progress_db, run->arena, run->job, &i->row, what);
}

/* Killed again and again, it said nothing itself; job->done is how far the last one told it was. */
enum status job_import_given_up(struct worker *w, const struct job_row *job)
{
	struct job_run run = { .site = w->site, .arena = w->arena, .job = job };
	struct legacy_import_row row;

	TRY(params_parse(w->arena, job->parameters, strlen(job->parameters), &run.parameters));
	if (job_number(&run, "trial"))
		return ST_OK;
	TRY(load_row(&run, &row));
	return write_act(w->site->db, w->arena, job, &row, arena_printf(w->arena, "given up at about %llu of %u rows", (unsigned long long)job->done,
									row.line_count));
}

enum status job_import(struct job_run *run)
{
	struct importing *i = ARENA_NEW(run->arena, struct importing);
	enum status status;

	i->run = run;
	i->trial = job_number(run, "trial") != 0;
	TRY(load(i));
	TRY(tell_beginning(i));
	i->row_arena = arena_new("import row", ROW_ARENA_BYTES);
	status = begin_file(i);
	if (status == ST_OK)
		status = read_file(i);
	arena_free(i->row_arena);
	TRY(tell(i, status));
	TRY(status);
	return job_out_end(i->out);
}
