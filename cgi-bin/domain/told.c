/* What events tell; see told.h. */
#include "domain/told.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/ticket.h"

static const char *fact(const json_t *root, const char *key)
{
	const char *value = json_string_value(json_object_get(json_object_get(root, "facts"), key));

	return value ? value : "";
}

static uint32_t number_fact(const json_t *root, const char *key)
{
	return (uint32_t)strtoul(fact(root, key), NULL, 10);
}

static int64_t promise(const json_t *root)
{
	int64_t promise_ms = 0;
	json_t *clock;
	size_t i;

	json_array_foreach(json_object_get(root, "clocks"), i, clock) {
		const char *stage = json_string_value(json_object_get(clock, "stage"));

		if (stage && (strcmp(stage, stage_word(STAGE_ANSWER)) == 0 || strcmp(stage, stage_word(STAGE_EXTEND)) == 0))
			promise_ms = json_integer_value(json_object_get(clock, "due_ms"));
	}
	return promise_ms;
}

enum status told_read(struct bytes canonical, struct told *told)
{
	json_t *root = json_loadb((const char *)canonical.p, canonical.n, 0, NULL);

	if (!root)
		return ST_INVALID;
	*told = (struct told){
		.kind = (uint32_t)kind_from_word(fact(root, "kind")), .source = (uint32_t)source_from_word(fact(root, "source")),
		.item = number_fact(root, "item"), .region = number_fact(root, "region"), .rating = number_fact(root, "rating"),
		.chosen = strcmp(fact(root, "sampled"), "chosen") == 0, .promise_ms = promise(root),
	};
	snprintf(told->unit, sizeof(told->unit), "%s", fact(root, "unit"));
	snprintf(told->ticket, sizeof(told->ticket), "%s", fact(root, "ticket"));
	json_decref(root);
	return ST_OK;
}
