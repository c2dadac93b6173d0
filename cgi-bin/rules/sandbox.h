/* Where a plugin's code may run: no files, no network, no other process, no memory beyond what is there, no core. */
#ifndef RULES_SANDBOX_H
#define RULES_SANDBOX_H

#include <stdbool.h>

/* For good. False: cannot, and nothing of a plugin may be run. A sanitizer's build needs calls of its own and is not shut in. */
bool sandbox_enter(void);
/* This process may use so much processor time from now on, then SIGPROF ends it; 0: as much as it likes. Waiting costs nothing,
 * so that a busy machine is not taken for a plugin that does not end. */
void sandbox_limit_time(int us);
/* What ended a process that ran a plugin, by its wait status, as the end of a sentence that begins with "it". */
const char *sandbox_end(int wait_status);

#endif
