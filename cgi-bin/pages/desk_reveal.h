/* Looking at who the person of a ticket is: with a written reason, which the person is told; of a confidential ticket once somebody else
 * has agreed. First the event, then the look: the vault shows nothing without it (store/vault_store.h).
 */
#ifndef PAGES_DESK_REVEAL_H
#define PAGES_DESK_REVEAL_H

#include "store/demand_store.h"
#include "web/route.h"

extern const struct field reveal_fields[];

/* Can.Reveal: the viewer may look; Reveal.{Agreed,UntilMs}: what was asked for is agreed to, and no reason is asked again. */
void desk_show_reveal(struct request *req, const struct ticket_row *ticket, const struct demand_list *demands);
/* /admin/ticket/{number}/reveal */
enum status page_reveal_act(struct request *req);

#endif
