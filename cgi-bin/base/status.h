/* What a call can come to. One enum for the whole system, so that a caller never translates.
 *
 * The three kinds are never mixed: the user's (say what to do next, 4xx), the world's (say that it is
 * not the user's doing, 503, log), and ours (say an incident number, 500, log loudly).
 * Every function that returns one is must-check; 0 is success.
 */
#ifndef BASE_STATUS_H
#define BASE_STATUS_H

enum status {
	ST_OK = 0,

	/* the user's: the request cannot be carried out as asked */
	ST_INVALID,	/* a field is wrong; which one stands in the request's errors */
	ST_NOT_FOUND,	/* no such thing, or none that this person may know of */
	ST_FORBIDDEN,	/* known, but not for this role or jurisdiction */
	ST_CONFLICT,	/* somebody else was first, or the state does not allow it */
	ST_TOO_LARGE,	/* over a limit of limits.h */
	ST_TOO_MANY,	/* over a rate */
	ST_EXPIRED,	/* a form, session or window that has run out */
	ST_DUPLICATE,	/* a unique key is taken: for an idempotency key, already done */

	/* the world's: may be right when tried again */
	ST_UNAVAILABLE,	/* database, rules program or gateway cannot be reached */
	ST_TIMEOUT,	/* it was reached and did not answer in time */
	ST_RETRY,	/* deadlock or certification conflict: rerun the whole unit */
	ST_IO,		/* disk full, short read, broken pipe */

	/* ours */
	ST_BUG,		/* a promise between our own parts is broken */

	ST_COUNT
};

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))

/* Returns from the calling function when the expression is not ST_OK. The only macro that hides a return. */
#define TRY(expression)                                      \
	do {                                                 \
		enum status try_status_ = (expression);      \
		if (try_status_ != ST_OK)                    \
			return try_status_;                  \
	} while (0)

/* "invalid", "not_found" …: for logs and label keys; never NULL. */
const char *status_name(enum status status);

#endif
