/* The verbs of the hotline command, one file each (cli_VERB.c).
 *
 * argv[0] is the verb itself. Exit codes: 0 done, 1 refused or found wrong, 2 usage, 3 the world failed.
 */
#ifndef PAGES_CLI_H
#define PAGES_CLI_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/config.h"
#include "store/db.h"

enum { CLI_DONE = 0, CLI_REFUSED = 1, CLI_USAGE = 2, CLI_WORLD = 3 };

/* What most verbs need, opened on demand; false after saying why. */
struct cli {
	struct arena *arena;
	const struct config *config;
	struct db *db;
};
bool cli_open_config(struct cli *cli);
bool cli_open_db(struct cli *cli);
void cli_close(struct cli *cli);
/* A verb with words after it: run with the database open, and what it returns. */
int cli_with_db(int argc, char **argv, int (*run)(struct cli *cli, int argc, char **argv));
/* The value behind "--name", or NULL; "--flag" alone is found by cli_flag. */
const char *cli_option(int argc, char **argv, const char *name);
bool cli_flag(int argc, char **argv, const char *name);
/* 0, 1 or 3 for a status; prints what the status means for anything but ST_OK. */
int cli_exit(enum status status, const char *what);

int cli_init(int argc, char **argv);
int cli_demo(int argc, char **argv);
int cli_config(int argc, char **argv);
int cli_number(int argc, char **argv);
int cli_doctor(int argc, char **argv);
int cli_rules(int argc, char **argv);
int cli_clock(int argc, char **argv);
int cli_clock_batch(const char *calendar_path);	/* NULL: the database's */
int cli_refer(int argc, char **argv);
int cli_deadline(int argc, char **argv);
int cli_recompute(int argc, char **argv);
int cli_calendar(int argc, char **argv);
int cli_keys(int argc, char **argv);
int cli_user(int argc, char **argv);
int cli_api(int argc, char **argv);
int cli_incident(int argc, char **argv);
int cli_log(int argc, char **argv);
int cli_sample(int argc, char **argv);
int cli_witness(int argc, char **argv);
int cli_export(int argc, char **argv);
int cli_unseal(int argc, char **argv);
int cli_backup(int argc, char **argv);
int cli_restore(int argc, char **argv);
int cli_retention(int argc, char **argv);
int cli_verify(int argc, char **argv);

#endif
