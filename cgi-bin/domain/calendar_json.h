/* Days off as two packages that people keep on npm write them; see calendar_table.h for the table by hand.
 *
 * holiday-calendar  data/CN/YEAR.json: { "year", "region": "CN", "dates": [ { "date", "name_cn", "type" } ] } with the types
 *                   public_holiday and transfer_workday
 * chinese-days      dist/years/YEAR.json or dist/chinese-days.json: { "holidays": { "2026-01-01": "New Year's Day,元旦,1" },
 *                   "workdays": { … } }
 * Lines are not known; what is wrong is named by its date.
 */
#ifndef DOMAIN_CALENDAR_JSON_H
#define DOMAIN_CALENDAR_JSON_H

#include "domain/calendar_table.h"

/* Whether a text is to be read by this and not as a table. */
bool calendar_is_json(const char *text);
void calendar_json_read(struct arena *arena, const char *text, const char *source, struct calendar_table *table);

#endif
