/* A template's text as it is before it is parsed: what never changes is written in once, instead of being looked up and
 * escaped for each request.
 */
#ifndef WEB_TEMPLATE_TEXT_H
#define WEB_TEMPLATE_TEXT_H

#include <ClearSilver.h>

/* `var:L.x.y`, `var:Site.X` and `var:href(Static.x)` become what shared has under that name, escaped as HTML. Whatever else stands
 * in the text, and a name that shared does not have, stays. *result is malloc'd. */
NEOERR *template_write_in(HDF *shared, const char *text, char **result);

#endif
