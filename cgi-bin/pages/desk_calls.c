/* Calls at the desk; see desk_calls.h. */
#include "pages/desk_calls.h"

#include <inttypes.h>

#include "base/limits.h"
#include "base/vault_key.h"
#include "domain/call.h"
#include "pages/desk_nav.h"
#include "store/call_store.h"
#include "web/response.h"
#include "statements.h"

static enum status open_phone(struct request *req, const struct call_row *row, const char **phone)
{
	uint8_t private_key[KEY_BYTES];
	enum status status;

	*phone = "";
	if (row->sealed.n == 0)
		return ST_OK;
	TRY(vault_key_private(req->arena, config_text(site_of(req)->config, "key.dir"), row->vault_key, private_key));
	status = call_open(req->arena, private_key, row->wrapped, row->sealed, phone);
	crypto_wipe(private_key, sizeof(private_key));
	return status;
}

static bool read_id(const char *text, uint64_t *id)
{
	int64_t number;

	if (text_to_int(text, 1, INT64_MAX, &number) != ST_OK)
		return false;
	*id = (uint64_t)number;
	return true;
}

/* ---- at this desk -------------------------------------------------------------------------------------------- */

static enum status find_now(struct request *req, struct call_row *row)
{
	return call_now(site_of(req)->db, req->arena, &(struct call_now_in){
		req->viewer->id, req->now_ms - LIMIT_CALL_RINGS_MS, req->now_ms - LIMIT_CALL_AFTER_MS }, row);
}

enum status page_call_now_show(struct request *req)
{
	struct buf out = buf_new(req->arena, 256);
	struct call_row row;
	const char *phone;
	enum status status = find_now(req, &row);

	if (status == ST_NOT_FOUND)
		return response_text(req, "application/json", "{}\n");
	TRY(status);
	TRY(open_phone(req, &row, &phone));
	buf_printf(&out, "{\"id\":%" PRIu64 ",\"state\":\"%s\",\"phone\":", row.id, call_state(row.answered_ms, row.ended_ms));
	buf_json(&out, phone);
	buf_text(&out, ",\"mask\":");
	buf_json(&out, row.phone_mask);
	buf_text(&out, "}\n");
	return response_body(req, "application/json", out.text, out.len);
}

static enum status find_of(struct request *req, const char *text, struct call_row *row)
{
	uint64_t id;

	if (!read_id(text, &id))
		return ST_NOT_FOUND;
	return call_of(site_of(req)->db, req->arena, &(struct call_of_in){ id, req->viewer->id, req->viewer->id }, row);
}

enum status call_show(struct request *req, const char *id)
{
	struct call_row row;
	const char *phone;
	enum status status = find_of(req, id, &row);

	view_flag(req, "Call.Gone", status == ST_NOT_FOUND);
	if (status == ST_NOT_FOUND)
		return ST_OK;
	TRY(status);
	TRY(open_phone(req, &row, &phone));
	field_show(req, "phone", phone);
	field_show(req, "call", id);
	return ST_OK;
}

enum status call_became(struct request *req, const char *id, const char *number)
{
	struct call_row row;
	enum status status = *id ? find_of(req, id, &row) : ST_NOT_FOUND;

	if (status != ST_OK)
		return status == ST_NOT_FOUND ? ST_OK : status;
	return call_settle(site_of(req)->db, &(struct call_settle_in){
		number, row.id, req->viewer->id, req->viewer->id, row.phone_index, req->viewer->id });
}

/* ---- who waits for a call back ---------------------------------------------------------------------------------- */

static enum status show_missed(struct request *req)
{
	struct call_missed_out *rows;
	size_t count;

	TRY(call_missed_list(site_of(req)->db, req->arena, &(struct call_missed_in){ req->viewer->province, LIMIT_PAGE_ROWS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, arena_printf(req->arena, "%" PRIu64, rows[i].id), "Missed.%zu.Id", i);
		view_setf(req, rows[i].phone_mask, "Missed.%zu.Phone", i);
		view_intf(req, rows[i].first_ms, "Missed.%zu.FirstMs", i);
		view_intf(req, rows[i].last_ms, "Missed.%zu.LastMs", i);
		view_intf(req, (int64_t)rows[i].times, "Missed.%zu.Times", i);
		view_intf(req, (int64_t)rows[i].tries, "Missed.%zu.Tries", i);
	}
	return ST_OK;
}

static enum status show_mine(struct request *req)
{
	struct call_mine_out *rows;
	size_t count;

	TRY(call_mine_list(site_of(req)->db, req->arena, &(struct call_mine_in){ req->viewer->id, LIMIT_PAGE_ROWS }, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_setf(req, arena_printf(req->arena, "%" PRIu64, rows[i].id), "Mine.%zu.Id", i);
		view_setf(req, rows[i].phone_mask, "Mine.%zu.Phone", i);
		view_intf(req, rows[i].back_ms, "Mine.%zu.BackMs", i);
	}
	return ST_OK;
}

enum status page_calls_show(struct request *req)
{
	struct call_row row;
	enum status status = find_now(req, &row);

	if (status != ST_OK && status != ST_NOT_FOUND)
		return status;
	desk_nav(req);
	if (status == ST_OK) {
		view_set(req, "Now.Id", arena_printf(req->arena, "%" PRIu64, row.id));
		view_set(req, "Now.Phone", row.phone_mask);
		view_set(req, "Now.State", call_state(row.answered_ms, row.ended_ms));
	}
	view_int(req, "CallDays", LIMIT_CALL_MS / (24 * 60 * 60 * 1000));
	TRY(show_missed(req));
	return show_mine(req);
}

static enum status back_of(struct request *req, struct call_back *back)
{
	*back = (struct call_back){ .province = req->viewer->province, .staff = req->viewer->id, .now_ms = req->now_ms };
	return read_id(request_captured(req, "id"), &back->id) ? ST_OK : ST_NOT_FOUND;
}

enum status page_call_back_act(struct request *req)
{
	struct call_back back;
	enum status status;

	TRY(back_of(req, &back));
	status = call_back_take(site_of(req)->db, req->arena, &back);
	if (status == ST_CONFLICT)
		request_error(req, "", "call_taken");
	TRY(status);
	return response_redirectf(req, "/admin/intake?call=%" PRIu64, back.id);
}

enum status page_call_again_act(struct request *req)
{
	struct call_back back;
	enum status status;

	TRY(back_of(req, &back));
	status = call_back_return(site_of(req)->db, req->arena, &back);
	if (status == ST_CONFLICT)
		request_error(req, "", "call_not_yours");
	TRY(status);
	return response_redirect(req, "/admin/calls");
}
