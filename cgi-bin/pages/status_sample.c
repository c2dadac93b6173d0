/* Samples published; see status_sample.h. */
#include "pages/status_sample.h"

#include <inttypes.h>
#include <string.h>

#include "domain/sample.h"
#include "pages/site.h"
#include "statements.h"
#include "web/response.h"

#define SHOWN 60	/* five years of months */

static void add_draw(struct buf *out, const struct sample_row *s)
{
	uint8_t seed[HASH_BYTES];

	if (!s->drawn_ms || s->secret.n != HASH_BYTES || s->root.n != HASH_BYTES)
		return;
	sample_seed(s->secret.p, s->root.p, seed);
	buf_printf(out, ",\n\"drawn_ms\":%" PRId64 ",\"secret\":\"%s\",\"root\":\"%s\",\"seed\":\"%s\",\"log_from\":%" PRIu64 ",\"log_until\":%" PRIu64, s->drawn_ms,
		   text_hex(out->arena, s->secret.p, s->secret.n), text_hex(out->arena, s->root.p, s->root.n), text_hex(out->arena, seed, HASH_BYTES),
		   s->from_size, s->until_size);
}

enum status page_status_sample_show(struct request *req)
{
	struct buf out = buf_new(req->arena, 4096);
	struct sample_row *rows;
	int64_t province;
	size_t count;

	if (text_to_int(request_captured(req, "province"), 11, 99, &province) != ST_OK)
		return ST_NOT_FOUND;
	TRY(sample_of_province_list(site_of(req)->db, req->arena, &(struct sample_of_province_in){ (uint32_t)province * 10000, SHOWN }, &rows, &count));
	buf_char(&out, '[');
	for (size_t i = 0; i < count; i++) {
		const struct sample_row *s = &rows[i];

		buf_printf(&out, "%s{\"id\":%u,\"province\":\"%06u\",\"from_ms\":%" PRId64 ",\"until_ms\":%" PRId64 ",\"committed_ms\":%" PRId64
			   ",\"commitment\":\"%s\"", i ? ",\n" : "", s->id, s->province, s->from_ms, s->until_ms, s->at_ms,
			   text_hex(req->arena, s->commitment.p, s->commitment.n));
		if (s->entry >= 0)
			buf_printf(&out, ",\"entry\":%" PRId64, s->entry);
		add_draw(&out, s);
		buf_char(&out, '}');
	}
	buf_text(&out, "]\n");
	return response_body(req, "application/json; charset=utf-8", out.text, out.len);
}
