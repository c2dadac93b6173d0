/* The public home page, and pages of text whose words stand in the labels. */
#include "pages/home.h"

#include <string.h>

#include "pages/desk_choices.h"
#include "pages/office_view.h"
#include "pages/portal_visit.h"

#define PARTS_MAX 12

const struct field home_fields[] = { { "region", FIELD_REGION }, { 0 } };

/* The office of a place that was asked about; without that the page reads nothing. */
enum status page_home_show(struct request *req)
{
	show_region_choices(req, 0, REGION_PROVINCE);
	view_office(req, (uint32_t)field_number(req, "region"));
	return ST_OK;
}

/* /help, /privacy, /accessibility: article.NAME.N.title and .text, from 1 on. */
enum status page_article_show(struct request *req)
{
	const char *name = req->path + 1;

	view_set(req, "Article.Name", name);
	for (int i = 1; i <= PARTS_MAX; i++) {
		const char *title = arena_printf(req->arena, "article.%s.%d.title", name, i);
		const char *text = arena_printf(req->arena, "article.%s.%d.text", name, i);

		if (strcmp(view_label(req, text), text) == 0)
			break;
		view_setf(req, view_label(req, title), "Article.Parts.%d.Title", i);
		view_setf(req, view_label(req, text), "Article.Parts.%d.Text", i);
	}
	return ST_OK;
}
