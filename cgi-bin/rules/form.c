/* Extra form fields; see form.h. */
#include "rules/form.h"

#include <stdbool.h>
#include <string.h>

#include "base/text.h"

/* "ship_name": what stands in an event and in a form, after "x_". */
static bool is_key(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && len <= RULES_FIELD_NAME_MAX && name[0] >= 'a' && name[0] <= 'z' &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

static bool is_known_type(uint32_t type)
{
	return type >= RULES_FIELD_TEXT && type <= RULES_FIELD_NUMBER;
}

static const char *field_fault(const struct rules_field *f)
{
	struct rules_said_field *no = NULL;

	if (!is_key(f->name))
		return "has a form field whose name is not 1 to 14 small letters, digits and underscores";
	if (!*f->label_zh || !*f->label_en || strlen(f->label_zh) >= sizeof(no->label_zh) || strlen(f->label_en) >= sizeof(no->label_en))
		return "has a form field whose label is empty or longer than 95 bytes";
	if (!is_known_type(f->type))
		return "has a form field of a type that there is none of";
	if ((f->type == RULES_FIELD_CHOICE) != (f->choices && *f->choices) || (f->choices && strlen(f->choices) >= sizeof(no->choices)))
		return "has a form field whose choices are missing, superfluous or longer than 319 bytes";
	return NULL;
}

const char *rules_fields_fault(const struct province_rules *r)
{
	const char *fault = r->field_count > RULES_FIELDS_MAX ? "has more than 8 form fields" : NULL;

	for (uint32_t i = 0; !fault && i < r->field_count; i++) {
		fault = field_fault(&r->fields[i]);
		for (uint32_t k = 0; !fault && k < i; k++)
			if (strcmp(r->fields[k].name, r->fields[i].name) == 0)
				fault = "has two form fields of one name";
	}
	return fault;
}

void rules_field_answer(const struct province_rules *r, uint32_t n, struct rules_answer *answer)
{
	struct rules_said_field *said = &answer->any.field;
	const struct rules_field *f = r && n < r->field_count ? &r->fields[n] : NULL;

	*answer = (struct rules_answer){ .status = f ? RULES_OK : RULES_NO_OPINION };
	if (!f)
		return;
	answer->province = r->province;
	strncpy(answer->version, r->version, sizeof(answer->version) - 1);
	*said = (struct rules_said_field){ .size = sizeof(*said), .type = f->type, .required_for = f->required_for };
	strncpy(said->name, f->name, sizeof(said->name) - 1);
	strncpy(said->label_zh, f->label_zh, sizeof(said->label_zh) - 1);
	strncpy(said->label_en, f->label_en, sizeof(said->label_en) - 1);
	strncpy(said->choices, f->choices ? f->choices : "", sizeof(said->choices) - 1);
}

static bool is_text(const char *text, size_t room)
{
	size_t len = strnlen(text, room);

	return len < room && text_is_utf8(text, len);
}

int rules_field_is_sane(const struct rules_said_field *f)
{
	return is_text(f->name, sizeof(f->name)) && is_key(f->name) && is_text(f->label_zh, sizeof(f->label_zh)) && *f->label_zh &&
	       is_text(f->label_en, sizeof(f->label_en)) && is_text(f->choices, sizeof(f->choices)) && is_known_type(f->type) &&
	       (f->type == RULES_FIELD_CHOICE) == (f->choices[0] != '\0');
}
