/* The extra fields that a province's rules add to the form: asked for, checked and kept like the others.
 *
 * Asked in one message together with whether the matter is complete without them (admit). In forms, drafts and events a
 * field is "x_" and its name, so that it is never taken for one of ours.
 */
#ifndef PAGES_PROVINCE_FORM_H
#define PAGES_PROVINCE_FORM_H

#include "domain/event.h"
#include "pages/draft.h"
#include "pages/site.h"
#include "web/fields.h"

#define PROVINCE_KEY_BYTES 24

struct province_field {
	char key[PROVINCE_KEY_BYTES];	/* "x_ship" */
	const char *label;		/* in the request's language */
	uint32_t type;			/* enum rules_field_type */
	const char *choices;		/* between '|' */
	bool required;			/* of this matter */
};

struct province_form {
	struct province_field all[RULES_FIELDS_MAX];
	struct field table[RULES_FIELDS_MAX + 1];	/* for fields_check */
	size_t count;
};

/* The matter that is asked about. */
struct province_matter {
	int kind;
	uint32_t item;		/* 0: not chosen yet, so nothing is required */
	uint32_t region;
	bool every;		/* also the fields of other items, not required: the desk shows all before the item is chosen */
	const char *version;	/* under which it was filed, as ticket.rules_version; NULL: it is being filed */
};

void province_form_ask(struct request *req, const struct province_matter *matter, struct province_form *form);

/* Of a POST: everything the table says, and that a choice is one of those offered. Errors are added to the request. */
void province_form_check(struct request *req, const struct province_form *form);
/* The fields into a draft, and out of it: is one missing that is required? */
MUST_CHECK enum status province_form_keep(struct request *req, const struct province_form *form, struct draft *draft);
bool province_form_lacks(const struct province_form *form, const struct draft *draft);

/* Extra.N.{Key,Label,Type,Required,Choices.M}; values as Form.KEY, of the draft (NULL: only what was typed). */
void province_form_show(struct request *req, const struct province_form *form, const struct draft *draft);
/* Answer.Extra.N.{Label,Value}: those that were filled in. */
void province_form_answers(struct request *req, const struct province_form *form, const struct draft *draft);

/* texts[0 … returned-1]: what was filled in, to be committed to. texts: RULES_FIELDS_MAX. draft NULL: what the request says. */
size_t province_form_texts(struct request *req, const struct province_form *form, const struct draft *draft, struct event_text *texts);

#endif
