/* The auditor's desk: choose a period, look, take away; every export is recorded with the hash of what was sent. */
#ifndef PAGES_AUDIT_DESK_H
#define PAGES_AUDIT_DESK_H

#include "web/route.h"

#include "pages/desk_list.h"
#include "pages/ticket_filter.h"

/* What is looked for, as fields of a form. */
#define AUDIT_STATES "accepted dispatched signed waiting replied answered followup rework closed archived referred withdrawn returned not_accepted grouped merged"
#define AUDIT_FILTER_FIELDS \
	{ "from", FIELD_DAY }, \
	{ "to", FIELD_DAY }, \
	{ "region", FIELD_REGION }, \
	{ "kind", FIELD_CHOICE, .choices = "complaint inquiry suggestion" }, \
	{ "state", FIELD_CHOICE, .choices = AUDIT_STATES }, \
	{ "unit", FIELD_LINE, 1, 16, .check = desk_check_code }, \
	{ "item", FIELD_ITEM }, \
	{ "rule", FIELD_LINE, 1, TICKET_RULE_CHARS, .check = desk_check_code }

/* The filter as the statements take it; narrowed to the auditor's jurisdiction. Without dates: the last 30 days. */
struct ticket_filter audit_filter(const struct request *req);
/* Kinds.N, States.N, Rules.N: the words to choose from; Domains.N: the items. */
MUST_CHECK enum status audit_show_choices(struct request *req);

extern const struct field audit_fields[], audit_sheet_fields[], audit_columns_fields[];

enum status page_audit_show(struct request *req);
/* /audit/export?…&format=csv|jsonl */
enum status page_audit_export_show(struct request *req);
/* What the columns of either mean, in Chinese and English. */
enum status page_audit_columns_show(struct request *req);
/* The same, a spreadsheet or a signed package (audit_package.h), made by the worker, sealed on wish. */
enum status page_audit_sheet_act(struct request *req);

#endif
