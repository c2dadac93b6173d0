/* Is what people typed harmless on every page, and does a page leave nothing behind? */
#include "site.h"

/* ClearSilver loses 32 bytes when it refuses a template, just before the program ends for it. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:cs_parse_string";
}

static enum status fill(struct request *req)
{
	view_set(req, "Bad", "<script>alert('1')</script>\"&\r");
	view_set(req, "Url", params_get(&req->query, "url"));
	view_set(req, "Number", "JT440300202611240001237");
	view_set(req, "Phone", "13812341234");
	view_int(req, "At", INT64_C(1795492800000));
	view_int(req, "Midnight", INT64_C(1795449600000));
	view_int(req, "Day", 20781);
	view_int(req, "Never", 0);
	view_set(req, "Empty", NULL);
	view_flag(req, "Late", true);
	view_flag(req, "Early", false);
	view_flag(req, "Over", true);
	view_flag(req, "Over", false);
	for (size_t i = 0; i < 12; i++)
		view_setf(req, i % 2 ? "odd" : "even", "Rows.%zu.Name", i);
	return ST_OK;
}

static enum status language(struct request *req)
{
	return response_text(req, "text/plain", view_label(req, params_get(&req->query, "key")));
}

static enum status long_page(struct request *req)
{
	for (size_t i = 0; i < 20000; i++)
		view_setf(req, "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "Rows.%zu.Name", i);
	return ST_OK;
}

static enum status other(struct request *req)
{
	view_template(req, "other");
	return ST_OK;
}

static const struct route routes[] = {
	{ "/", .show = fill, .template = "page" },
	{ "/label", .show = language },
	{ "/long", .show = long_page, .template = "long" },
	{ "/other", .show = other, .template = "page" },
	{ 0 }
};

static enum status start(const struct config *config, struct arena *process, void **site)
{
	(void)config;
	(void)process;
	*site = NULL;
	return ST_OK;
}

static const char *const templates[] = { "other", NULL };
static const struct web_program program = { .name = "test", .routes = routes, .templates = templates, .start = start };

static void set_up(void)
{
	site_make();
	site_file("page.cs", "");
	site_file("long.cs", "<?cs each:r = Rows ?><?cs var:r.Name ?><?cs var:r.Name ?><?cs var:r.Name ?><?cs var:r.Name ?><?cs var:r.Name ?><?cs /each ?>");
	site_file("other.cs", "the other");
}

/* ---- rendering ---------------------------------------------------------------------------------- */

