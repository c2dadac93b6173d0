/* Canonical bytes read back: any bytes are refused or read, within their bounds, and texts come out as UTF-8 went in. */
#include <string.h>

#include "domain/event_read.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	struct bytes canonical = { data, size };
	struct event_said said;
	struct said_rule rule;
	struct bytes fact;

	fact = event_fact_of(canonical, "region");
	MUST(fact.n == 0 || (fact.p >= data && fact.p + fact.n <= data + size));
	if (event_rule_of(canonical, "sample", &rule))
		MUST(rule.id.n == 0 || (rule.id.p >= data && rule.id.p + rule.id.n <= data + size));
	if (event_read(canonical, &said) != ST_OK)
		return 0;
	MUST(said.clock_count <= EVENT_CLOCKS_MAX);
	for (size_t i = 0; i < said.clock_count; i++) {
		struct event_clock clock = event_clock_from(arena, &said.clocks[i]);

		MUST(strlen(clock.proof) <= said.clocks[i].proof.n);
		MUST(said.clocks[i].stage >= STAGE_NONE && said.clocks[i].stage < STAGE_END);
	}
	return 0;
}
