/* Signed packages that auditors ask for in a page: made by the worker (job_package.c), at once when they hold nothing that people wrote, and otherwise when another
 * auditor within whose reach they are has agreed. Nobody here signs: the program has no key.
 */
#ifndef PAGES_AUDIT_PACKAGE_H
#define PAGES_AUDIT_PACKAGE_H

#include "statements.h"
#include "web/route.h"

extern const struct field audit_package_fields[];

/* Asks for one and answers with its job's page. parameters: the job's; region: whose tickets; told: the filter for the trail. */
MUST_CHECK enum status audit_package_ask(struct request *req, const char *parameters, uint32_t region, const char *told, bool sealed, bool whole);
/* Packages.Waiting: how many wait for the viewer's word; absent for none. */
MUST_CHECK enum status audit_package_count(struct request *req);
/* Order.{Why,Directory,SaidMs,SaidBy,Agreed,SaidWhy}: of the viewer's own, for its job's page. */
MUST_CHECK enum status audit_package_show(struct request *req, uint64_t job_id);

/* /audit/packages and /audit/packages/{id}: those of others that wait for a word. */
enum status page_packages_show(struct request *req);
enum status page_package_show(struct request *req);
enum status page_package_act(struct request *req);

#endif
