/* Fields of every kind as people type them: what is taken is valid text, and is taken again as it was understood.
 * The first byte chooses the kind.
 */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "fuzz.h"
#include "web/validate.h"

#define NOW INT64_C(1795492800000)

static void judge(struct arena *arena, const struct field *field, const struct verdict *verdict)
{
	struct verdict again;

	MUST(text_is_utf8(verdict->text, strlen(verdict->text)));
	if (field->type == FIELD_LINE)
		MUST(!strchr(verdict->text, '\n'));
	if (field->type == FIELD_TIME)
		MUST(verdict->number <= NOW + 5 * 60 * 1000);
	if (field->type == FIELD_NUMBER)
		MUST(verdict->number >= 1 && verdict->number <= 1000);
	if (field->type == FIELD_EMAIL)
		MUST(!strpbrk(verdict->text, " \r\n<>"));
	if (field->type == FIELD_PLATE && !*verdict->text)	/* nothing but blanks and dots */
		return;
	again = validate(arena, field, verdict->text, NOW);
	MUST(!again.key && strcmp(again.text, verdict->text) == 0 && again.number == verdict->number);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = fuzz_arena();
	struct field field = { "f", FIELD_LINE, .choices = "phone sms web" };
	struct verdict verdict;
	const char *clean;

	if (size < 1 || text_clean(arena, (const char *)data + 1, size - 1, &clean) != ST_OK || text_empty(clean))
		return 0;
	field.type = (enum field_type)(FIELD_LINE + data[0] % FIELD_FILE);
	if (field.type == FIELD_NUMBER) {
		field.min = 1;
		field.max = 1000;
	}
	verdict = validate(arena, &field, clean, NOW);
	if (!verdict.key)
		judge(arena, &field, &verdict);
	else
		MUST(*verdict.key);
	return 0;
}
