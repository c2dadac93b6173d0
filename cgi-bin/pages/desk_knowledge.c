/* Keeping the knowledge base; see desk_knowledge.h. Every change is in the trail of acts. */
#include "pages/desk_knowledge.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/now.h"
#include "pages/desk_choices.h"
#include "pages/desk_list.h"
#include "pages/desk_nav.h"
#include "store/article_store.h"
#include "web/response.h"
#include "store/acted.h"

#define LIST_MAX 500
#define SOON_DAYS 30		/* before its review an article is listed as due */
#define OWNERS_MAX 200
#define KEEPERS (ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN)

static const char *const status_words[] = { "", "draft", "published", "withdrawn" };

static const char *check_item(struct request *req, const char *text)
{
	return item_find(&site_of(req)->items, (uint32_t)strtoul(text, NULL, 10)) ? NULL : "unknown_item";
}

/* What both forms have. */
#define ARTICLE_FIELDS \
	{ "version", FIELD_NUMBER, 0, INT32_MAX }, \
	{ "item", FIELD_ITEM, .flags = FIELD_REQUIRED, .check = check_item }, \
	{ "title", FIELD_LINE, 4, 100, FIELD_REQUIRED }, \
	{ "title_en", FIELD_LINE, 0, 200 }, \
	{ "body", FIELD_BLOCK, 10, 2000, FIELD_REQUIRED }, \
	{ "body_en", FIELD_BLOCK, 0, 4000 }, \
	{ "source", FIELD_LINE, 0, 300 }, \
	{ "from", FIELD_DAY, .flags = FIELD_REQUIRED }, \
	{ "until", FIELD_DAY }, \
	{ "owner", FIELD_NUMBER, 1, UINT32_MAX, FIELD_REQUIRED }, \
	{ "review", FIELD_DAY, .flags = FIELD_REQUIRED }, \
	{ "article_status", FIELD_CHOICE, .choices = "draft published withdrawn", .flags = FIELD_REQUIRED }

const struct field articles_fields[] = {
	{ "by", FIELD_CHOICE, .choices = "review used regretted helped unhelped" },
	{ "due", FIELD_YES },
	{ "mine", FIELD_YES },
	ARTICLE_FIELDS,
	{ 0 }
};

const struct field article_fields[] = { ARTICLE_FIELDS, { 0 } };
const struct field article_tickets_fields[] = { { "only", FIELD_CHOICE, .choices = "all regretted" }, { 0 } };

static uint32_t status_number(const char *word)
{
	uint32_t n = 1;

	while (n < 3 && strcmp(status_words[n], word) != 0)
		n++;
	return n;
}

static bool is_own(const struct request *req, const struct article_row *article)
{
	return article->region != 0 && region_covers(req->viewer->region, article->region);
}

/* Days in an order that makes sense. */
static enum status check_days(struct request *req)
{
	int64_t from = field_number(req, "from");

	if (field_given(req, "until") && field_number(req, "until") < from)
		request_error(req, "until", "before_from");
	if (field_number(req, "review") < from)
		request_error(req, "review", "before_from");
	return req->error_count ? ST_INVALID : ST_OK;
}

/* ---- who answers for one ----------------------------------------------------------------------------------------- */

/* Those of the province who may change an article of that place. */
static enum status find_owners(struct request *req, uint32_t region, struct colleague_told **people, size_t *count)
{
	return colleagues_list(site_of(req)->db, req->arena, &(struct colleagues_in){ .now_ms = req->now_ms, .same_ms = req->now_ms, .unit = "",
		.province_from = req->viewer->province, .province_until = req->viewer->province, .roles = KEEPERS, .place = region, .county = region,
		.city = region_city(region), .whole = region_province(region), .most = OWNERS_MAX }, people, count);
}

static enum status show_owners(struct request *req, uint32_t region)
{
	struct colleague_told *people;
	size_t count;

	TRY(find_owners(req, region, &people, &count));
	for (size_t i = 0; i < count; i++) {
		view_intf(req, people[i].id, "Owners.%zu.Id", i);
		view_setf(req, people[i].name, "Owners.%zu.Name", i);
	}
	return ST_OK;
}

static enum status check_owner(struct request *req, uint32_t region)
{
	struct colleague_told *people;
	size_t count;

	TRY(find_owners(req, region, &people, &count));
	for (size_t i = 0; i < count; i++)
		if (people[i].id == (uint32_t)field_number(req, "owner"))
			return ST_OK;
	request_error(req, "owner", "article_owner");
	return ST_INVALID;
}

