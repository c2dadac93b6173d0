/* What the pages of indicators share: reading place, period and cut from a query, and showing figures with the links they open. */
#ifndef PAGES_INDICATOR_VIEW_H
#define PAGES_INDICATOR_VIEW_H

#include "pages/desk_list.h"
#include "pages/measure_figures.h"
#include "web/fields.h"
#include "web/request.h"

/* A month that there can be figures of. */
const char *check_month(struct request *req, const char *text);
#define INDICATOR_SCOPE_FIELDS \
	{ "region", FIELD_REGION }, \
	{ "month", FIELD_NUMBER, 201401, 209912, .check = check_month }, \
	{ "span", FIELD_CHOICE, .choices = "month quarter year" }, \
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion" }, \
	{ "item", FIELD_ITEM }, \
	{ "source", FIELD_CHOICE, .choices = "phone web app wechat sms fax letter visit 12345 ministry mailbox open311" }, \
	{ "unit", FIELD_LINE, 0, 16, .check = desk_check_code }

/* Within the viewer's reach, whatever was asked for; this month unless one was given. More than one cut is an error of the field
 * and counts as the first. */
void indicator_read(struct request *req, struct measure_scope *scope, struct measure_span *span);
/* "&region=440000&month=202611&span=month": the query as it stands in links. Words and codes only: nothing needs escaping. */
const char *indicator_query(struct request *req, const struct measure_scope *scope, const struct measure_span *span);

/* Place, PlaceCode, From, Until (days of the months' first), Span, Cut.{Name,Value}: what is shown. */
MUST_CHECK enum status indicator_show_scope(struct request *req, const struct measure_scope *scope, const struct measure_span *span);
/* AT.N.{What,Rate,Counted,Hits}: all indicators of a set, in their order, or all signs. */
void indicator_show_set(struct request *req, const struct measure_set *set, bool signs, const char *at);
/* What all these pages show: the scope, Query, MonthCode, Figures.N.{What,Rate,Counted,Hits,Before,Year} (now, and how it
 * changed), Months.N.{Code,Day} to choose from, newest first. The report is loaded for who shows more of it. */
MUST_CHECK enum status indicator_show(struct request *req, const struct measure_scope *scope, const struct measure_span *span, bool signs,
				      struct measure_report *report);
/* AT.N.{Name,Query,Of.*,Empty}: the places right below (CUT_WHOLE), or the pieces that the place is cut into. Those of which
 * nothing was counted are left out. Empty: nobody's, which
 * stands for the hotline itself and opens no list of its own. */
MUST_CHECK enum status indicator_show_parts(struct request *req, const struct measure_report *report, enum measure_cut cut, bool signs, const char *at);
/* What a cut's value is called. */
MUST_CHECK enum status indicator_value_name(struct request *req, enum measure_cut cut, const char *value, const char **name);
/* "kind" …: its name in a query; NULL for the whole. */
const char *indicator_cut_word(enum measure_cut cut);
/* The value of a cut as a query has it: "complaint" for "1", "3102" for itself. */
const char *indicator_query_value(enum measure_cut cut, const char *value);

#endif
