/* Adds up what came and went of open tickets; see store/open_store.h. */
#include "pages/duty.h"
#include "store/open_store.h"

#define AT_ONCE 1000	/* some hundredths of a second */

enum status duty_count(struct worker *w, size_t *done, bool *more)
{
	TRY(open_add_up(w->site->db, w->arena, AT_ONCE, done));
	*more = *done == AT_ONCE;
	return ST_OK;
}
