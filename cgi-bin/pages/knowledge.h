/* Answers that stand before a question, for the public: /knowledge (all, or those a search finds) and /knowledge/{id}.
 * "This solved it" is counted with the article.
 */
#ifndef PAGES_KNOWLEDGE_H
#define PAGES_KNOWLEDGE_H

#include "statements.h"
#include "web/fields.h"
#include "web/request.h"

extern const struct field knowledge_fields[], solved_fields[];
enum status page_knowledge_show(struct request *req);
enum status page_knowledge_one_show(struct request *req);
enum status page_knowledge_one_act(struct request *req);

/* AT.N.{Id,Title,Lead}: in the request's language. */
void show_articles(struct request *req, const char *at, const struct article_row *rows, size_t count);

#endif
