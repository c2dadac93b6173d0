/* Filing anew what was filed under the wrong kind, region or item; see ticket_refile.h. In the draft: "replaces", a number. */
#include "pages/ticket_refile.h"

#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "pages/attach.h"
#include "pages/decide.h"
#include "pages/intake.h"
#include "pages/portal_visit.h"
#include "pages/ticket_correct.h"
#include "pages/ticket_new.h"
#include "pages/ticket_track.h"
#include "web/view.h"

#define MOMENT_CHARS 16	/* 2026-11-20 21:30 */

/* ---- the form opens with all that was told ------------------------------------------------------------------- */

static enum status keep_texts(struct draft *draft, const struct ticket_told *told)
{
	static const char *const names[] = { "content", "wish", "place", "company", "plate", "line" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		TRY(draft_set(draft, names[i], ticket_told_text(told, names[i])));
	for (size_t i = 0; i < told->count; i++)
		if (text_starts(told->rows[i].field, "x_"))
			TRY(draft_set(draft, told->rows[i].field, ticket_told_text(told, told->rows[i].field)));
	return ST_OK;
}

static enum status keep_facts(struct request *req, struct draft *draft, const struct ticket_row *t)
{
	TRY(draft_set(draft, "kind", kind_word((int)t->kind)));
	TRY(draft_set(draft, "reply_by", reply_by_word((int)t->reply_by)));
	TRY(draft_set(draft, "confidential", t->confidential ? "yes" : "no"));
	if (!t->happened_ms)
		return ST_OK;
	TRY(draft_set(draft, "happened_at", arena_strndup(req->arena, time_text(req->arena, t->happened_ms), MOMENT_CHARS)));
	return draft_set(draft, "happened_ms", arena_printf(req->arena, "%lld", (long long)t->happened_ms));
}

static enum status keep_files(struct request *req, struct draft *draft, uint64_t ticket_id)
{
	struct attachment_of_ticket_out *rows;
	const char *packed;
	size_t count;

	TRY(attachment_of_ticket_list(site_of(req)->db, req->arena, &(struct attachment_of_ticket_in){ ticket_id }, &rows, &count));
	for (size_t i = 0; i < count && i < LIMIT_FILES; i++) {
		struct move_file file = { .name = rows[i].name, .type = rows[i].type, .size = rows[i].size, .path = rows[i].path,
					  .thumb_width = rows[i].thumb_width, .thumb_height = rows[i].thumb_height };

		if (rows[i].sha256.n != HASH_BYTES)
			return ST_BUG;
		memcpy(file.sha256, rows[i].sha256.p, HASH_BYTES);
		TRY(attach_again(req->arena, site_of(req)->config, &file, &packed));
		TRY(draft_set(draft, arena_printf(req->arena, "file%zu", i + 1), packed));
	}
	return draft_set(draft, "files", "done");
}

enum status page_refile_act(struct request *req)
{
	struct ticket_told told;
	struct ticket_row ticket;
	struct draft draft;

	TRY(track_open(req, &ticket, &told));
	if (!correct_is_open(req, &ticket, &told)) {
		request_error(req, "", "correct_closed");
		return ST_CONFLICT;
	}
	TRY(visit_open(req, &draft));
	visit_renew(req, &draft);
	if (ticket.confidential)
		visit_hush(req);
	TRY(keep_facts(req, &draft, &ticket));
	TRY(keep_texts(&draft, &told));
	TRY(keep_files(req, &draft, ticket.id));
	TRY(draft_set(&draft, "replaces", ticket.number));
	TRY(visit_save(req, &draft));
	return response_redirect(req, new_path(NEW_KIND));
}

/* ---- the submit ------------------------------------------------------------------------------------------------ */

void refile_show(struct request *req, const struct draft *draft)
{
	view_set(req, "Replaces.Number", draft_get(draft, "replaces"));
}

enum status refile_prepare(struct request *req, const struct draft *draft, struct intake *intake)
{
	struct site *site = site_of(req);
	struct decided *decided = ARENA_NEW(req->arena, struct decided);
	struct move *move = ARENA_NEW(req->arena, struct move);
	const char *number = draft_get(draft, "replaces");
	const struct flow_row *row;
	struct ticket_row old;

	if (!*number)
		return ST_OK;
	TRY(ticket_by_number(site->db, req->arena, &(struct ticket_by_number_in){ number }, &old));
	*move = (struct move){ .type = EVENT_WITHDRAWN, .role = ROLE_PUBLIC, .actor = ACTOR_PERSON, .ticket_id = old.id };
	if (flow_check((enum ticket_state)old.state, EVENT_WITHDRAWN, ROLE_PUBLIC, &row) == ST_OK)
		TRY(decide_move(site, req->arena, &old, row, req->now_ms, decided));
	decide_onto(decided, move);
	crypto_hmac(site->code_key, intake->key, HASH_BYTES, move->key);
	intake->instead_of = move;
	intake->instead_number = old.number;
	return ST_OK;
}

enum status refile_refused(struct request *req, struct draft *draft)
{
	draft_remove(draft, "replaces");
	TRY(visit_save(req, draft));
	request_error(req, "", "replaces_over");
	return ST_INVALID;
}
