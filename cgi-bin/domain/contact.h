/* Where a person is told what happens: phone and mail sealed once more, to a key of the worker's alone, with the token of the
 * link that ends it. The vault stays shut: what lies here opens nothing else, and goes long before it.
 */
#ifndef DOMAIN_CONTACT_H
#define DOMAIN_CONTACT_H

#include "base/crypto_pair.h"
#include "domain/notice.h"
#include "domain/person.h"

#define CONTACT_TOKEN_BYTES 12	/* 96 bits, 24 characters in the link of a message */

#define CONTACT_CODE_CHARS 6	/* digits, for a message that holds a code instead of a link: made of the token */

struct contact {
	const char *phone;	/* a mobile; "" when none */
	const char *email;
	const char *token;	/* hex */
	const char *code;	/* made of it */
};

struct contact_sealed {
	unsigned channels;	/* enum notice_channel; 0: nowhere, and nothing is sealed */
	char key_id[KEY_ID_CHARS + 1];
	struct bytes token_hash;
	struct bytes wrapped;
	struct bytes sealed;
	const char *code;	/* never stored as it is */
};

/* By which channels a person can be told: messages go to mobiles of the mainland. */
unsigned contact_channels(const struct person *person);
void contact_seal(struct arena *arena, const uint8_t notice_public[KEY_BYTES], const struct person *person,
		  struct contact_sealed *sealed);
MUST_CHECK enum status contact_open(struct arena *arena, const uint8_t notice_private[KEY_BYTES], struct bytes wrapped,
				    struct bytes sealed, struct contact *contact);
/* What is stored of a token. ST_INVALID: not one of ours. */
MUST_CHECK enum status contact_token_hash(const char *token, uint8_t hash[HASH_BYTES]);

#endif
