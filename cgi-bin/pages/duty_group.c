/* Groups: who joins, who leaves, who is owed the reply; see group.h. */
#include "pages/duty.h"
#include "pages/group.h"
#include "statements.h"

#define BATCH_MEMBERS 50	/* half a second; the other duties have their turn in between */

enum status duty_group(struct worker *w, size_t *done, bool *more)
{
	struct tie_row *rows;
	size_t count;

	TRY(tie_to_do_list(w->site->db, w->arena, &(struct tie_to_do_in){ BATCH_MEMBERS }, &rows, &count));
	TRY(group_go_on(w->site, w->arena, rows, count, w->now_ms, done));
	*more = count == BATCH_MEMBERS;
	return ST_OK;
}
