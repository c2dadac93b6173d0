/* Who may do what to whom: which roles a role may let in, lock, give a new device or sign out, and where. One table, used by the
 * desk's pages, the shell's verb and the route tables. Nobody may do any of it to the own account.
 */
#ifndef DOMAIN_RANK_H
#define DOMAIN_RANK_H

#include "domain/ticket.h"

/* The groups of roles that routes name. */
#define WORKERS (ROLE_AGENT | ROLE_UNIT | ROLE_REVIEWER | ROLE_FOLLOWUP | ROLE_SUPERVISOR)
#define LOOKERS (WORKERS | ROLE_PROVINCE_ADMIN | ROLE_MINISTRY)
#define SUPERVISORS (ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN | ROLE_MINISTRY)
#define AUDITORS (ROLE_AUDITOR | ROLE_AUDIT_ADMIN)
#define PEOPLE_ADMINS (ROLE_PROVINCE_ADMIN | ROLE_SECURITY_ADMIN)
#define ANYBODY (LOOKERS | ROLE_SYSTEM_ADMIN | ROLE_SECURITY_ADMIN)
/* Who tells the public about faults and planned work: of everything, or of the own province. */
#define ANNOUNCERS (ROLE_SYSTEM_ADMIN | ROLE_PROVINCE_ADMIN)
/* Whom people can be: everybody but the public and the worker. */
#define PEOPLE (ANYBODY | AUDITORS)

enum right {
	RIGHT_SEE,	/* the account, and where it is signed in */
	RIGHT_GRANT,	/* let somebody in with this role */
	RIGHT_LOCK,	/* and unlock */
	RIGHT_RENEW,	/* a new link, when device or passphrase is lost */
	RIGHT_END,	/* sign out, everywhere or of one session */
	RIGHT_MOVE,	/* to another role, place or unit; the new one is granted as well */
	RIGHT_ABSENT,	/* say that somebody is away, and who stands in; the own absence is everybody's to say who works on tickets */
	RIGHT_COUNT
};

/* What somebody is, as far as rights ask. */
struct ranked {
	uint32_t id;		/* 0: not there yet */
	unsigned role;
	uint32_t province;	/* 0: the nation */
};

bool rank_may(const struct ranked *by, enum right right, const struct ranked *whom);
/* The roles to which a role may do it at all. */
unsigned rank_over(unsigned role, enum right right);

#endif
