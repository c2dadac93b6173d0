/* Does what never changes stand in a template's text as ClearSilver would have shown it, and does the rest stay as it was? */
#include <string.h>

#include "unit.h"
#include "web/template_text.h"

static HDF *shared_of_test(void)
{
	HDF *hdf;

	ck_assert_ptr_null(hdf_init(&hdf));
	ck_assert_ptr_null(hdf_set_value(hdf, "Config.VarEscapeMode", "html"));
	ck_assert_ptr_null(hdf_set_value(hdf, "L.a.b", "标签 <1> & \"2\" '3'"));
	ck_assert_ptr_null(hdf_set_value(hdf, "L.empty", ""));
	ck_assert_ptr_null(hdf_set_value(hdf, "Site.Name", "12328"));
	ck_assert_ptr_null(hdf_set_value(hdf, "Static.app_js", "/static/app.0a1b2c3d.js"));
	ck_assert_ptr_null(hdf_set_value(hdf, "Static.other", "//example.org/x.js"));
	ck_assert_ptr_null(hdf_set_value(hdf, "Page.Lang", "en"));
	return hdf;
}

static NEOERR *keep(void *ctx, char *text)
{
	return nerr_pass(string_append(ctx, text));
}

/* The text rendered by ClearSilver alone. */
static char *rendered(HDF *hdf, const char *text)
{
	CSPARSE *parse;
	STRING out;

	string_init(&out);
	ck_assert_ptr_null(cs_init(&parse, hdf));
	ck_assert_ptr_null(cs_parse_string(parse, strdup(text), strlen(text)));
	ck_assert_ptr_null(cs_render(parse, &out, keep));
	cs_destroy(&parse);
	return out.buf ? out.buf : strdup("");
}

static const char *const fixed[] = {
	"", "no tag", "<?cs var:L.a.b ?>", "x<?cs var:L.a.b ?>y<?cs var:Site.Name ?>z", "<?cs var:L.empty ?>",
	"<a title=\"<?cs var:L.a.b ?>\"><?cs var:L.a.b ?></a>",
};

START_TEST(what_is_written_in_is_what_clearsilver_shows)
{
	HDF *hdf = shared_of_test();
	char *text, *expected = rendered(hdf, fixed[_i]);

	ck_assert_ptr_null(template_write_in(hdf, fixed[_i], &text));
	ck_assert_str_eq(text, expected);
	free(text);
	free(expected);
	hdf_destroy(&hdf);
}
END_TEST

static const char *const left[] = {
	"<?cs var:L.missing ?>", "<?cs var:Page.Lang ?>", "<?cs var:L.a[Name] ?>", "<?cs var:date_cn(L.a.b) ?>",
	"<?cs var:href(Static.other) ?>", "<?cs var:href(L.a.b) ?>", "<?cs var:href(Static.missing) ?>",
	"<?cs if:L.a.b ?>x<?cs /if ?>", "<?cs call:submit(L.a.b) ?>", "<?cs var:L.a.b", "<?cs var: ?>", "<?cs var:#1 + #2 ?>",
};

START_TEST(what_is_not_fixed_stays)
{
	HDF *hdf = shared_of_test();
	char *text;

	ck_assert_ptr_null(template_write_in(hdf, left[_i], &text));
	ck_assert_str_eq(text, left[_i]);
	free(text);
	hdf_destroy(&hdf);
}
END_TEST

START_TEST(a_link_to_a_static_part_of_ours_is_written_in)
{
	HDF *hdf = shared_of_test();
	char *text;

	ck_assert_ptr_null(template_write_in(hdf, "<script src=\"<?cs var:href(Static.app_js) ?>\"><?cs var:X ?>", &text));
	ck_assert_str_eq(text, "<script src=\"/static/app.0a1b2c3d.js\"><?cs var:X ?>");
	free(text);
	hdf_destroy(&hdf);
}
END_TEST

UNIT(template_text)
{
	tcase_add_loop_test(tc, what_is_written_in_is_what_clearsilver_shows, 0, ROWS(fixed));
	tcase_add_loop_test(tc, what_is_not_fixed_stays, 0, ROWS(left));
	tcase_add_test(tc, a_link_to_a_static_part_of_ours_is_written_in);
}
