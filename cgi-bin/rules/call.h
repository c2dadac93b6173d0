/* Asking the rules program from another one. Never fails: after LIMIT_RULES_MS and one retry the national default,
 * linked in, answers, and the answer says so.
 */
#ifndef RULES_CALL_H
#define RULES_CALL_H

#include "base/arena.h"
#include "domain/calendar.h"
#include "rules/message.h"

struct rules_client;

/* Connects when first asked. socket_path: kept by reference. */
struct rules_client *rules_client_new(struct arena *arena, const char *socket_path);
/* All questions, of one region and day of filing, in one round trip. answers: count of them; their `aside` says when and
 * why the national default stood in. calendar: whose days a plugin may count; NULL: plain weekends. */
void rules_call(struct rules_client *client, const struct calendar *calendar, const struct rules_question *questions,
		uint32_t count, struct rules_answer *answers);

/* The days that go along with a question of that region about a matter of that moment: two weeks back, a good year ahead. */
void rules_days_fill(const struct calendar *calendar, uint32_t region, int64_t filed_ms, struct rules_days *days);

#endif
