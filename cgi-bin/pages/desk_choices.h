/* What staff choose from in forms: regions and items, as values for a <select>. */
#ifndef PAGES_DESK_CHOICES_H
#define PAGES_DESK_CHOICES_H

#include "pages/site.h"

/* Regions.N.{Code,Indent,Name}: those a jurisdiction (0 the nation) covers. */
void show_region_choices(struct request *req, uint32_t jurisdiction);
/* Domains.N.{Name,Items.M.{Code,Name}} */
void show_item_choices(struct request *req);

#endif
