/* Small pictures of attachments, for whom the ticket is shown to. Staff reach them as they reach the file. The person's page is an
 * answer to a number and a code, which no address of a picture can repeat: it carries signed addresses instead, which count for
 * half an hour, in this browser alone.
 */
#ifndef PAGES_PICTURE_H
#define PAGES_PICTURE_H

#include "pages/site.h"

#define PICTURE_MS (30 * 60 * 1000)	/* as long as a page is looked at; afterwards it is opened anew by its code */

/* The address of a small picture on the person's page. NULL: this browser keeps no cookie. */
const char *picture_address(struct request *req, uint64_t id);

/* /ticket/picture/{token} */
enum status page_picture_show(struct request *req);
/* /admin/file/{id}/small */
enum status page_desk_picture_show(struct request *req);

#endif
