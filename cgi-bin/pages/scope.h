/* Is this matter ours? Emergencies and matters of others are caught before a form is finished, and get the right number. */
#ifndef PAGES_SCOPE_H
#define PAGES_SCOPE_H

#include "web/request.h"
#include "web/response.h"

/* True when the text is better told to somebody else (or it cannot be told): the person is asked first. */
bool scope_stops(struct request *req, uint32_t region, const char *text);
/* /ticket/new/scope: which number, and a way to go on all the same. */
enum status page_new_scope_show(struct request *req);
/* "It is ours all the same": what was held goes back into the form. */
enum status page_new_scope_act(struct request *req);
/* /refer: all numbers; with ?item= the one for an item; with ?text= what the words say. */
enum status page_refer_show(struct request *req);

#endif