static const char *grams_typed(struct request *req)
{
	return article_grams(req->arena, field_text(req, "title"), field_text(req, "title_en"), field_text(req, "body"), field_text(req, "body_en"));
}

static enum status change(struct request *req, enum sql_id id, const void *in, const char *act, const char *object)
{
	return acted_change(site_of(req)->db, id, in, &(struct staff_act_insert_in){
		.at_ms = req->now_ms, .staff_id = req->viewer->id, .program = "admin", .act = act, .object = object, .detail = field_text(req, "title") });
}

/* ---- all -------------------------------------------------------------------------------------------------------- */

static const char *title_of(const struct request *req, const struct article_row *article)
{
	return text_equal(req->language, "en") && *article->title_en ? article->title_en : article->title;
}

_Static_assert(offsetof(struct article_of_reach_out, owner_name) >= sizeof(struct article_row), "a listed row begins with an article");

static void show_row(struct request *req, size_t at, const struct article_of_reach_out *row)
{
	const struct article_row *article = (const struct article_row *)(const void *)row;
	int32_t today = day_of_ms(req->now_ms);

	view_intf(req, article->id, "Articles.%zu.Id", at);
	view_setf(req, title_of(req, article), "Articles.%zu.Title", at);
	view_setf(req, site_item_name(req, article->item), "Articles.%zu.Item", at);
	view_setf(req, article->region ? site_region_name(req, article->region) : "", "Articles.%zu.Region", at);
	view_setf(req, status_words[article->status <= 3 ? article->status : 0], "Articles.%zu.Status", at);
	view_intf(req, article->review_day, "Articles.%zu.ReviewDay", at);
	view_intf(req, article->helped, "Articles.%zu.Helped", at);
	view_intf(req, article->unhelped, "Articles.%zu.Unhelped", at);
	view_intf(req, article->used, "Articles.%zu.Used", at);
	view_intf(req, article->regretted, "Articles.%zu.Regretted", at);
	view_setf(req, row->owner_name, "Articles.%zu.Owner", at);
	if (article->owner && !row->owner_active)
		view_setf(req, "1", "Articles.%zu.OwnerGone", at);
	if (article->status != ARTICLE_WITHDRAWN && article->review_day <= today + SOON_DAYS)
		view_setf(req, article->review_day <= today ? "overdue" : "soon", "Articles.%zu.Due", at);
	if (is_own(req, article))
		view_setf(req, "1", "Articles.%zu.Own", at);
}

/* Due.{All,Mine}: how many are past their review. */
static enum status show_due(struct request *req, uint32_t from, uint32_t until)
{
	struct article_due_count_out due;

	TRY(article_due_count(site_of(req)->db, req->arena, &(struct article_due_count_in){ from, until, day_of_ms(req->now_ms), req->viewer->id }, &due));
	view_int(req, "Due.All", (int64_t)due.due);
	view_int(req, "Due.Mine", (int64_t)due.mine);
	return ST_OK;
}

static enum status show_list(struct request *req)
{
	const char *by = field_text(req, "by");
	struct article_of_reach_in in = {
		.due_until = field_number(req, "due") ? day_of_ms(req->now_ms) + SOON_DAYS : INT32_MAX, .anybody = !field_number(req, "mine"), .owner = req->viewer->id,
		.by_used = text_equal(by, "used"), .by_regretted = text_equal(by, "regretted"), .by_helped = text_equal(by, "helped"),
		.by_unhelped = text_equal(by, "unhelped"), .most = LIST_MAX };
	struct article_of_reach_out *rows;
	size_t count;

	desk_reach(req->viewer, &in.region_from, &in.region_until);
	TRY(article_of_reach_list(site_of(req)->db, req->arena, &in, &rows, &count));
	for (size_t i = 0; i < count; i++)
		show_row(req, i, &rows[i]);
	return show_due(req, in.region_from, in.region_until);
}

enum status page_desk_knowledge_show(struct request *req)
{
	desk_nav(req);
	TRY(show_list(req));
	show_item_choices(req);
	field_show(req, "by", "review");
	field_show(req, "owner", arena_printf(req->arena, "%u", req->viewer->id));
	return show_owners(req, req->viewer->region);
}

enum status page_desk_knowledge_act(struct request *req)
{
	uint8_t random[16];

