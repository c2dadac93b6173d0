/* Is a receipt taken in one form only, and is every changed bit of either form found? */
#include <string.h>

#include "domain/number.h"
#include "domain/receipt.h"
#include "unit.h"

static uint8_t public_key[KEY_BYTES];

static struct receipt made(void)
{
	struct receipt receipt = { .at_ms = 1763865903123 };
	uint8_t private_key[KEY_BYTES];

	memset(receipt.hash, 0xa5, HASH_BYTES);
	receipt.number = number_make(arena, 440300, 20000, 123);
	crypto_pair_new(PAIR_ED25519, public_key, private_key);
	receipt_sign(arena, &receipt, public_key, private_key);
	return receipt;
}

static bool holds(const char *text)
{
	struct receipt receipt;

	return receipt_read(arena, text, &receipt) == ST_OK && receipt_signed(arena, &receipt, public_key);
}

static void flip_all(const char *text)
{
	char *copy = arena_strdup(arena, text);

	ck_assert(holds(copy));
	for (size_t i = 0; text[i]; i++)
		for (int bit = 0; bit < 8; bit++) {
			copy[i] = (char)(text[i] ^ (1 << bit));
			ck_assert_msg(!holds(copy), "byte %zu, bit %d: %s", i, bit, copy);
			copy[i] = text[i];
		}
}

START_TEST(every_flipped_bit_is_found)
{
	const struct receipt receipt = made();

	flip_all(receipt_word(arena, &receipt));
	flip_all(receipt_json(arena, &receipt));
}
END_TEST

START_TEST(no_part_of_a_receipt_is_one)
{
	const struct receipt receipt = made();
	const char *forms[] = { receipt_word(arena, &receipt), arena_strndup(arena, receipt_json(arena, &receipt), strlen(receipt_json(arena, &receipt)) - 1) };

	for (int f = 0; f < ROWS(forms); f++)
		for (size_t len = 0; len < strlen(forms[f]); len++)
			ck_assert(!holds(arena_strndup(arena, forms[f], len)));
}
END_TEST

START_TEST(pasting_does_no_harm)
{
	const struct receipt receipt = made();
	const char *word = receipt_word(arena, &receipt);

	ck_assert(holds(arena_printf(arena, " \r\n%s\r\n ", word)));
	ck_assert(holds(arena_printf(arena, "https://example.cn/status/verify?receipt=%s", word)));
	ck_assert(!holds(arena_printf(arena, "https://example.cn/status/verify?receipt=%s&x=1", word)));
	ck_assert(!holds(arena_printf(arena, "%s.", word)));
	ck_assert(!holds(""));
	ck_assert(!holds("http"));
	ck_assert(!holds("{}"));
	ck_assert(!holds("[1]"));
}
END_TEST

START_TEST(another_key_is_not_ours)
{
	const struct receipt receipt = made();
	const char *word = receipt_word(arena, &receipt);

	made();
	ck_assert(!holds(word));
}
END_TEST

UNIT(receipt)
{
	tcase_add_test(tc, every_flipped_bit_is_found);
	tcase_add_test(tc, no_part_of_a_receipt_is_one);
	tcase_add_test(tc, pasting_does_no_harm);
	tcase_add_test(tc, another_key_is_not_ours);
}
