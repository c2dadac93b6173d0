/* /admin/intake/preview: what is known while the caller still talks: whose matter it is, the caller's earlier tickets, others
 * about the same plate or place, and when the answer would be due. A part of a page, fetched by the intake screen as
 * the agent types; it keeps the draft as it goes.
 */
#ifndef PAGES_DESK_PREVIEW_H
#define PAGES_DESK_PREVIEW_H

#include "web/fields.h"
#include "web/request.h"

enum status page_preview_show(struct request *req);
enum status page_preview_act(struct request *req);

#endif
