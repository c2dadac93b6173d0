/* Opening what a web program keeps; see site.h. */
#include "pages/site.h"

#include <string.h>

#include "base/keyring.h"
#include "base/log.h"
#include "store/refer_store.h"
#include "store/reference_store.h"

static enum status load_keys(struct site *site, unsigned keys)
{
	const char *dir = config_text(site->config, "key.dir");
	const struct { enum site_key key; const char *name; uint8_t *into; } files[] = {
		{ SITE_KEY_CODE, "code.key", site->code_key },
		{ SITE_KEY_PHONE, "phone.key", site->phone_key },
		{ SITE_KEY_FORM, "form.key", site->form_key },
		{ SITE_KEY_TOTP, "totp.key", site->totp_key },
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (keys & files[i].key)
			TRY(crypto_key_load(dir, files[i].name, files[i].into));
	return ST_OK;
}

static enum status load_notice_key(struct site *site)
{
	struct keyring_key key;
	enum status status = keyring_current(site->arena, config_text(site->config, "key.dir"), "notice", PAIR_X25519, &key);

	if (status == ST_OK)
		memcpy(site->notice_public, key.public_key, KEY_BYTES);
	else
		log_error("no key to seal to where people are told: hotline keys new notice");
	return status;
}

enum status site_open(const struct config *config, struct arena *arena, const char *program, enum may may,
		      unsigned keys, struct site **result)
{
	struct site *site = ARENA_NEW(arena, struct site);

	*result = site;
	site->program = program;
	site->config = config;
	site->arena = arena;
	TRY(db_open(arena, config, may, &site->db));
	TRY(regions_load(site->db, arena, &site->regions));
	TRY(items_load(site->db, arena, &site->items));
	TRY(calendar_live_open(site->db, arena, &site->calendar));
	if (may & (MAY_PORTAL | MAY_ADMIN | MAY_API))
		TRY(refer_load(site->db, arena, &site->refer));
	site->rules = rules_client_new(arena, config_text(config, "rules.socket"));
	if (keys & SITE_KEY_VAULT)
		TRY(load_notice_key(site));
	return load_keys(site, keys);
}

enum status site_health(void *context, struct arena *arena, struct buf *text)
{
	struct site *site = context;
	bool well = db_ping(site->db);

	(void)arena;
	buf_printf(text, "database %s\n", well ? "ok" : "unreachable");
	return well ? ST_OK : ST_UNAVAILABLE;
}

static int is_english(const struct request *req)
{
	return strcmp(req->language, "en") == 0;
}

const char *site_region_name(const struct request *req, uint32_t code)
{
	return region_path(&site_of(req)->regions, req->arena, code, is_english(req));
}

const char *site_item_name(const struct request *req, uint32_t code)
{
	const struct item *item = item_find(&site_of(req)->items, code);

	if (!item)
		return "";
	return is_english(req) ? item->name_en : item->name;
}
