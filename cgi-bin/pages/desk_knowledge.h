/* /admin/knowledge: the answers of a province and those that hold everywhere, due for review first; adding one.
 * /admin/knowledge/{id}: changing one. A province changes its own; what holds everywhere it only reads.
 */
#ifndef PAGES_DESK_KNOWLEDGE_H
#define PAGES_DESK_KNOWLEDGE_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field article_fields[];
enum status page_desk_knowledge_show(struct request *req);
enum status page_desk_knowledge_act(struct request *req);
enum status page_desk_article_show(struct request *req);
enum status page_desk_article_act(struct request *req);

#endif
