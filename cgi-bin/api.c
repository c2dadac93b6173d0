/* api: machines. A route table and main(). */
#include "pages/api_call.h"
#include "pages/api_open311.h"
#include "pages/site.h"
#include "web/serve.h"

static const struct route routes[] = {
	{ "/open311/v2/discovery.xml", .show = page_api_discovery_show },
	{ "/open311/v2/discovery.json", .show = page_api_discovery_show },
	{ "/open311/v2/services.xml", .show = page_api_services_show },
	{ "/open311/v2/services.json", .show = page_api_services_show },
	{ "/api/call", .csrf = CSRF_NONE, .fields = call_event_fields, .show = page_api_call_show, .act = page_api_call_act },
	{ 0 }
};

static enum status start(const struct config *config, struct arena *arena, void **site)
{
	return site_open(config, arena, "api", MAY_API, SITE_KEY_PHONE | SITE_KEY_VAULT, (struct site **)site);
}

int main(void)
{
	static const struct web_program program = { .name = "api", .routes = routes, .start = start, .health = site_health };

	return web_serve(&program);
}
