/* The fields of a form as a table, checked before a handler runs.
 *
 *	static const struct field fields[] = {
 *		{ "region", FIELD_REGION, .flags = FIELD_REQUIRED, .check = region_is_known },
 *		{ "content", FIELD_BLOCK, LIMIT_CONTENT_CHARS_MIN, LIMIT_CONTENT_CHARS, FIELD_REQUIRED },
 *		{ "reply_by", FIELD_CHOICE, .choices = "phone sms web" },
 *		{ 0 }
 *	};
 *
 * A POST takes its fields from the body, a GET from the query. In a GET nothing is required (the form is being
 * shown) and unknown names are ignored; in a POST an unknown or repeated name is an error. Everything typed is
 * kept for showing again, but for secrets. Text is cleaned (base/text.h: text_clean) before it is judged.
 */
#ifndef WEB_FIELDS_H
#define WEB_FIELDS_H

#include <stdbool.h>
#include <stdint.h>

#include "web/request.h"

enum field_type {
	FIELD_LINE = 1,	/* one line; line breaks become spaces. min, max: characters */
	FIELD_BLOCK,	/* text with line breaks. min, max: characters */
	FIELD_SECRET,	/* passphrase: as typed, never shown again. min, max: characters */
	FIELD_REGION,	/* six digits. number: the code; whether it exists is the page's to check */
	FIELD_ITEM,	/* four digits. number: the code */
	FIELD_CHOICE,	/* one word of .choices */
	FIELD_YES,	/* a checkbox or a yes/no radio: 1 yes on true / 0 no off false. number: 0 or 1 */
	FIELD_NUMBER,	/* whole number in [min, max], full-width digits too */
	FIELD_PHONE,	/* mobile, landline, 400, 95, 96, 12x; +86, a 0 before a mobile and full-width taken.
			 * text: 13812341234, 0755-82345678-801 */
	FIELD_PLATE,	/* 粤B12345; an unusual one only warns. text: upper case, no spaces */
	FIELD_TIME,	/* date and time in China Standard Time, not in the future; from one field
			 * (2026-11-23T14:05, 2026年11月23日 14时5分, …) or from NAME_year NAME_month NAME_day
			 * [NAME_hour NAME_minute]. number: ms. text: 2026-11-23T14:05 */
	FIELD_DAY,	/* a date, past or future; forms as above. number: day since 1970. text: 2026-11-23 */
	FIELD_EMAIL,
	FIELD_CODE,	/* query code: 8 of Crockford's base32; case, spaces, hyphens, O I L forgiven.
			 * text: upper case */
	FIELD_TICKET,	/* ticket number: spaces, hyphens, case, full width forgiven.
			 * text: JT and 21 digits, of which the last is not checked */
	FIELD_HEX,	/* lower-case hex. min, max: characters. For hidden fields and versions */
	FIELD_FILE,	/* uploads under this name; see request_upload. min, max: how many (0: LIMIT_FILES) */
};

enum field_flag {
	FIELD_REQUIRED = 1 << 0,
	FIELD_MANY = 1 << 1,	/* may be repeated: read all with params_all; FIELD_LINE, _CHOICE, _HEX only */
	FIELD_FUTURE = 1 << 2,	/* FIELD_TIME: may lie in the future */
};

struct field {
	const char *name;
	enum field_type type;
	int64_t min, max;	/* max 0 on text: LIMIT_SHORT_CHARS */
	unsigned flags;
	const char *choices;	/* FIELD_CHOICE: words between single spaces */
	/* A rule of the page's own, run when all of the above holds and the value is not empty: NULL when
	 * it holds, else the error's label key. */
	const char *(*check)(struct request *req, const char *text);
	const char *label;	/* its name in errors, where no label field.NAME can know it */
};

/* Checks a table (ended by a row without name) against what was sent and adds to req->values and req->errors.
 * Routes do this by themselves for their own table; a page with fields that depend on the step calls it. */
void fields_check(struct request *req, const struct field *fields);

/* Cleaned values. A name that is in no table checked so far is our own fault and panics. */
const char *field_text(const struct request *req, const char *name);	/* "" when absent or wrong */
int64_t field_number(const struct request *req, const char *name);	/* 0 when absent or wrong */
bool field_given(const struct request *req, const char *name);		/* there, and right */

/* Replaces what a form shows in a field (a draft's value, a suggestion), unless something was typed. The field
 * need not be in a table. Kept by reference. */
void field_show(struct request *req, const char *name, const char *value);

#endif
