/* Pages from templates parsed once (templates.h); see view.h.
 *
 * For a render a template's hdf is pointed at the request's tree and its global_hdf at the language's, which holds what all
 * requests share: labels, static parts, the site. ClearSilver looks there for what the request's own tree does not
 * have, so nothing is copied.
 */
#include "web/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/crypto.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/text.h"
#include "web/fields.h"
#include "web/functions.h"
#include "web/templates.h"
#include "web/web.h"

#define HTML "text/html; charset=utf-8"
#define VIEW_NAME_BYTES 160		/* Units.49.People.49.… */
#define PAGE_ROOM_KEPT (256 * 1024)	/* a larger page's buffer goes back to the system */

struct views {
	struct templates *templates;
	char *page;			/* the last rendered page; valid until the next */
	size_t page_len, page_room;
};

struct view_data {
	HDF *hdf;
};

/* ---- start and end ------------------------------------------------------------------------------ */

enum status views_open(struct arena *process, const struct web_program *program, const struct config *config,
		       struct views **result)
{
	struct views *views = *result = ARENA_NEW(process, struct views);

	return templates_open(process, program, config, &views->templates);
}

void views_close(struct views *views)
{
	templates_close(views->templates);
	free(views->page);
	*views = (struct views){ 0 };
}

/* ---- setting values ----------------------------------------------------------------------------- */

static void drop_data(void *handle)
{
	hdf_destroy(&((struct view_data *)handle)->hdf);
}

static HDF *tree(struct request *req)
{
	if (!req->view) {
		struct view_data *data = ARENA_NEW(req->arena, struct view_data);

		templates_must(hdf_init(&data->hdf), "page");
		arena_on_reset(req->arena, drop_data, data);
		req->view = data;
		templates_must(hdf_set_value(data->hdf, "Config.VarEscapeMode", "html"), "Config");
	}
	return req->view->hdf;
}

void view_set(struct request *req, const char *name, const char *value)
{
	templates_must(hdf_set_value(tree(req), name, value ? value : ""), name);
}

/* Formats a name into room of VIEW_NAME_BYTES. Names are ours: one that is too long is our own fault. */
static void format_name(char *out, const char *format, va_list args)
{
	int len = vsnprintf(out, VIEW_NAME_BYTES, format, args);

	if (len < 0 || len >= VIEW_NAME_BYTES)
		log_panic("too long a name for a page", format, (size_t)len);
}

void view_setf(struct request *req, const char *value, const char *format, ...)
{
	char name[VIEW_NAME_BYTES];
	va_list args;

	va_start(args, format);
	format_name(name, format, args);
	va_end(args);
	view_set(req, name, value);
}

/* A number as text, in its last bytes: the pages have so many that printf's way costs. */
struct number {
	char bytes[24];
};

static const char *number_text(struct number *n, int64_t value)
{
	char *at = n->bytes + sizeof(n->bytes);
	uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;

	*--at = '\0';
	do
		*--at = (char)('0' + rest % 10);
	while (rest /= 10);
	if (value < 0)
		*--at = '-';
	return at;
}

void view_int(struct request *req, const char *name, int64_t value)
{
	struct number n;

	view_set(req, name, number_text(&n, value));
}

void view_intf(struct request *req, int64_t value, const char *format, ...)
{
	char name[VIEW_NAME_BYTES];
	va_list args;

	va_start(args, format);
	format_name(name, format, args);
	va_end(args);
	view_int(req, name, value);
}

void view_flag(struct request *req, const char *name, bool value)
{
	if (value)
		view_set(req, name, "1");
	else
		templates_must(hdf_remove_tree(tree(req), name), name);
}

/* A node is ClearSilver's own, under a name that tells nobody so. */
static HDF *hdf_of(struct view_node *node)
{
	return (HDF *)(void *)node;
}

struct view_node *view_below(struct view_node *node, const char *name)
{
	HDF *below;

