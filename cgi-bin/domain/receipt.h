/* What the person who files takes away: a signed word that this ticket, with this first event, was received at this time.
 *
 * Two forms that say the same, each in one way only, so that a changed byte is never taken for another spelling:
 *
 *	12328R1.NUMBER.AT_MS.HASH.KEY.SIGNATURE		one word, for a link, a QR code, a sheet of paper
 *	{"format":"12328 receipt 1","ticket":NUMBER, …}		the same parts, by name
 *
 * HASH (64 hex digits) is that of the ticket's first event, KEY (16) the id of the key that signed, SIGNATURE (128) Ed25519 over
 * "12328 receipt 1\nNUMBER\nAT_MS\nHASH\n". It holds nothing of the person and not the query code. Pure.
 */
#ifndef DOMAIN_RECEIPT_H
#define DOMAIN_RECEIPT_H

#include "base/crypto_pair.h"

#define RECEIPT_BYTES_MAX 512	/* of either form */

struct receipt {
	const char *number;
	int64_t at_ms;
	uint8_t hash[HASH_BYTES];
	char key_id[KEY_ID_CHARS + 1];
	uint8_t signature[SIGNATURE_BYTES];
};

/* Fills key_id and signature. */
void receipt_sign(struct arena *arena, struct receipt *receipt, const uint8_t public_key[KEY_BYTES],
		  const uint8_t private_key[KEY_BYTES]);
bool receipt_signed(struct arena *arena, const struct receipt *receipt, const uint8_t public_key[KEY_BYTES]);

const char *receipt_word(struct arena *arena, const struct receipt *receipt);
const char *receipt_json(struct arena *arena, const struct receipt *receipt);	/* one line, with its end */

/* Either form, or a link that ends in `receipt=` and the word; blanks around it do not count. ST_INVALID: none of these.
 * Whether it is signed is another question. */
MUST_CHECK enum status receipt_read(struct arena *arena, const char *text, struct receipt *receipt);

#endif
