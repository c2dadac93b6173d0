/* The person puts the own filing right: for ten minutes, and as long as nobody has begun on it. The form holds what was sent; a
 * second page sets old beside new; the third step saves. Later there is only the supplement, which the page then offers with what
 * was typed.
 */
#ifndef PAGES_TICKET_CORRECT_H
#define PAGES_TICKET_CORRECT_H

#include "pages/ticket_view.h"
#include "web/route.h"

extern const struct field correct_fields[], correct_save_fields[];

/* May it be corrected now? */
bool correct_is_open(const struct request *req, const struct ticket_row *ticket, const struct ticket_told *told);

enum status page_correct_act(struct request *req);
enum status page_correct_check_act(struct request *req);
enum status page_correct_save_act(struct request *req);
/* Show of the last two: only after something wrong. */
enum status page_correct_again(struct request *req);

#endif
