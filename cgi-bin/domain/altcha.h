/* Proof of work in the form of altcha.org (SHA-256): a challenge that a browser solves by trying, and that costs us one
 * hash to make and two to judge.
 *
 *	salt       HEX?expires=SECONDS&visit=WORD&	the end keeps salt and number apart, so that no part of the one is
 *							read as part of the other
 *	challenge  hex(SHA-256(salt ‖ number))		number: decimal, in [0, maxnumber]
 *	signature  hex(HMAC-SHA-256(key, challenge))
 *	payload    base64({"algorithm":"SHA-256","challenge":…,"number":…,"salt":…,"signature":…}), other members ignored
 *
 * A solution serves the one visit that it names. A visit files one matter (its idempotency key), so nothing need be stored
 * for it to count once. Pure.
 */
#ifndef DOMAIN_ALTCHA_H
#define DOMAIN_ALTCHA_H

#include "base/crypto.h"

#define ALTCHA_PAYLOAD_MAX 1000	/* bytes; ours have under 500 */

struct altcha_ask {
	const uint8_t *key;	/* KEY_BYTES */
	const char *visit;	/* hex */
	uint8_t salt[SALT_BYTES];
	uint32_t number;	/* what is to be found */
	uint32_t most;		/* maxnumber */
	int64_t expires_s;
};

/* The challenge as JSON: {"algorithm","challenge","maxnumber","salt","signature"}. */
const char *altcha_make(struct arena *arena, const struct altcha_ask *ask);
/* ST_INVALID: not solved, not signed by this key, or not of this visit. ST_EXPIRED: right, but too late. */
MUST_CHECK enum status altcha_check(struct arena *arena, const uint8_t key[KEY_BYTES], const char *visit, const char *payload,
				    int64_t now_s);

#endif
