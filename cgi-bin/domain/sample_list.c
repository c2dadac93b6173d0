/* The list of a sample as text; see sample_list.h. */
#include "domain/sample_list.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/base64.h"
#include "domain/event_read.h"

/* ---- writing -------------------------------------------------------------------------------------------------- */

void sample_add_head(struct buf *out, const struct sample_head *h)
{
	struct arena *a = out->arena;

	buf_printf(out, SAMPLE_LIST_FORMAT "\nperiod %06u %" PRId64 " %" PRId64 "\n", h->period.province, h->period.from_ms, h->period.until_ms);
	buf_printf(out, "commitment %s %" PRIu64 "\n", text_hex(a, h->commitment, HASH_BYTES), h->entry);
	buf_printf(out, "secret %s\n", text_hex(a, h->secret, HASH_BYTES));
	buf_printf(out, "log %" PRIu64 " %" PRIu64 " %s\n", h->from_size, h->until_size, text_hex(a, h->root, HASH_BYTES));
	buf_printf(out, "seed %s\nnote %s\n\n", text_hex(a, h->seed, HASH_BYTES), base64_encode(a, h->note, strlen(h->note)));
}

void sample_add_line(struct buf *out, const struct sample_line *l)
{
	buf_printf(out, "%" PRIu64 " %s %u %s %s\n", l->n, text_hex(out->arena, l->hash, HASH_BYTES), l->per_mille, l->rule, sampled_word((int)l->sampled));
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

/* Words between single spaces, `count` of them and no more. */
static bool split(char *line, char **words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *end = strchr(line, ' ');

		if (!*line || (end == NULL) != (i + 1 == count))
			return false;
		words[i] = line;
		if (end)
			*end = '\0';
		line = end ? end + 1 : line;
	}
	return true;
}

static bool number_of(const char *word, uint64_t *number)
{
	int64_t value;

	if (text_to_int(word, 0, INT64_MAX, &value) != ST_OK)
		return false;
	*number = (uint64_t)value;
	return true;
}

static bool hash_of(const char *word, uint8_t hash[HASH_BYTES])
{
	return strlen(word) == 2 * HASH_BYTES && text_from_hex(word, hash, HASH_BYTES) == ST_OK;
}

/* "key a b …": the words after the key. */
static bool line_of(struct arena *arena, const char *line, const char *key, char **words, size_t count)
{
	size_t n = strlen(key);

	return strncmp(line, key, n) == 0 && line[n] == ' ' && split(arena_strdup(arena, line + n + 1), words, count);
}

static bool read_note(struct arena *arena, const char *line, const char **note)
{
	char *words[1];
	size_t n, pad;
	char *text;

	if (strcmp(line, "note ") == 0) {
		*note = "";
		return true;
	}
	if (!line_of(arena, line, "note", words, 1) || strlen(words[0]) % 4 != 0)
		return false;
	n = strlen(words[0]);
	pad = words[0][n - 1] != '=' ? 0 : words[0][n - 2] != '=' ? 1 : 2;
	text = arena_strndup(arena, words[0], n);
	*note = text;
	text[n / 4 * 3 - pad] = '\0';
	return base64_decode(words[0], n, text, n / 4 * 3 - pad) == ST_OK;
}

enum status sample_read_head(struct arena *arena, const char *const lines[SAMPLE_HEAD_LINES], struct sample_head *h)
{
	char *p[3], *c[2], *s[1], *l[3], *d[1];
	uint64_t province, from, until;

	*h = (struct sample_head){ 0 };
	if (strcmp(lines[0], SAMPLE_LIST_FORMAT) != 0 || !line_of(arena, lines[1], "period", p, 3) || !line_of(arena, lines[2], "commitment", c, 2) ||
	    !line_of(arena, lines[3], "secret", s, 1) || !line_of(arena, lines[4], "log", l, 3) || !line_of(arena, lines[5], "seed", d, 1) ||
	    !read_note(arena, lines[6], &h->note) || *lines[7])
		return ST_INVALID;
	if (!number_of(p[0], &province) || !number_of(p[1], &from) || !number_of(p[2], &until) || !hash_of(c[0], h->commitment) ||
	    !number_of(c[1], &h->entry) || !hash_of(s[0], h->secret) || !number_of(l[0], &h->from_size) || !number_of(l[1], &h->until_size) ||
	    !hash_of(l[2], h->root) || !hash_of(d[0], h->seed) || province > 999999)
		return ST_INVALID;
	h->period = (struct sample_period){ (uint32_t)province, (int64_t)from, (int64_t)until };
	return ST_OK;
}

enum status sample_read_line(const char *line, struct sample_line *out)
{
	char room[4 * HASH_BYTES + SAMPLE_RULE_CHARS];
	char *words[5];
	uint64_t per_mille;

	*out = (struct sample_line){ 0 };
	if (strlen(line) >= sizeof(room))
		return ST_INVALID;
	memcpy(room, line, strlen(line) + 1);
	if (!split(room, words, 5) || !number_of(words[0], &out->n) || !hash_of(words[1], out->hash) || !number_of(words[2], &per_mille) || per_mille > 1000 ||
	    strlen(words[3]) > SAMPLE_RULE_CHARS)
		return ST_INVALID;
	out->per_mille = (uint32_t)per_mille;
	memcpy(out->rule, words[3], strlen(words[3]) + 1);
	for (int i = 1; i < SAMPLED_END; i++)
		if (strcmp(words[4], sampled_word(i)) == 0)
			out->sampled = (enum sampled)i;
	return out->sampled ? ST_OK : ST_INVALID;
}

/* ---- judging -------------------------------------------------------------------------------------------------- */

const char *sample_head_fault(struct arena *arena, const struct sample_head *h)
{
	uint8_t hash[HASH_BYTES];

	if (h->period.from_ms >= h->period.until_ms || h->from_size > h->until_size)
		return "its period is none";
	sample_commit(arena, &h->period, h->secret, hash);
	if (memcmp(hash, h->commitment, HASH_BYTES) != 0)
		return "the secret is not the one that was committed to";
	if (h->entry >= h->from_size)
		return "the secret was committed to after the period had begun";
	sample_seed(h->secret, h->root, hash);
	if (memcmp(hash, h->seed, HASH_BYTES) != 0)
		return "the seed is not what secret and root come to";
	return NULL;
}

const char *sample_line_fault(const struct sample_head *h, const struct sample_line *l)
{
	if (l->n < h->from_size || l->n >= h->until_size)
		return "it lies outside the period";
	if (sample_decide(sample_lot(h->seed, l->hash), l->per_mille) != l->sampled)
		return "it is not as the seed draws it";
	return NULL;
}

bool sample_stratum(struct arena *arena, struct bytes canonical, struct sample_line *line)
{
	const char *rate = event_raw_text(arena, event_fact_of(canonical, "sample_per_mille"));
	struct said_rule rule;

	if (!*rate || !event_rule_of(canonical, "sample", &rule) || rule.id.n > SAMPLE_RULE_CHARS)
		return false;
	line->per_mille = (uint32_t)strtoul(rate, NULL, 10);
	snprintf(line->rule, sizeof(line->rule), "%s", event_raw_text(arena, rule.id));
	return true;
}
