/* Pages from templates parsed once; see view.h.
 *
 * A template is parsed at start into one CSPARSE a language, in which the labels stand already (template_text.h). What all
 * of them include, the macros and the layout, is parsed once and lent to each.
 * For a render its hdf is pointed at the request's tree and its global_hdf at the language's, which holds what all
 * requests share: labels, static parts, the site. ClearSilver looks there for what the request's own tree does not
 * have, so nothing is copied.
 */
#include "web/view.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/log.h"
#include "base/text.h"
#include "web/functions.h"
#include "web/template_text.h"
#include "web/web.h"

#define HTML "text/html; charset=utf-8"
#define VIEW_NAME_BYTES 160		/* Units.49.People.49.… */
#define PAGE_ROOM_KEPT (256 * 1024)	/* a larger page's buffer goes back to the system */
#define TEMPLATES_MAX 128

enum { LANGUAGE_ZH, LANGUAGE_EN, LANGUAGES };
static const char *const language_names[LANGUAGES] = { "zh-CN", "en" };

struct template {
	const char *name;
	CSPARSE *parse[LANGUAGES];
};

/* What a language's templates are read with. */
struct reading {
	const char *dir;
	HDF *shared;
	CSPARSE *common;	/* whose macros every template has; NULL while it is made itself */
};

struct views {
	struct reading reading[LANGUAGES];
	HDF *shared[LANGUAGES];
	HDF *parsing;	/* what templates see while they are parsed: nothing but the escaping mode */
	struct template templates[TEMPLATES_MAX];
	size_t template_count;
	char *page;			/* the last rendered page; valid until the next */
	size_t page_len, page_room;
};

struct view_data {
	HDF *hdf;
};

/* Logs an error of ClearSilver and lets go of it. */
static enum status told(NEOERR *err, const char *doing, const char *what)
{
	STRING text;

	if (err == STATUS_OK)
		return ST_OK;
	string_init(&text);
	nerr_error_string(err, &text);
	log_error("cannot %s '%s': %s", doing, what, text.buf ? text.buf : "");
	string_clear(&text);
	nerr_ignore(&err);
	return ST_BUG;
}

/* Setting a value fails only for want of memory. */
static void must(NEOERR *err, const char *name)
{
	if (told(err, "set", name) != ST_OK)
		log_panic("out of memory", name, 0);
}

/* ---- start -------------------------------------------------------------------------------------- */

static NEOERR *read_whole(const char *path, char **contents)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat about;
	ssize_t n = -1;

	if (fd < 0)
		return nerr_raise(NERR_IO, "%s: %s", path, strerror(errno));
	*contents = fstat(fd, &about) == 0 ? malloc((size_t)about.st_size + 1) : NULL;
	if (*contents)
		n = read(fd, *contents, (size_t)about.st_size);
	close(fd);
	if (n < 0 || n != about.st_size) {
		free(*contents);
		*contents = NULL;
		return nerr_raise(NERR_IO, "cannot read %s", path);
	}
	(*contents)[n] = '\0';
	return STATUS_OK;
}

/* The macros, and the layout's two halves as macros of their names. */
static const char *const layouts[] = { "layout_top", "layout_bottom" };
#define COMMON_TEXT "<?cs include:\"macros.cs\" ?>" \
	"<?cs def:layout_top() ?><?cs include:\"layout_top.cs\" ?><?cs /def ?>" \
	"<?cs def:layout_bottom() ?><?cs include:\"layout_bottom.cs\" ?><?cs /def ?>"

/* What stands in a template in place of a half of the layout; NULL: that file is none. */
static char *layout_call(const char *file)
{
	char *call = NULL;

	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		if (strncmp(file, layouts[i], strlen(layouts[i])) == 0 && strcmp(file + strlen(layouts[i]), ".cs") == 0 &&
		    asprintf(&call, "<?cs call:%s() ?>", layouts[i]) < 0)
			log_panic("out of memory", file, 0);
	return call;
}

/* Templates and what they include: names within one directory, never a way out of it. Never NERR_NOT_FOUND,
 * which makes ClearSilver leave an include out without a word. */
