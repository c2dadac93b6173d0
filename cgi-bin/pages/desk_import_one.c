/* One file of an older system: what its columns are and what its rows become; see desk_import.h. */
#include <stdlib.h>
#include <string.h>

#include "pages/desk_choices.h"
#include "pages/desk_import.h"
#include "pages/desk_nav.h"
#include "pages/import.h"
#include "pages/job.h"
#include "store/tx.h"
#include "web/response.h"

#define CELL_CHARS 40	/* of a cell, as an example of its column */
#define WORDS_CHARS 60	/* of what a row tells, in the preview */

const struct field import_map_fields[] = {
	{ "kind_else", FIELD_CHOICE, .choices = "complaint inquiry suggestion" },
	{ "item_else", FIELD_ITEM },
	{ "region_else", FIELD_REGION },
	{ "state_else", FIELD_CHOICE, .choices = "open ended" },
	{ "without_phone", FIELD_YES },
	{ 0 }
};
const struct field import_run_fields[] = {
	{ "how", FIELD_CHOICE, .choices = "trial real", .flags = FIELD_REQUIRED },
	{ "sure", FIELD_YES },
	{ 0 }
};
const struct field import_drop_fields[] = { { "drop", FIELD_CHOICE, .choices = "yes", .flags = FIELD_REQUIRED }, { 0 } };

static const char *const state_words[] = { "", "open", "ended" };

/* A file with as many of its first rows as the page shows. */
struct one {
	struct request *req;
	struct legacy_import_row row;
	const char **headings;
	size_t columns;
	struct csv_row rows[LIMIT_IMPORT_PREVIEW];
	size_t count;
	struct legacy_mapping mapping;
	uint8_t salt[SALT_BYTES];
	bool known;		/* a mapping of this system is remembered, with a salt */
	bool saved;		/* what its columns are was said by somebody: it may be run */
};

/* ---- loading ----------------------------------------------------------------------------------------------------------- */

static enum status keep_row(void *context, const struct csv_row *row)
{
	struct one *one = context;
	struct arena *arena = one->req->arena;
	const char **cells;

	if (!one->headings) {
		one->headings = legacy_headings(arena, row);
		one->columns = row->count;
		return ST_OK;
	}
	if (one->count == LIMIT_IMPORT_PREVIEW)
		return ST_TOO_MANY;
	cells = ARENA_ARRAY(arena, row->count, const char *);
	for (size_t i = 0; i < row->count; i++)
		cells[i] = arena_strdup(arena, row->cells[i]);
	one->rows[one->count] = *row;
	one->rows[one->count++].cells = cells;
	return ST_OK;
}

/* The last row of a copy that was cut is not whole, and is not shown. */
static enum status read_head(struct one *one, struct bytes head)
{
	struct csv *csv = csv_new(one->req->arena, (char)one->row.divider, keep_row, one);
	enum status status = csv_feed(csv, (const char *)head.p, head.n);

	if (status == ST_OK && head.n < LIMIT_IMPORT_HEAD_BYTES)
		status = csv_end(csv);
	return status == ST_TOO_MANY ? ST_OK : status;
}

static enum status load_head(struct one *one)
{
	struct request *req = one->req;
	struct legacy_part_read_out part;
	uint8_t key[KEY_BYTES];
	struct bytes head;

	if (one->row.sha256.n != HASH_BYTES)
		return ST_BUG;
	TRY(legacy_part_read(site_of(req)->db, req->arena, &(struct legacy_part_read_in){ one->row.id, 0 }, &part));
	import_head_key(req, one->row.province, one->row.sha256.p, key);
	TRY(import_open(req->arena, key, 0, part.sealed, &head));
	TRY(read_head(one, head));
	return one->headings ? ST_OK : ST_BUG;
}

/* What was said of this file's columns; else what was said of those that the system's other files have too, and a guess of the rest. */
static void load_mapping(struct one *one, const char *remembered)
{
	one->saved = *one->row.mapping;
	legacy_mapping_read(one->req->arena, one->saved ? one->row.mapping : remembered, one->headings, one->columns, &one->mapping);
	if (!one->saved)
		legacy_guess(one->req->arena, one->headings, &one->mapping);
}

static enum status load(struct request *req, struct one *one)
{
	struct db *db = site_of(req)->db;
	struct legacy_system_find_out system;
	enum status status;
	int64_t id;

