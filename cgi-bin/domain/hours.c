/* Spans of a day; see hours.h. */
#include "domain/hours.h"

#include <string.h>

#include "base/text.h"

/* What stands between two times, and between two spans, beside "-" and ",". */
static const struct { const char *sign; char is; } signs[] = {
	{ "–", '-' }, { "—", '-' }, { "~", '-' }, { "至", '-' }, { "到", '-' }, { "、", ',' }, { ";", ',' }, { "。", ',' }, { " ", ',' }, { "\t", ',' }, { "　", ',' },
};

/* In ASCII: digits, ':', '-' and ',' where the text has what stands for them. */
static const char *plain(struct arena *arena, const char *text)
{
	struct buf buf = buf_new(arena, 64);

	text = text_half_width(arena, text);
	while (*text) {
		size_t i = 0;

		while (i < sizeof(signs) / sizeof(signs[0]) && !text_starts(text, signs[i].sign))
			i++;
		if (i < sizeof(signs) / sizeof(signs[0])) {
			buf_char(&buf, signs[i].is);
			text += strlen(signs[i].sign);
		} else {
			buf_char(&buf, *text++);
		}
	}
	return buf.text;
}

static bool read_digits(const char **at, int least, uint32_t *value)
{
	int n = 0;

	for (*value = 0; n < 2 && **at >= '0' && **at <= '9'; n++)
		*value = *value * 10 + (uint32_t)(*(*at)++ - '0');
	return n >= least;
}

static bool read_time(const char **at, uint16_t *minute)
{
	uint32_t h, m;

	if (!read_digits(at, 1, &h) || **at != ':')
		return false;
	(*at)++;
	if (!read_digits(at, 2, &m) || m > 59 || h * 60 + m > HOURS_DAY)
		return false;
	*minute = (uint16_t)(h * 60 + m);
	return true;
}

/* Blanks around a dash are commas by now. */
static bool read_span(const char **at, struct hours_span *span)
{
	if (!read_time(at, &span->from))
		return false;
	*at += strspn(*at, ",");
	if (*(*at)++ != '-')
		return false;
	*at += strspn(*at, ",");
	return read_time(at, &span->until) && span->from < span->until && (**at == '\0' || **at == ',');
}

bool hours_read(struct arena *arena, const char *text, struct hours *hours)
{
	const char *at = plain(arena, text);

	*hours = (struct hours){ 0 };
	for (at += strspn(at, ","); *at; at += strspn(at, ",")) {
		struct hours_span span;

		if (hours->count == HOURS_SPANS || !read_span(&at, &span))
			return false;
		if (hours->count && span.from < hours->spans[hours->count - 1].until)
			return false;
		hours->spans[hours->count++] = span;
	}
	return true;
}

const char *hours_text(struct arena *arena, const struct hours *hours)
{
	struct buf buf = buf_new(arena, 36);

	for (size_t i = 0; i < hours->count; i++)
		buf_printf(&buf, "%s%02d:%02d-%02d:%02d", i ? " " : "", hours->spans[i].from / 60, hours->spans[i].from % 60,
			   hours->spans[i].until / 60, hours->spans[i].until % 60);
	return buf.text;
}

bool hours_at(const struct hours *hours, uint32_t minute)
{
	for (size_t i = 0; i < hours->count; i++)
		if (minute >= hours->spans[i].from && minute < hours->spans[i].until)
			return true;
	return false;
}

bool hours_are_all(const struct hours *hours)
{
	return hours->count == 1 && hours->spans[0].from == 0 && hours->spans[0].until == HOURS_DAY;
}
