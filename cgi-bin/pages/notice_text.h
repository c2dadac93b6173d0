/* What a notice says: labels notice.WORD with blanks filled in, as a message or as a mail.
 *
 * What happened is said in the province's own words where it has such (sql/wording.sql). Labels are looked for by province first
 * (notice.p44.received), then for all. Never a word of the matter itself, and no word of staff is more than text: blanks are filled in one pass.
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
	const char *said;	/* the province's own words of what happened; "": those of the labels */
	const char *reason;	/* why a promise was extended; "" otherwise */
};

/* What stands on the phone, and in the mail. */
const char *notice_message(struct arena *arena, const struct notice_words *words);
const char *notice_mail(struct arena *arena, const struct notice_words *words);
/* What the labels say happened, with its blanks. */
const char *notice_label(struct arena *arena, const struct notice_words *words);

/* The body of a message to a phone, as the gateway's JSON: {"to", "text", "key"}. */
const char *notice_as_message(struct arena *arena, const struct notice_words *words);
/* Headers and body of a mail. */
const char *notice_as_mail(struct arena *arena, const struct notice_words *words);

#endif
