/* Do files and fields arrive whole however the body is cut, and is nothing left when they do not? */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "web/multipart.h"
#include "unit.h"

#define TYPE "multipart/form-data; boundary=XyZ"
#define PART(disposition) "--XyZ\r\nContent-Disposition: form-data; " disposition "\r\n\r\n"
#define END "\r\n--XyZ--\r\n"

static char spool[] = "/tmp/web_multipart.XXXXXX";
static bool made;

static const char *spool_dir(void)
{
	if (!made)
		ck_assert_ptr_nonnull(mkdtemp(spool));
	made = true;
	return spool;
}

static int files_in_spool(void)
{
	DIR *dir = opendir(spool_dir());
	int count = -2;	/* . and .. */

	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

static int open_files(void)
{
	DIR *dir = opendir("/proc/self/fd");
	int count = 0;

	while (readdir(dir))
		count++;
	closedir(dir);
	return count;
}

struct result {
	enum status status;
	struct params params;
	struct upload *uploads;
	size_t upload_count;
};

/* The body in pieces of a size. */
static struct result parse(const char *type, const char *body, size_t len, size_t piece)
{
	struct result r = { 0 };
	struct multipart *parser;

	r.status = multipart_begin(arena, type, spool_dir(), &parser);
	for (size_t at = 0; at < len && r.status == ST_OK; at += piece)
		r.status = multipart_feed(parser, body + at, len - at < piece ? len - at : piece);
	if (r.status == ST_OK)
		r.status = multipart_end(parser, &r.params, &r.uploads, &r.upload_count);
	return r;
}

static struct result parse_text(const char *body)
{
	return parse(TYPE, body, strlen(body), 7);
}

static const char *content(const struct upload *upload)
{
	char *text = arena_alloc(arena, (size_t)upload->size + 1);

	ck_assert_int_eq(pread(upload->fd, text, (size_t)upload->size + 1, 0), upload->size);
	return text;
}

static const char whole[] =
	PART("name=\"content\"") "司机拒载\r\n--Xy not yet\r\n"
	PART("name=\"attachment\"; filename=\"C:\\照片\\车 1.jpg\"\r\nContent-Type: image/jpeg") "\xff\xd8\r\n--XyY\r\n\r\n"
	PART("name=\"empty\"") "\r\n"
	PART("name=\"attachment\"; filename=\"\"\r\nContent-Type: application/octet-stream") END;

START_TEST(every_way_to_cut_the_body_gives_the_same)
{
	struct result r = parse(TYPE, whole, sizeof(whole) - 1, (size_t)_i + 1);

	ck_assert_int_eq(r.status, ST_OK);
	ck_assert_uint_eq(r.params.count, 2);
	ck_assert_str_eq(params_get(&r.params, "content"), "司机拒载\r\n--Xy not yet");
	ck_assert_str_eq(params_get(&r.params, "empty"), "");
	ck_assert_uint_eq(r.upload_count, 1);
	ck_assert_str_eq(r.uploads[0].field, "attachment");
	ck_assert_str_eq(r.uploads[0].name, "车 1.jpg");
	ck_assert_str_eq(r.uploads[0].type, "image/jpeg");
	ck_assert_str_eq(content(&r.uploads[0]), "\xff\xd8\r\n--XyY\r\n");
}
END_TEST

START_TEST(a_cut_upload_is_refused_wherever_it_is_cut)
{
	size_t last = sizeof(whole) - 1 - 2;	/* the line break behind the last boundary may be missing */
	int files = open_files();

	for (size_t len = 0; len < last; len++) {
		ck_assert_msg(parse(TYPE, whole, len, 1024).status == ST_INVALID, "taken after %zu of %zu bytes", len, last);
		arena_reset(arena);
	}
	ck_assert_int_eq(parse(TYPE, whole, last, 1024).status, ST_OK);
	arena_reset(arena);
	ck_assert_int_eq(open_files(), files);
	ck_assert_int_eq(files_in_spool(), 0);
}
END_TEST

static const struct { const char *type, *body; } broken[] = {
	{ "multipart/form-data", whole },				/* no boundary: crashed ClearSilver's parser */
	{ "multipart/form-data; boundary=", whole },
	{ "multipart/form-data; boundary=\"\"", whole },
	{ "multipart/mixed; boundary=XyZ", whole },
	{ "multipart/form-data; boundary=0123456789012345678901234567890123456789012345678901234567890123456789x", whole },
	{ TYPE, "" },
	{ TYPE, "no boundary at all" },
	{ TYPE, "--XyZ" },
	{ TYPE, "--XyZ\r\n\r\nno name" END },
	{ TYPE, "--XyZ\r\nContent-Disposition: form-data\r\n\r\nno name" END },
	{ TYPE, "--XyZ\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nwrong kind" END },
	{ TYPE, PART("name=\"\"") "x" END },
	{ TYPE, PART("name=\"\xff\"") "x" END },
	{ TYPE, "--XyZjunk\r\n" PART("name=\"a\"") "x" END },
	{ TYPE, PART("name=\"a\"") "x\n--XyZ--\n" },			/* bare line feeds part nothing */
};

START_TEST(what_is_no_form_is_refused)
{
	struct result r = parse(broken[_i].type, broken[_i].body, strlen(broken[_i].body), 5);

	ck_assert_int_eq(r.status, ST_INVALID);
}
END_TEST

static const struct { const char *disposition, *name; } names[] = {
	{ "name=\"f\"; filename=\"a.jpg\"", "a.jpg" },
	{ "filename=a.jpg; name=f", "a.jpg" },
	{ "NAME=\"f\";FILENAME=\"a.jpg\"", "a.jpg" },
	{ "name=\"f\"; filename=\"../../etc/passwd\"", "passwd" },
	{ "name=\"f\"; filename=\"..\"", "file" },
	{ "name=\"f\"; filename=\"a/\"", "file" },
	{ "name=\"f\"; filename=\"a\\\"b;c.jpg\"", "a\"b;c.jpg" },
	{ "name=\"f\"; filename=\"\xff\xfe.jpg\"", "file" },
	{ "name=\"f\"; filename=\"a\x01\xe2\x80\xae" "gpj.exe\"", "agpj.exe" },
	{ "name=\"f\"; filename*=UTF-8''%E7%85%A7%E7%89%87+1.jpg", "照片+1.jpg" },
	{ "name=\"f\"; filename=\"x.jpg\"; filename*=utf-8''%E7%85%A7.jpg", "照.jpg" },
};

START_TEST(file_names_lose_paths_and_tricks)
{
	struct result r = parse_text(arena_printf(arena, "--XyZ\r\nContent-Disposition: form-data; %s\r\n\r\nx" END, names[_i].disposition));

	ck_assert_int_eq(r.status, ST_OK);
	ck_assert_uint_eq(r.upload_count, 1);
	ck_assert_str_eq(r.uploads[0].name, names[_i].name);
}
END_TEST

START_TEST(a_long_file_name_is_cut_between_characters)
{
	struct buf name = buf_new(arena, 1024);
	struct result r;

	for (int i = 0; i < 100; i++)
		buf_text(&name, "照");
	r = parse_text(arena_printf(arena, PART("name=\"f\"; filename=\"%s\"") "x" END, name.text));
	ck_assert_int_eq(r.status, ST_OK);
	ck_assert_uint_eq(strlen(r.uploads[0].name), 255);
	ck_assert(text_is_utf8(r.uploads[0].name, 255));
}
END_TEST

START_TEST(the_hash_is_of_what_was_sent)
{
	struct result r = parse_text(PART("name=\"f\"; filename=\"a\"") "abc" END);

	ck_assert_str_eq(text_hex(arena, r.uploads[0].sha256, HASH_BYTES),	/* FIPS 180-2, B.1 */
			 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
END_TEST

/* A file of so many bytes between two fields. */
static struct result send_file(size_t size)
{
	static const char before[] = PART("name=\"content\"") "kept\r\n" PART("name=\"f\"; filename=\"big\"");
	static const char after[] = "\r\n" PART("name=\"wish\"") "also kept" END;
	static char piece[64 * 1024];
	struct result r = { 0 };
	struct multipart *parser;

	ck_assert_int_eq(multipart_begin(arena, TYPE, spool_dir(), &parser), ST_OK);
	ck_assert_int_eq(multipart_feed(parser, before, sizeof(before) - 1), ST_OK);
	for (size_t left = size; left;) {
		size_t n = left < sizeof(piece) ? left : sizeof(piece);

		ck_assert_int_eq(multipart_feed(parser, piece, n), ST_OK);
		left -= n;
	}
	ck_assert_int_eq(multipart_feed(parser, after, sizeof(after) - 1), ST_OK);
	r.status = multipart_end(parser, &r.params, &r.uploads, &r.upload_count);
	return r;
}

START_TEST(a_file_over_the_limit_is_marked_and_the_form_kept)
{
	struct result r = send_file(LIMIT_FILE_BYTES);

	ck_assert_int_eq(r.status, ST_OK);
	ck_assert_int_eq(r.uploads[0].fault, UPLOAD_WHOLE);
	ck_assert_int_eq(r.uploads[0].size, LIMIT_FILE_BYTES);
	arena_reset(arena);

	r = send_file(LIMIT_FILE_BYTES + 1);
	ck_assert_int_eq(r.status, ST_OK);
	ck_assert_int_eq(r.uploads[0].fault, UPLOAD_TOO_LARGE);
	ck_assert_int_eq(r.uploads[0].fd, -1);
	ck_assert_str_eq(params_get(&r.params, "content"), "kept");
	ck_assert_str_eq(params_get(&r.params, "wish"), "also kept");
}
END_TEST

START_TEST(one_file_too_many_is_marked)
{
	struct buf body = buf_new(arena, 4096);
	struct result r;

	for (int i = 0; i < LIMIT_FILES + 1; i++)
		buf_printf(&body, "%s" PART("name=\"f\"; filename=\"a%d\"") "x", i ? "\r\n" : "", i);
	buf_text(&body, END);
	r = parse_text(body.text);
	ck_assert_int_eq(r.status, ST_OK);
	ck_assert_uint_eq(r.upload_count, LIMIT_FILES + 1);
	ck_assert_int_eq(r.uploads[LIMIT_FILES - 1].fault, UPLOAD_WHOLE);
	ck_assert_int_eq(r.uploads[LIMIT_FILES].fault, UPLOAD_TOO_MANY);
}
END_TEST

START_TEST(floods_end_in_a_refusal)
{
	struct buf body = buf_new(arena, 4096);

	for (int i = 0; i < 100; i++)
		buf_text(&body, "\r\n" PART("name=\"f\"; filename=\"a\"") "x");
	ck_assert_int_eq(parse_text(body.text + 2).status, ST_TOO_LARGE);
	body.len = 0;
	for (int i = 0; i < LIMIT_PARAMS + 1; i++)
		buf_text(&body, "\r\n" PART("name=\"a\"") "x");
	buf_text(&body, END);
	ck_assert_int_eq(parse_text(body.text + 2).status, ST_TOO_LARGE);
	body.len = 0;
	buf_text(&body, "--XyZ\r\nX: ");
	for (unsigned i = 0; i < LIMIT_MULTIPART_HEADER_BYTES; i++)
		buf_char(&body, 'x');
	ck_assert_int_eq(parse_text(body.text).status, ST_TOO_LARGE);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	struct multipart *parser;
	static const char body[] = PART("name=\"f\"; filename=\"a\"") "x" END;

	ck_assert_int_eq(multipart_begin(arena, TYPE, "/proc/self", &parser), ST_OK);
	ck_assert_int_eq(multipart_feed(parser, body, sizeof(body) - 1), ST_IO);
}
END_TEST

START_TEST(only_a_kept_file_has_a_name)
{
	struct result r = parse_text(PART("name=\"f\"; filename=\"a\"") "abc" END);
	const char *path = arena_printf(arena, "%s/kept", spool_dir());
	struct stat about;

	ck_assert_int_eq(files_in_spool(), 0);
	ck_assert_int_eq(upload_keep(&r.uploads[0], path), ST_OK);
	ck_assert_int_eq(upload_keep(&r.uploads[0], path), ST_DUPLICATE);
	ck_assert_int_eq(upload_keep(&r.uploads[0], "/tmp/no/such/place"), ST_IO);
	ck_assert_int_eq(stat(path, &about), 0);
	ck_assert_int_eq(about.st_size, 3);
	unlink(path);
}
END_TEST

static void clean_up(void)
{
	if (made)
		rmdir(spool);
	made = false;
	strcpy(spool + strlen(spool) - 6, "XXXXXX");
}

UNIT(web_multipart)
{
	tcase_add_checked_fixture(tc, NULL, clean_up);
	tcase_add_loop_test(tc, every_way_to_cut_the_body_gives_the_same, 0, 60);
	tcase_add_test(tc, a_cut_upload_is_refused_wherever_it_is_cut);
	tcase_add_loop_test(tc, what_is_no_form_is_refused, 0, ROWS(broken));
	tcase_add_loop_test(tc, file_names_lose_paths_and_tricks, 0, ROWS(names));
	tcase_add_test(tc, a_long_file_name_is_cut_between_characters);
	tcase_add_test(tc, the_hash_is_of_what_was_sent);
	tcase_add_test(tc, a_file_over_the_limit_is_marked_and_the_form_kept);
	tcase_add_test(tc, one_file_too_many_is_marked);
	tcase_add_test(tc, floods_end_in_a_refusal);
	tcase_add_test(tc, a_full_disk_is_told);
	tcase_add_test(tc, only_a_kept_file_has_a_name);
}
