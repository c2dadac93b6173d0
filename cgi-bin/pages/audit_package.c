/* Asking for a signed package, and agreeing to one; see audit_package.h. */
#include "pages/audit_package.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/ticket.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "pages/job.h"
#include "pages/staff_session.h"
#include "pages/ticket_filter.h"
#include "store/tx.h"
#include "web/response.h"
#include "web/view.h"

#define ASKED_SHOWN 50
#define COUNTED_MAX 10000

const struct field audit_package_fields[] = {
	{ "act", FIELD_CHOICE, .choices = "agree refuse", .flags = FIELD_REQUIRED },
	{ "reason", FIELD_LINE, 1, LIMIT_REASON_CHARS },
	{ 0 }
};

/* ---- asking ---------------------------------------------------------------------------------------------------- */

struct asking {
	struct job_add_in job;
	struct package_order_add_in order;
	const char *told;
};

static enum status add_in_tx(struct db *db, void *work)
{
	struct asking *a = work;

	TRY(job_add(db, &a->job));
	a->order.job_id = db_last_id(db);
	TRY(package_order_add(db, &a->order));
	return staff_act_insert(db, &(struct staff_act_insert_in){ .at_ms = a->job.asked_ms, .staff_id = a->order.staff_id, .program = a->job.program,
		.act = "export_begun", .object = "package", .detail = a->told });
}

/* "20261130-1925": two of a minute have one name, and different jobs. */
static const char *minute_text(struct arena *arena, int64_t at_ms)
{
	const char *t = time_text(arena, at_ms);

	return arena_printf(arena, "%.4s%.2s%.2s-%.2s%.2s", t, t + 5, t + 8, t + 11, t + 14);
}

enum status audit_package_ask(struct request *req, const char *parameters, uint32_t region, const char *told, bool sealed, bool whole)
{
	const struct site *site = site_of(req);
	const struct viewer *v = req->viewer;
	const char *why = field_text(req, "reason");
	struct asking a = {
		.job = { "package", site->program, v->id, v->region, req->language, parameters, view_label(req, "package.title"),
			 whole ? JOB_ASKED : JOB_WAITING, req->now_ms,
			 arena_printf(req->arena, "12328-package-%s%s", minute_text(req->arena, req->now_ms), sealed ? JOB_SEALED : JOB_ARCHIVE) },
		.order = { 0, v->id, v->login, region, parameters, why },
		.told = arena_printf(req->arena, "%s%s%s; why: %s", told, whole ? ", with texts, to be agreed to" : ", no_text", sealed ? ", sealed" : "",
				     text_cut(req->arena, why, 200)) };
	bool many;

	if (text_empty(why)) {
		request_error(req, "reason", "required");
		return ST_INVALID;
	}
	TRY(job_too_many(req, &many));
	if (many)
		return ST_INVALID;
	TRY(tx_run(site->db, add_in_tx, &a));
	return response_redirectf(req, "/audit/jobs/%" PRIu64, a.order.job_id);
}

/* ---- those of others --------------------------------------------------------------------------------------------- */

static enum status asked(struct request *req, struct package_order_row **rows, size_t *count)
{
	struct package_orders_asked_in in = { .staff_id = req->viewer->id, .most = ASKED_SHOWN };

	desk_reach(req->viewer, &in.region_from, &in.region_until);
	return package_orders_asked_list(site_of(req)->db, req->arena, &in, rows, count);
}

enum status audit_package_count(struct request *req)
{
	struct package_order_row *rows;
	size_t count;

	TRY(asked(req, &rows, &count));
	if (count)
		view_int(req, "Packages.Waiting", (int64_t)count);
	return ST_OK;
}

static const char *word_of(const struct params *params, const char *name)
{
	const char *value = params_get(params, name);

	return value ? value : "";
}

static uint32_t number_of(const struct params *params, const char *name)
{
	return (uint32_t)strtoul(word_of(params, name), NULL, 10);
}

/* AT.{Id,AtMs,Login,Why,Region,FromDay,ToDay,Kind,State,Item,Unit,Rule,Sealed} */
static enum status show(struct request *req, const struct package_order_row *o, const char *at, struct ticket_filter *f)
{
	struct params p;

	TRY(params_parse(req->arena, o->parameters, strlen(o->parameters), &p));
	*f = ticket_filter_make(strtoll(word_of(&p, "from"), NULL, 10), strtoll(word_of(&p, "until"), NULL, 10), number_of(&p, "region"), number_of(&p, "kind"),
				number_of(&p, "state"), word_of(&p, "unit"), number_of(&p, "item"), word_of(&p, "rule"));
	view_intf(req, (int64_t)o->id, "%s.Id", at);
	view_intf(req, o->asked_ms, "%s.AtMs", at);
	view_setf(req, o->login, "%s.Login", at);
	view_setf(req, o->why, "%s.Why", at);
	view_setf(req, o->region ? site_region_name(req, o->region) : view_label(req, "people.nation"), "%s.Region", at);
	view_intf(req, day_of_ms(f->in.from_ms), "%s.FromDay", at);
	view_intf(req, day_of_ms(f->in.until_ms) - 1, "%s.ToDay", at);
	if (f->in.kind)
		view_setf(req, kind_word((int)f->in.kind), "%s.Kind", at);
	if (f->in.state)
		view_setf(req, state_word((int)f->in.state), "%s.State", at);
	if (f->in.item)
		view_setf(req, site_item_name(req, f->in.item), "%s.Item", at);
	view_setf(req, f->in.unit, "%s.Unit", at);
	view_setf(req, f->rule, "%s.Rule", at);
	if (*word_of(&p, "seal"))
		view_setf(req, word_of(&p, "seal"), "%s.Sealed", at);
	return ST_OK;
}

