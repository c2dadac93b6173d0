/* /admin/people, /admin/people/{id}: people and their accounts. Whom one sees, lets in, locks, renews and signs out is domain/rank.h's to
 * say: a provincial admin those who work in the own province, the security administrator everybody; nobody the own account.
 */
#ifndef PAGES_DESK_PEOPLE_H
#define PAGES_DESK_PEOPLE_H

#include "web/route.h"

extern const struct field people_fields[], person_fields[];

/* People.N.{Id,Login,Name,Role,Region,Unit,Active,LockedOut}, Grant.N.Word, Next, Fresh.{Login,Link} */
enum status page_people_show(struct request *req);
enum status page_people_act(struct request *req);
/* Person.*, May.{Lock,Renew,End}, Sessions.N.*, Fresh.{Login,Link} */
enum status page_person_show(struct request *req);
enum status page_person_act(struct request *req);

#endif
