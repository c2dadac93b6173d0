/* Ticket numbers and query codes; see number.h. */
#include "domain/number.h"

#include <ctype.h>
#include <string.h>

#include "base/now.h"

#define DIGITS 20	/* region, date and sequence: what the check digit covers */

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* ISO 7064 MOD 11,10, hybrid system. */
static char check_digit(const char *digits)
{
	int p = 10;

	for (int i = 0; i < DIGITS; i++) {
		int s = (p + (digits[i] - '0')) % 10;

		p = (s == 0 ? 10 : s) * 2 % 11;
	}
	return (char)('0' + (11 - p) % 10);
}

const char *number_make(struct arena *arena, uint32_t region, int32_t day, uint32_t sequence)
{
	int year, month, mday;
	char *number;

	date_from_day(day, &year, &month, &mday);
	number = arena_printf(arena, "JT%06u%04d%02d%02d%06u0", region, year, month, mday, sequence);
	number[NUMBER_CHARS - 1] = check_digit(number + 2);
	return number;
}

/* Half width, upper case, without what people put between groups. */
static const char *squeeze(struct arena *arena, const char *typed)
{
	const char *half = text_half_width(arena, typed);
	struct buf out = buf_new(arena, strlen(half) + 1);

	for (; *half; half++)
		if (!isspace((unsigned char)*half) && *half != '-' && *half != '.' && *half != '_')
			buf_char(&out, (char)toupper((unsigned char)*half));
	return out.text;
}

enum status number_parse(struct arena *arena, const char *typed, const char **number)
{
	const char *text = squeeze(arena, typed);

	*number = "";
	if (strlen(text) != NUMBER_CHARS || strncmp(text, "JT", 2) != 0)
		return ST_INVALID;
	if (strspn(text + 2, "0123456789") != DIGITS + 1)
		return ST_INVALID;
	if (check_digit(text + 2) != text[NUMBER_CHARS - 1])
		return ST_INVALID;
	*number = text;
	return ST_OK;
}

uint32_t number_region(const char *number)
{
	uint32_t region = 0;

	for (int i = 2; i < 8; i++)
		region = region * 10 + (uint32_t)(number[i] - '0');
	return region;
}

const char *code_make(struct arena *arena, const uint8_t key[KEY_BYTES], const uint8_t submission[HASH_BYTES])
{
	uint8_t mac[HASH_BYTES];
	char code[CODE_CHARS + 1] = "";

	crypto_hmac(key, submission, HASH_BYTES, mac);
	for (int i = 0; i < CODE_CHARS; i++)
		code[i] = crockford[mac[i] & 31];
	return arena_strdup(arena, code);
}

enum status code_parse(struct arena *arena, const char *typed, const char **code)
{
	char *text = arena_strdup(arena, squeeze(arena, typed));

	*code = "";
	if (strlen(text) != CODE_CHARS)
		return ST_INVALID;
	for (char *p = text; *p; p++) {
		if (*p == 'I' || *p == 'L')
			*p = '1';
		if (*p == 'O')
			*p = '0';
		if (!strchr(crockford, *p))
			return ST_INVALID;
	}
	*code = text;
	return ST_OK;
}

void code_hash(const uint8_t key[KEY_BYTES], const char *number, const char *code, uint8_t out[HASH_BYTES])
{
	char text[NUMBER_CHARS + 1 + CODE_CHARS];

	memcpy(text, number, NUMBER_CHARS);
	text[NUMBER_CHARS] = ' ';
	memcpy(text + NUMBER_CHARS + 1, code, CODE_CHARS);
	crypto_hmac(key, text, sizeof(text), out);
}
