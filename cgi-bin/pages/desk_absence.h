/* /admin/absence: who is away, from when to when, and who stands in; said by oneself, by whoever supervises, or by the security
 * administrator (domain/rank.h). /admin/absence/{id}/end: back before the time.
 */
#ifndef PAGES_DESK_ABSENCE_H
#define PAGES_DESK_ABSENCE_H

#include "store/absence_store.h"
#include "web/route.h"

extern const struct field absence_fields[];
enum status page_absence_show(struct request *req);
enum status page_absence_act(struct request *req);
enum status page_absence_end_act(struct request *req);

/* Absences.N.{Id,From,Until,Name,MadeBy,EndedMs,EndedBy,Standing} of somebody, the newest first. */
MUST_CHECK enum status absence_show_of(struct request *req, uint32_t staff_id);
/* For.N.{Id,Name,Until,Count}: for whom the viewer stands in now, and how much they have. Away.{Name,Until}: who stands in for the viewer, and
 * Away.Offer: they may say so. */
MUST_CHECK enum status absence_show_for(struct request *req);

#endif
