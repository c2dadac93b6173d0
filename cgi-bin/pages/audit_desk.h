/* The auditor's desk: choose a period, look, take away; every export is recorded with the hash of what was sent. */
#ifndef PAGES_AUDIT_DESK_H
#define PAGES_AUDIT_DESK_H

#include "web/route.h"

extern const struct field audit_fields[];

enum status page_audit_show(struct request *req);
/* /audit/export?…&format=csv|jsonl */
enum status page_audit_export_show(struct request *req);
/* The same as a spreadsheet, made by the worker. */
enum status page_audit_sheet_act(struct request *req);

#endif