static const struct { const char *template, *query, *page; } pages[] = {
	{ "<?cs var:Bad ?>", NULL, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;" },
	{ "<?cs var:Bad + Bad ?>", NULL,
	  "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;" },
	{ "<a title=\"<?cs var:attr(Bad) ?>\">", NULL, "<a title=\"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp; \">" },
	{ "<?cs var:href(Url) + Bad ?>", "url=/a", "/a&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;" },
	{ "<?cs def:show(x) ?><b><?cs var:x ?></b><?cs /def ?><?cs call:show(Bad) ?>", NULL,
	  "<b>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;</b>" },
	{ "<?cs set:Mine = Bad ?><?cs var:Mine ?>", NULL, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;" },
	{ "<?cs var:json(Bad) ?>", NULL,
	  "\"\\u003cscript\\u003ealert(\\u00271\\u0027)\\u003c/script\\u003e\\u0022\\u0026\\u000d\"" },
	{ "<?cs var:href(Url) ?>", "url=/ticket/track?a=1%26b=2", "/ticket/track?a=1&amp;b=2" },
	{ "<?cs var:href(Url) ?>", "url=https://www.mot.gov.cn/", "https://www.mot.gov.cn/" },
	{ "<?cs var:href(Url) ?>", "url=tel:12328", "tel:12328" },
	{ "<?cs var:href(Url) ?>", "url=javascript:alert(1)", "#" },
	{ "<?cs var:href(Url) ?>", "url=JaVaScRiPt:alert(1)", "#" },
	{ "<?cs var:href(Url) ?>", "url=%20javascript:alert(1)", "#" },
	{ "<?cs var:href(Url) ?>", "url=java%0ascript:alert(1)", "#" },
	{ "<?cs var:href(Url) ?>", "url=data:text/html,x", "#" },
	{ "<?cs var:href(Url) ?>", "url=//evil.example", "#" },
	{ "<?cs var:href(Url) ?>", "url=/%5Cevil.example", "#" },
	{ "<?cs var:href(Url) ?>", NULL, "#" },
	{ "<?cs var:group(Number) ?>|<?cs var:group(Phone) ?>", NULL, "JT 440 300 202 611 240 001 237|13812341234" },
	{ "<?cs var:mask(Phone) ?>|<?cs var:mask(Missing) ?>", NULL, "138****1234|" },
	{ "<?cs var:mask_name(\"张三\") ?>", NULL, "张*" },
	{ "<?cs var:date_cn(At) ?>|<?cs var:datetime_cn(At) ?>|<?cs var:time_cn(At) ?>", NULL, "2026年11月24日|2026年11月24日 12:00|12:00" },
	{ "<?cs var:datetime_cn(At) ?>|<?cs var:day_cn(Day) ?>", "lang=en", "24 Nov 2026, 12:00|Tuesday, 24 Nov 2026" },
	{ "<?cs var:month_cn(Day) ?>", "lang=en", "Nov 2026" },
	{ "<?cs var:month_cn(Day) ?>", NULL, "2026年11月" },
	{ "<?cs var:datetime_cn(Midnight) ?>|<?cs var:day_cn(Day) ?>", NULL, "2026年11月24日 00:00|2026年11月24日 星期二" },
	{ "<?cs var:date_cn(Never) ?><?cs var:date_cn(Missing) ?><?cs var:date_cn(Phone + \"x\") ?>", NULL, "" },
	{ "<?cs var:lang_of(\"ABC\") ?>|<?cs var:lang_of(\"粤B12345\") ?>|<?cs var:lang_of(\"\xff\") ?>", "lang=en", "en|zh-CN|en" },
	{ "<?cs var:lang_of(\"ABC\") ?>|<?cs var:lang_of(Missing) ?>", NULL, "zh-CN|zh-CN" },
	{ "<?cs var:percent(197, 200) ?>|<?cs var:percent(0, 0) ?>", NULL, "98.5%|–" },
	{ "<?cs var:Empty ?><?cs if:Late ?>late<?cs /if ?><?cs if:Early ?>early<?cs /if ?><?cs if:?Over ?>over<?cs /if ?>", NULL, "late" },
	{ "<?cs each:r = Rows ?><?cs if:first(r) ?>[<?cs /if ?><?cs var:name(r) ?><?cs /each ?>]", NULL, "[01234567891011]" },
	{ "<?cs include:\"_part.cs\" ?>", NULL, "part of /" },
	{ "<?cs var:L.title ?><?cs var:Site.BaseUrl ?><?cs var:Site.Demo ?>", NULL, "标题http://127.0.0.1:12328" },
};

START_TEST(a_value_is_shown_and_cannot_be_more_than_text)
{
	site_file("page.cs", pages[_i].template);
	site_file("_part.cs", "part of <?cs var:Page.Path ?>");
	site_open(&program, "");
	for (int again = 0; again < 2; again++)	/* the second render of a parsed template must be as the first */
		ck_assert_str_eq(body_of(ask((struct client){ .path = "/", .query = pages[_i].query })), pages[_i].page);
}
END_TEST

static const char *const refused[] = {
	"<?cs if:x ?>never ended",
	"<?cs /if ?>",
	"<?cs var:unknown_function(1) ?>",
	"<?cs var:href(1, 2) ?>",
	"<?cs include:\"no_such.cs\" ?>",
	"<?cs include:\"/etc/hostname\" ?>",
	"<?cs include:\"../etc/hostname\" ?>",
	"<?cs nonsense ?>",
};

START_TEST(a_broken_template_stops_the_start)
{
	log_open("test", (enum log_level)(LOG_ERROR + 1));
	site_file("page.cs", refused[_i]);
	ck_assert_int_ne(web_open(site_process, &program, site_config(""), &site_web), ST_OK);
}
END_TEST

static const char *const needed[] = { "error.cs", "other.cs", "en.hdf", "zh-CN.hdf" };

START_TEST(a_missing_file_stops_the_start)
{
	char path[128];

	log_open("test", (enum log_level)(LOG_ERROR + 1));
	snprintf(path, sizeof(path), "%s/%s", site_dir, needed[_i]);
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_ne(web_open(site_process, &program, site_config(""), &site_web), ST_OK);
}
END_TEST

START_TEST(labels_follow_the_language)
{
	site_open(&program, "");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/label", .query = "key=title" })), "标题");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/label", .query = "key=title&lang=en" })), "Title");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/label", .query = "key=kind.none" })), "kind.none");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/other" })), "the other");
}
END_TEST

