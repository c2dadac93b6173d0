/* Is this matter ours? Emergencies and matters of others are caught before a form is finished, and get the right number. */
#ifndef PAGES_SCOPE_H
#define PAGES_SCOPE_H

#include "domain/refer.h"
#include "web/fields.h"
#include "web/request.h"
#include "web/response.h"

/* True when the text is better told to somebody else (or it cannot be told): the person is asked first. */
bool scope_stops(struct request *req, uint32_t region, const char *text);
/* /ticket/new/scope: which number, and a way to go on all the same. */
enum status page_new_scope_show(struct request *req);
/* "It is ours all the same": what was held goes back into the form. */
enum status page_new_scope_act(struct request *req);
/* /refer: all numbers; with ?item= the one for an item. Posted words are told their number, in the body and not the
 * URL, so that they stand in no log. */
extern const struct field refer_fields[];
enum status page_refer_show(struct request *req);
enum status page_refer_act(struct request *req);
/* Scope.Outcome, Numbers.N.{Number,Label}: what a text was found to be. */
void scope_show(struct request *req, const struct refer_result *result);

#endif
