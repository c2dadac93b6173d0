/* The line beside the mark; see brand_view.h. */
#include "pages/brand_view.h"

#include <string.h>

#include "pages/site.h"
#include "web/view.h"

#define PLACES 100		/* the first two digits of a region */
#define KEPT_MS 60000		/* rules that were deployed are heard of within this time */
#define AWAY_MS 2000		/* as long what was said last stands when the rules do not answer */

struct brand_kept {
	int64_t until_ms;
	bool known;
	struct rules_said_brand said;
};

/* What a province says of itself; kept for a minute, as every page of it asks. */
static const struct brand_kept *kept_of(struct request *req, uint32_t place)
{
	struct site *site = site_of(req);
	struct rules_question question = {
		.op = RULES_ASK_BRAND,
		.facts = { .size = sizeof(struct rules_facts), .region = place * 10000, .filed_ms = req->now_ms, .now_ms = req->now_ms },
	};
	struct rules_answer answer;
	struct brand_kept *kept;

	if (!site->brands)
		site->brands = ARENA_ARRAY(site->arena, PLACES, struct brand_kept);
	kept = &site->brands[place];
	if (kept->until_ms > req->now_ms)
		return kept;
	rules_call(site->rules, NULL, &question, 1, &answer);
	if (answer.aside == RULES_ASIDE_AWAY) {
		kept->until_ms = req->now_ms + AWAY_MS;
		return kept;
	}
	*kept = (struct brand_kept){ .until_ms = req->now_ms + KEPT_MS, .known = answer.status == RULES_OK };
	if (kept->known)
		kept->said = answer.any.brand;
	return kept;
}

void view_brand(struct request *req, uint32_t region)
{
	const struct brand_kept *kept = region / 10000 > 0 && region / 10000 < PLACES ? kept_of(req, region / 10000) : NULL;

	if (kept && kept->known)
		view_set(req, "Page.Brand", text_equal(req->language, "en") ? kept->said.en : kept->said.zh);
}
