/* What a web program keeps from start to end: its database, the facts in memory, its keys.
 *
 * Each program opens only the parts it names.
 */
#ifndef PAGES_SITE_H
#define PAGES_SITE_H

#include "base/crypto.h"
#include "domain/item.h"
#include "domain/refer.h"
#include "domain/region.h"
#include "rules/call.h"
#include "store/calendar_store.h"
#include "store/db.h"
#include "web/request.h"

enum site_key {
	SITE_KEY_CODE = 1 << 0,		/* query codes */
	SITE_KEY_PHONE = 1 << 1,	/* blind index of phones */
	SITE_KEY_FORM = 1 << 2,		/* form tokens */
	SITE_KEY_VAULT = 1 << 3,	/* where people are told; the vault's own keys are read when they are used (base/vault_key.h) */
	SITE_KEY_TOTP = 1 << 5,		/* second factors of staff */
};

struct site {
	const char *program;
	const struct config *config;
	struct arena *arena;		/* as long as the process */
	struct db *db;
	struct regions regions;
	struct items items;
	struct calendar_live *calendar;	/* look through calendar_live_look */
	struct refer_table refer;	/* portal, admin, api */
	struct rules_client *rules;
	struct office_kept *offices;	/* office_view.c */
	struct brand_kept *brands;	/* brand_view.c */
	struct labels *labels;		/* desk_notices.c */
	struct rate *rates;		/* portal: how much was filed lately; NULL: not counted */
	uint8_t code_key[KEY_BYTES];
	uint8_t phone_key[KEY_BYTES];
	uint8_t form_key[KEY_BYTES];
	uint8_t notice_public[KEY_BYTES];	/* with SITE_KEY_VAULT */
	uint8_t totp_key[KEY_BYTES];
};

/* Opens the database as this program's account, loads facts and the named keys. */
MUST_CHECK enum status site_open(const struct config *config, struct arena *arena, const char *program, enum may may,
				 unsigned keys, struct site **site);

static inline struct site *site_of(const struct request *req)
{
	return req->site;
}

/* For /healthz: the database answers. */
enum status site_health(void *site, struct arena *arena, struct buf *text);

/* The name in the request's language. "" for an unknown code. */
const char *site_region_name(const struct request *req, uint32_t code);	/* the whole path */
const char *site_item_name(const struct request *req, uint32_t item);

#endif
