/* What staff choose from in forms: regions and items, as values for a <select>. */
#ifndef PAGES_DESK_CHOICES_H
#define PAGES_DESK_CHOICES_H

#include "pages/site.h"

/* Regions.N.{Code,Indent,Name,Pinyin}: those a jurisdiction (0 the nation) covers, down to a level. */
void show_region_choices(struct request *req, uint32_t jurisdiction, enum region_level deepest);
/* Domains.N.{Code,Name,Pinyin,Items.M.{Code,Name,Pinyin}} */
void show_item_choices(struct request *req);

#endif
