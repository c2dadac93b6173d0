/* Uploads: however a body is cut into pieces, the same fields and files come out, or the same refusal.
 * The first byte says how long the pieces are. Spool files have no name, so nothing stays in /tmp.
 */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "fuzz.h"
#include "web/multipart.h"

struct outcome {
	enum status status;
	struct params params;
	struct upload *uploads;
	size_t count;
};

static void parse(struct arena *arena, const uint8_t *data, size_t size, size_t piece, struct outcome *out)
{
	struct multipart *parser;

	memset(out, 0, sizeof(*out));
	out->status = multipart_begin(arena, "multipart/form-data; boundary=XyZ", "/tmp", &parser);
	MUST(out->status == ST_OK);
	for (size_t at = 0; at < size && out->status == ST_OK; at += piece)
		out->status = multipart_feed(parser, data + at, size - at < piece ? size - at : piece);
	if (out->status == ST_OK)
		out->status = multipart_end(parser, &out->params, &out->uploads, &out->count);
}

static void compare(const struct outcome *a, const struct outcome *b)
{
	MUST(a->status == b->status);
	if (a->status != ST_OK)
		return;
	MUST(a->params.count == b->params.count && a->count == b->count);
	for (size_t i = 0; i < a->params.count; i++) {
		MUST(strcmp(a->params.list[i].name, b->params.list[i].name) == 0);
		MUST(strcmp(a->params.list[i].value, b->params.list[i].value) == 0);
		MUST(text_is_utf8(a->params.list[i].value, strlen(a->params.list[i].value)));
	}
	for (size_t i = 0; i < a->count; i++) {
		MUST(a->uploads[i].size == b->uploads[i].size && a->uploads[i].fault == b->uploads[i].fault);
		MUST(memcmp(a->uploads[i].sha256, b->uploads[i].sha256, HASH_BYTES) == 0);
		MUST(!strchr(a->uploads[i].name, '/') && strlen(a->uploads[i].name) <= LIMIT_FILE_NAME_BYTES);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	struct outcome whole, cut;

	if (size < 1)
		return 0;
	parse(arena, data + 1, size - 1, size, &whole);
	parse(arena, data + 1, size - 1, 1u + data[0] % 64u, &cut);
	compare(&whole, &cut);
	return 0;
}
