/* Open311 discovery and services; see api_open311.h. A service is an item; its group is the domain. */
#include "pages/api_open311.h"

#include <string.h>

#include "pages/site.h"
#include "web/response.h"

/* XML text: the five characters, nothing else; labels are ours and clean. */
static void add_xml(struct buf *out, const char *tag, const char *text)
{
	buf_printf(out, "<%s>", tag);
	for (; *text; text++) {
		switch (*text) {
		case '&':
			buf_text(out, "&amp;");
			break;
		case '<':
			buf_text(out, "&lt;");
			break;
		case '>':
			buf_text(out, "&gt;");
			break;
		default:
			buf_char(out, *text);
		}
	}
	buf_printf(out, "</%s>", tag);
}

static bool wants_json(const struct request *req)
{
	size_t len = strlen(req->path);

	return len > 5 && strcmp(req->path + len - 5, ".json") == 0;
}

enum status page_api_discovery_show(struct request *req)
{
	const char *base = config_text(site_of(req)->config, "site.base_url");
	struct buf out = buf_new(req->arena, 2048);

	if (wants_json(req)) {
		buf_printf(&out, "{\"changeset\":\"2026-11-23T00:00:00+08:00\",\"contact\":\"12328\",\"key_service\":\"12328\",\"endpoints\":["
			   "{\"specification\":\"http://wiki.open311.org/GeoReport_v2\",\"url\":\"%s/open311/v2/\",\"changeset\":\"2026-11-23T00:00:00+08:00\","
			   "\"type\":\"production\",\"formats\":[\"text/xml\",\"application/json\"]}]}\n", base);
		return response_body(req, "application/json", out.text, out.len);
	}
	buf_printf(&out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<discovery><changeset>2026-11-23T00:00:00+08:00</changeset><contact>12328</contact>"
		   "<key_service>12328</key_service><endpoints><endpoint><specification>http://wiki.open311.org/GeoReport_v2</specification>"
		   "<url>%s/open311/v2/</url><changeset>2026-11-23T00:00:00+08:00</changeset><type>production</type>"
		   "<formats><format>text/xml</format><format>application/json</format></formats></endpoint></endpoints></discovery>\n", base);
	return response_body(req, "text/xml", out.text, out.len);
}

struct service {
	const char *code, *name, *group;
};

static struct service service_of(struct request *req, const struct item *item)
{
	return (struct service){
		.code = arena_printf(req->arena, "%04u", item->item),
		.name = site_item_name(req, item->item), .group = site_item_name(req, item->domain * 100),
	};
}

static void add_service_xml(struct buf *out, const struct service *s)
{
	buf_text(out, "<service>");
	add_xml(out, "service_code", s->code);
	add_xml(out, "service_name", s->name);
	add_xml(out, "description", s->name);
	buf_text(out, "<metadata>false</metadata><type>realtime</type><keywords></keywords>");
	add_xml(out, "group", s->group);
	buf_text(out, "</service>");
}

static void add_service_json(struct buf *out, const struct service *s)
{
	buf_text(out, "{\"service_code\":");
	buf_json(out, s->code);
	buf_text(out, ",\"service_name\":");
	buf_json(out, s->name);
	buf_text(out, ",\"description\":");
	buf_json(out, s->name);
	buf_text(out, ",\"metadata\":false,\"type\":\"realtime\",\"keywords\":\"\",\"group\":");
	buf_json(out, s->group);
	buf_char(out, '}');
}

/* The whole list or nothing: clients take a missing service for a deleted one. */
enum status page_api_services_show(struct request *req)
{
	const struct items *items = &site_of(req)->items;
	bool json = wants_json(req);
	struct buf out = buf_new(req->arena, 64 * 1024);
	bool first = true;

	buf_text(&out, json ? "[" : "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<services>");
	for (size_t i = 0; i < items->count; i++) {
		struct service s;

		if (item_is_domain(&items->rows[i]) || *items->rows[i].refer)
			continue;
		s = service_of(req, &items->rows[i]);
		if (json && !first)
			buf_char(&out, ',');
		first = false;
		if (json)
			add_service_json(&out, &s);
		else
			add_service_xml(&out, &s);
	}
	buf_text(&out, json ? "]\n" : "</services>\n");
	return response_body(req, json ? "application/json; charset=utf-8" : "text/xml; charset=utf-8", out.text, out.len);
}
