/* Loading province plugins: looked at before any of their code runs, then judged as objects. The one place that
 * knows dlopen. A refusal names the file and both sides' values and leaves that province to the national default.
 *
 * NN_name.so is a province's rules; NN_name.WHEN.so is another version of them, with dates of its own. Of those in force
 * on a day the one that began last speaks; a ticket keeps the version it was filed under while that one is there.
 */
#ifndef RULES_LOAD_H
#define RULES_LOAD_H

#include "base/arena.h"
#include "base/status.h"
#include "province_rules.h"
#include "rules/manifest.h"

#define RULES_FILE_BYTES 64	/* of a plugin's name */

struct rules_plugin {
	const struct province_rules *rules;	/* NULL: refused */
	char file[RULES_FILE_BYTES];
	uint8_t hash[HASH_BYTES];
	uint32_t digits;		/* of the province its name says */
	const char *fault;		/* why it was refused */
};

struct rules_set {
	struct rules_plugin plugins[RULES_FILES_MAX];	/* by name; refused ones too */
	size_t count;
	size_t refused;
};

/* Every NN_name.so of dir but the national one. manifest: only these are loaded; NULL: whoever asks is the check itself.
 * Only a folder that cannot be read is an error. */
MUST_CHECK enum status rules_load(struct arena *arena, const char *dir, const struct rules_manifest *manifest, struct rules_set *set);
/* One file of dir, added to the set. NULL, or the refusal. */
const char *rules_load_file(struct arena *arena, const char *dir, const char *file, const struct rules_manifest *manifest,
			    struct rules_set *set);
/* Names of the plugins in dir, ascending. */
MUST_CHECK enum status rules_files(struct arena *arena, const char *dir, const char ***files, size_t *count);

bool rules_in_force(const struct province_rules *rules, int32_t day);
/* The rules for a region: those of this version, else (or "" for it) those in force on a day. NULL: none. */
const struct rules_plugin *rules_for(const struct rules_set *set, uint32_t region, const char *version, int32_t day);
/* Was a file of that region's province refused? */
bool rules_refused(const struct rules_set *set, uint32_t region);

#endif