/* The layout and the macros are there once for all templates; a template's own macros are its own. */
START_TEST(what_all_templates_share_is_parsed_once)
{
	site_file("page.cs", "<?cs set:Page.Title = \"one\" ?><?cs include:\"layout_top.cs\" ?><?cs def:own() ?>1<?cs /def ?><?cs call:own() ?>"
			     "<?cs call:twice(\"<\") ?><?cs include:\"layout_bottom.cs\" ?>");
	site_file("other.cs", "<?cs set:Page.Title = \"two\" ?><?cs include:\"layout_top.cs\" ?><?cs def:own() ?>2<?cs /def ?><?cs call:own() ?>"
			      "<?cs call:twice(\"b\") ?><?cs include:\"layout_bottom.cs\" ?>");
	site_open(&program, "");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/" })), "(one 标题:1&lt;&lt;)");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/other" })), "(two 标题:2bb)");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/other", .query = "lang=en" })), "(two Title:2bb)");
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/" })), "(one 标题:1&lt;&lt;)");
}
END_TEST

START_TEST(a_page_over_the_limit_is_an_error_and_the_next_is_well)
{
	site_open(&program, "");
	log_open("test", (enum log_level)(LOG_ERROR + 1));
	ck_assert_int_eq(code_of(ask((struct client){ .path = "/long" })), 500);
	ck_assert_str_eq(body_of(ask((struct client){ .path = "/other" })), "the other");
}
END_TEST

static long resident(void)
{
	FILE *file = fopen("/proc/self/statm", "r");
	long count = 0;

	ck_assert_int_eq(fscanf(file, "%*d %ld", &count), 1);
	fclose(file);
	return count;
}

#if defined(__SANITIZE_ADDRESS__)
#define ROUNDS 500	/* the sanitizer keeps freed memory for a while: growth says nothing there */
#define GROWTH_PAGES 100000
#else
#define ROUNDS 20000
#define GROWTH_PAGES 32
#endif

START_TEST(a_worker_does_not_grow_with_what_it_serves)
{
	long before = 0;

	site_file("page.cs", "<?cs each:r = Rows ?><?cs var:r.Name ?><?cs var:datetime_cn(At) ?><?cs /each ?><?cs set:X.Y = Bad ?>"
			     "<?cs def:m(x) ?><?cs var:x ?><?cs /def ?><?cs call:m(Bad + Phone) ?><?cs var:json(href(Url)) ?>");
	site_open(&program, "");
	for (int i = 0; i < ROUNDS; i++) {
		ask((struct client){ .path = i % 7 ? "/" : "/nowhere", .query = "url=/a&lang=en" });
		arena_reset(arena);
		if (i == ROUNDS / 4)
			before = resident();
	}
	ck_assert_int_le(resident() - before, GROWTH_PAGES);
}
END_TEST

UNIT(web_view)
{
	tcase_add_checked_fixture(tc, set_up, site_end);
	tcase_add_loop_test(tc, a_value_is_shown_and_cannot_be_more_than_text, 0, ROWS(pages));
	tcase_add_loop_test(tc, a_broken_template_stops_the_start, 0, ROWS(refused));
	tcase_add_loop_test(tc, a_missing_file_stops_the_start, 0, ROWS(needed));
	tcase_add_test(tc, labels_follow_the_language);
	tcase_add_test(tc, what_all_templates_share_is_parsed_once);
	tcase_add_test(tc, a_page_over_the_limit_is_an_error_and_the_next_is_well);
	tcase_add_test(tc, a_worker_does_not_grow_with_what_it_serves);
}
