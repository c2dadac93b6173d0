/* The auditor's desk; see audit_desk.h. Streams from one consistent view in constant memory. */
#include "pages/audit_desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/export.h"
#include "pages/audit_key.h"
#include "pages/audit_package.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/job.h"
#include "pages/staff_session.h"
#include "statements.h"

#define FLUSH_BYTES (128 * 1024)	/* one write to nginx */
#define ROWS_SHOWN 20
#define COUNTED_MAX 10000	/* beyond, the page says "more than": a count must not cost more the longer the system runs */

const struct field audit_fields[] = {
	AUDIT_FILTER_FIELDS,
	{ "format", FIELD_CHOICE, .choices = "csv jsonl" },
	{ "profile", FIELD_CHOICE, .choices = "all no_text" },
	{ 0 }
};

const struct field audit_sheet_fields[] = {
	AUDIT_FILTER_FIELDS,
	{ "format", FIELD_CHOICE, .choices = "xlsx csv jsonl package" },
	{ "profile", FIELD_CHOICE, .choices = "all no_text" },
	{ "seal", FIELD_CHOICE, .choices = "yes" },
	{ "reason", FIELD_LINE, 1, LIMIT_REASON_CHARS },
	{ 0 }
};

const struct field audit_columns_fields[] = { { "profile", FIELD_CHOICE, .choices = "all no_text" }, { 0 } };

struct ticket_filter audit_filter(const struct request *req)
{
	int32_t today = day_of_ms(req->now_ms);
	int32_t from = field_given(req, "from") ? (int32_t)field_number(req, "from") : today - 30;
	int32_t to = field_given(req, "to") ? (int32_t)field_number(req, "to") : today;
	uint32_t region = (uint32_t)field_number(req, "region");
	uint32_t kind = (uint32_t)kind_from_word(field_text(req, "kind"));
	uint32_t state = (uint32_t)state_from_word(field_text(req, "state"));

	if (!region || !region_covers(req->viewer->region, region))
		region = req->viewer->region;
	return ticket_filter_make(ms_of_day(from), ms_of_day(to + 1), region, kind, state, field_text(req, "unit"),
				  (uint32_t)field_number(req, "item"), field_text(req, "rule"));
}

enum status audit_show_choices(struct request *req)
{
	struct ticket_rule_known_out *rules;
	size_t count;

	for (int i = 1; i < KIND_END; i++)
		view_setf(req, kind_word(i), "Kinds.%d", i - 1);
	for (int i = 1; i < STATE_END; i++)
		view_setf(req, state_word(i), "States.%d", i - 1);
	show_item_choices(req);
	TRY(ticket_rule_known_list(site_of(req)->db, req->arena, &rules, &count));
	for (size_t i = 0; i < count; i++)
		view_setf(req, rules[i].rule, "Rules.%zu", i);
	return ST_OK;
}

/* ---- looking ------------------------------------------------------------------------------------------------ */

static enum status show_rows(struct request *req, const struct export_row *rows, size_t count)
{
	const char *unit;

	for (size_t i = 0; i < count; i++) {
		TRY(desk_unit_name(req, rows[i].unit, &unit));
		view_setf(req, unit, "Rows.%zu.Unit", i);
		view_setf(req, rows[i].number, "Rows.%zu.Number", i);
		view_setf(req, kind_word((int)rows[i].kind), "Rows.%zu.Kind", i);
		view_setf(req, state_word((int)rows[i].state), "Rows.%zu.State", i);
		view_setf(req, site_item_name(req, rows[i].item), "Rows.%zu.Item", i);
		view_setf(req, site_region_name(req, rows[i].region), "Rows.%zu.Region", i);
		view_intf(req, rows[i].filed_ms, "Rows.%zu.FiledMs", i);
	}
	return ST_OK;
}

static enum status show_key(struct request *req)
{
	struct auditor_key_row key;
	enum status status = audit_key_of_viewer(req, &key);

