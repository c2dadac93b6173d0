/* A signed package that an auditor asked for in a page: written by package_make.c, as hotline export's is, and signed with the worker's own key for
 * it ("export"). One that leaves nothing out is made only when somebody else agreed to just these parameters (audit_package.h).
 */
#include <string.h>

#include "base/log.h"
#include "base/now.h"
#include "domain/ticket.h"
#include "pages/job_export.h"
#include "pages/job_out.h"
#include "pages/package_make.h"

/* What the page and the database held to already is asked again by who signs. */
static enum status check_order(const struct job_run *run, const struct package_order_row *order)
{
	bool another = order->said_by && order->said_by != order->staff_id && order->agreed;

	if (strcmp(order->parameters, run->job->parameters) == 0 && order->staff_id == run->job->staff_id &&
	    (another || export_profile_of(run) == EXPORT_NO_TEXT))
		return ST_OK;
	log_error("job %llu asks for a package that nobody else agreed to", (unsigned long long)run->job->id);
	return ST_FORBIDDEN;
}

static void add_word(struct buf *out, const char *name, const char *value)
{
	if (*value)
		buf_printf(out, "%s%s %s", out->len ? " " : "", name, value);
}

/* The rest of the filter, beside days and province. */
static const char *filter_words(struct arena *arena, const struct ticket_filter *f)
{
	struct buf out = buf_new(arena, 256);
	uint32_t region = f->in.region_from;

	add_word(&out, "region", region % 10000 ? arena_printf(arena, "%06u", region) : "");
	add_word(&out, "kind", f->in.kind ? kind_word((int)f->in.kind) : "");
	add_word(&out, "state", f->in.state ? state_word((int)f->in.state) : "");
	add_word(&out, "item", f->in.item ? arena_printf(arena, "%u", f->in.item) : "");
	add_word(&out, "unit", f->in.unit);
	add_word(&out, "rule", f->rule);
	return arena_strndup(arena, out.text, out.len);
}

/* Ids begin with the milliseconds of filing (store/filing.c). */
static struct package_tickets_in by_id(const struct ticket_filter *f)
{
	return (struct package_tickets_in){
		.id_from = (uint64_t)f->in.from_ms << 20, .id_until = (uint64_t)f->in.until_ms << 20,
		.region_from = f->in.region_from, .region_until = f->in.region_until, .province = f->in.province, .province_again = f->in.province,
		.kind = f->in.kind, .kind_again = f->in.kind, .state = f->in.state, .state_again = f->in.state,
		.unit = f->in.unit, .unit_again = f->in.unit, .item = f->in.item, .item_again = f->in.item, .rule = f->rule, .rule_again = f->rule };
}

static enum status told(void *run, uint64_t done, uint64_t total)
{
	return job_progress(run, done, total);
}

static struct package_making making_of(struct job_run *run, const struct package_order_row *order)
{
	const struct ticket_filter f = export_filter(run);
	struct arena *arena = run->arena;

	return (struct package_making){
		.arena = arena, .db = run->site->db, .key_dir = config_text(run->site->config, "key.dir"), .key_use = "export", .filter = by_id(&f),
		.profile = export_profile_of(run), .with_texts = export_profile_of(run) == EXPORT_ALL, .tell = told, .context = run,
		.manifest = { .made_ms = now_ms(), .by = order->login, .why = order->why, .agreed = order->said_login, .filter = filter_words(arena, &f),
			.from = day_text(arena, day_of_ms(f.in.from_ms)), .to = day_text(arena, day_of_ms(f.in.until_ms) - 1),
			.province = f.in.region_from ? arena_printf(arena, "%02u", f.in.region_from / 10000) : "" } };
}

enum status job_package(struct job_run *run)
{
	struct package_place place = { .path = run->path, .temp_dir = run->temp_dir, .at_ms = now_ms() };
	struct package_order_row order;
	struct package_making making;

	TRY(package_order_by_job(run->progress_db, run->arena, &(struct package_order_by_job_in){ run->job->id }, &order));
	TRY(check_order(run, &order));
	TRY(job_seal_key(run, &place.seal_to));
	place.name = package_directory(run->arena, run->job->file_name);
	making = making_of(run, &order);
	TRY(package_make(&making, &place));
	run->rows = making.manifest.tickets;
	memcpy(run->sha256, making.hash, HASH_BYTES);
	run->hash_of = " of its manifest";
	return ST_OK;
}
