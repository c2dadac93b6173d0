/* Who the people are, taken out of the dump of a backup: what lists show of them (masks) and the phone's keyed index stand in `ticket`, and go into
 * the file of keys instead, which the next backup replaces. So an older backup holds nothing of somebody who was erased since.
 *
 * The dump streams through; what comes out has '' in those columns of `ticket`. It must have the table's columns before its rows, and a line a row
 * and a column, as mariadb-dump writes them: what cannot be read so is refused, never passed on.
 */
#ifndef PAGES_BACKUP_PEOPLE_H
#define PAGES_BACKUP_PEOPLE_H

#include <stdbool.h>

#include "base/status.h"
#include "base/text.h"

struct unname {
	char head[128];			/* how the line at hand begins */
	size_t head_len;
	enum { UNNAME_BEGIN, UNNAME_ROW, UNNAME_AFTER, UNNAME_OTHER } line;
	enum { UNNAME_PLAIN, UNNAME_QUOTED, UNNAME_ESCAPED } text;
	bool creating;			/* the columns of ticket follow */
	bool of_ticket;			/* … its rows */
	bool hidden[256];		/* by column */
	unsigned columns, found, column;
	bool begun;			/* the value at hand, which is hidden, has its '' */
};

void unname_begin(struct unname *u);
/* Appends what is to go on. ST_INVALID: it cannot be read; nothing of it may be kept. */
MUST_CHECK enum status unname_add(struct unname *u, const void *data, size_t n, struct buf *out);
/* ST_INVALID, with nothing more to come: the dump ended within a line. */
MUST_CHECK enum status unname_end(const struct unname *u);

/* What puts them back, as statements for the client: a begin, rows (n: how many came before), an end (n: how many there were). Tickets that the database does not
 * have are passed over. */
struct backup_person {
	uint64_t id;		/* of the ticket */
	struct bytes phone_index;
	const char *phone_mask, *name_mask;
};
void people_sql_begin(struct buf *out);
void people_sql_row(struct buf *out, uint64_t n, const struct backup_person *person);
void people_sql_end(struct buf *out, uint64_t n);

#endif