	one->req = req;
	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(legacy_import_by_id(db, req->arena, &(struct legacy_import_by_id_in){ (uint32_t)id, req->viewer->province }, &one->row));
	if (one->row.gone)
		return ST_OK;
	TRY(load_head(one));
	status = legacy_system_find(db, req->arena, &(struct legacy_system_find_in){ one->row.province, one->row.origin }, &system);
	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	one->known = status == ST_OK && system.salt.n == SALT_BYTES;
	if (one->known)
		memcpy(one->salt, system.salt.p, SALT_BYTES);
	load_mapping(one, one->known ? system.mapping : "");
	return ST_OK;
}

/* ---- showing: columns ------------------------------------------------------------------------------------------------ */

/* What an example of a column may say: of who the person is, a mask. */
static const char *example(const struct one *one, size_t column, enum legacy_field field)
{
	struct arena *arena = one->req->arena;
	const char *text = "";

	for (size_t i = 0; i < one->count && !*text; i++)
		if (column < one->rows[i].count && text_clean(arena, one->rows[i].cells[column], strlen(one->rows[i].cells[column]), &text) != ST_OK)
			text = "";
	if (field == LEGACY_PHONE)
		return text_mask_phone(arena, text);
	if (field == LEGACY_NAME)
		return text_mask_name(arena, text);
	/* What is not taken over is not shown either where it may be a person's. */
	return field == LEGACY_NOTHING ? "" : text_cut(arena, text, CELL_CHARS);
}

static void show_columns(const struct one *one)
{
	struct request *req = one->req;

	for (size_t i = 0; i < one->columns; i++) {
		const char *name = arena_printf(req->arena, "x_%zu", i);
		const char *sent = params_get(&req->form, name);

		view_setf(req, name, "Columns.%zu.Key", i);
		view_setf(req, one->headings[i], "Columns.%zu.Heading", i);
		view_setf(req, example(one, i, one->mapping.of[i]), "Columns.%zu.Example", i);
		view_setf(req, sent ? sent : legacy_field_word((int)one->mapping.of[i]), "Columns.%zu.Field", i);
		if (one->known && !one->mapping.told[i])
			view_setf(req, "1", "Columns.%zu.New", i);
	}
	for (int i = 0; i < LEGACY_FIELD_END; i++)
		view_setf(req, legacy_field_word(i), "Fields.%d.Word", i);
}

static void show_choices(const struct one *one)
{
	const struct legacy_mapping *m = &one->mapping;
	struct request *req = one->req;

	show_region_choices(req, req->viewer->region, REGION_COUNTY);
	show_item_choices(req);
	field_show(req, "kind_else", m->kind_else ? kind_word(m->kind_else) : "");
	field_show(req, "item_else", m->item_else ? arena_printf(req->arena, "%04u", m->item_else) : "");
	field_show(req, "region_else", m->region_else ? arena_printf(req->arena, "%06u", m->region_else) : "");
	field_show(req, "state_else", state_words[m->state_else]);
	field_show(req, "without_phone", m->without_phone ? "yes" : "");
}

/* ---- showing: rows --------------------------------------------------------------------------------------------------- */

/* The heading of what is wrong; of a row as such none. */
static const char *heading_of(const struct one *one, enum legacy_field field)
{
	for (size_t i = 0; i < one->columns && field != LEGACY_NOTHING; i++)
		if (one->mapping.of[i] == field)
			return one->headings[i];
	return field == LEGACY_NOTHING ? "" : view_label(one->req, arena_printf(one->req->arena, "import.field.%s", legacy_field_word((int)field)));
}

static void show_faults(const struct one *one, const struct legacy *l, size_t at)
{
	struct request *req = one->req;

	for (size_t i = 0; i < l->fault_count; i++) {
		view_setf(req, heading_of(one, l->faults[i].field), "Rows.%zu.Faults.%zu.Heading", at, i);
		view_setf(req, view_label(req, arena_printf(req->arena, "import.fault.%s", l->faults[i].word)), "Rows.%zu.Faults.%zu.Text", at, i);
	}
}

static enum status show_row(const struct one *one, const struct legacy_world *world, size_t at)
{
	static const char *const fates[] = { "new", "known", "refused" };
	struct legacy *l = ARENA_NEW(one->req->arena, struct legacy);
	struct request *req = one->req;
	enum import_fate fate;

