/* The size of a JPEG; see jpeg.h. */
#include "domain/jpeg.h"

#include <stdbool.h>

#define MARKER_SOI 0xd8

static uint32_t two(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

/* SOF0 … SOF15, but for DHT, JPG and DAC, which stand between them. */
static bool is_frame(uint8_t marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* The frame's: length (2), precision (1), lines (2), samples a line (2). */
static enum status read_frame(const uint8_t *p, size_t n, uint32_t *width, uint32_t *height)
{
	if (n < 7)
		return ST_INVALID;
	*height = two(p + 3);
	*width = two(p + 5);
	return *width > 0 && *height > 0 ? ST_OK : ST_INVALID;
}

enum status jpeg_size(struct bytes head, uint32_t *width, uint32_t *height)
{
	size_t at = 2;

	if (head.n < 4 || head.p[0] != 0xff || head.p[1] != MARKER_SOI)
		return ST_INVALID;
	while (at + 4 <= head.n && head.p[at] == 0xff) {
		if (is_frame(head.p[at + 1]))
			return read_frame(head.p + at + 2, head.n - at - 2, width, height);
		at += 2 + two(head.p + at + 2);
	}
	return ST_INVALID;
}
