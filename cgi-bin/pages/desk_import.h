/* /admin/import: files of an older system handed in by a province's administrator. /admin/import/{id}: what each column is, what the first rows
 * become, trying all of it and taking it over (job_import.c), throwing the file away.
 */
#ifndef PAGES_DESK_IMPORT_H
#define PAGES_DESK_IMPORT_H

#include "web/fields.h"

extern const struct field import_fields[];
enum status page_imports_show(struct request *req);
enum status page_imports_act(struct request *req);

extern const struct field import_map_fields[];
enum status page_import_show(struct request *req);
enum status page_import_map_act(struct request *req);
extern const struct field import_run_fields[];
enum status page_import_run_act(struct request *req);
extern const struct field import_drop_fields[];
enum status page_import_drop_act(struct request *req);

/* Of the admin program alone, for part 0 of an import: the beginning of its file. */
void import_head_key(const struct request *req, uint32_t province, const uint8_t sha256[32], uint8_t key[32]);

#endif