	templates_must(hdf_get_node(hdf_of(node), name, &below), name);
	return (struct view_node *)(void *)below;
}

struct view_node *view_at(struct request *req, const char *format, ...)
{
	char name[VIEW_NAME_BYTES];
	va_list args;

	va_start(args, format);
	format_name(name, format, args);
	va_end(args);
	return view_below((struct view_node *)(void *)tree(req), name);
}

void node_set(struct view_node *node, const char *name, const char *value)
{
	templates_must(hdf_set_value(hdf_of(node), name, value ? value : ""), name);
}

void node_int(struct view_node *node, const char *name, int64_t value)
{
	struct number n;

	node_set(node, name, number_text(&n, value));
}

void view_template(struct request *req, const char *name)
{
	if (!templates_find(req->web->views->templates, name, LANGUAGE_ZH))
		log_panic("a page shows a template that the program does not name", name, 0);
	req->template = name;
}

/* ---- labels ------------------------------------------------------------------------------------- */

static enum language language_of(const struct request *req)
{
	return strcmp(req->language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_ZH;
}

static HDF *shared(const struct request *req)
{
	return templates_shared(req->web->views->templates, language_of(req));
}

const char *view_find_label(const struct request *req, const char *group, const char *key)
{
	HDF *labels = hdf_get_obj(shared(req), "L");

	if (*group)
		labels = hdf_get_obj(labels, group);
	return labels ? hdf_get_value(labels, key, NULL) : NULL;
}

static const char *draw_intent(struct request *req)
{
	uint8_t intent[16];

	crypto_random(intent, sizeof(intent));
	return text_hex(req->arena, intent, sizeof(intent));
}

void view_intent(struct request *req)
{
	view_set(req, "Intent", draw_intent(req));
}

void view_intent_field(struct request *req)
{
	field_show(req, "intent", draw_intent(req));
}

const char *view_label(const struct request *req, const char *key)
{
	const char *label = view_find_label(req, "", key);

	return label ? label : key;
}

void view_label_words(struct request *req, const char *group, const char *name)
{
	HDF *word = hdf_get_child(shared(req), arena_printf(req->arena, "L.%s", group));

	for (size_t i = 0; word; word = hdf_obj_next(word))
		view_setf(req, hdf_obj_name(word), "%s.%zu.Word", name, i++);
}

/* ---- rendering ---------------------------------------------------------------------------------- */

static NEOERR *collect(void *ctx, char *text)
{
	struct views *views = ctx;
	size_t len = strlen(text);

	if (len >= views->page_room - views->page_len) {
		size_t room = 2 * (views->page_len + len) + 8192;
		char *page = room <= LIMIT_PAGE_BYTES ? realloc(views->page, room) : NULL;

		if (!page)
			return nerr_raise(NERR_OUTOFRANGE, "page over %u bytes", LIMIT_PAGE_BYTES);
		views->page = page;
		views->page_room = room;
	}
	memcpy(views->page + views->page_len, text, len);
	views->page_len += len;
	return STATUS_OK;
}

static void begin_page(struct views *views)
{
	views->page_len = 0;
	if (views->page_room > PAGE_ROOM_KEPT) {
		free(views->page);
		views->page = NULL;
		views->page_room = 0;
	}
}

enum status view_render(struct request *req, const char *name)
{
	struct views *views = req->web->views;
	CSPARSE *parse = templates_find(views->templates, name, language_of(req));
	NEOERR *err;

	if (!parse)
		log_panic("no such template", name, 0);
	page_fill(req, name);
	begin_page(views);
	parse->hdf = tree(req);
	parse->global_hdf = shared(req);
	functions_render_for(req);
	err = cs_render(parse, views, collect);
	functions_render_for(NULL);
	parse->hdf = NULL;
	parse->locals = NULL;
	TRY(templates_told(err, "render", name));
	response_borrow(req, HTML, views->page, views->page_len);
	return ST_OK;
}
