/* The walk along a chain; see chain.h. */
#include "domain/chain.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "domain/event.h"

struct chain chain_begin(const char *number)
{
	return (struct chain){ .number = number, .head = { .to = "none" } };
}

/* ---- the head of the canonical bytes: its keys have a fixed order ------------------------------------------------ */

static bool step(struct bytes *rest, const char *text)
{
	size_t len = strlen(text);

	if (rest->n < len || memcmp(rest->p, text, len) != 0)
		return false;
	rest->p += len;
	rest->n -= len;
	return true;
}

static bool step_number(struct bytes *rest, int64_t *value)
{
	int digits = 0;

	for (*value = 0; rest->n > 0 && *rest->p >= '0' && *rest->p <= '9' && digits < 18; digits++) {
		*value = *value * 10 + (*rest->p - '0');
		rest->p++;
		rest->n--;
	}
	return digits > 0;
}

/* "key":"word" */
static bool step_first_word(struct bytes *rest, const char *key, char word[CHAIN_WORD_CHARS])
{
	size_t n = 0;

	if (!step(rest, "\"") || !step(rest, key) || !step(rest, "\":\""))
		return false;
	for (; rest->n > 0 && ((*rest->p >= 'a' && *rest->p <= 'z') || *rest->p == '_') && n + 1 < CHAIN_WORD_CHARS; n++) {
		word[n] = (char)*rest->p++;
		rest->n--;
	}
	word[n] = '\0';
	return n > 0 && step(rest, "\"");
}

static bool step_word(struct bytes *rest, const char *key, char word[CHAIN_WORD_CHARS])
{
	return step(rest, ",") && step_first_word(rest, key, word);
}

static void read_actor(struct bytes rest, struct chain_head *head)
{
	if (!step_first_word(&rest, "kind", head->actor) || !step(&rest, ",\"id\":") || !step_number(&rest, &head->actor_id))
		*head->actor = '\0';
}

static bool read_head(struct bytes canonical, const char *number, uint32_t seq, struct chain_head *head)
{
	char said[16];

	snprintf(said, sizeof(said), "%u", seq);
	if (!step(&canonical, "{\"v\":1,\"ticket\":\"") || !step(&canonical, number) || !step(&canonical, "\",\"seq\":") ||
	    !step(&canonical, said) || !step(&canonical, ",\"at_ms\":") || !step_number(&canonical, &head->at_ms) ||
	    !step_word(&canonical, "type", head->type) || !step_word(&canonical, "from", head->from) ||
	    !step_word(&canonical, "to", head->to) || !step(&canonical, ",\"actor\":{"))
		return false;
	read_actor(canonical, head);
	return true;
}

/* ---- links ------------------------------------------------------------------------------------------------------- */

static bool is_hash(struct bytes bytes, const uint8_t hash[HASH_BYTES])
{
	return bytes.n == HASH_BYTES && memcmp(bytes.p, hash, HASH_BYTES) == 0;
}

static const char *fault_of(const struct chain *chain, const struct chain_link *link, const uint8_t hash[HASH_BYTES],
			    const struct chain_head *head, bool has_head)
{
	if (link->seq != chain->seq + 1)
		return "it is not the next event of its chain";
	if (link->suite != SUITE_SHA256)
		return "its suite is unknown";
	if (!is_hash(link->prev, chain->hash))
		return "it does not carry the hash of the event before it";
	if (!is_hash(link->hash, hash))
		return "its hash is not that of its bytes";
	if (!has_head)
		return "its bytes speak of another ticket or event";
	if (strcmp(head->from, chain->head.to) != 0)
		return "it does not begin in the state the event before it ended in";
	return NULL;
}

const char *chain_add(struct chain *chain, const struct chain_link *link)
{
	struct chain_head head = { 0 };
	uint8_t hash[HASH_BYTES];
	const char *fault;
	bool has_head;

	event_hash((enum crypto_suite)link->suite, link->seq, chain->hash, link->canonical, hash);
	has_head = read_head(link->canonical, chain->number, link->seq, &head);
	fault = fault_of(chain, link, hash, &head, has_head);
	chain->seq = link->seq;
	chain->head = head;
	memcpy(chain->hash, hash, HASH_BYTES);
	return fault;
}

const char *chain_end(const struct chain *chain, uint32_t last_seq, struct bytes last_hash, const char *state)
{
	if (chain->seq != last_seq)
		return "its chain ends at another event than it says";
	if (!is_hash(last_hash, chain->hash))
		return "its last hash is not that of its last event";
	if (!state || strcmp(chain->head.to, state) != 0)
		return "its state is not the one its last event ended in";
	return NULL;
}
