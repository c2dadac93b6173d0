/* Whether an attachment may be looked at: what a scanner said, and what somebody decided of what it found. */
#ifndef DOMAIN_CHECK_H
#define DOMAIN_CHECK_H

#include <stdbool.h>

/* Stored: append, never renumber. A trigger (migration 0181) knows CHECK_DESTROYED. */
enum check {
	CHECK_NONE,		/* it came when no scanner was set up */
	CHECK_WAITS,		/* until a scanner answers, however long that takes */
	CHECK_CLEAN,
	CHECK_HELD,		/* something was found: in quarantine until somebody decides */
	CHECK_RELEASED,		/* somebody decided that it is harmless */
	CHECK_DESTROYED,
	CHECK_END
};

const char *check_word(int check);	/* "held" …; NULL: none */
/* Only what was not found, or was released, is ever served. */
bool check_lets_through(int check);

#endif
