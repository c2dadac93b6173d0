/* /admin/reveals, /audit/reveals: who looked at who a person is, why, and who agreed; counted by person, and each of them. Nothing here
 * shows who any of these people are.
 */
#ifndef PAGES_REVEALS_H
#define PAGES_REVEALS_H

#include "web/fields.h"

extern const struct field reveals_fields[];
enum status page_reveals_show(struct request *req);

#endif
