/* A province's own form fields; see province_form.h. */
#include "pages/province_form.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "pages/decide.h"
#include "web/view.h"

#define NUMBER_MOST 999999999

/* ---- what is asked ------------------------------------------------------------------------------------ */

static struct field row_of(const struct province_field *f)
{
	struct field row = { f->key, f->type == RULES_FIELD_NUMBER ? FIELD_NUMBER : FIELD_LINE, 0, LIMIT_SHORT_CHARS, .label = f->label };

	if (row.type == FIELD_NUMBER)
		row.max = NUMBER_MOST;
	row.flags = f->required ? FIELD_REQUIRED : 0;
	return row;
}

static bool is_for(uint32_t required_for, uint32_t item)
{
	return required_for == 0 || required_for == item || required_for == item / 100 * 100;
}

static void add_field(struct request *req, const struct rules_said_field *said, bool required, struct province_form *form)
{
	struct province_field *f = &form->all[form->count];

	*f = (struct province_field){
		.type = said->type, .choices = arena_strdup(req->arena, said->choices), .required = required,
		.label = arena_strdup(req->arena, strcmp(req->language, "en") == 0 ? said->label_en : said->label_zh),
	};
	snprintf(f->key, sizeof(f->key), "x_%.*s", RULES_FIELD_NAME_MAX, said->name);
	form->table[form->count++] = row_of(f);
}

static void ask(struct request *req, const struct province_matter *m, struct rules_answer answers[1 + RULES_FIELDS_MAX])
{
	struct rules_question questions[1 + RULES_FIELDS_MAX];
	const struct decide_facts facts = {
		.kind = (enum kind)m->kind, .item = m->item, .region = m->region, .state = STATE_ACCEPTED, .filed_ms = req->now_ms,
		.from_ms = req->now_ms, .rules_version = m->version,
	};

	for (uint32_t i = 0; i <= RULES_FIELDS_MAX; i++) {
		decide_question(&facts, i == 0 ? RULES_OP_ADMIT : RULES_ASK_FIELD, STAGE_NONE, &questions[i]);
		questions[i].nth = i == 0 ? 0 : i - 1;
	}
	rules_call(site_of(req)->rules, calendar_live_look(site_of(req)->db, site_of(req)->calendar), questions, 1 + RULES_FIELDS_MAX, answers);
}

void province_form_ask(struct request *req, const struct province_matter *m, struct province_form *form)
{
	struct rules_answer answers[1 + RULES_FIELDS_MAX];
	uint32_t wanted = 0;

	*form = (struct province_form){ 0 };
	ask(req, m, answers);
	if (answers[0].status == RULES_OK && answers[0].any.admission.verdict == RULES_ASK_MORE)
		wanted = answers[0].any.admission.fields;
	for (uint32_t i = 1; i <= RULES_FIELDS_MAX && answers[i].status == RULES_OK; i++) {
		const struct rules_said_field *said = &answers[i].any.field;
		bool asked = wanted >> (i - 1) & 1;
		bool ours = is_for(said->required_for, m->item);

		if (asked || ours || m->every)
			add_field(req, said, m->item && (asked || (ours && said->required_for)), form);
	}
}

/* ---- what was filled in ------------------------------------------------------------------------------- */

static bool offers(const char *choices, const char *text)
{
	size_t len = strlen(text);

	for (;;) {
		size_t n = strcspn(choices, "|");

		if (n == len && memcmp(choices, text, n) == 0)
			return true;
		if (!choices[n])
			return false;
		choices += n + 1;
	}
}

static void refuse_unknown(struct request *req, const struct province_form *form)
{
	for (size_t i = 0; i < req->form.count; i++) {
		const struct param *sent = &req->form.list[i];
		size_t k = 0;

		while (k < form->count && strcmp(form->all[k].key, sent->name) != 0)
			k++;
		if (text_starts(sent->name, "x_") && k == form->count)
			request_error(req, "", "unknown_field");
	}
}

void province_form_check(struct request *req, const struct province_form *form)
{
	fields_check(req, form->table);
	refuse_unknown(req, form);
	for (size_t i = 0; i < form->count; i++)
		if (form->all[i].type == RULES_FIELD_CHOICE && field_given(req, form->all[i].key) &&
		    !offers(form->all[i].choices, field_text(req, form->all[i].key)))
			request_error(req, form->all[i].key, "choice");
}

enum status province_form_keep(struct request *req, const struct province_form *form, struct draft *draft)
{
	for (size_t i = 0; i < form->count; i++)
		TRY(draft_set(draft, form->all[i].key, field_text(req, form->all[i].key)));
	return ST_OK;
}

bool province_form_lacks(const struct province_form *form, const struct draft *draft)
{
	for (size_t i = 0; i < form->count; i++)
		if (form->all[i].required && !*draft_get(draft, form->all[i].key))
			return true;
	return false;
}

size_t province_form_texts(struct request *req, const struct province_form *form, const struct draft *draft, struct event_text *texts)
{
	size_t count = 0;

	for (size_t i = 0; i < form->count; i++) {
		const char *key = form->all[i].key;
		const char *text = draft ? draft_get(draft, key) : field_text(req, key);

		if (*text)
			texts[count++] = (struct event_text){ .field = arena_strdup(req->arena, key), .body = text };
	}
	return count;
}

/* ---- shown -------------------------------------------------------------------------------------------- */

static void show_choices(struct request *req, const char *choices, size_t at)
{
	for (size_t n = 0;; n++) {
		size_t len = strcspn(choices, "|");

		view_setf(req, arena_strndup(req->arena, choices, len), "Extra.%zu.Choices.%zu", at, n);
		if (!choices[len])
			return;
		choices += len + 1;
	}
}

void province_form_show(struct request *req, const struct province_form *form, const struct draft *draft)
{
	/* A form that comes back, be it for an error of another field, keeps what was typed here too. */
	if (req->method == METHOD_POST)
		province_form_check(req, form);
	for (size_t i = 0; i < form->count; i++) {
		const struct province_field *f = &form->all[i];

		view_setf(req, f->key, "Extra.%zu.Key", i);
		view_setf(req, f->label, "Extra.%zu.Label", i);
		view_intf(req, f->type, "Extra.%zu.Type", i);
		if (f->required)
			view_setf(req, "1", "Extra.%zu.Required", i);
		if (f->type == RULES_FIELD_CHOICE)
			show_choices(req, f->choices, i);
		field_show(req, f->key, draft ? draft_get(draft, f->key) : "");
	}
}

void province_form_answers(struct request *req, const struct province_form *form, const struct draft *draft)
{
	size_t shown = 0;

	for (size_t i = 0; i < form->count; i++) {
		view_setf(req, form->all[i].label, "Answer.Extra.%zu.Label", shown);
		view_setf(req, draft_get(draft, form->all[i].key), "Answer.Extra.%zu.Value", shown++);
	}
}
