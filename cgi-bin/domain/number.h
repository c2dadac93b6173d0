/* Ticket numbers and query codes.
 *
 * Number: JT + region (6) + yyyymmdd + 6 digits + check digit (ISO 7064 MOD 11,10 over the 20 digits):
 * 23 characters. The six digits are random and promise no density.
 * Query code: 8 characters of Crockford base32 (40 bits), made from a secret and the submission's key so
 * that a repeated submit shows the same code, and stored only as a keyed hash.
 */
#ifndef DOMAIN_NUMBER_H
#define DOMAIN_NUMBER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/crypto.h"
#include "base/status.h"

#define NUMBER_CHARS 23
#define CODE_CHARS 8

/* sequence: 0 … 999999. */
const char *number_make(struct arena *arena, uint32_t region, int32_t day, uint32_t sequence);
/* Forgiving: spaces, hyphens, full width, lower case. ST_INVALID: not a number, or the check digit is wrong. */
MUST_CHECK enum status number_parse(struct arena *arena, const char *typed, const char **number);
/* The region it was filed in, which stays in it wherever the ticket goes. number must be valid. */
uint32_t number_region(const char *number);

const char *code_make(struct arena *arena, const uint8_t key[KEY_BYTES], const uint8_t submission[HASH_BYTES]);
/* Forgiving: I and L read as 1, O as 0, any case, spaces, hyphens, full width. */
MUST_CHECK enum status code_parse(struct arena *arena, const char *typed, const char **code);
/* What is stored: bound to the ticket's number. */
void code_hash(const uint8_t key[KEY_BYTES], const char *number, const char *code, uint8_t out[HASH_BYTES]);

#endif
