/* Asking the rules program from another one. Never fails: after LIMIT_RULES_MS and one retry the national default,
 * linked in, answers, and the answer says so.
 */
#ifndef RULES_CALL_H
#define RULES_CALL_H

#include <stdbool.h>

#include "base/arena.h"
#include "rules/message.h"

struct rules_client;

/* Connects when first asked. socket_path: kept by reference. */
struct rules_client *rules_client_new(struct arena *arena, const char *socket_path);
/* All questions in one round trip. answers: count of them. fallback: the rules program did not answer. */
void rules_call(struct rules_client *client, const struct rules_question *questions, uint32_t count,
		struct rules_answer *answers, bool *fallback);

#endif
