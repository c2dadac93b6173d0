/* Templates parsed once; see templates.h.
 *
 * A template is parsed into one CSPARSE a language, in which the labels stand already (template_text.h). What all of them include,
 * the macros and the layout, is parsed once and lent to each.
 */
#include "web/templates.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "web/functions.h"
#include "web/route.h"
#include "web/template_text.h"
#include "web/web.h"

#define TEMPLATES_MAX 128

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

struct templates {
	struct reading reading[LANGUAGES];
	HDF *parsing;	/* what templates see while they are parsed: nothing but the escaping mode */
	struct template list[TEMPLATES_MAX];
	size_t count;
};

/* ---- errors of ClearSilver --------------------------------------------------------------------------- */

enum status templates_told(NEOERR *err, const char *doing, const char *what)
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

void templates_must(NEOERR *err, const char *name)
{
	if (templates_told(err, "set", name) != ST_OK)
		log_panic("out of memory", name, 0);
}

/* ---- files -------------------------------------------------------------------------------------------- */

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

static struct template *find(struct templates *templates, const char *name)
{
	for (size_t i = 0; i < templates->count; i++)
		if (strcmp(templates->list[i].name, name) == 0)
			return &templates->list[i];
	return NULL;
}

static enum status begin_parse(struct templates *templates, const char *name, struct reading *reading, CSPARSE **parse)
{
	TRY(templates_told(cs_init(parse, templates->parsing), "begin template", name));
	cs_register_fileload(*parse, reading, load_template);
	return templates_told(functions_register(*parse), "prepare template", name);
}

static enum status parse_common(struct templates *templates, struct reading *reading)
{
	CSPARSE *common;
	char *text = strdup(COMMON_TEXT);	/* the parse keeps it */

	TRY(begin_parse(templates, "macros", reading, &common));
	TRY(templates_told(cs_parse_string(common, text, strlen(text)), "parse template", "macros"));
	reading->common = common;
	return ST_OK;
}

static enum status parse_language(struct templates *templates, const char *name, struct reading *reading, CSPARSE **parse)
{
	char file[80];

	if (snprintf(file, sizeof(file), "%s.cs", name) >= (int)sizeof(file))
		log_panic("too long a name of a template", name, 0);
	TRY(begin_parse(templates, name, reading, parse));
	(*parse)->macros = reading->common->macros;
	return templates_told(cs_parse_file(*parse, file), "parse template", name);
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

static enum status parse_template(struct templates *templates, const char *name)
{
	struct template *template = &templates->list[templates->count];

	if (!name || find(templates, name))
		return ST_OK;
	if (templates->count == TEMPLATES_MAX)
		log_panic("too many templates", name, templates->count);
	template->name = name;
	templates->count++;
	for (int language = 0; language < LANGUAGES; language++)
		TRY(parse_language(templates, name, &templates->reading[language], &template->parse[language]));
	return ST_OK;
}

static enum status parse_all(struct templates *templates, const struct web_program *program)
{
	TRY(parse_template(templates, "error"));
	for (const struct route *route = program->routes; route->path; route++)
		TRY(parse_template(templates, route->template));
	for (const char *const *name = program->templates; name && *name; name++)
		TRY(parse_template(templates, *name));
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
			templates_must(hdf_set_value(hdf, texts[i].name, config_text(config, texts[i].key)),
			     texts[i].name);
	if (config_int(config, "demo"))
		templates_must(hdf_set_value(hdf, "Site.Demo", "1"), "Site.Demo");
}

static enum status share_all(struct templates *templates, const struct config *config, int language)
{
	HDF **hdf = &templates->reading[language].shared;
	char path[PATH_MAX];

	TRY(templates_told(hdf_init(hdf), "begin", "labels"));
	share_site(*hdf, config);
	snprintf(path, sizeof(path), "%s/%s.hdf", config_text(config, "label.dir"), language_names[language]);
	TRY(templates_told(read_below(*hdf, "L", path), "read labels", path));
	snprintf(path, sizeof(path), "%s/manifest.hdf", config_text(config, "static.dir"));
	if (access(path, R_OK) != 0) {
		if (language == LANGUAGE_ZH)
			log_warn("no manifest of static parts at '%s': pages go without them", path);
		return ST_OK;
	}
	return templates_told(read_below(*hdf, "Static", path), "read", path);
}

enum status templates_open(struct arena *process, const struct web_program *program, const struct config *config,
			   struct templates **result)
{
	struct templates *templates = *result = ARENA_NEW(process, struct templates);

	for (int language = 0; language < LANGUAGES; language++) {
		templates->reading[language].dir = config_text(config, "template.dir");
		TRY(share_all(templates, config, language));
	}
	TRY(templates_told(hdf_init(&templates->parsing), "begin", "templates"));
	templates_must(hdf_set_value(templates->parsing, "Config.VarEscapeMode", "html"), "Config");
	for (int language = 0; language < LANGUAGES; language++)
		TRY(parse_common(templates, &templates->reading[language]));
	return parse_all(templates, program);
}

void templates_close(struct templates *templates)
{
	for (size_t i = 0; i < templates->count; i++)
		for (int language = 0; language < LANGUAGES; language++)
			end_parse(&templates->list[i].parse[language], &templates->reading[language]);
	for (int language = 0; language < LANGUAGES; language++) {
		cs_destroy(&templates->reading[language].common);
		hdf_destroy(&templates->reading[language].shared);
	}
	hdf_destroy(&templates->parsing);
}

CSPARSE *templates_find(struct templates *templates, const char *name, enum language language)
{
	struct template *template = find(templates, name);

	return template ? template->parse[language] : NULL;
}

HDF *templates_shared(const struct templates *templates, enum language language)
{
	return templates->reading[language].shared;
}