	import_read(req->arena, world, &one->rows[at], l);
	TRY(import_fate(site_of(req)->db, req->arena, one->row.province, one->row.origin, one->salt, l, &fate));
	view_intf(req, l->line, "Rows.%zu.Line", at);
	view_setf(req, fates[fate], "Rows.%zu.Fate", at);
	view_setf(req, text_cut(req->arena, l->of[LEGACY_NUMBER], CELL_CHARS), "Rows.%zu.Number", at);
	show_faults(one, l, at);
	if (fate == IMPORT_REFUSED)
		return ST_OK;
	view_setf(req, kind_word(l->kind), "Rows.%zu.Kind", at);
	view_setf(req, site_item_name(req, l->item), "Rows.%zu.Item", at);
	view_setf(req, site_region_name(req, l->region), "Rows.%zu.Region", at);
	view_setf(req, l->ended ? "ended" : "open", "Rows.%zu.State", at);
	view_intf(req, l->filed_ms, "Rows.%zu.FiledMs", at);
	view_setf(req, text_mask_name(req->arena, l->of[LEGACY_NAME]), "Rows.%zu.Name", at);
	view_setf(req, text_mask_phone(req->arena, l->of[LEGACY_PHONE]), "Rows.%zu.Phone", at);
	view_setf(req, text_cut(req->arena, l->of[LEGACY_CONTENT], WORDS_CHARS), "Rows.%zu.Words", at);
	return ST_OK;
}

static enum status show_rows(const struct one *one)
{
	const struct site *site = site_of(one->req);
	const char *fault = legacy_mapping_fault(&one->mapping);
	const struct legacy_world world = { .mapping = &one->mapping, .headings = one->headings, .regions = &site->regions,
		.items = &site->items, .province = one->row.province, .now_ms = one->req->now_ms };

	if (fault) {
		view_set(one->req, "Import.Fault", fault);
		return ST_OK;
	}
	for (size_t i = 0; i < one->count; i++)
		TRY(show_row(one, &world, i));
	return ST_OK;
}

static void show_import(struct request *req, const struct legacy_import_row *row)
{
	view_int(req, "Import.Id", row->id);
	view_set(req, "Import.File", row->file_name);
	view_set(req, "Import.Origin", row->origin);
	view_set(req, "Import.Charset", charset_word((int)row->charset));
	view_int(req, "Import.Lines", row->line_count);
	view_int(req, "Import.MadeMs", row->made_ms);
	view_set(req, "Import.Sha256", text_hex(req->arena, row->sha256.p, row->sha256.n));
	view_flag(req, "Import.Gone", row->gone);
	if (!row->ran_ms)
		return;
	view_flag(req, "Import.Trial", row->trial);
	view_int(req, "Import.RanMs", row->ran_ms);
	view_int(req, "Import.Job", (int64_t)row->job_id);
	view_int(req, "Import.Taken", row->taken);
	view_int(req, "Import.Known", row->known);
	view_int(req, "Import.Refused", row->refused);
}

enum status page_import_show(struct request *req)
{
	struct one *one = ARENA_NEW(req->arena, struct one);

	TRY(load(req, one));
	desk_nav(req);
	show_import(req, &one->row);
	if (one->row.gone)
		return ST_OK;
	show_columns(one);
	show_choices(one);
	view_flag(req, "Import.Mapped", params_get(&req->query, "mapped") != NULL);
	view_flag(req, "Import.Saved", one->saved);
	view_flag(req, "Import.Otherwise", one->known && !one->saved);
	return show_rows(one);
}

/* ---- doing ------------------------------------------------------------------------------------------------------------- */

static enum legacy_state state_of(const char *word)
{
	for (int i = LEGACY_STATE_OPEN; i <= LEGACY_STATE_ENDED; i++)
		if (strcmp(word, state_words[i]) == 0)
			return (enum legacy_state)i;
	return LEGACY_STATE_REFUSED;
}

static enum status read_mapping(struct request *req, struct one *one)
{
	const struct site *site = site_of(req);
	const char *fault;

