/* The line beside the mark; see brand_view.h. */
#include "pages/brand_view.h"

#include <string.h>

#include "base/now.h"
#include "pages/site.h"
#include "statements.h"
#include "web/view.h"

#define PLACES 100		/* the first two digits of a region */
#define KEPT_MS 60000		/* what was said, and rules that were deployed, are heard of within this time */
#define AWAY_MS 2000		/* as long what was said last stands when nobody answers */

struct brand_kept {
	int64_t until_ms;
	struct brand_line line;
};

static void copy_words(char to[BRAND_BYTES + 1], const char *from)
{
	size_t len = strnlen(from, BRAND_BYTES);

	memcpy(to, from, len);
	to[len] = '\0';
}

static void set_line(struct brand_line *line, bool own, const char *zh, const char *en)
{
	*line = (struct brand_line){ .known = true, .own = own };
	copy_words(line->zh, zh);
	copy_words(line->en, en);
}

static bool ask_rules(struct request *req, uint32_t place, struct brand_line *line)
{
	struct rules_question question = {
		.op = RULES_ASK_BRAND,
		.facts = { .size = sizeof(struct rules_facts), .region = place * 10000, .filed_ms = req->now_ms, .now_ms = req->now_ms },
	};
	struct rules_answer answer;

	rules_call(site_of(req)->rules, NULL, &question, 1, &answer);
	if (answer.aside == RULES_ASIDE_AWAY)
		return false;
	*line = (struct brand_line){ 0 };
	if (answer.status == RULES_OK)
		set_line(line, false, answer.any.brand.zh, answer.any.brand.en);
	return true;
}

bool brand_ask(struct request *req, uint32_t place, struct brand_line *line)
{
	struct brand_on_out own;
	enum status status = brand_on(site_of(req)->db, req->arena, &(struct brand_on_in){ place * 10000, day_of_ms(req->now_ms) }, &own);

	if (status == ST_NOT_FOUND || (status == ST_OK && text_empty(own.words)))
		return ask_rules(req, place, line);
	if (status == ST_OK)
		set_line(line, true, own.words, own.words_en);
	return status == ST_OK;
}

/* Kept for a minute, as every page of a province asks. */
static const struct brand_line *kept_of(struct request *req, uint32_t place)
{
	struct site *site = site_of(req);
	struct brand_kept *kept;

	if (!site->brands)
		site->brands = ARENA_ARRAY(site->arena, PLACES, struct brand_kept);
	kept = &site->brands[place];
	if (kept->until_ms <= req->now_ms)
		kept->until_ms = req->now_ms + (brand_ask(req, place, &kept->line) ? KEPT_MS : AWAY_MS);
	return &kept->line;
}

void view_brand(struct request *req, uint32_t region)
{
	const struct brand_line *line = region / 10000 > 0 && region / 10000 < PLACES ? kept_of(req, region / 10000) : NULL;

	if (line && line->known)
		view_set(req, "Page.Brand", text_equal(req->language, "en") ? line->en : line->zh);
}
