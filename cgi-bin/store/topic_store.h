/* What a week's tickets are about, as the worker counts it; domain/topic.h says what counts. */
#ifndef STORE_TOPIC_STORE_H
#define STORE_TOPIC_STORE_H

#include "domain/region.h"
#include "statements.h"
#include "store/history.h"

/* Gathered in memory until it is written. Lives in the arena. */
struct topics {
	struct arena *arena;
	struct topic_mark_add_in *rows;
	size_t count;
	size_t room;
};

struct topics topics_new(struct arena *arena);
/* Adds what the ticket is about when the event seq is its filing. ST_BUG (logged): its bytes are none. */
MUST_CHECK enum status topics_count(struct topics *topics, const struct history *history, uint32_t seq);
/* Writes all, within the caller's transaction. */
MUST_CHECK enum status topics_write(struct db *db, const struct regions *regions, const struct topics *topics);

#endif
