/* status: published figures for anyone. A route table and main(). */
#include "pages/site.h"
#include "pages/status_data.h"
#include "pages/status_log.h"
#include "pages/status_page.h"
#include "pages/status_sample.h"
#include "pages/status_state.h"
#include "pages/status_verify.h"
#include "web/serve.h"

static const struct route routes[] = {
	{ "/status", .show = page_status_show, .template = "status_page", .flags = ROUTE_CACHE },
	{ "/status.json", .show = page_status_json_show, .flags = ROUTE_CACHE },
	{ "/status.csv", .show = page_status_csv_show, .flags = ROUTE_CACHE },
	{ "/status/feed.atom", .show = page_status_atom_show, .flags = ROUTE_CACHE },
	{ "/status/incidents", .show = page_incidents_show, .template = "status_incidents", .flags = ROUTE_CACHE },
	{ "/status/data", .show = page_data_show, .template = "status_data", .flags = ROUTE_CACHE },
	{ "/status/months.csv", .show = page_months_csv_show, .flags = ROUTE_CACHE },
	{ "/status/badge.svg", .show = page_badge_show, .flags = ROUTE_CACHE },
	{ "/status/bulletin/{month}", .show = page_bulletin_show, .template = "status_bulletin", .flags = ROUTE_CACHE },
	{ "/status/log", .show = page_log_show, .flags = ROUTE_CACHE },
	{ "/status/log/keys", .show = page_log_keys_show, .flags = ROUTE_CACHE },
	{ "/status/log/keys/{id}", .show = page_log_key_show, .flags = ROUTE_CACHE },
	{ "/status/log/{province}/checkpoint", .show = page_log_checkpoint_show, .flags = ROUTE_CACHE },
	{ "/status/log/{province}/tile/{level}/{n}", .show = page_log_tile_show, .flags = ROUTE_CACHE },
	{ "/status/sample/{province}", .show = page_status_sample_show, .flags = ROUTE_CACHE },
	{ "/status/verify", .fields = verify_fields, .show = page_verify_show, .template = "status_verify" },
	{ "/status/{region}", .show = page_status_show, .template = "status_page", .flags = ROUTE_CACHE },
	{ "/status/{region}/months.csv", .show = page_months_csv_show, .flags = ROUTE_CACHE },
	{ "/status/{region}/bulletin/{month}", .show = page_bulletin_show, .template = "status_bulletin", .flags = ROUTE_CACHE },
	{ 0 }
};

static enum status start(const struct config *config, struct arena *arena, void **site)
{
	return site_open(config, arena, "status", MAY_STATUS, 0, (struct site **)site);
}

int main(void)
{
	static const struct web_program program = { .name = "status", .routes = routes, .start = start, .health = site_health };

	return web_serve(&program);
}
