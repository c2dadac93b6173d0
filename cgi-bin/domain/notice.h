/* Which events a person is told of, beside the page that shows them all, and by which channel. Pure.
 *
 * Nothing is told of a confidential matter: whoever else holds the phone would learn that there is one. Only who asks for a new
 * query code with number and phone gets its link, in words that are the same for every matter and name none.
 */
#ifndef DOMAIN_NOTICE_H
#define DOMAIN_NOTICE_H

#include "domain/ticket.h"

#define NOTICE_WORDS_CHARS 120	/* of a wording; twice as many in English */
#define NOTICE_PARTS_MOST 5	/* of a message with such words */
#define NOTICE_KEY_BYTES 16	/* by which whoever receives a repeat knows it */

/* Stored: append, never renumber. Channels are bits of notice_contact.channels. */
enum notice_channel { NOTICE_SMS = 1 << 0, NOTICE_MAIL = 1 << 1 };

enum notice_state { NOTICE_WAITING = 1, NOTICE_TAKEN, NOTICE_GIVEN_UP, NOTICE_OFF, NOTICE_UNWANTED };

enum notice {
	NOTICE_NONE,
	NOTICE_RECEIVED,	/* 已受理 */
	NOTICE_DISPATCHED,	/* 已转办 */
	NOTICE_MORE_NEEDED,	/* 需补充 */
	NOTICE_EXTENDED,	/* 延期 */
	NOTICE_ANSWERED,	/* 已有答复 */
	NOTICE_FOLLOWUP,	/* 将回访 */
	NOTICE_REOPENED,	/* 重办 */
	NOTICE_RECOVERY,	/* the link to a new query code: of no event, because the person asked for it */
	NOTICE_PHONE_CODE,	/* the code by which a phone is verified: of no ticket, as there is none yet */
	NOTICE_END
};

/* What is told of an event; NOTICE_NONE: nothing. */
enum notice notice_of_event(enum event_type type);
/* "received" …: of label keys and pages; NULL for a number that has no word. */
const char *notice_word(int notice);
const char *notice_state_word(int state);
const char *notice_channel_word(int channel);

/* Whether a province may word it: codes and links to new ones have the nation's words everywhere. */
bool notice_is_worded(int notice);
/* What is wrong with such words, as an error's key; NULL: nothing. They are a sentence without links, in which {number} stands, and {date} where
 * something is promised; no other brace stands in them. */
const char *notice_words_fault(enum notice notice, const char *words);
/* How many messages a text is on a phone, as mobile operators of the mainland count: 70 characters, or 67 each. */
unsigned notice_parts(const char *text);

/* By how much the next try of a message that could not be delivered waits: doubled each time, at most six hours. */
int64_t notice_back_off_ms(int64_t first_ms, uint32_t tries);

#endif
