/* /admin/knowledge: the answers of a place and those that hold everywhere, due for review first or by what came of them; adding one.
 * /admin/knowledge/{id}: changing one. A place changes its own; what holds everywhere it only reads. Somebody answers for each.
 * /admin/knowledge/{id}/tickets: what was answered with one at once, or those whose person was dissatisfied.
 */
#ifndef PAGES_DESK_KNOWLEDGE_H
#define PAGES_DESK_KNOWLEDGE_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field articles_fields[], article_fields[], article_tickets_fields[];
enum status page_desk_knowledge_show(struct request *req);
enum status page_desk_knowledge_act(struct request *req);
enum status page_desk_article_show(struct request *req);
enum status page_desk_article_act(struct request *req);
enum status page_article_tickets_show(struct request *req);

#endif
