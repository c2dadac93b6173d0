/* What rose this week: items, plates, lines and words with what drove them; domain/topic.h says what rises. */
#ifndef PAGES_DESK_TOPICS_H
#define PAGES_DESK_TOPICS_H

#include "web/fields.h"
#include "web/request.h"

extern const struct field topic_fields[];
extern const struct field topic_tickets_fields[];
enum status page_topics_show(struct request *req);
enum status page_topic_tickets_show(struct request *req);

#endif
