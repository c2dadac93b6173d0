/* Is a mark that cannot be seen told, with its colour and ratio, and ours not? The ratios were counted by another program, in Python. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "domain/mark.h"
#include "unit.h"

static const char *fault_of(const char *text, size_t len)
{
	char *exact = malloc(len ? len : 1);	/* so that a sanitizer sees a byte too many */
	const char *why;

	memcpy(exact, text, len);
	why = mark_fault(arena, exact, len);
	free(exact);
	return why;
}

START_TEST(ratios_are_those_of_the_standard)
{
	static const struct { uint32_t one, other; double ratio; } pairs[] = {
		{ 0x000000, 0xffffff, 21.0 }, { 0x777777, 0xffffff, 4.48 }, { 0x767676, 0xffffff, 4.54 }, { 0xffffff, 0xffffff, 1.0 },
		{ 0xff0000, 0xffffff, 4.0 }, { 0x0000ff, 0xffffff, 8.59 },
	};

	for (size_t i = 0; i < ROWS(pairs); i++) {
		double there = mark_contrast(pairs[i].one, pairs[i].other), back = mark_contrast(pairs[i].other, pairs[i].one);

		ck_assert_msg(there > pairs[i].ratio - 0.006 && there < pairs[i].ratio + 0.006 && there - back < 1e-9 && back - there < 1e-9,
			      "%06x on %06x: %.3f, want %.2f", pairs[i].one, pairs[i].other, there, pairs[i].ratio);
	}
}
END_TEST

#define SVG(inside) "<svg xmlns='http://www.w3.org/2000/svg'>" inside "</svg>"

static const struct { const char *what, *svg, *told; } rows[] = {
	{ "white lines", SVG("<path fill='none' stroke='#fff' d='M0 0h9'/>"), NULL },
	{ "a colour of the group above", SVG("<g fill=\"none\" stroke=\"#FFFFFF\"><path d='M0 0h9'/></g>"), NULL },
	{ "a blue that is nearly the header's", SVG("<path fill='#2a56a8' d='M0 0h9v9z'/>"), "#2a56a8 on #0b3d91 is 1.4:1, and 3.0:1 is needed" },
	{ "one pale line among good ones", SVG("<path fill='#fff' d=''/><path fill='none' stroke='#3b6fd0' d=''/>"), "#3b6fd0 on #0b3d91 is 2.0:1, and 3.0:1 is needed" },
	{ "a bent line has an inside, which is black", SVG("<polyline stroke='#fff' points='0,0 9,9 0,9'/>"), "#000000 on #0b3d91 is 2.0:1, and 3.0:1 is needed" },
	{ "nothing said is black", SVG("<circle r='4'/>"), "#000000 on #0b3d91 is 2.0:1, and 3.0:1 is needed" },
	{ "the page's colour is black in an image", SVG("<path fill='currentColor' d=''/>"), "#000000 on #0b3d91 is 2.0:1, and 3.0:1 is needed" },
	{ "a style attribute outdoes the others", SVG("<path fill='#fff' style='stroke: none; fill: #123' d=''/>"), "#112233 on #0b3d91 is 1.6:1, and 3.0:1 is needed" },
	{ "after its group another one is black", SVG("<g fill='#fff'><path d=''/></g><rect/>"), "#000000 on #0b3d91 is 2.0:1, and 3.0:1 is needed" },
	{ "a gradient is judged where it stops", SVG("<defs><linearGradient id='a'><stop stop-color='#fff'/><stop stop-color='#0b3d91'/></linearGradient></defs><path fill='url(#a)' d=''/>"),
	  "#0b3d91 on #0b3d91 is 1.0:1, and 3.0:1 is needed" },
	{ "what is lent takes the colour of its use", SVG("<defs><path id='a' d=''/></defs><use href='#a' fill='white'/>"), NULL },
	{ "unless it has one of its own", SVG("<defs><path id='a' fill='navy' d=''/></defs><use href='#a' fill='white'/>"), "#000080 on #0b3d91 is 1.5:1, and 3.0:1 is needed" },
	{ "a form that cuts has no colour", SVG("<clipPath id='a'><rect/></clipPath><path fill='#fff' d=''/>"), NULL },
	{ "what a comment holds is not drawn", SVG("<!-- <path fill='#0b3d91'/> --><path fill='#fff' d=''/>"), NULL },
	{ "a line has no inside", SVG("<line stroke='#ff8a3d'/>"), NULL },
	{ "a style sheet", SVG("<style>.a{fill:#fff}</style><path class='a' d=''/>"), "its colours stand in a style sheet, where they are not judged: write them as attributes" },
	{ "half see-through", SVG("<path fill='#fff' opacity='.3' d=''/>"), "some of it is see-through, which is not judged: write the colour that it comes to" },
	{ "a colour nobody knows", SVG("<path fill='chartreusish' d=''/>"), "'chartreusish' is no colour that is known: write it as #rrggbb" },
	{ "nothing", SVG(""), "nothing is drawn in it" },
	{ "no file at all", "", "nothing is drawn in it" },
	{ "half a file", "<svg><path fill='#fff' d='M", "it is cut off in the middle of an element" },
};

START_TEST(a_mark_that_cannot_be_seen_is_told)
{
	const char *why = fault_of(rows[_i].svg, strlen(rows[_i].svg));

	ck_assert_msg(!why == !rows[_i].told && (!why || strcmp(why, rows[_i].told) == 0), "%s: '%s', want '%s'", rows[_i].what, why ? why : "",
		      rows[_i].told ? rows[_i].told : "");
}
END_TEST

/* The background is the one that the style sheet has, and our own mark stands out from it. */
START_TEST(ours_can_be_seen_on_what_the_pages_have)
{
	struct bytes sheet, svg;
	const char *text;

	ck_assert_int_eq(file_read(arena, "static/_brand.scss", &sheet), ST_OK);
	text = arena_strndup(arena, (const char *)sheet.p, sheet.n);
	ck_assert_ptr_nonnull(strstr(text, arena_printf(arena, "--hotline-deep: #%06x;", MARK_BACKGROUND)));
	ck_assert_ptr_nonnull(strstr(text, ".hotline-header { background: var(--hotline-deep);"));
	ck_assert_ptr_nonnull(strstr(text, ".hotline-banner { background: var(--hotline-deep);"));
	ck_assert_int_eq(file_read(arena, "static/brand/mark.svg", &svg), ST_OK);
	ck_assert_ptr_null(mark_fault(arena, (const char *)svg.p, svg.n));
	for (size_t len = 0; len < svg.n; len++)	/* cut off anywhere it is looked at all the same */
		fault_of((const char *)svg.p, len);
}
END_TEST

UNIT(mark)
{
	tcase_add_test(tc, ratios_are_those_of_the_standard);
	tcase_add_loop_test(tc, a_mark_that_cannot_be_seen_is_told, 0, ROWS(rows));
	tcase_add_test(tc, ours_can_be_seen_on_what_the_pages_have);
}
