/* Keys of repeats; see intent.h. */
#include "pages/intent.h"

#include <string.h>

#include "pages/staff_session.h"
#include "web/fields.h"

struct bytes intent_key(struct request *req, const char *what)
{
	const char *text = arena_printf(req->arena, "%s %u %s", what, req->viewer->id, field_text(req, "intent"));
	uint8_t *key = ARENA_ARRAY(req->arena, HASH_BYTES, uint8_t);

	crypto_sha256(text, strlen(text), key);
	return (struct bytes){ key, HASH_BYTES };
}
