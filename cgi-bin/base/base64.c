/* base64; see base64.h. */
#include "base/base64.h"

#include <string.h>

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static size_t encoded_len(size_t n)
{
	return (n + 2) / 3 * 4;
}

/* Three bytes, or what is left of them, as four characters. */
static void encode_group(const uint8_t *from, size_t n, char to[4])
{
	uint32_t bits = (uint32_t)from[0] << 16 | (n > 1 ? (uint32_t)from[1] << 8 : 0) | (n > 2 ? from[2] : 0);

	for (int i = 0; i < 4; i++)
		to[i] = digits[bits >> (18 - 6 * i) & 63];
	if (n < 3)
		to[3] = '=';
	if (n < 2)
		to[2] = '=';
}

const char *base64_encode(struct arena *arena, const void *data, size_t n)
{
	char *text = arena_alloc(arena, encoded_len(n) + 1);
	const uint8_t *from = data;

	for (size_t i = 0; i < n; i += 3)
		encode_group(from + i, n - i, text + i / 3 * 4);
	return text;
}

static int value_of(char c)
{
	const char *at = c ? strchr(digits, c) : NULL;

	return at ? (int)(at - digits) : c == '=' ? 0 : -1;
}

static enum status decode_group(const char *from, uint8_t *to, size_t n)
{
	uint32_t bits = 0;
	char again[4];

	for (int i = 0; i < 4; i++) {
		if (value_of(from[i]) < 0)
			return ST_INVALID;
		bits = bits << 6 | (uint32_t)value_of(from[i]);
	}
	for (size_t i = 0; i < n && i < 3; i++)
		to[i] = (uint8_t)(bits >> (16 - 8 * i));
	encode_group(to, n, again);
	return memcmp(again, from, 4) == 0 ? ST_OK : ST_INVALID;
}

enum status base64_decode(const char *text, size_t len, void *data, size_t n)
{
	uint8_t *to = data;

	if (len != encoded_len(n))
		return ST_INVALID;
	for (size_t i = 0; i < n; i += 3)
		TRY(decode_group(text + i / 3 * 4, to + i, n - i));
	return ST_OK;
}
