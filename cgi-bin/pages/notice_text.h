/* What a notice says: labels notice.WORD with blanks filled in, as a message or as a mail.
 *
 * Labels are looked for by province first (notice.p44.received), then for all. Never a word of the matter itself.
 */
#ifndef PAGES_NOTICE_TEXT_H
#define PAGES_NOTICE_TEXT_H

#include "domain/contact.h"
#include "pages/site.h"
#include "statements.h"
#include "web/labels.h"

struct notice_words {
	const struct labels *labels;
	const struct config *config;
	const struct notice_due_out *notice;
	const struct contact *contact;
	const char *reason;	/* why a promise was extended; "" otherwise */
};

/* The body of a message to a phone, as the gateway's JSON: {"to", "text", "key"}. */
const char *notice_as_message(struct arena *arena, const struct notice_words *words);
/* Headers and body of a mail. */
const char *notice_as_mail(struct arena *arena, const struct notice_words *words);

#endif
