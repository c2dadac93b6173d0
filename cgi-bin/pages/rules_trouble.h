/* What the desk says while the rules of a province are refused or in quarantine: a banner on every page of the staff
 * whom it concerns, from the file that the rules program keeps (rules/faults.h).
 */
#ifndef PAGES_RULES_TROUBLE_H
#define PAGES_RULES_TROUBLE_H

#include "web/request.h"

/* Trouble.N.{Code,Name}: the viewer's own province, or any of them for the nation's staff. */
void view_rules_trouble(struct request *req);

#endif
