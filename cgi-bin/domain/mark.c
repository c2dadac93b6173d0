/* Looking at the mark; see mark.h. An element paints what it or the nearest above it says: black inside and no line unless told. */
#include "domain/mark.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define DEPTH_MOST 32		/* elements in elements: a mark is simpler */
#define PAINT_BYTES 40

/* "none", "#fff", "url(#sun)" … */
struct paint {
	char fill[PAINT_BYTES];
	char stroke[PAINT_BYTES];
	bool cuts;		/* below <clipPath> or <mask>: a form, and no colour */
};

struct look {
	struct arena *arena;
	struct paint levels[DEPTH_MOST];
	size_t depth;
	size_t seen;		/* shapes */
	const char *fault;
};

/* ---- colours --------------------------------------------------------------------------------------------------- */

static double linear(uint32_t channel)
{
	double c = channel / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(uint32_t colour)
{
	return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255);
}

double mark_contrast(uint32_t one, uint32_t other)
{
	double a = luminance(one), b = luminance(other);

	return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

static bool hex_colour(const char *text, uint32_t *colour)
{
	size_t digits = strspn(text, "0123456789abcdefABCDEF");
	uint32_t n = (uint32_t)strtoul(text, NULL, 16);

	if (text[digits] || (digits != 3 && digits != 6))
		return false;
	*colour = digits == 6 ? n : (n >> 8 & 15) * 0x110000 + (n >> 4 & 15) * 0x1100 + (n & 15) * 0x11;
	return true;
}

static bool read_colour(const char *text, uint32_t *colour)
{
	static const struct { const char *name; uint32_t colour; } names[] = {
		{ "white", 0xffffff }, { "black", 0 }, { "red", 0xff0000 }, { "orange", 0xffa500 }, { "yellow", 0xffff00 }, { "gold", 0xffd700 },
		{ "silver", 0xc0c0c0 }, { "gray", 0x808080 }, { "grey", 0x808080 }, { "blue", 0x0000ff }, { "navy", 0x000080 }, { "green", 0x008000 },
		{ "currentColor", 0 },	/* an image has no colour of the page's text: it is black */
	};

	if (*text == '#')
		return hex_colour(text + 1, colour);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcasecmp(text, names[i].name) == 0) {
			*colour = names[i].colour;
			return true;
		}
	return false;
}

static void judge(struct look *l, const char *paint)
{
	uint32_t colour;
	double ratio;

	/* What a gradient is made of is judged at its stops. */
	if (l->fault || !*paint || strcmp(paint, "none") == 0 || strcmp(paint, "transparent") == 0 || strncmp(paint, "url(", 4) == 0)
		return;
	if (!read_colour(paint, &colour)) {
		l->fault = arena_printf(l->arena, "'%s' is no colour that is known: write it as #rrggbb", paint);
		return;
	}
	ratio = mark_contrast(colour, MARK_BACKGROUND);
	if (ratio < MARK_CONTRAST)
		l->fault = arena_printf(l->arena, "#%06x on #%06x is %.1f:1, and %.1f:1 is needed", colour, MARK_BACKGROUND, floor(ratio * 10) / 10, MARK_CONTRAST);
}

/* ---- elements -------------------------------------------------------------------------------------------------- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *skip_spaces(const char *at, const char *end)
{
	while (at < end && is_space(*at))
		at++;
	return at;
}

static void keep(char paint[PAINT_BYTES], const char *text, size_t len)
{
	while (len && is_space(text[len - 1]))
		len--;
	if (len >= PAINT_BYTES)
		len = PAINT_BYTES - 1;
	memcpy(paint, text, len);
	paint[len] = '\0';
}

/* The value of an attribute between "name" and the element's end; NULL without it. */
static const char *attribute(const char *at, const char *end, const char *name, size_t *len)
{
	size_t n = strlen(name);

	for (; (size_t)(end - at) > n; at++) {
		const char *p = skip_spaces(at + 1 + n, end);
		const char *close;

		if (!is_space(*at) || (size_t)(end - at) <= n + 1 || memcmp(at + 1, name, n) != 0 || p >= end || *p != '=')
			continue;
		p = skip_spaces(p + 1, end);
		if (p >= end || (*p != '"' && *p != '\''))
			continue;
		close = memchr(p + 1, *p, (size_t)(end - p - 1));
		*len = close ? (size_t)(close - p - 1) : 0;
		return close ? p + 1 : NULL;
	}
	return NULL;
}

