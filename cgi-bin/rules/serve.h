/* The rules program: loads the plugins, locks itself in, answers questions. Holds no secrets, no database, no
 * network; a plugin that crashes or loops costs this one process, which its supervisor starts again.
 */
#ifndef RULES_SERVE_H
#define RULES_SERVE_H

/* Returns main's exit code. */
int rules_serve(void);

#endif
