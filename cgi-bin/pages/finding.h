/* /audit/findings: what an auditor found, with what became of it; /admin/findings: the same for those who are to answer.
 *
 * An auditor writes own notes and nothing else: a finding, remarks on it, that its answer does not do, that it is closed. A supervisor
 * or provincial administrator whose region it concerns answers.
 */
#ifndef PAGES_FINDING_H
#define PAGES_FINDING_H

#include "web/route.h"

extern const struct field findings_fields[];
extern const struct field finding_fields[];

/* ?state=open|answered|closed&late=yes&mine=yes&number=…: the list; of an auditor with a form for another one. */
enum status page_findings_show(struct request *req);
enum status page_findings_act(struct request *req);
/* …/{id}: one, and the steps the viewer may take. */
enum status page_finding_show(struct request *req);
enum status page_finding_act(struct request *req);

#endif