	if (status == ST_OK)
		view_set(req, "Key.Id", key.key_id);
	return status == ST_NOT_FOUND ? ST_OK : status;
}

static enum export_profile profile_of(const struct request *req)
{
	return strcmp(field_text(req, "profile"), "no_text") == 0 ? EXPORT_NO_TEXT : EXPORT_ALL;
}

static enum status show_exports(struct request *req)
{
	struct staff_act_exports_out *acts;
	size_t count;

	TRY(staff_act_exports_list(site_of(req)->db, req->arena, &(struct staff_act_exports_in){ req->viewer->id }, &acts, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, acts[i].at_ms, "Exports.%zu.AtMs", i);
		view_setf(req, acts[i].object, "Exports.%zu.Format", i);
		view_setf(req, acts[i].detail, "Exports.%zu.Detail", i);
	}
	return ST_OK;
}

enum status page_audit_show(struct request *req)
{
	const struct ticket_filter f = audit_filter(req);
	struct db *db = site_of(req)->db;
	struct export_row *rows;
	uint64_t total;
	size_t count;

	desk_nav(req);
	TRY(ticket_filter_count(db, req->arena, &f, COUNTED_MAX + 1, &total));
	TRY(ticket_filter_page(db, req->arena, &f, ROWS_SHOWN, &rows, &count));
	TRY(show_rows(req, rows, count));
	TRY(audit_show_choices(req));
	view_int(req, "Total", (int64_t)(total > COUNTED_MAX ? COUNTED_MAX : total));
	if (total > COUNTED_MAX)
		view_set(req, "More", "1");
	field_show(req, "region", req->viewer->region ? arena_printf(req->arena, "%06u", req->viewer->region) : "");
	TRY(show_key(req));
	TRY(audit_package_count(req));
	return show_exports(req);
}

/* ---- taking away -------------------------------------------------------------------------------------------- */

struct exporting {
	struct request *req;
	struct arena *arena;		/* of the buffer: never reset while streaming */
	struct buf out;
	struct crypto_hash *hash;
	bool json;
	enum export_profile profile;
	uint64_t rows;
};

static enum status flush(struct exporting *e)
{
	crypto_hash_update(e->hash, e->out.text, e->out.len);
	TRY(stream_write(e->req, e->out.text, e->out.len));
	e->out.len = 0;
	return ST_OK;
}

_Static_assert(sizeof(struct export_row) == sizeof(struct export_record), "one row of the statement is one record");

static enum status write_row(void *context, struct arena *row_arena, const void *row)
{
	struct exporting *e = context;

	(void)row_arena;
	if (e->json)
		export_json_row(&e->out, e->profile, row);
	else
		export_csv_row(&e->out, e->profile, row);
	e->rows++;
	return e->out.len > FLUSH_BYTES ? flush(e) : ST_OK;
}

static enum status record_export(struct request *req, const struct exporting *e, const char *filter, const char *outcome)
{
	struct staff staff = staff_viewer(req);
	uint8_t hash[HASH_BYTES];

	crypto_hash_end(e->hash, hash);
	return staff_acted(site_of(req)->db, &staff, "audit", "exported", e->json ? "jsonl" : "csv",
			   arena_printf(req->arena, "%s; %llu rows; sha256 %s; %s", filter, (unsigned long long)e->rows,
					text_hex(req->arena, hash, HASH_BYTES), outcome), now_ms());
}

static void free_arena(void *handle)
{
	arena_free(handle);
}

static void end_view(void *handle)
{
	db_rollback(handle);
}

static enum status stream_all(struct request *req, struct exporting *e, const struct ticket_filter *filter)
{
	struct db *db = site_of(req)->db;
	struct arena *row_arena = arena_new("export row", 4u << 20);
	enum status status;

	arena_on_reset(req->arena, free_arena, row_arena);
	TRY(db_begin_snapshot(db));
	arena_on_reset(req->arena, end_view, db);	/* whatever happens to this request, the view ends with it */
	status = ticket_filter_each(db, row_arena, filter, write_row, e);
	if (status == ST_OK)
		status = flush(e);
	db_rollback(db);
	return status;
}

