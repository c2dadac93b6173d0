/* hotline keys rotate vault, hotline keys retire vault: another key for the vault. Only the content keys are wrapped anew; no seal is
 * opened, and people go on filing and looking meanwhile.
 */
#ifndef PAGES_VAULT_ROTATE_H
#define PAGES_VAULT_ROTATE_H

#include "pages/cli.h"

/* A new key, and every content key for it. Run again after it was cut short, it goes on. A CLI_ code. */
int vault_rotate(struct cli *cli);
/* Destroys the private halves of older keys, once nothing is wrapped for them and nobody can be sealing for them any more. */
int vault_retire(struct cli *cli);
/* The vault's keys as keys list shows them. */
MUST_CHECK enum status vault_list(struct cli *cli);

#endif
