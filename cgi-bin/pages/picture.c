/* Small pictures; see picture.h. A token is id (8 bytes), until when in seconds (4) and half an HMAC of both and the visit. */
#include "pages/picture.h"

#include <string.h>

#include "domain/check.h"
#include "pages/attach_image.h"
#include "pages/desk_ticket.h"
#include "pages/portal_visit.h"
#include "statements.h"

#define SAID_BYTES 12
#define MAC_BYTES 16

static enum status show_small(struct request *req, const struct attachment_by_id_out *file)
{
	const char *path = arena_printf(req->arena, "%s/%s", config_text(site_of(req)->config, "upload.dir"), file->path);

	if (!file->thumb_width || !check_lets_through((int)file->checked))
		return ST_NOT_FOUND;
	return response_file(req, image_small_path(req->arena, path), "image/jpeg", file->name);
}

/* ---- the person's ------------------------------------------------------------------------------------------- */

/* ST_NOT_FOUND: no visit that it could be bound to. */
static enum status sign(struct request *req, const uint8_t said[SAID_BYTES], uint8_t mac[HASH_BYTES])
{
	const char *visit = visit_token(req);
	const char *words;

	if (!visit)
		return ST_NOT_FOUND;
	words = arena_printf(req->arena, "picture %s %s", visit, text_hex(req->arena, said, SAID_BYTES));
	crypto_hmac(site_of(req)->form_key, words, strlen(words), mac);
	return ST_OK;
}

const char *picture_address(struct request *req, uint64_t id)
{
	uint32_t until = (uint32_t)((req->now_ms + PICTURE_MS) / 1000);
	uint8_t token[SAID_BYTES + HASH_BYTES];

	for (size_t i = 0; i < 8; i++)
		token[i] = (uint8_t)(id >> (56 - 8 * i));
	for (size_t i = 0; i < 4; i++)
		token[8 + i] = (uint8_t)(until >> (24 - 8 * i));
	if (sign(req, token, token + SAID_BYTES) != ST_OK)
		return NULL;
	return arena_printf(req->arena, "/ticket/picture/%s", text_hex(req->arena, token, SAID_BYTES + MAC_BYTES));
}

static enum status read_token(struct request *req, uint64_t *id)
{
	uint8_t token[SAID_BYTES + MAC_BYTES];
	uint8_t mac[HASH_BYTES];
	int64_t until = 0;

	if (text_from_hex(request_captured(req, "token"), token, sizeof(token)) != ST_OK || sign(req, token, mac) != ST_OK ||
	    !crypto_equal(mac, token + SAID_BYTES, MAC_BYTES))
		return ST_NOT_FOUND;
	*id = 0;
	for (size_t i = 0; i < 8; i++)
		*id = *id << 8 | token[i];
	for (size_t i = 8; i < SAID_BYTES; i++)
		until = until << 8 | token[i];
	return until * 1000 >= req->now_ms ? ST_OK : ST_EXPIRED;
}

enum status page_picture_show(struct request *req)
{
	struct attachment_by_id_out file;
	uint64_t id;

	TRY(read_token(req, &id));
	TRY(attachment_by_id(site_of(req)->db, req->arena, &(struct attachment_by_id_in){ id }, &file));
	return show_small(req, &file);
}

/* ---- the desk's --------------------------------------------------------------------------------------------- */

enum status page_desk_picture_show(struct request *req)
{
	struct attachment_by_id_out file;

	TRY(desk_file(req, READING_TICKET, &file));
	return show_small(req, &file);
}