enum status page_audit_export_show(struct request *req)
{
	const struct ticket_filter filter = audit_filter(req);
	struct staff staff = staff_viewer(req);
	struct exporting e = { .req = req, .arena = arena_new("export", 4u << 20) };
	enum status status;

	arena_on_reset(req->arena, free_arena, e.arena);
	e.out = buf_new(e.arena, 2 * FLUSH_BYTES);
	e.hash = crypto_hash_begin(req->arena);
	e.json = strcmp(field_text(req, "format"), "jsonl") == 0;
	e.profile = profile_of(req);
	/* First the record that somebody takes something away, then the taking, then what was taken. */
	TRY(staff_acted(site_of(req)->db, &staff, "audit", "export_begun", e.json ? "jsonl" : "csv", ticket_filter_text(req->arena, &filter), req->now_ms));
	TRY(response_stream(req, e.json ? "application/x-ndjson; charset=utf-8" : "text/csv; charset=utf-8",
			    e.json ? "12328-export.jsonl" : "12328-export.csv"));
	if (!e.json)
		export_csv_head(&e.out, e.profile, strcmp(req->language, "en") == 0);
	status = stream_all(req, &e, &filter);
	TRY(record_export(req, &e, ticket_filter_text(req->arena, &filter), status == ST_OK ? "complete" : "cut short"));
	return status;
}

enum status page_audit_columns_show(struct request *req)
{
	struct buf out = buf_new(req->arena, 4096);

	export_dictionary(&out, profile_of(req));
	TRY(response_stream(req, "application/json; charset=utf-8", "12328-columns.json"));
	return stream_write(req, out.text, out.len);
}

/* "" when it is not to be sealed. A wish to seal without a key is refused: nothing leaves in clear that was to be sealed. */
static enum status seal_wanted(struct request *req, const char **key_id)
{
	struct auditor_key_row key;
	enum status status;

	*key_id = "";
	if (!field_given(req, "seal"))
		return ST_OK;
	status = audit_key_of_viewer(req, &key);
	if (status == ST_NOT_FOUND) {
		request_error(req, "seal", "no_sealing_key");
		return ST_INVALID;
	}
	*key_id = key.key_id;
	return status;
}

/* By the worker: whoever asks need not wait. It records what was taken, with its hash. */
enum status page_audit_sheet_act(struct request *req)
{
	const struct ticket_filter f = audit_filter(req);
	const char *filter = ticket_filter_text(req->arena, &f);
	const char *format = field_given(req, "format") ? field_text(req, "format") : "xlsx";
	const char *profile = profile_of(req) == EXPORT_NO_TEXT ? "no_text" : "all";
	struct staff staff = staff_viewer(req);
	const char *seal, *parameters;

	TRY(seal_wanted(req, &seal));
	parameters = arena_printf(req->arena, "from=%lld&until=%lld&region=%u&kind=%u&state=%u&item=%u&unit=%s&rule=%s&profile=%s&format=%s%s%s", (long long)f.in.from_ms,
				  (long long)f.in.until_ms, f.in.region_from, f.in.kind, f.in.state, f.in.item, f.in.unit, f.rule, profile, format, *seal ? "&seal=" : "", seal);
	if (strcmp(format, "package") == 0)
		return audit_package_ask(req, parameters, f.in.region_from, filter, *seal, profile_of(req) == EXPORT_ALL);
	TRY(staff_acted(site_of(req)->db, &staff, "audit", "export_begun", format,
			*seal ? arena_printf(req->arena, "%s; sealed to key %s", filter, seal) : filter, req->now_ms));
	TRY(job_ask(req, "export", parameters, view_label(req, "export.title"), arena_printf(req->arena, "12328-export.%s%s", format, *seal ? JOB_SEALED : "")));
	return req->error_count ? page_audit_show(req) : ST_OK;
}
