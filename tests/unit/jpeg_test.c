/* Is the size of a JPEG read from its frame header, wherever that stands, and nothing past the bytes given? */
#include <string.h>

#include "domain/jpeg.h"
#include "unit.h"

#define APP1 "\xff\xe1\x00\x08" "Exif\x00\x00"
#define DHT "\xff\xc4\x00\x04\xaa\xbb"
#define SOF(marker) "\xff" marker "\x00\x0b\x08\x0b\xd0\x0f\xc0\x01\x01\x11\x00"	/* 0x0bd0 lines of 0x0fc0 samples */
#define CASE(text, status) { text, sizeof(text) - 1, status }

static const struct { const char *bytes; size_t n; enum status status; } rows[] = {
	CASE("\xff\xd8" SOF("\xc0"), ST_OK),
	CASE("\xff\xd8" SOF("\xc2"), ST_OK),
	CASE("\xff\xd8" APP1 DHT SOF("\xc1"), ST_OK),
	CASE("\xff\xd8" APP1, ST_INVALID),
	CASE("\xff\xd8\xff\xe1\xff\xff" SOF("\xc0"), ST_INVALID),
	CASE("\xff\xd8\xff\xe1\x00\x00", ST_INVALID),
	CASE("\xff\xd8\xff\xc0\x00\x0b\x08\x0b\xd0\x0f", ST_INVALID),
	CASE("\xff\xd8\xff\xc0\x00\x0b\x08\x00\x00\x0f\xc0\x01", ST_INVALID),
	CASE("\x89PNG\r\n\x1a\n", ST_INVALID),
	CASE("\xff\xd8", ST_INVALID),
	CASE("", ST_INVALID),
};

START_TEST(the_size_stands_in_the_frame_header)
{
	uint32_t width = 0, height = 0;
	uint8_t *exact = malloc(rows[_i].n ? rows[_i].n : 1);	/* so that a sanitizer sees a byte too many */

	memcpy(exact, rows[_i].bytes, rows[_i].n);
	ck_assert_int_eq(jpeg_size((struct bytes){ exact, rows[_i].n }, &width, &height), rows[_i].status);
	if (rows[_i].status == ST_OK) {
		ck_assert_uint_eq(width, 4032);
		ck_assert_uint_eq(height, 3024);
	}
	free(exact);
}
END_TEST

UNIT(jpeg)
{
	tcase_add_loop_test(tc, the_size_stands_in_the_frame_header, 0, ROWS(rows));
}
