/* Attachments in quarantine; see quarantine.h. */
#include "pages/quarantine.h"

#include <string.h>

#include "base/limits.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "store/move.h"

#define ROWS_MAX 200	/* the oldest first: what is decided makes room */

const struct field quarantine_fields[] = {
	{ "intent", FIELD_HEX, 32, 32, FIELD_REQUIRED },
	{ "file", FIELD_NUMBER, 1, INT64_MAX, FIELD_REQUIRED },
	{ "decision", FIELD_CHOICE, .flags = FIELD_REQUIRED, .choices = "file_released file_destroyed" },
	{ "reason", FIELD_BLOCK, LIMIT_REVEAL_REASON_CHARS_MIN, LIMIT_REASON_CHARS, FIELD_REQUIRED },
	{ 0 }
};

static enum status list(struct request *req, struct quarantine_out **rows, size_t *count)
{
	struct quarantine_in in = { .held = CHECK_HELD, .most = ROWS_MAX };

	desk_reach(req->viewer, &in.region_from, &in.region_until);
	return quarantine_list(site_of(req)->db, req->arena, &in, rows, count);
}

/* Waiting.{Count,Refused,OldestMs}: what no scanner has answered for yet, in the whole house. */
static enum status show_waiting(struct request *req)
{
	struct checks_waiting_out waiting;

	TRY(checks_waiting(site_of(req)->db, req->arena, &(struct checks_waiting_in){ CHECK_WAITS }, &waiting));
	view_int(req, "Waiting.Count", (int64_t)waiting.count);
	view_int(req, "Waiting.Refused", (int64_t)waiting.refused);
	view_int(req, "Waiting.OldestMs", waiting.oldest_ms);
	return ST_OK;
}

enum status page_quarantine_show(struct request *req)
{
	struct quarantine_out *rows;
	size_t count;

	desk_nav(req);
	TRY(show_waiting(req));
	TRY(list(req, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, (int64_t)rows[i].id, "Rows.%zu.Id", i);
		view_setf(req, rows[i].number, "Rows.%zu.Number", i);
		view_intf(req, rows[i].filed_ms, "Rows.%zu.AtMs", i);
		view_setf(req, site_region_name(req, rows[i].region), "Rows.%zu.Region", i);
		view_setf(req, state_word((int)rows[i].state), "Rows.%zu.State", i);
		view_setf(req, rows[i].name, "Rows.%zu.Name", i);
		view_setf(req, rows[i].type, "Rows.%zu.Type", i);
		view_intf(req, (int64_t)(rows[i].size / 1024) + 1, "Rows.%zu.Kib", i);
		view_setf(req, rows[i].found, "Rows.%zu.Found", i);
	}
	view_intent(req);
	return ST_OK;
}

/* Only what stands in the list is decided here; out of reach looks the same as not there. */
static enum status find(struct request *req, struct quarantine_out *file)
{
	struct quarantine_out *rows;
	size_t count;

	TRY(list(req, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if ((int64_t)rows[i].id != field_number(req, "file"))
			continue;
		*file = rows[i];
		return ST_OK;
	}
	request_error(req, "file", "file_gone");
	return ST_INVALID;
}

static enum status decide(struct request *req, const struct quarantine_out *file)
{
	enum event_type type = (enum event_type)event_from_word(field_text(req, "decision"));
	const struct move_check check = { .file_id = file->id, .from = CHECK_HELD, .to = type == EVENT_FILE_RELEASED ? CHECK_RELEASED : CHECK_DESTROYED };
	const struct event_fact fact = { "file_id", arena_printf(req->arena, "%llu", (unsigned long long)file->id) };
	struct event_text words[] = { { .field = "held", .body = file->name }, { .field = "reason", .body = field_text(req, "reason") } };
	const struct move_act act = { site_of(req)->program, event_word((int)type), field_text(req, "reason") };
	const char *key = arena_printf(req->arena, "quarantine %u %s %s %s", req->viewer->id, fact.value, event_word((int)type), field_text(req, "intent"));
	struct move move = {
		.type = type, .role = (enum role)req->viewer->role, .actor = ACTOR_STAFF, .actor_id = req->viewer->id, .ticket_id = file->ticket_id,
		.facts = &fact, .fact_count = 1, .texts = words, .text_count = 2, .checks = &check, .act = &act,
	};
	struct moved moved;

	crypto_hmac(site_of(req)->form_key, key, strlen(key), move.key);
	return move_ticket(site_of(req)->db, req->arena, &move, &moved);
}

enum status page_quarantine_act(struct request *req)
{
	struct quarantine_out file;
	enum status status;

	TRY(find(req, &file));
	status = decide(req, &file);
	if (status == ST_CONFLICT)
		request_error(req, "decision", "file_not_decided");
	TRY(status);
	return response_redirect(req, "/admin/quarantine");
}
