/* The duties of the worker, one file each (duty_WHAT.c), and the loop that performs them.
 *
 * A duty is a small idempotent step: it may be killed anywhere and done again. Each has its own period and does
 * at most a bounded part each time; while there is more it is called again without waiting, after the others
 * had their turn. Only the program that holds the database's lock works.
 */
#ifndef PAGES_DUTY_H
#define PAGES_DUTY_H

#include <stdbool.h>

#include "pages/site.h"

struct worker {
	struct site *site;
	struct arena *arena;	/* emptied after each call of a duty */
	int64_t now_ms;		/* when the duty was called */
};

struct duty {
	const char *name;
	int64_t period_ms;
	/* done: how many things it did. more: it stopped at its bound. Both are zeroed before the call. */
	enum status (*run)(struct worker *worker, size_t *done, bool *more);
};

/* Until SIGTERM or SIGINT; 0 for a clean end, 1 when it cannot begin. */
int duty_loop(const struct duty *duties, size_t count);

/* event_queue: counts, search index, archive records */
enum status duty_queue(struct worker *worker, size_t *done, bool *more);
/* open tickets, by state and place */
enum status duty_count(struct worker *worker, size_t *done, bool *more);
/* what is late and due soon, for the wall */
enum status duty_wall(struct worker *worker, size_t *done, bool *more);
/* events into the signed log of their province */
enum status duty_log(struct worker *worker, size_t *done, bool *more);
/* samples of periods: committed to before, drawn after */
enum status duty_sample(struct worker *worker, size_t *done, bool *more);
/* people are told, by message and mail */
enum status duty_notice(struct worker *worker, size_t *done, bool *more);
/* who lost a query code: does the phone belong to the ticket? */
enum status duty_recovery(struct worker *worker, size_t *done, bool *more);
/* attachments are shown to a scanner */
enum status duty_scan(struct worker *worker, size_t *done, bool *more);
/* reports and exports that somebody asked for */
enum status duty_job(struct worker *worker, size_t *done, bool *more);
/* which parts of the system answer */
enum status duty_pulse(struct worker *worker, size_t *done, bool *more);
/* tickets whose person did not answer in time */
enum status duty_resume(struct worker *worker, size_t *done, bool *more);
enum status duty_lapse(struct worker *worker, size_t *done, bool *more);
enum status duty_release(struct worker *worker, size_t *done, bool *more);
/* open tickets that are about to be late, or are */
enum status duty_escalate(struct worker *worker, size_t *done, bool *more);
/* who joins a group, leaves it, or is owed the reply of the ticket that leads it */
enum status duty_group(struct worker *worker, size_t *done, bool *more);
/* answered tickets whose time for follow-up is over */
enum status duty_close(struct worker *worker, size_t *done, bool *more);
/* ended tickets that can no longer be reopened */
enum status duty_archive(struct worker *worker, size_t *done, bool *more);
/* drafts and sessions that ran out */
enum status duty_sweep_rows(struct worker *worker, size_t *done, bool *more);
/* uploads that never became part of a ticket */
enum status duty_sweep_files(struct worker *worker, size_t *done, bool *more);

#endif
