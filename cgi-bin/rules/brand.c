/* The line beside the mark; see brand.h. */
#include "rules/brand.h"

#include <string.h>

#include "base/text.h"

static const struct rules_word *word_of(const struct province_rules *r, const char *key)
{
	for (uint32_t i = 0; i < r->word_count; i++)
		if (strcmp(r->words[i].key, key) == 0)
			return &r->words[i];
	return NULL;
}

static int fits(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && len < sizeof(((struct rules_said_brand *)0)->zh) && !strpbrk(text, "\n\r\t");
}

const char *rules_brand_fault(const struct province_rules *r)
{
	const struct rules_word *brand = word_of(r, "brand");
	const struct rules_word *source = word_of(r, "brand.source");

	if (!brand)
		return source ? "says where its line beside the mark is known from, and has none" : NULL;
	if (!fits(brand->zh) || !fits(brand->en))
		return "has a line beside the mark that is empty, not one line, or longer than 95 bytes";
	return source && *source->zh ? NULL : "has a line beside the mark without 'brand.source': nobody says where it is known from";
}

void rules_brand_answer(const struct province_rules *r, struct rules_answer *answer)
{
	const struct rules_word *brand = r ? word_of(r, "brand") : NULL;
	struct rules_said_brand *said = &answer->any.brand;

	*answer = (struct rules_answer){ .status = brand ? RULES_OK : RULES_NO_OPINION };
	if (!brand)
		return;
	answer->province = r->province;
	strncpy(answer->version, r->version, sizeof(answer->version) - 1);
	*said = (struct rules_said_brand){ .size = sizeof(*said) };
	strncpy(said->zh, brand->zh, sizeof(said->zh) - 1);
	strncpy(said->en, brand->en, sizeof(said->en) - 1);
}

static int is_line(const char *text, size_t room)
{
	size_t len = strnlen(text, room);

	return len > 0 && len < room && text_is_utf8(text, len) && !strpbrk(text, "\n\r\t");
}

int rules_brand_is_sane(const struct rules_said_brand *brand)
{
	return is_line(brand->zh, sizeof(brand->zh)) && is_line(brand->en, sizeof(brand->en));
}