enum status page_packages_show(struct request *req)
{
	struct package_order_row *rows;
	struct ticket_filter filter;
	size_t count;

	desk_nav(req);
	TRY(asked(req, &rows, &count));
	for (size_t i = 0; i < count; i++)
		TRY(show(req, &rows[i], arena_printf(req->arena, "Rows.%zu", i), &filter));
	return ST_OK;
}

/* Of somebody else, within the viewer's reach. */
static enum status load(struct request *req, struct package_order_row *o)
{
	uint32_t from, until;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, INT64_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(package_order_by_job(site_of(req)->db, req->arena, &(struct package_order_by_job_in){ (uint64_t)id }, o));
	desk_reach(req->viewer, &from, &until);
	return o->region >= from && o->region <= until && o->staff_id != req->viewer->id ? ST_OK : ST_NOT_FOUND;
}

/* What was said to it, once it was. */
static void show_word(struct request *req, const struct package_order_row *o)
{
	if (!o->said_by)
		return;
	view_int(req, "Order.SaidMs", o->said_ms);
	view_set(req, "Order.SaidBy", o->said_login);
	view_flag(req, "Order.Agreed", o->agreed);
	view_set(req, "Order.SaidWhy", o->said_why);
}

enum status page_package_show(struct request *req)
{
	struct package_order_row o;
	struct ticket_filter filter;
	uint64_t total;

	TRY(load(req, &o));
	desk_nav(req);
	TRY(show(req, &o, "Order", &filter));
	show_word(req, &o);
	view_flag(req, "Order.Asked", o.state == JOB_ASKED);
	TRY(ticket_filter_count(site_of(req)->db, req->arena, &filter, COUNTED_MAX + 1, &total));
	view_int(req, "Order.Total", (int64_t)(total > COUNTED_MAX ? COUNTED_MAX : total));
	view_flag(req, "Order.More", total > COUNTED_MAX);
	return ST_OK;
}

enum status audit_package_show(struct request *req, uint64_t job_id)
{
	struct package_order_row o;

	TRY(package_order_by_job(site_of(req)->db, req->arena, &(struct package_order_by_job_in){ job_id }, &o));
	view_set(req, "Order.Why", o.why);
	view_set(req, "Order.Directory", package_directory(req->arena, o.file_name));
	show_word(req, &o);
	return ST_OK;
}

/* ---- the word ----------------------------------------------------------------------------------------------------- */

struct saying {
	struct package_word_add_in word;
	const char *told;
};

static enum status say_in_tx(struct db *db, void *work)
{
	const struct saying *s = work;
	uint64_t affected;

	TRY(package_word_add(db, &s->word));
	TRY(db_run(db, SQL_package_decided, &(struct package_decided_in){ s->word.agreed ? JOB_WAITING : JOB_REFUSED, s->word.agreed ? 0 : s->word.at_ms, s->word.job_id },
		   &affected));
	if (affected != 1)
		return ST_CONFLICT;
	return staff_act_insert(db, &(struct staff_act_insert_in){ .at_ms = s->word.at_ms, .staff_id = s->word.staff_id, .program = "audit",
		.act = s->word.agreed ? "package_agreed" : "package_refused", .object = "package", .detail = s->told });
}

enum status page_package_act(struct request *req)
{
	const bool agreed = strcmp(field_text(req, "act"), "agree") == 0;
	const struct viewer *v = req->viewer;
	struct package_order_row o;
	struct saying s;
	enum status status;

	TRY(load(req, &o));
	if (!agreed && !field_given(req, "reason")) {
		request_error(req, "reason", "required");
		return ST_INVALID;
	}
	s = (struct saying){ { o.id, v->id, v->login, agreed, field_text(req, "reason"), req->now_ms },
		arena_printf(req->arena, "job %" PRIu64 ", asked for by %s; %s; %s", o.id, o.login, o.parameters, text_cut(req->arena, field_text(req, "reason"), 200)) };
	status = o.state == JOB_ASKED ? tx_run(site_of(req)->db, say_in_tx, &s) : ST_CONFLICT;
	if (status == ST_CONFLICT || status == ST_DUPLICATE) {
		request_error(req, "", "package_over");
		return ST_CONFLICT;
	}
	TRY(status);
	return response_redirectf(req, "/audit/packages");
}
