/* Label files read whole; see labels.h. */
#include "web/labels.h"

#include <ClearSilver.h>

#include "base/log.h"
#include "base/text.h"

struct labels {
	HDF *zh;
	HDF *en;
};

static void close_labels(void *handle)
{
	struct labels *labels = handle;

	hdf_destroy(&labels->zh);
	hdf_destroy(&labels->en);
}

static enum status read_language(struct arena *arena, const struct config *config, const char *language, HDF **hdf)
{
	const char *path = arena_printf(arena, "%s/%s.hdf", config_text(config, "label.dir"), language);
	NEOERR *err = hdf_init(hdf);

	if (err == STATUS_OK)
		err = hdf_read_file(*hdf, path);
	if (err == STATUS_OK)
		return ST_OK;
	log_error("cannot read labels '%s'", path);
	nerr_ignore(&err);
	return ST_BUG;
}

enum status labels_open(struct arena *arena, const struct config *config, struct labels **result)
{
	struct labels *labels = *result = ARENA_NEW(arena, struct labels);

	arena_on_reset(arena, close_labels, labels);
	TRY(read_language(arena, config, "zh-CN", &labels->zh));
	return read_language(arena, config, "en", &labels->en);
}

const char *labels_find(const struct labels *labels, const char *language, const char *key)
{
	return hdf_get_value(text_equal(language, "en") ? labels->en : labels->zh, key, NULL);
}
