/* Publishing the logs; see status_log.h. */
#include "pages/status_log.h"

#include "domain/merkle.h"
#include "domain/note.h"
#include "pages/site.h"
#include "statements.h"
#include "web/response.h"

#define TILE_WIDTH ((uint64_t)1 << MERKLE_TILE_LEVELS)
#define TEXT "text/plain; charset=utf-8"

enum status page_log_show(struct request *req)
{
	struct buf out = buf_new(req->arena, 8192);
	struct log_checkpoint_row *rows;
	size_t count;

	TRY(log_checkpoint_newest_list(site_of(req)->db, req->arena, &rows, &count));
	for (size_t i = 0; i < count; i++)
		note_list_add(&out, rows[i].note);
	return response_body(req, TEXT, out.text, out.len);
}

static enum status last_checkpoint(struct request *req, struct log_checkpoint_row *last)
{
	int64_t province;

	if (text_to_int(request_captured(req, "province"), 11, 99, &province) != ST_OK)
		return ST_NOT_FOUND;
	return log_checkpoint_last(site_of(req)->db, req->arena, &(struct log_checkpoint_last_in){ (uint32_t)province * 10000 }, last);
}

enum status page_log_checkpoint_show(struct request *req)
{
	struct log_checkpoint_row last;

	TRY(last_checkpoint(req, &last));
	return response_text(req, TEXT, last.note);
}

enum status page_log_tile_show(struct request *req)
{
	struct log_checkpoint_row last;
	struct log_nodes_out *nodes;
	struct buf out = buf_new(req->arena, TILE_WIDTH * HASH_BYTES);
	int64_t level, n;
	uint64_t known, from;
	size_t count;

	if (text_to_int(request_captured(req, "level"), 0, 7, &level) != ST_OK || text_to_int(request_captured(req, "n"), 0, INT32_MAX, &n) != ST_OK)
		return ST_NOT_FOUND;
	TRY(last_checkpoint(req, &last));
	known = last.size >> (level * MERKLE_TILE_LEVELS);
	from = (uint64_t)n * TILE_WIDTH;
	if (from >= known)
		return ST_NOT_FOUND;
	TRY(log_nodes_list(site_of(req)->db, req->arena, &(struct log_nodes_in){ last.province, (uint32_t)level * MERKLE_TILE_LEVELS, from,
		known - from < TILE_WIDTH ? known : from + TILE_WIDTH }, &nodes, &count));
	for (size_t i = 0; i < count; i++)
		buf_add(&out, nodes[i].hash.p, nodes[i].hash.n);
	return response_body(req, "application/octet-stream", out.text, out.len);
}