static NEOERR *load_template(void *ctx, HDF *hdf, const char *name, char **contents)
{
	const struct reading *reading = ctx;
	char path[PATH_MAX], *text;
	NEOERR *err;

	(void)hdf;
	if (reading->common && (*contents = layout_call(name)))
		return STATUS_OK;
	if (!name[0] || name[0] == '/' || strstr(name, "..") || strlen(name) > 64)
		return nerr_raise(NERR_IO, "no name of a template: %s", name);
	if (snprintf(path, sizeof(path), "%s/%s", reading->dir, name) >= (int)sizeof(path))
		return nerr_raise(NERR_IO, "too long: %s", name);
	err = read_whole(path, &text);
	if (err != STATUS_OK)
		return nerr_pass(err);
	err = template_write_in(reading->shared, text, contents);
	free(text);
	return nerr_pass(err);
}

static struct template *find_template(struct views *views, const char *name)
{
	for (size_t i = 0; i < views->template_count; i++)
		if (strcmp(views->templates[i].name, name) == 0)
			return &views->templates[i];
	return NULL;
}

static enum status begin_parse(struct views *views, const char *name, struct reading *reading, CSPARSE **parse)
{
	TRY(told(cs_init(parse, views->parsing), "begin template", name));
	cs_register_fileload(*parse, reading, load_template);
	return told(functions_register(*parse), "prepare template", name);
}

static enum status parse_common(struct views *views, struct reading *reading)
{
	CSPARSE *common;
	char *text = strdup(COMMON_TEXT);	/* the parse keeps it */

	TRY(begin_parse(views, "macros", reading, &common));
	TRY(told(cs_parse_string(common, text, strlen(text)), "parse template", "macros"));
	reading->common = common;
	return ST_OK;
}

static enum status parse_language(struct views *views, const char *name, struct reading *reading, CSPARSE **parse)
{
	char file[80];

	if (snprintf(file, sizeof(file), "%s.cs", name) >= (int)sizeof(file))
		log_panic("too long a name of a template", name, 0);
	TRY(begin_parse(views, name, reading, parse));
	(*parse)->macros = reading->common->macros;
	return told(cs_parse_file(*parse, file), "parse template", name);
}

/* Its own macros stand before those that were lent to it. */
static void end_parse(CSPARSE **parse, const struct reading *reading)
{
	CS_MACRO **own = *parse ? &(*parse)->macros : NULL;

	while (own && *own && *own != reading->common->macros)
		own = &(*own)->next;
	if (own)
		*own = NULL;
	cs_destroy(parse);
}

static enum status parse_template(struct views *views, const char *name)
{
	struct template *template = &views->templates[views->template_count];

	if (!name || find_template(views, name))
		return ST_OK;
	if (views->template_count == TEMPLATES_MAX)
		log_panic("too many templates", name, views->template_count);
	template->name = name;
	views->template_count++;
	for (int language = 0; language < LANGUAGES; language++)
		TRY(parse_language(views, name, &views->reading[language], &template->parse[language]));
	return ST_OK;
}

static enum status parse_all(struct views *views, const struct web_program *program)
{
	TRY(parse_template(views, "error"));
	for (const struct route *route = program->routes; route->path; route++)
		TRY(parse_template(views, route->template));
	for (const char *const *name = program->templates; name && *name; name++)
		TRY(parse_template(views, *name));
	return ST_OK;
}

/* Reads an HDF file below one node. */
static NEOERR *read_below(HDF *hdf, const char *node, const char *path)
{
	NEOERR *err;
	HDF *below;
	char *text;

	err = hdf_get_node(hdf, node, &below);
	if (err != STATUS_OK)
		return nerr_pass(err);
	err = read_whole(path, &text);
	if (err != STATUS_OK)
		return nerr_pass(err);
	err = hdf_read_string(below, text);
	free(text);
	return nerr_pass(err);
}

static void share_site(HDF *hdf, const struct config *config)
{
	static const struct { const char *name, *key; } texts[] = {
		{ "Site.Name", "site.name" },
		{ "Site.BaseUrl", "site.base_url" },
		{ "Site.Organiser", "site.organiser" },
		{ "Site.Operator", "site.operator" },
		{ "Site.Icp", "site.icp" },
		{ "Site.Police", "site.police" },
		{ "Site.Code", "site.code" },
	};

	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		if (!text_empty(config_text(config, texts[i].key)))
			must(hdf_set_value(hdf, texts[i].name, config_text(config, texts[i].key)),
			     texts[i].name);
	if (config_int(config, "demo"))
		must(hdf_set_value(hdf, "Site.Demo", "1"), "Site.Demo");
}

