/* What a repeat of a form is known by: a random word that it carries (view_intent), for one person and one kind of act. */
#ifndef PAGES_INTENT_H
#define PAGES_INTENT_H

#include "base/crypto.h"
#include "base/text.h"
#include "web/request.h"

/* Of the field "intent" of this viewer's form. what: a word for the kind of act, so that one form's word counts for one of them only. */
struct bytes intent_key(struct request *req, const char *what);

#endif
