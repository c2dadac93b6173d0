/* The step that takes files, for browsers that run scripts (static/upload.js): a file in pieces, after the manner of tus and of the IETF's
 * resumable uploads. A POST begins one and says how much of it is there, HEAD says so again, a POST adds the piece at an offset, and the
 * last one makes the file one of the draft's, judged like any other. Methods are those that nginx lets through, and each POST carries
 * the form's token. Answers are JSON; what is wrong is said in the words of the form.
 */
#ifndef PAGES_TICKET_NEW_PART_H
#define PAGES_TICKET_NEW_PART_H

#include "web/route.h"

extern const struct field part_begin_fields[], part_piece_fields[];

/* /ticket/new/files/part */
enum status page_part_begin_show(struct request *req);
enum status page_part_begin_act(struct request *req);
/* /ticket/new/files/part/{place} */
enum status page_part_show(struct request *req);
enum status page_part_act(struct request *req);

#endif
