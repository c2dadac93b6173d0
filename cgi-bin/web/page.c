/* What every page has: where it is, who looks at it, what is wrong and what was typed; see view.h. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "web/validate.h"
#include "web/web.h"

#define LABEL_KEY_BYTES 160

/* ---- what is wrong, in words --------------------------------------------------------------------- */

/* The table's own name for a field, else the label's; NULL: none. */
static const char *field_label(struct request *req, const char *name)
{
	for (size_t i = 0; i < req->value_count; i++)
		if (strcmp(req->values[i].field->name, name) == 0 && req->values[i].field->label)
			return req->values[i].field->label;
	return view_find_label(req, "field", name);
}

static const char *fill_in(struct request *req, const char *pattern, const struct field_error *error)
{
	struct buf text = buf_new(req->arena, 256);
	const char *name = field_label(req, error->field);

	while (*pattern) {
		if (text_starts(pattern, "{name}")) {
			buf_text(&text, name ? name : error->field);
			pattern += 6;
		} else if (text_starts(pattern, "{min}")) {
			buf_printf(&text, "%" PRId64, error->min);
			pattern += 5;
		} else if (text_starts(pattern, "{max}")) {
			buf_printf(&text, "%" PRId64, error->max);
			pattern += 5;
		} else {
			buf_char(&text, *pattern++);
		}
	}
	return text.text;
}

const char *view_error_text(struct request *req, const struct field_error *error)
{
	char special[LABEL_KEY_BYTES];
	const char *pattern = NULL;

	if (snprintf(special, sizeof(special), "%s_%s", error->field, error->key) < (int)sizeof(special))
		pattern = view_find_label(req, "error", special);
	if (!pattern)
		pattern = view_find_label(req, "error", error->key);
	return pattern ? fill_in(req, pattern, error) : error->key;
}

/* ---- names and values ------------------------------------------------------------------------ */

static void fill_page(struct request *req, const char *template)
{
	const char *token = web_token(req);

	view_set(req, "Page.Program", req->web->program->name);
	view_set(req, "Page.Template", template);
	view_set(req, "Page.Path", req->path);
	view_set(req, "Page.Back", req->back);
	view_set(req, "Page.Lang", req->language);
	view_flag(req, "Page.Elder", req->elder);
	view_int(req, "Page.Code", req->response->code);
	view_set(req, "Page.Incident", req->id);
	view_int(req, "Page.Now", req->now_ms);
	if (token)
		view_set(req, "Page.Token", token);
}

static void fill_viewer(struct request *req)
{
	const struct viewer *viewer = req->viewer;

	if (!viewer)
		return;
	view_int(req, "Viewer.Id", viewer->id);
	view_set(req, "Viewer.Login", viewer->login);
	view_set(req, "Viewer.Name", viewer->name);
	view_set(req, "Viewer.Role", viewer->role_word);
	view_int(req, "Viewer.Region", viewer->region);
	view_int(req, "Viewer.Province", viewer->province);
	view_set(req, "Viewer.Unit", viewer->unit);
}

static size_t fill_error(struct request *req, const struct field_error *error, size_t at)
{
	view_setf(req, error->field, "Errors.%zu.Field", at);
	view_setf(req, error->key, "Errors.%zu.Key", at);
	view_setf(req, view_error_text(req, error), "Errors.%zu.Text", at);
	return at + 1;
}

/* What concerns the whole form first, then field by field as the form has them, then what no field stands
 * for. */
static void fill_errors(struct request *req)
{
	const struct field_error *whole = request_error_of(req, "");
	size_t at = whole ? fill_error(req, whole, 0) : 0;

	for (size_t i = 0; i < req->value_count; i++) {
		const struct field_error *error = request_error_of(req, req->values[i].field->name);

		if (error)
			at = fill_error(req, error, at);
	}
	for (size_t i = 0; i < req->error_count; i++) {
		bool shown = req->errors[i].field[0] == '\0';

		for (size_t v = 0; v < req->value_count && !shown; v++)
			shown = strcmp(req->values[v].field->name, req->errors[i].field) == 0;
		if (!shown)
			at = fill_error(req, &req->errors[i], at);
	}
}

/* A name below Form.: only a word that the table itself names becomes one. */
static void fill_choice(struct request *req, const struct field_value *value)
{
	const struct field *field = value->field;
	struct verdict verdict = { 0 };

	if (text_empty(value->typed) || (field->type != FIELD_CHOICE && field->type != FIELD_YES))
		return;
	verdict = validate(req->arena, field, value->typed, req->now_ms);
	if (!verdict.key)
		view_setf(req, "1", "Form.%s.Is.%s", field->name, verdict.text);
}

static void fill_form(struct request *req)
{
	for (size_t i = 0; i < req->value_count; i++) {
		const struct field_value *value = &req->values[i];
		const char *name = value->field->name;
		int64_t max = validate_max(value->field);
		const struct field_error *error = request_error_of(req, name);

		view_setf(req, value->typed, "Form.%s.Value", name);
		if (error)
			view_setf(req, view_error_text(req, error), "Form.%s.Error", name);
		if (value->warning) {
			struct field_error warning = { .field = name, .key = value->warning };

			view_setf(req, view_error_text(req, &warning), "Form.%s.Warning", name);
		}
		if (max)
			view_intf(req, max, "Form.%s.Max", name);
		fill_choice(req, value);
	}
}

void page_fill(struct request *req, const char *template)
{
	fill_page(req, template);
	fill_viewer(req);
	fill_errors(req);
	fill_form(req);
}
