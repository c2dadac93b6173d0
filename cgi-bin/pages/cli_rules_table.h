/* hotline rules list --markdown: docs/provinces.md, made from the plugins and their golden cases. */
#ifndef PAGES_CLI_RULES_TABLE_H
#define PAGES_CLI_RULES_TABLE_H

#include "base/arena.h"
#include "base/status.h"
#include "rules/load.h"

/* Of every province: what it knows, how many of its rules have a source and how many have none, and each sourced rule
 * with its source. ST_INVALID when a case cannot be read. */
MUST_CHECK enum status cli_rules_table(struct arena *arena, const struct rules_set *set, const char *plugin_dir);

#endif