	TRY(check_days(req));
	TRY(check_owner(req, req->viewer->region));
	crypto_random(random, sizeof(random));
	TRY(change(req, SQL_article_add, &(struct article_add_in){
		.slug = text_hex(req->arena, random, sizeof(random)), .item = (uint32_t)field_number(req, "item"), .region = req->viewer->region,
		.title = field_text(req, "title"), .title_en = field_text(req, "title_en"), .body = field_text(req, "body"),
		.body_en = field_text(req, "body_en"), .source = field_text(req, "source"), .from_day = (int32_t)field_number(req, "from"),
		.until_day = (int32_t)field_number(req, "until"), .review_day = (int32_t)field_number(req, "review"), .owner = (uint32_t)field_number(req, "owner"),
		.status = status_number(field_text(req, "article_status")), .updated_ms = req->now_ms, .grams = grams_typed(req) },
		"article_added", field_text(req, "item")));
	return response_redirect(req, "/admin/knowledge");
}

/* ---- one -------------------------------------------------------------------------------------------------------- */

static enum status load(struct request *req, struct article_row *article)
{
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(article_by_id(site_of(req)->db, req->arena, &(struct article_by_id_in){ (uint32_t)id }, article));
	return is_own(req, article) ? ST_OK : ST_NOT_FOUND;
}

enum status page_desk_article_show(struct request *req)
{
	struct article_row article;

	TRY(load(req, &article));
	desk_nav(req);
	view_int(req, "Article.Id", article.id);
	field_show(req, "version", arena_printf(req->arena, "%u", article.version));
	field_show(req, "item", arena_printf(req->arena, "%04u", article.item));
	field_show(req, "title", article.title);
	field_show(req, "title_en", article.title_en);
	field_show(req, "body", article.body);
	field_show(req, "body_en", article.body_en);
	field_show(req, "source", article.source);
	field_show(req, "from", day_text(req->arena, article.from_day));
	field_show(req, "until", article.until_day ? day_text(req->arena, article.until_day) : "");
	field_show(req, "review", day_text(req->arena, article.review_day));
	field_show(req, "article_status", status_words[article.status <= 3 ? article.status : 1]);
	field_show(req, "owner", arena_printf(req->arena, "%u", article.owner));
	show_item_choices(req);
	return show_owners(req, article.region);
}

enum status page_desk_article_act(struct request *req)
{
	struct article_row article;
	enum status status;

	TRY(load(req, &article));
	TRY(check_days(req));
	TRY(check_owner(req, article.region));
	status = change(req, SQL_article_change, &(struct article_change_in){
		.item = (uint32_t)field_number(req, "item"), .title = field_text(req, "title"), .title_en = field_text(req, "title_en"),
		.body = field_text(req, "body"), .body_en = field_text(req, "body_en"), .source = field_text(req, "source"),
		.from_day = (int32_t)field_number(req, "from"), .until_day = (int32_t)field_number(req, "until"),
		.review_day = (int32_t)field_number(req, "review"), .owner = (uint32_t)field_number(req, "owner"),
		.status = status_number(field_text(req, "article_status")), .updated_ms = req->now_ms, .grams = grams_typed(req),
		.id = article.id, .version = (uint32_t)field_number(req, "version") },
		"article_changed", request_captured(req, "id"));
	if (status == ST_CONFLICT)
		request_error(req, "", "stale");
	TRY(status);
	return response_redirect(req, "/admin/knowledge");
}

/* ---- what was answered with one -------------------------------------------------------------------------------------- */

/* Of those that hold everywhere too, though only of the own place. */
enum status page_article_tickets_show(struct request *req)
{
	bool regretted = text_equal(field_text(req, "only"), "regretted");
	struct article_tickets_in in = { .province = req->viewer->province, .regretted_from = regretted, .most = LIMIT_PAGE_ROWS };
	struct article_row article;
	struct queue_row *rows;
	size_t count;
	int64_t id;

	if (text_to_int(request_captured(req, "id"), 1, UINT32_MAX, &id) != ST_OK)
		return ST_NOT_FOUND;
	TRY(article_by_id(site_of(req)->db, req->arena, &(struct article_by_id_in){ (uint32_t)id }, &article));
	if (article.region && !is_own(req, &article))
		return ST_NOT_FOUND;
	desk_nav(req);
	in.article_id = article.id;
	desk_reach(req->viewer, &in.region_from, &in.region_until);
	TRY(article_tickets_list(site_of(req)->db, req->arena, &in, &rows, &count));
	view_int(req, "Article.Id", article.id);
	view_set(req, "Article.Title", title_of(req, &article));
	view_flag(req, "Regretted", regretted);
	return desk_rows(req, 0, rows, count);
}
