/* Keeps what the wall shows; see store/wall_store.h. */
#include "pages/duty.h"
#include "store/wall_store.h"

enum status duty_wall(struct worker *w, size_t *done, bool *more)
{
	(void)more;
	TRY(wall_keep(w->site->db, w->arena, w->now_ms));
	*done = 1;
	return ST_OK;
}
