/* What templates can call beside ClearSilver's own functions; listed in view.h. Called by templates.c and view.c only. */
#ifndef WEB_FUNCTIONS_H
#define WEB_FUNCTIONS_H

#include <cs/cs.h>

#include "web/request.h"

/* Makes the functions known to a template before it is parsed. */
NEOERR *functions_register(CSPARSE *parse);
/* Whose page is being rendered: its language decides how dates are written. NULL: none. */
void functions_render_for(const struct request *req);

#endif