static enum status share_all(struct views *views, const struct config *config, int language)
{
	HDF **hdf = &views->shared[language];
	char path[PATH_MAX];

	TRY(told(hdf_init(hdf), "begin", "labels"));
	share_site(*hdf, config);
	snprintf(path, sizeof(path), "%s/%s.hdf", config_text(config, "label.dir"), language_names[language]);
	TRY(told(read_below(*hdf, "L", path), "read labels", path));
	snprintf(path, sizeof(path), "%s/manifest.hdf", config_text(config, "static.dir"));
	if (access(path, R_OK) != 0) {
		if (language == LANGUAGE_ZH)
			log_warn("no manifest of static parts at '%s': pages go without them", path);
		return ST_OK;
	}
	return told(read_below(*hdf, "Static", path), "read", path);
}

enum status views_open(struct arena *process, const struct web_program *program, const struct config *config,
		       struct views **result)
{
	struct views *views = *result = ARENA_NEW(process, struct views);

	for (int language = 0; language < LANGUAGES; language++) {
		TRY(share_all(views, config, language));
		views->reading[language] = (struct reading){ config_text(config, "template.dir"), views->shared[language], NULL };
	}
	TRY(told(hdf_init(&views->parsing), "begin", "templates"));
	must(hdf_set_value(views->parsing, "Config.VarEscapeMode", "html"), "Config");
	for (int language = 0; language < LANGUAGES; language++)
		TRY(parse_common(views, &views->reading[language]));
	return parse_all(views, program);
}

void views_close(struct views *views)
{
	for (size_t i = 0; i < views->template_count; i++)
		for (int language = 0; language < LANGUAGES; language++)
			end_parse(&views->templates[i].parse[language], &views->reading[language]);
	for (int language = 0; language < LANGUAGES; language++)
		cs_destroy(&views->reading[language].common);
	for (int language = 0; language < LANGUAGES; language++)
		hdf_destroy(&views->shared[language]);
	hdf_destroy(&views->parsing);
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

		must(hdf_init(&data->hdf), "page");
		arena_on_reset(req->arena, drop_data, data);
		req->view = data;
		must(hdf_set_value(data->hdf, "Config.VarEscapeMode", "html"), "Config");
	}
	return req->view->hdf;
}

void view_set(struct request *req, const char *name, const char *value)
{
	must(hdf_set_value(tree(req), name, value ? value : ""), name);
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
		must(hdf_remove_tree(tree(req), name), name);
}

/* A node is ClearSilver's own, under a name that tells nobody so. */
static HDF *hdf_of(struct view_node *node)
{
	return (HDF *)(void *)node;
}

struct view_node *view_below(struct view_node *node, const char *name)
{
	HDF *below;

	must(hdf_get_node(hdf_of(node), name, &below), name);
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
	must(hdf_set_value(hdf_of(node), name, value ? value : ""), name);
}

void node_int(struct view_node *node, const char *name, int64_t value)
{
	struct number n;

	node_set(node, name, number_text(&n, value));
}

void view_template(struct request *req, const char *name)
{
	if (!find_template(req->web->views, name))
		log_panic("a page shows a template that the program does not name", name, 0);
	req->template = name;
}

/* ---- labels ------------------------------------------------------------------------------------- */

static int language_of(const struct request *req)
{
	return strcmp(req->language, "en") == 0 ? LANGUAGE_EN : LANGUAGE_ZH;
}

static HDF *shared(const struct request *req)
{
	return req->web->views->shared[language_of(req)];
}

const char *view_find_label(const struct request *req, const char *group, const char *key)
{
	HDF *labels = hdf_get_obj(shared(req), "L");

	if (*group)
		labels = hdf_get_obj(labels, group);
	return labels ? hdf_get_value(labels, key, NULL) : NULL;
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
	struct template *template = find_template(views, name);
	CSPARSE *parse;
	NEOERR *err;

	if (!template)
		log_panic("no such template", name, 0);
	parse = template->parse[language_of(req)];
	page_fill(req, name);
	begin_page(views);
	parse->hdf = tree(req);
	parse->global_hdf = shared(req);
	functions_render_for(req);
	err = cs_render(parse, views, collect);
	functions_render_for(NULL);
	parse->hdf = views->parsing;
	parse->locals = NULL;
	TRY(told(err, "render", name));
	response_borrow(req, HTML, views->page, views->page_len);
	return ST_OK;
}
