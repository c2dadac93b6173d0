/* The knowledge base for the public; see knowledge.h. */
#include "pages/knowledge.h"

#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "domain/grams.h"
#include "pages/portal_visit.h"
#include "store/article_store.h"

#define LIST_MAX 200
#define FOUND_MAX 20
#define LEAD_CHARS 60
#define PARTS_MAX 40

const struct field knowledge_fields[] = { { "q", FIELD_LINE, 0, LIMIT_SEARCH_CHARS }, { 0 } };
const struct field solved_fields[] = { { "solved", FIELD_CHOICE, .choices = "yes no", .flags = FIELD_REQUIRED }, { 0 } };

static const char *said(const struct request *req, const char *zh, const char *en)
{
	return strcmp(req->language, "en") == 0 && *en ? en : zh;
}

void show_articles(struct request *req, const char *at, const struct article_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		view_intf(req, rows[i].id, "%s.%zu.Id", at, i);
		view_setf(req, said(req, rows[i].title, rows[i].title_en), "%s.%zu.Title", at, i);
		view_setf(req, text_cut(req->arena, said(req, rows[i].body, rows[i].body_en), LEAD_CHARS), "%s.%zu.Lead", at, i);
	}
}

/* ---- all, or what is searched for ------------------------------------------------------------------------------ */

static enum status search(struct request *req, const char *typed, struct article_row **rows, size_t *count)
{
	struct db *db = site_of(req)->db;
	int32_t today = day_of_ms(req->now_ms);
	const char *query = grams_query(req->arena, typed);

	*count = 0;
	if (*query)
		TRY(article_search_list(db, req->arena, &(struct article_search_in){ query, today, today, 0, 0, FOUND_MAX }, rows, count));
	/* Nothing has all of it: what is nearest. */
	return *count > 0 ? ST_OK : article_for_words(db, req->arena, typed, 0, today, FOUND_MAX / 4, rows, count);
}

static void show_domains(struct request *req, const struct article_row *rows, size_t count)
{
	size_t domains = 0, below = 0;

	for (size_t i = 0; i < count; i++) {
		if (i == 0 || rows[i].item / 100 != rows[i - 1].item / 100) {
			view_setf(req, site_item_name(req, rows[i].item / 100 * 100), "Domains.%zu.Name", domains++);
			below = 0;
		}
		view_intf(req, rows[i].id, "Domains.%zu.Articles.%zu.Id", domains - 1, below);
		view_setf(req, said(req, rows[i].title, rows[i].title_en), "Domains.%zu.Articles.%zu.Title", domains - 1, below++);
	}
}

enum status page_knowledge_show(struct request *req)
{
	const char *typed = field_text(req, "q");
	int32_t today = day_of_ms(req->now_ms);
	struct article_row *rows;
	size_t count;

	if (*typed) {
		TRY(search(req, typed, &rows, &count));
		view_set(req, "Query", typed);
		show_articles(req, "Found", rows, count);
		return ST_OK;
	}
	TRY(article_published_list(site_of(req)->db, req->arena, &(struct article_published_in){ today, today, LIST_MAX }, &rows, &count));
	show_domains(req, rows, count);
	return ST_OK;
}

/* ---- one ------------------------------------------------------------------------------------------------------- */

/* Parts between empty lines. */
static void show_parts(struct request *req, const char *body)
{
	size_t n = 0;

	while (*body && n < PARTS_MAX) {
		const char *end = strstr(body, "\n\n");
		size_t len = end ? (size_t)(end - body) : strlen(body);

		view_setf(req, arena_strndup(req->arena, body, len), "Article.Parts.%zu", n++);
		body += len;
		body += strspn(body, "\n");
	}
}

static enum status load(struct request *req, struct article_row *article)
{
	int32_t today = day_of_ms(req->now_ms);
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(article_by_id(site_of(req)->db, req->arena, &(struct article_by_id_in){ (uint32_t)id }, article));
	return article->status == 2 && article->from_day <= today && (article->until_day == 0 || article->until_day >= today) ? ST_OK : ST_NOT_FOUND;
}

enum status page_knowledge_one_show(struct request *req)
{
	struct article_row article;

	TRY(load(req, &article));
	visit_begin(req);
	view_int(req, "Article.Id", article.id);
	view_set(req, "Article.Title", said(req, article.title, article.title_en));
	view_set(req, "Article.Source", article.source);
	view_int(req, "Article.FromDay", article.from_day);
	view_set(req, "Article.Item", site_item_name(req, article.item));
	show_parts(req, said(req, article.body, article.body_en));
	return ST_OK;
}

enum status page_knowledge_one_act(struct request *req)
{
	bool solved = strcmp(field_text(req, "solved"), "yes") == 0;
	struct article_row article;

	TRY(load(req, &article));
	TRY(article_rated(site_of(req)->db, &(struct article_rated_in){ solved, !solved, article.id }));
	view_set(req, "Solved", solved ? "yes" : "no");
	return page_knowledge_one_show(req);
}
