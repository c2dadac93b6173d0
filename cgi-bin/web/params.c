/* Names and values from outside; see params.h. */
#include "web/params.h"

#include <string.h>

#include "base/limits.h"

/* ---- one value ------------------------------------------------------------------------------- */

static int hex_digit(uint8_t c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decodes %XX and '+'. A '%' without two digits stays as it is, and is told. */
static struct bytes percent_decode(struct arena *arena, struct bytes in, bool *malformed)
{
	uint8_t *out = arena_alloc(arena, in.n + 1);
	size_t len = 0;

	for (size_t i = 0; i < in.n; i++) {
		uint8_t c = in.p[i];

		if (c == '+') {
			c = ' ';
		} else if (c == '%') {
			int high = i + 2 < in.n ? hex_digit(in.p[i + 1]) : -1;
			int low = i + 2 < in.n ? hex_digit(in.p[i + 2]) : -1;

			if (high >= 0 && low >= 0) {
				c = (uint8_t)(high << 4 | low);
				i += 2;
			} else {
				*malformed = true;
			}
		}
		out[len++] = c;
	}
	return (struct bytes){ out, len };
}

/* Bytes of the character that begins here; 0 when none does. */
static size_t character_length(const uint8_t *p, size_t left)
{
	size_t len = *p < 0x80 ? 1 : *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : 2;

	return len <= left && text_is_utf8((const char *)p, len) ? len : 0;
}

/* A text that can be shown again whatever came: what is not UTF-8, and NUL, becomes U+FFFD. */
static const char *make_text(struct arena *arena, struct bytes raw, bool *malformed)
{
	struct buf text;

	if (text_is_utf8((const char *)raw.p, raw.n))
		return arena_strndup(arena, (const char *)raw.p, raw.n);
	*malformed = true;
	text = buf_new(arena, raw.n + 16);
	for (size_t i = 0; i < raw.n;) {
		size_t len = character_length(raw.p + i, raw.n - i);

		if (len)
			buf_add(&text, raw.p + i, len);
		else
			buf_text(&text, "\xef\xbf\xbd");
		i += len ? len : 1;
	}
	return text.text;
}

/* ---- a collection ----------------------------------------------------------------------------- */

/* Where a name goes, or stands: behind all that are not greater. */
static size_t upper_bound(const struct param *list, size_t count, const char *name)
{
	size_t low = 0, high = count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(list[middle].name, name) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum status add(struct params_builder *builder, const struct param *param)
{
	size_t at;

	if (builder->count == LIMIT_PARAMS)
		return ST_TOO_LARGE;
	if (!builder->list)
		builder->list = ARENA_ARRAY(builder->arena, LIMIT_PARAMS, struct param);
	at = upper_bound(builder->list, builder->count, param->name);
	memmove(builder->list + at + 1, builder->list + at, (builder->count - at) * sizeof(*param));
	builder->list[at] = *param;
	builder->count++;
	return ST_OK;
}

enum status params_add(struct params_builder *builder, struct bytes name, struct bytes value)
{
	struct param param = { 0 };
	bool bad_name = false;

	if (name.n > LIMIT_PARAM_NAME_BYTES || value.n > LIMIT_PARAM_VALUE_BYTES)
		return ST_TOO_LARGE;
	param.name = make_text(builder->arena, name, &bad_name);
	if (bad_name || name.n == 0)
		return ST_INVALID;
	param.value = make_text(builder->arena, value, &param.malformed);
	return add(builder, &param);
}

void params_done(struct params_builder *builder, struct params *params)
{
	for (size_t i = 1; i < builder->count; i++)
		if (strcmp(builder->list[i - 1].name, builder->list[i].name) == 0)
			builder->list[i - 1].repeated = builder->list[i].repeated = true;
	*params = (struct params){ builder->list, builder->count };
}

/* ---- queries and forms ------------------------------------------------------------------------ */

static enum status parse_pair(struct params_builder *builder, const uint8_t *p, size_t len)
{
	const uint8_t *equals = memchr(p, '=', len);
	struct bytes name = { p, equals ? (size_t)(equals - p) : len };
	struct bytes value = { equals ? equals + 1 : p + len, equals ? len - name.n - 1 : 0 };
	bool bad_name = false, bad_value = false;

	/* Three bytes may decode to one: the limits hold for what is decoded, and bound the work before. */
	if (name.n > 3 * LIMIT_PARAM_NAME_BYTES || value.n > 3 * LIMIT_PARAM_VALUE_BYTES)
		return ST_TOO_LARGE;
	name = percent_decode(builder->arena, name, &bad_name);
	value = percent_decode(builder->arena, value, &bad_value);
	if (bad_name)
		return ST_INVALID;
	TRY(params_add(builder, name, value));
	if (bad_value) {
		const char *added = arena_strndup(builder->arena, (const char *)name.p, name.n);

		builder->list[upper_bound(builder->list, builder->count, added) - 1].malformed = true;
	}
	return ST_OK;
}

enum status params_parse(struct arena *arena, const char *text, size_t len, struct params *params)
{
	struct params_builder builder = { .arena = arena };
	const uint8_t *p = (const uint8_t *)text, *end = p + len;

	*params = (struct params){ 0 };
	while (p < end) {
		const uint8_t *and = memchr(p, '&', (size_t)(end - p));
		size_t pair = (size_t)((and ? and : end) - p);

		if (pair)
			TRY(parse_pair(&builder, p, pair));
		p += pair + 1;
	}
	params_done(&builder, params);
	return ST_OK;
}

/* ---- cookies ---------------------------------------------------------------------------------- */

static bool is_cookie_text(const char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (p[i] <= ' ' || p[i] >= 0x7f || strchr("\",;\\=", p[i]))
			return false;
	return len > 0;
}

void params_parse_cookies(struct arena *arena, const char *header, struct params *params)
{
	struct params_builder builder = { .arena = arena };

	while (header && *header) {
		size_t len = strcspn(header, ";"), blank = strspn(header, " \t"), name;

		if (blank > len)
			blank = len;
		name = strcspn(header + blank, "=;");
		if (blank + name < len && len <= LIMIT_COOKIE_BYTES && name <= LIMIT_PARAM_NAME_BYTES &&
		    is_cookie_text(header + blank, name)) {
			const char *value = header + blank + name + 1;
			struct param param = {
				.name = arena_strndup(arena, header + blank, name),
				.value = arena_strndup(arena, value, len - blank - name - 1),
			};

			if (is_cookie_text(param.value, strlen(param.value)) && add(&builder, &param) != ST_OK)
				break;
		}
		header += len + (header[len] == ';');
	}
	params_done(&builder, params);
}

/* ---- looking up ------------------------------------------------------------------------------- */

const struct param *params_all(const struct params *params, const char *name, size_t *count)
{
	size_t end = upper_bound(params->list, params->count, name), begin = end;

	while (begin > 0 && strcmp(params->list[begin - 1].name, name) == 0)
		begin--;
	*count = end - begin;
	return end > begin ? params->list + begin : NULL;
}

const struct param *params_find(const struct params *params, const char *name)
{
	size_t count;

	return params_all(params, name, &count);
}

const char *params_get(const struct params *params, const char *name)
{
	const struct param *param = params_find(params, name);

	return param ? param->value : NULL;
}
