/* Signing receipts; see receipt.h. */
#include "pages/receipt.h"

#include <string.h>

#include "base/keyring.h"
#include "base/log.h"
#include "pages/site.h"
#include "statements.h"
#include "web/response.h"

/* The key in force may change while we run: it is read for each receipt. */
static enum status sign(struct request *req, struct receipt *receipt)
{
	const char *dir = config_text(site_of(req)->config, "key.dir");
	uint8_t private_key[KEY_BYTES];
	struct keyring_key key;
	enum status status = keyring_current(req->arena, dir, "receipt", PAIR_ED25519, &key);

	if (status == ST_OK)
		status = keyring_private(req->arena, dir, "receipt", PAIR_ED25519, key.id, private_key);
	if (status != ST_OK) {
		log_error("no key to sign receipts with: hotline keys new receipt");
		return ST_NOT_FOUND;
	}
	receipt_sign(req->arena, receipt, key.public_key, private_key);
	return ST_OK;
}

enum status receipt_make(struct request *req, const struct ticket_row *ticket, struct receipt *receipt)
{
	struct event_row first;

	TRY(event_first(site_of(req)->db, req->arena, &(struct event_first_in){ ticket->id }, &first));
	*receipt = (struct receipt){ .number = ticket->number, .at_ms = first.at_ms };
	memcpy(receipt->hash, first.hash.p, HASH_BYTES);
	return sign(req, receipt);
}

enum status receipt_send(struct request *req, const struct ticket_row *ticket)
{
	struct receipt receipt;
	const char *json;

	TRY(receipt_make(req, ticket, &receipt));
	json = receipt_json(req->arena, &receipt);
	TRY(response_stream(req, "application/json; charset=utf-8", arena_printf(req->arena, "%s-receipt.json", ticket->number)));
	return stream_write(req, json, strlen(json));
}
