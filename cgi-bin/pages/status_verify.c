/* Checking receipts in public, and publishing keys; see status_verify.h. */
#include "pages/status_verify.h"

#include <string.h>

#include "base/keyring.h"
#include "base/now.h"
#include "domain/receipt.h"
#include "pages/site.h"
#include "web/fields.h"
#include "web/response.h"
#include "web/view.h"

#define TEXT "text/plain; charset=utf-8"

const struct field verify_fields[] = { { "receipt", FIELD_BLOCK, 0, RECEIPT_BYTES_MAX + 200 }, { 0 } };	/* a link is longer */

static const char *key_dir(const struct request *req)
{
	return config_text(site_of(req)->config, "key.dir");
}

/* ---- a receipt ---------------------------------------------------------------------------------------------- */

enum verdict { VERDICT_SIGNED, VERDICT_DISTRUSTED, VERDICT_UNKNOWN_KEY, VERDICT_CHANGED };

/* A key that no introduction leads on from was put out of use because others may hold it. */
static enum status is_trusted(struct request *req, const struct keyring_key *key, bool *trusted)
{
	struct keyring_key current;
	struct bytes introductions;

	*trusted = key->current;
	if (*trusted)
		return ST_OK;
	TRY(keyring_current(req->arena, key_dir(req), "receipt", PAIR_ED25519, &current));
	TRY(keyring_introductions(req->arena, key_dir(req), "receipt", PAIR_ED25519, &introductions));
	return keyring_leads_to(req->arena, PAIR_ED25519, key->public_key, introductions, current.public_key, trusted);
}

static enum status judge(struct request *req, const struct receipt *receipt, enum verdict *verdict)
{
	struct keyring_key *keys;
	bool trusted;
	size_t count;

	*verdict = VERDICT_UNKNOWN_KEY;
	TRY(keyring_list(req->arena, key_dir(req), "receipt", PAIR_ED25519, &keys, &count));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(keys[i].id, receipt->key_id) != 0)
			continue;
		TRY(is_trusted(req, &keys[i], &trusted));
		*verdict = !receipt_signed(req->arena, receipt, keys[i].public_key) ? VERDICT_CHANGED
			   : trusted ? VERDICT_SIGNED : VERDICT_DISTRUSTED;
	}
	return ST_OK;
}

enum status page_verify_show(struct request *req)
{
	static const char *const words[] = { "signed", "distrusted", "unknown_key", "changed" };
	struct receipt receipt;
	enum verdict verdict;

	if (!field_given(req, "receipt") || text_empty(field_text(req, "receipt")))
		return ST_OK;
	if (receipt_read(req->arena, field_text(req, "receipt"), &receipt) != ST_OK) {
		request_error(req, "receipt", "not_receipt");
		return ST_OK;	/* the form again: nothing was asked to be done */
	}
	TRY(judge(req, &receipt, &verdict));
	view_set(req, "Verdict.Word", words[verdict]);
	view_set(req, "Verdict.Number", receipt.number);
	view_int(req, "Verdict.AtMs", receipt.at_ms);
	view_set(req, "Verdict.Hash", text_hex(req->arena, receipt.hash, HASH_BYTES));
	view_set(req, "Verdict.Key", receipt.key_id);
	return ST_OK;
}

/* ---- keys --------------------------------------------------------------------------------------------------- */

static const struct use { const char *name; enum pair_kind kind; } uses[] = {
	{ "receipt", PAIR_ED25519 }, { "log", PAIR_ED25519 }, { "log-sm2", PAIR_SM2 }, { "package", PAIR_ED25519 },
	{ "export", PAIR_ED25519 },
};

static enum status list_use(struct request *req, const struct use *use, struct buf *out)
{
	struct keyring_key *keys;
	struct bytes introductions;
	size_t count;

	TRY(keyring_list(req->arena, key_dir(req), use->name, use->kind, &keys, &count));
	for (size_t i = 0; i < count; i++) {
		int y, m, d;

		date_from_day(day_of_ms(keys[i].made_ms), &y, &m, &d);
		buf_printf(out, "%s %s %04d-%02d-%02d %s\n", use->name, keys[i].id, y, m, d, keys[i].current ? "in force" : "kept to verify");
	}
	TRY(keyring_introductions(req->arena, key_dir(req), use->name, use->kind, &introductions));
	buf_add(out, introductions.p, introductions.n);
	return ST_OK;
}

enum status page_log_keys_show(struct request *req)
{
	struct buf out = buf_new(req->arena, 4096);

	for (size_t u = 0; u < sizeof(uses) / sizeof(uses[0]); u++)
		TRY(list_use(req, &uses[u], &out));
	return response_body(req, TEXT, out.text, out.len);
}

enum status page_log_key_show(struct request *req)
{
	for (size_t u = 0; u < sizeof(uses) / sizeof(uses[0]); u++) {
		struct keyring_key *keys;
		size_t count;

		TRY(keyring_list(req->arena, key_dir(req), uses[u].name, uses[u].kind, &keys, &count));
		for (size_t i = 0; i < count; i++)
			if (strcmp(keys[i].id, request_captured(req, "id")) == 0) {
				struct bytes pem = crypto_public_pem(req->arena, uses[u].kind, keys[i].public_key);

				return response_body(req, TEXT, pem.p, pem.n);
			}
	}
	return ST_NOT_FOUND;
}
