/* The verbs below `hotline rules`, a file each. Plugins are looked for in HOTLINE_PLUGINS, for their authors, else in plugin.dir. */
#ifndef PAGES_CLI_RULES_H
#define PAGES_CLI_RULES_H

#include "pages/cli.h"

#define RULES_NATION "00_national"

/* The folder, and the settings when it comes from there; false after saying why. */
bool cli_rules_dir(struct cli *cli, const char **dir);
/* "44": the two digits of a province, or of the nation; anything else is -1. */
int cli_rules_digits(const char *text);

int cli_rules_check(int argc, char **argv);
int cli_rules_diff(int argc, char **argv);

#endif