	one->mapping = (struct legacy_mapping){
		.columns = one->columns, .kind_else = (enum kind)kind_from_word(field_text(req, "kind_else")),
		.item_else = (uint32_t)field_number(req, "item_else"), .region_else = (uint32_t)field_number(req, "region_else"),
		.state_else = state_of(field_text(req, "state_else")), .without_phone = field_number(req, "without_phone") != 0,
	};
	for (size_t i = 0; i < one->columns; i++) {
		const char *word = params_get(&req->form, arena_printf(req->arena, "x_%zu", i));

		one->mapping.of[i] = word ? legacy_field_from_word(word) : LEGACY_NOTHING;
		if (one->mapping.of[i] == LEGACY_FIELD_END) {
			one->mapping.of[i] = LEGACY_NOTHING;
			request_error(req, "", "choice");
		}
	}
	fault = legacy_mapping_fault(&one->mapping);
	if (fault)
		request_error(req, "", arena_printf(req->arena, "import_%s", fault));
	if (one->mapping.item_else && (!item_find(&site->items, one->mapping.item_else) || item_is_domain(item_find(&site->items, one->mapping.item_else))))
		request_error(req, "item_else", "unknown_item");
	if (one->mapping.region_else && (!region_find(&site->regions, one->mapping.region_else) ||
					 region_province(one->mapping.region_else) != req->viewer->province))
		request_error(req, "region_else", "not_your_region");
	return req->error_count ? ST_INVALID : ST_OK;
}

/* It is remembered for the system, so that the next file of it needs no mapping by hand. */
enum status page_import_map_act(struct request *req)
{
	struct one *one = ARENA_NEW(req->arena, struct one);
	struct db *db = site_of(req)->db;
	const char *text;

	TRY(load(req, one));
	if (one->row.gone)
		return ST_NOT_FOUND;
	TRY(read_mapping(req, one));
	if (!one->known)
		crypto_random(one->salt, SALT_BYTES);
	text = legacy_mapping_text(req->arena, one->headings, &one->mapping);
	TRY(legacy_system_put(db, &(struct legacy_system_put_in){ one->row.province, one->row.origin, { one->salt, SALT_BYTES }, text, req->now_ms }));
	TRY(legacy_import_map(db, &(struct legacy_import_map_in){ text, one->row.id }));
	return response_redirectf(req, "/admin/import/%u?mapped=1#preview", one->row.id);
}

enum status page_import_run_act(struct request *req)
{
	struct one *one = ARENA_NEW(req->arena, struct one);
	bool trial = strcmp(field_text(req, "how"), "trial") == 0;

	TRY(load(req, one));
	if (one->row.gone)
		return ST_NOT_FOUND;
	/* Only what was looked at and saved by somebody is taken over: a guess is not. */
	if (!one->saved || legacy_mapping_fault(&one->mapping))
		request_error(req, "", "import_unmapped");
	if (!trial && !field_number(req, "sure"))
		request_error(req, "sure", "import_sure");
	if (req->error_count)
		return ST_INVALID;
	TRY(job_ask(req, "import", arena_printf(req->arena, "import=%u&trial=%d", one->row.id, trial),
		    arena_printf(req->arena, "%s %s", view_label(req, trial ? "import.job_trial" : "import.job_real"), one->row.file_name),
		    arena_printf(req->arena, "import-%u-errors.csv", one->row.id)));
	return req->error_count ? ST_INVALID : ST_OK;
}

struct dropping {
	uint32_t id;
	const char *runs;	/* the parameters of its jobs */
	struct arena *arena;
	struct staff_act_insert_in act;
};

/* Whole or not at all: what is said to be gone is not looked for by the sweep. ST_TOO_MANY: a run waits for it or reads it. */
static enum status drop_in_tx(struct db *db, void *work)
{
	const struct dropping *d = work;
	struct job_open_of_import_out open;
	uint64_t affected;

	TRY(job_open_of_import(db, d->arena, &(struct job_open_of_import_in){ d->runs }, &open));
	if (open.count > 0)
		return ST_TOO_MANY;
	TRY(legacy_part_drop(db, &(struct legacy_part_drop_in){ d->id }));
	TRY(db_run(db, SQL_legacy_import_forget, &(struct legacy_import_forget_in){ d->id }, &affected));
	return affected == 1 ? staff_act_insert(db, &d->act) : ST_CONFLICT;
}

enum status page_import_drop_act(struct request *req)
{
	struct one *one = ARENA_NEW(req->arena, struct one);
	enum status status;

	TRY(load(req, one));
	status = tx_run(site_of(req)->db, drop_in_tx, &(struct dropping){ one->row.id, arena_printf(req->arena, "import=%u&%%", one->row.id), req->arena, {
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = "legacy_thrown_away", .object = one->row.origin,
		.detail = one->row.file_name } });
	if (status == ST_TOO_MANY) {
		request_error(req, "", "import_runs");
		return ST_INVALID;
	}
	TRY(status);
	return response_redirect(req, "/admin/import");
}
