/* Is a package (domain/package.h) what was signed, and do its chains hold? Needs no settings and no database; constant memory
 * whatever the package's size.
 */
#ifndef PAGES_PACKAGE_CHECK_H
#define PAGES_PACKAGE_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "domain/proof.h"

/* Prints "ok: …", or "wrong: FILE[:LINE]: why" for the first thing that is wrong. trusted: the public key that must have signed it or
 * lead to the one that has; NULL: nobody said, and the signature only shows that nothing was changed after whoever holds the
 * enclosed key signed. log_keys: each checkpoint in it must be signed by the log's key, or its older one, of each kind that is given. */
bool package_check(struct arena *arena, const char *dir, const uint8_t *trusted, const struct proof_keys *log_keys);

#endif
