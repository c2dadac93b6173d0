/* A form's fields checked against their table; see fields.h. */
#include "web/fields.h"

#include <string.h>

#include "base/limits.h"
#include "base/log.h"
#include "web/validate.h"

/* A POST's fields come from its body alone: a link must not be able to fill a form. */
static const struct params *source(const struct request *req)
{
	return req->method == METHOD_POST ? &req->form : &req->query;
}

static struct field_value *find_value(const struct request *req, const char *name)
{
	for (size_t i = 0; i < req->value_count; i++)
		if (strcmp(req->values[i].field->name, name) == 0)
			return &req->values[i];
	return NULL;
}

static void make_room(struct request *req, size_t more)
{
	struct field_value *values = ARENA_ARRAY(req->arena, req->value_count + more, struct field_value);

	if (req->value_count)
		memcpy(values, req->values, req->value_count * sizeof(*values));
	req->values = values;
}

static struct field_value *add_value(struct request *req, const struct field *field)
{
	struct field_value *value = find_value(req, field->name);

	if (!value)
		value = &req->values[req->value_count++];
	*value = (struct field_value){ .field = field, .text = "", .typed = "" };
	return value;
}

/* ---- where a value comes from ------------------------------------------------------------------- */

static const char *const time_parts[] = { "year", "month", "day", "hour", "minute" };

/* NAME_year NAME_month NAME_day [NAME_hour NAME_minute] as one text, "" when all are empty; NULL when not
 * sent. Gaps stay gaps, so that a half-filled date is refused and not guessed. */
static const char *joined_time(struct request *req, const char *name)
{
	struct buf text = buf_new(req->arena, 32);
	bool sent = false, filled = false;

	for (size_t i = 0; i < 5; i++) {
		const char *part =
			params_get(source(req), arena_printf(req->arena, "%s_%s", name, time_parts[i]));

		sent = sent || part;
		if (i >= 3 && text_empty(part))
			break;
		filled = filled || !text_empty(part);
		if (i)
			buf_char(&text, i < 3 ? '-' : i == 3 ? 'T' : ':');
		buf_text(&text, text_empty(part) ? "?" : part);
	}
	if (!sent)
		return NULL;
	return filled ? text.text : "";
}

static bool is_time(const struct field *field)
{
	return field->type == FIELD_TIME || field->type == FIELD_DAY;
}

/* What was sent for a field, or NULL. Says what is wrong with how it was sent. */
static const char *sent_text(struct request *req, const struct field *field)
{
	const struct param *param = params_find(source(req), field->name);

	if (param && param->malformed)
		request_error(req, field->name, "encoding");
	if (param && param->repeated && !(field->flags & FIELD_MANY))
		request_error(req, field->name, "repeated");
	if (param)
		return param->value;
	return is_time(field) ? joined_time(req, field->name) : NULL;
}

/* ---- one field ---------------------------------------------------------------------------------- */

static void check_files(struct request *req, const struct field *field)
{
	int64_t max = field->max ? field->max : LIMIT_FILES, count = 0;
	int64_t least = field->min ? field->min : (field->flags & FIELD_REQUIRED) != 0;

	for (size_t i = 0; i < req->upload_count; i++) {
		const struct upload *upload = &req->uploads[i];

		if (strcmp(upload->field, field->name) != 0)
			continue;
		count++;
		if (upload->fault == UPLOAD_TOO_LARGE)
			request_error_range(req, field->name, "file_too_large", 0,
					    LIMIT_FILE_BYTES / (1024 * 1024));
		else if (upload->fault == UPLOAD_TOO_MANY || count > max)
			request_error_range(req, field->name, "file_too_many", 0, max);
		else if (upload->size == 0)
			request_error(req, field->name, "file_empty");
	}
	if (count < least && req->method == METHOD_POST)
		request_error_range(req, field->name, "file_required", least, max);
}

