/* Many matters for one set of rules; see sweep.h. */
#include "rules/sweep.h"

#include "base/now.h"
#include "rules/ask.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MINUTES_OF(days) ((uint64_t)(days) * 1440)

/* SplitMix64. */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static uint64_t below(uint64_t *state, uint64_t end)
{
	return next(state) % end;
}

/* Usually between 2020 and 2036; once in eight some day of six thousand years. */
static int32_t some_day(uint64_t *state)
{
	if (below(state, 8) == 0)
		return (int32_t)below(state, 2191500) - 1095750;
	return day_from_date(2020, 1, 1) + (int32_t)below(state, 5844);
}

/* Usually per mille. */
static int64_t some_value(uint64_t *state)
{
	static const int64_t odd[] = { -1, 1001, INT32_MAX, INT64_MAX, INT64_MIN };

	return below(state, 8) == 0 ? odd[below(state, COUNT(odd))] : (int64_t)below(state, 1001);
}

/* A moment up to forty days before or after another. */
static int64_t near(uint64_t *state, int64_t at_ms)
{
	return at_ms + ((int64_t)below(state, MINUTES_OF(80)) - (int64_t)MINUTES_OF(40)) * 60000;
}

static void some_facts(uint64_t *state, uint32_t province, struct rules_facts *f)
{
	static const uint32_t domains[] = { 0, 11, 12, 21, 22, 23, 24, 25, 31, 31, 32, 33, 34, 35, 41, 51, 52, 53, 61, 69, 71, 75, 99 };

	*f = (struct rules_facts){ .size = sizeof(*f), .kind = (uint32_t)below(state, 5) };
	f->domain = domains[below(state, COUNT(domains))];
	f->item = f->domain * 100 + (uint32_t)below(state, 20);
	f->region = province + (uint32_t)(below(state, 4) == 0 ? below(state, 10000) : below(state, 30) * 100 + below(state, 4));
	f->source = (uint32_t)below(state, 16);
	f->flags = (uint32_t)below(state, 1 << 7);
	f->state = (uint32_t)below(state, 16);
	f->stage = (uint32_t)below(state, RULES_STAGE_ORDER + 2);
	f->returns = (uint32_t)below(state, 6);
	f->reworks = (uint32_t)below(state, 4);
	f->extensions = (uint32_t)below(state, 3);
	f->day = some_day(state);
	f->filed_ms = ms_of_day(f->day) + (int64_t)below(state, MINUTES_OF(1)) * 60000;
	f->now_ms = near(state, f->filed_ms);
	f->due_ms = below(state, 4) == 0 ? 0 : near(state, f->now_ms);
	f->plate_province = (uint32_t)below(state, 100);
	for (size_t i = 0; i < COUNT(f->indicator); i++)
		f->indicator[i] = some_value(state);
}

const char *rules_sweep(const struct province_rules *rules, uint64_t seed, uint32_t op, struct rules_question *found)
{
	const struct rules_world world = { .national = &national_rules };
	uint64_t state = seed + op;
	struct rules_answer answer;

	for (int i = 0; i < RULES_SWEEP_QUESTIONS; i++) {
		const char *fault;

		*found = (struct rules_question){ .op = op };
		some_facts(&state, rules->province, &found->facts);
		fault = rules_ask_plugin(rules, found, &world, &answer);
		if (fault)
			return fault;
	}
	return NULL;
}
