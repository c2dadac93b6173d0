/* Handing messages to other machines, several at once, without waiting for any: mail to an SMTP server, JSON to an HTTP gateway.
 *
 * A delivery is begun, then carried on a little by each post_step, and ends as taken, refused or worth another try. What is sent
 * is copied. A repeat carries the same key, so that whoever receives both knows them for one.
 */
#ifndef BASE_POST_H
#define BASE_POST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/limits.h"

enum post_end {
	POST_TAKEN,
	POST_LATER,	/* not reached, too slow, busy, or it does not let us in */
	POST_REFUSED,	/* this message, for good */
};

struct post_done {
	uint64_t tag;
	enum post_end end;
	long code;	/* SMTP's or HTTP's; 0: not reached */
};

struct post_mail {
	const char *url;	/* smtp://host:port or smtps://host:port */
	bool tls;
	const char *user;	/* "": no account */
	const char *password;
	const char *from;	/* addresses alone */
	const char *to;
	const char *message;	/* headers and body, lines end in CR LF */
};

struct post_json {
	const char *url;
	const char *bearer;	/* "": none */
	const char *key;	/* Idempotency-Key */
	const char *body;
};

struct post;	/* what is on its way */

/* Ends with the arena: what is on its way then is dropped. */
struct post *post_open(struct arena *arena);
/* Less than LIMIT_SENDING on their way? */
bool post_has_room(const struct post *post);
bool post_is_empty(const struct post *post);
/* Is this tag on its way? */
bool post_holds(const struct post *post, uint64_t tag);
/* Only while there is room. */
void post_mail(struct post *post, const struct post_mail *mail, uint64_t tag);
void post_json(struct post *post, const struct post_json *json, uint64_t tag);
/* Carries on for at most so long, less when all has ended; how many ended. */
size_t post_step(struct post *post, int64_t most_ms, struct post_done done[LIMIT_SENDING]);

#endif