static void judge(struct request *req, struct field_value *value, const char *clean)
{
	const struct field *field = value->field;
	struct verdict verdict = validate(req->arena, field, clean, req->now_ms);

	value->warning = verdict.warning;
	if (!verdict.key && field->check)
		verdict.key = field->check(req, verdict.text);
	if (!verdict.key && field->type == FIELD_YES && (field->flags & FIELD_REQUIRED) && !verdict.number)
		verdict.key = "required";
	if (verdict.key) {
		request_error_range(req, field->name, verdict.key, verdict.min, verdict.max);
		return;
	}
	value->text = verdict.text;
	value->number = verdict.number;
}

static void check_text(struct request *req, struct field_value *value)
{
	const struct field *field = value->field;
	const char *raw = sent_text(req, field), *clean = "";

	value->sent = raw || req->method == METHOD_POST;
	if (raw && field->type != FIELD_SECRET)
		value->typed = raw;
	if (raw && text_clean(req->arena, raw, strlen(raw), &clean) != ST_OK)
		request_error(req, field->name, "encoding");
	if (field->type == FIELD_SECRET && raw)
		clean = raw;
	if (!text_empty(clean))
		judge(req, value, clean);
	else if ((field->flags & FIELD_REQUIRED) && req->method == METHOD_POST)
		request_error(req, field->name, "required");
	if (request_error_of(req, field->name)) {	/* said once; nobody uses what is wrong */
		value->text = "";
		value->number = 0;
	}
}

/* The others of a repeated field: none may be worse than the first. */
static void check_others(struct request *req, const struct field *field)
{
	size_t count;
	const struct param *all = params_all(source(req), field->name, &count);

	for (size_t i = 1; i < count; i++) {
		const char *clean;

		if (all[i].malformed ||
		    text_clean(req->arena, all[i].value, strlen(all[i].value), &clean) != ST_OK)
			request_error(req, field->name, "encoding");
		else if (!text_empty(clean) && validate(req->arena, field, clean, req->now_ms).key)
			request_error(req, field->name, validate(req->arena, field, clean, req->now_ms).key);
	}
}

/* A form with a box for each part of a time shows each part again. */
static void show_parts(struct request *req, const struct field *field)
{
	for (size_t i = 0; i < 5; i++) {
		const char *name = arena_printf(req->arena, "%s_%s", field->name, time_parts[i]);
		const char *part = params_get(source(req), name);

		if (part)
			field_show(req, name, part);
	}
}

void fields_check(struct request *req, const struct field *fields)
{
	size_t count = 0;

	while (fields && fields[count].name)
		count++;
	make_room(req, count);
	for (size_t i = 0; i < count; i++) {
		struct field_value *value = add_value(req, &fields[i]);

		if (fields[i].type == FIELD_FILE) {
			check_files(req, &fields[i]);
			continue;
		}
		check_text(req, value);
		if (fields[i].flags & FIELD_MANY)
			check_others(req, &fields[i]);
	}
	for (size_t i = 0; i < count; i++)
		if (is_time(&fields[i]))
			show_parts(req, &fields[i]);
}

/* ---- reading ------------------------------------------------------------------------------------ */

static const struct field_value *must_find(const struct request *req, const char *name)
{
	const struct field_value *value = find_value(req, name);

	if (!value)
		log_panic("a page reads a field that no table names", name, req->value_count);
	return value;
}

const char *field_text(const struct request *req, const char *name)
{
	return must_find(req, name)->text;
}

int64_t field_number(const struct request *req, const char *name)
{
	return must_find(req, name)->number;
}

bool field_given(const struct request *req, const char *name)
{
	return !text_empty(must_find(req, name)->text);
}

void field_show(struct request *req, const char *name, const char *text)
{
	struct field_value *value = find_value(req, name);

	if (!value) {
		struct field *field = ARENA_NEW(req->arena, struct field);

		field->name = name;
		make_room(req, 1);
		value = add_value(req, field);
	}
	if (!value->sent)
		value->typed = text ? text : "";
}
