/* Heads of tar archives; see tar.h. */
#include "base/tar.h"

#include <stdio.h>
#include <string.h>

#define NAME_BYTES 100
#define SIZE_OCTAL_MAX (UINT64_C(1) << 33)	/* 11 octal digits */

/* Octal digits and a NUL fill the field. */
static void put_octal(uint8_t *field, size_t n, uint64_t value)
{
	field[n - 1] = '\0';
	for (size_t i = n - 1; i-- > 0; value >>= 3)
		field[i] = (uint8_t)('0' + (value & 7));
}

/* What does not fit: a first bit, and the number in binary. */
static void put_size(uint8_t *field, size_t n, uint64_t value)
{
	if (value < SIZE_OCTAL_MAX) {
		put_octal(field, n, value);
		return;
	}
	for (size_t i = n; i-- > 1; value >>= 8)
		field[i] = (uint8_t)value;
	field[0] = 0x80;
}

enum status tar_head(uint8_t head[TAR_BLOCK], const char *name, uint64_t size, int64_t at_ms)
{
	uint64_t sum = 0;

	if (strlen(name) >= NAME_BYTES)
		return ST_TOO_LARGE;
	memset(head, 0, TAR_BLOCK);
	memcpy(head, name, strlen(name));
	put_octal(head + 100, 8, 0640);
	put_octal(head + 108, 8, 0);
	put_octal(head + 116, 8, 0);
	put_size(head + 124, 12, size);
	put_octal(head + 136, 12, (uint64_t)(at_ms / 1000));
	memset(head + 148, ' ', 8);
	head[156] = '0';
	memcpy(head + 257, "ustar\00000", 8);
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += head[i];
	put_octal(head + 148, 7, sum);
	return ST_OK;
}

size_t tar_padding(uint64_t size)
{
	return (size_t)(-size % TAR_BLOCK);
}
