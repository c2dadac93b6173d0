/* Settings: one table of keys with type, default, range, unit and meaning; `hotline config` prints it.
 *
 * The file named by HOTLINE_CONF holds flat `key = value` lines (a subset of HDF; `#` begins a comment
 * line). An unknown key or a value out of range is refused at start with the line's number: a program
 * that half understands its settings must not run.
 */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/status.h"

struct config;

/* Reads the file (path NULL: getenv HOTLINE_CONF). On failure the reason is logged. Lives in the arena. */
MUST_CHECK enum status config_load(struct arena *arena, const char *path, const struct config **config);

/* A key that is not in the table, or of the other type, is our own fault and panics. */
const char *config_text(const struct config *config, const char *key);
int64_t config_int(const struct config *config, const char *key);

/* Prints the table: key, value in force, default, range, unit, meaning. config NULL: defaults only. */
void config_print(const struct config *config, FILE *out);

#endif
