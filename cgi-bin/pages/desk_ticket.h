/* One ticket for staff: what it is, what was done, and what this viewer may do now. */
#ifndef PAGES_DESK_TICKET_H
#define PAGES_DESK_TICKET_H

#include "pages/reading.h"
#include "web/route.h"

extern const struct field move_fields[];

struct ticket_row;
struct attachment_by_id_out;
/* The ticket that the path names, if the viewer reaches it; else ST_NOT_FOUND. */
MUST_CHECK enum status desk_ticket_load(struct request *req, struct ticket_row *ticket);
/* … and may work on it; ST_FORBIDDEN: only look. */
MUST_CHECK enum status desk_ticket_load_covered(struct request *req, struct ticket_row *ticket);
/* The flow's refusals of a move, in words beside the form; what was typed stays. */
MUST_CHECK enum status desk_explain(struct request *req, enum status status);

enum status page_desk_ticket_show(struct request *req);
/* /admin/ticket/{number}/{move} */
enum status page_desk_move_act(struct request *req);
/* /admin/ticket/{number}/sheet: what goes on paper into the archive. */
enum status page_desk_sheet_show(struct request *req);
/* The file that the path names, if the viewer reaches its ticket; that it is looked at is written down. */
MUST_CHECK enum status desk_file(struct request *req, enum reading_how how, struct attachment_by_id_out *file);
/* /admin/file/{id} */
enum status page_desk_file_show(struct request *req);

#endif