/* The value of a declaration in style="…". */
static const char *declared(const char *style, size_t style_len, const char *name, size_t *len)
{
	const char *end = style + style_len;
	size_t n = strlen(name);

	for (const char *at = style, *stop; at < end; at = stop + 1) {
		stop = memchr(at, ';', (size_t)(end - at));
		stop = stop ? stop : end;
		at = skip_spaces(at, stop);
		if ((size_t)(stop - at) > n && memcmp(at, name, n) == 0 && at[n] == ':') {
			at = skip_spaces(at + n + 1, stop);
			*len = (size_t)(stop - at);
			return at;
		}
	}
	return NULL;
}

static const char *property(const char *at, const char *end, const char *name, size_t *len)
{
	size_t style_len;
	const char *style = attribute(at, end, "style", &style_len);
	const char *value = style ? declared(style, style_len, name, len) : NULL;

	return value ? value : attribute(at, end, name, len);
}

static void take(const char *at, const char *end, const char *name, char paint[PAINT_BYTES])
{
	size_t len;
	const char *value = property(at, end, name, &len);

	if (value)
		keep(paint, value, len);
}

static bool is_named(const char *at, const char *end, const char *const *names)
{
	size_t len = 0;

	while (at + len < end && !is_space(at[len]) && at[len] != '/')
		len++;
	for (; *names; names++)
		if (strlen(*names) == len && memcmp(at, *names, len) == 0)
			return true;
	return false;
}

static void see(struct look *l, const char *at, const char *end, const struct paint *paint)
{
	static const char *const shapes[] = { "path", "rect", "circle", "ellipse", "polygon", "polyline", "text", "use", NULL };
	static const char *const lines[] = { "line", NULL };	/* has no inside */
	static const char *const stops[] = { "stop", NULL };
	char stop[PAINT_BYTES] = "black";

	if (is_named(at, end, stops)) {
		take(at, end, "stop-color", stop);
		judge(l, stop);
	} else if (!paint->cuts && (is_named(at, end, shapes) || is_named(at, end, lines))) {
		l->seen++;
		if (is_named(at, end, shapes))
			judge(l, paint->fill);
		judge(l, paint->stroke);
	}
}

static bool is_see_through(const char *at, const char *end)
{
	static const char *const names[] = { "opacity", "fill-opacity", "stroke-opacity", "stop-opacity" };
	size_t len;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = property(at, end, names[i], &len);

		if (value && (len != 1 || *value != '1'))
			return true;
	}
	return false;
}

static const char *not_judged(const char *at, const char *end)
{
	static const char *const sheets[] = { "style", NULL };

	if (is_named(at, end, sheets))
		return "its colours stand in a style sheet, where they are not judged: write them as attributes";
	return is_see_through(at, end) ? "some of it is see-through, which is not judged: write the colour that it comes to" : NULL;
}

static void open_element(struct look *l, const char *at, const char *end)
{
	static const char *const cutters[] = { "clipPath", "mask", NULL };
	static const char *const lenders[] = { "defs", "symbol", NULL };
	struct paint paint = l->depth ? l->levels[l->depth - 1] : (struct paint){ .fill = "black", .stroke = "none" };

	if (is_named(at, end, lenders))	/* what is only lent takes its colours where it is used, but for those it says itself */
		paint.fill[0] = paint.stroke[0] = '\0';
	take(at, end, "fill", paint.fill);
	take(at, end, "stroke", paint.stroke);
	paint.cuts = paint.cuts || is_named(at, end, cutters);
	see(l, at, end, &paint);
	if (!l->fault)
		l->fault = not_judged(at, end);
	if (end > at && end[-1] == '/')
		return;
	if (l->depth == DEPTH_MOST)
		l->fault = l->fault ? l->fault : "its elements lie too deep in each other to be judged";
	else
		l->levels[l->depth++] = paint;
}

/* Comments, declarations and the like are passed over whole. */
static const char *pass_over(const char *at, const char *end)
{
	bool comment = end - at >= 3 && strncmp(at, "!--", 3) == 0;
	const char *close = comment ? memmem(at + 3, (size_t)(end - at - 3), "-->", 3) : memchr(at, '>', (size_t)(end - at));

	return close ? close + (comment ? 3 : 1) : end;
}

const char *mark_fault(struct arena *arena, const char *svg, size_t len)
{
	struct look *l = ARENA_NEW(arena, struct look);
	const char *end = svg + len;

	l->arena = arena;
	for (const char *at = memchr(svg, '<', len); at && !l->fault; at = memchr(at, '<', (size_t)(end - at))) {
		const char *close;

		if (++at < end && (*at == '!' || *at == '?')) {
			at = pass_over(at, end);
			continue;
		}
		close = memchr(at, '>', (size_t)(end - at));
		if (!close)
			return "it is cut off in the middle of an element";
		if (*at != '/')
			open_element(l, at, close);
		else if (l->depth)
			l->depth--;
		at = close;
	}
	return l->fault || l->seen ? l->fault : "nothing is drawn in it";
}
