/* Asking whether it is a person; see asked.h. */
#include "pages/asked.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/config.h"
#include "base/limits.h"
#include "base/now.h"
#include "base/rate.h"
#include "domain/altcha.h"
#include "domain/person.h"
#include "statements.h"

#define SUM_PART_MAX 9

/* ---- how often lately ------------------------------------------------------------------------------------------ */

struct counter {
	const char *who;	/* whose matters count together */
	const char *setting;	/* so many are calm; 0: always */
	uint32_t seconds;	/* of its window */
};

/* Of an IPv6 address the network: the rest is the household's own to choose. */
static const char *address_of(const struct request *req)
{
	uint8_t parts[16];

	if (inet_pton(AF_INET6, req->address, parts) == 1)
		return text_hex(req->arena, parts, 8);
	return req->address;
}

static void counters_of(const struct request *req, const struct draft *draft, struct counter counters[2])
{
	bool confidential = strcmp(draft_get(draft, "confidential"), "yes") == 0;

	counters[0] = (struct counter){ "all", "filing.asked_all", 60 };
	counters[1] = confidential ? (struct counter){ "confidential", "filing.asked_address", 60 } :
				     (struct counter){ address_of(req), "filing.asked_address", 3600 };
}

static uint32_t window_end(const struct request *req, const struct counter *counter)
{
	uint32_t now_s = (uint32_t)(req->now_ms / 1000);

	return now_s - now_s % counter->seconds + counter->seconds;
}

/* Another one for each window, so that what is counted now cannot be joined with what was counted before. */
static uint64_t key_of(const struct request *req, const struct counter *counter)
{
	const char *text = arena_printf(req->arena, "rate %s %u", counter->who, window_end(req, counter));
	uint8_t hash[HASH_BYTES];
	uint64_t key;

	crypto_hmac(site_of(req)->form_key, text, strlen(text), hash);
	memcpy(&key, hash, sizeof(key));
	return key ? key : 1;
}

static bool is_often(const struct request *req, const struct draft *draft)
{
	const struct site *site = site_of(req);
	struct counter counters[2];

	counters_of(req, draft, counters);
	for (int i = 0; i < 2; i++) {
		int64_t calm = config_int(site->config, counters[i].setting);

		if (calm && site->rates && rate_seen(site->rates, key_of(req, &counters[i]), (uint32_t)(req->now_ms / 1000)) >= calm)
			return true;
	}
	return false;
}

void asked_count(struct request *req, const struct draft *draft)
{
	const struct site *site = site_of(req);
	struct counter counters[2];

	counters_of(req, draft, counters);
	for (int i = 0; i < 2; i++)
		if (site->rates && config_int(site->config, counters[i].setting))
			rate_count(site->rates, key_of(req, &counters[i]), window_end(req, &counters[i]), (uint32_t)(req->now_ms / 1000));
}

static struct counter address_counter(const struct request *req, const char *what)
{
	return (struct counter){ arena_printf(req->arena, "%s %s", what, address_of(req)), NULL, 3600 };
}

uint32_t asked_from_address(const struct request *req, const char *what)
{
	const struct counter counter = address_counter(req, what);

	return site_of(req)->rates ? rate_seen(site_of(req)->rates, key_of(req, &counter), (uint32_t)(req->now_ms / 1000)) : 0;
}

void asked_count_address(const struct request *req, const char *what)
{
	const struct counter counter = address_counter(req, what);

	if (site_of(req)->rates)
		rate_count(site_of(req)->rates, key_of(req, &counter), window_end(req, &counter), (uint32_t)(req->now_ms / 1000));
}

enum status asked_phone(struct request *req, const struct draft *draft, int64_t most, int64_t *filed)
{
	struct bytes index = person_phone_index(req->arena, site_of(req)->phone_key, draft_get(draft, "phone"));
	struct filed_by_phone_out row;

	*filed = 0;
	if (most == 0 || index.n == 0)
		return ST_OK;
	TRY(filed_by_phone(site_of(req)->db, req->arena, &(struct filed_by_phone_in){ index, req->now_ms - MS_PER_DAY, (uint32_t)most }, &row));
	*filed = (int64_t)row.count;
	return ST_OK;
}

static enum status is_asked(struct request *req, const struct draft *draft, bool *asked)
{
	int64_t calm = config_int(site_of(req)->config, "filing.asked_phone");
	int64_t filed;

	*asked = is_often(req, draft);
	if (*asked)
		return ST_OK;
	TRY(asked_phone(req, draft, calm, &filed));
	*asked = calm && filed >= calm;
	return ST_OK;
}

/* ---- the sum ----------------------------------------------------------------------------------------------------- */

struct sum {
	int64_t turn;	/* since 1970, in LIMIT_ASKED_MS */
	int64_t wrong;	/* answers so far */
	int a, b;
};

static int64_t wrong_so_far(const struct draft *draft)
{
	return strtoll(draft_get(draft, "asked_wrong"), NULL, 10);
}

static void sum_of(struct request *req, const struct draft *draft, int64_t turn, struct sum *sum)
{
	const char *text = arena_printf(req->arena, "sum %s %lld %lld", draft_token(draft, req->arena), (long long)turn,
					(long long)wrong_so_far(draft));
	uint8_t hash[HASH_BYTES];

	crypto_hmac(site_of(req)->form_key, text, strlen(text), hash);
	*sum = (struct sum){ turn, wrong_so_far(draft), 1 + hash[0] % SUM_PART_MAX, 1 + hash[1] % SUM_PART_MAX };
}

static const char *word_of(const struct request *req, int number)
{
	return view_label(req, arena_printf(req->arena, "asked.number.%d", number));
}

/* The sum in words, as {a} and {b} of a label. */
static const char *question_of(const struct request *req, const struct sum *sum)
{
	struct buf text = buf_new(req->arena, 128);

	for (const char *at = view_label(req, "asked.question"); *at;) {
		if (text_starts(at, "{a}") || text_starts(at, "{b}")) {
			buf_text(&text, word_of(req, at[1] == 'a' ? sum->a : sum->b));
			at += 3;
			continue;
		}
		buf_char(&text, *at++);
	}
	return text.text;
}

/* In digits of either width, or the word that the page would say. */
static bool is_sum(const struct request *req, const struct sum *sum, const char *answer)
{
	const char *typed = text_fold(req->arena, answer);
	int64_t number;

	return (text_to_int(typed, 0, 1000, &number) == ST_OK && number == sum->a + sum->b) ||
	       text_equal(typed, text_fold(req->arena, word_of(req, sum->a + sum->b)));
}

/* ST_EXPIRED: it answers a sum that is not asked any more. */
static enum status judge_sum(struct request *req, const struct draft *draft, const char *answer)
{
	int64_t now = req->now_ms / LIMIT_ASKED_MS;
	long long turn, wrong;
	struct sum sum;

	if (sscanf(field_text(req, "asked"), "%lld-%lld", &turn, &wrong) != 2 || turn > now || turn < now - 1 || wrong != wrong_so_far(draft))
		return ST_EXPIRED;
	sum_of(req, draft, turn, &sum);
	return is_sum(req, &sum, answer) ? ST_OK : ST_INVALID;
}

/* ---- asking and judging -------------------------------------------------------------------------------------------- */

static void work_key(const struct request *req, uint8_t key[KEY_BYTES])
{
	crypto_derive(site_of(req)->form_key, KEY_BYTES, "proof of work", key);
}

/* What a proof is bound to: says nothing of the visit's secret. */
static const char *visit_word(const struct request *req, const struct draft *draft)
{
	uint8_t word[KEY_BYTES];

	crypto_derive(draft->secret, KEY_BYTES, "proof of work", word);
	return text_hex(req->arena, word, 16);
}

static const char *challenge(struct request *req, const struct draft *draft)
{
	struct altcha_ask ask = {
		.visit = visit_word(req, draft), .most = (uint32_t)config_int(site_of(req)->config, "filing.asked_work"),
		.expires_s = (req->now_ms + 2 * LIMIT_ASKED_MS) / 1000,
	};
	uint8_t key[KEY_BYTES];

	work_key(req, key);
	ask.key = key;
	crypto_random(ask.salt, sizeof(ask.salt));
	crypto_random(&ask.number, sizeof(ask.number));
	ask.number %= ask.most + 1;
	return altcha_make(req->arena, &ask);
}

enum status asked_show(struct request *req, const struct draft *draft)
{
	bool asked;
	struct sum sum;

	TRY(is_asked(req, draft, &asked));
	if (!asked)
		return ST_OK;
	sum_of(req, draft, req->now_ms / LIMIT_ASKED_MS, &sum);
	view_set(req, "Asked.Challenge", challenge(req, draft));
	view_set(req, "Asked.Turn", arena_printf(req->arena, "%lld-%lld", (long long)sum.turn, (long long)sum.wrong));
	view_set(req, "Asked.Question", question_of(req, &sum));
	return ST_OK;
}

/* Either way will do: who has both, or a wrong proof and a right sum, is let through. */
static enum status judge(struct request *req, const struct draft *draft)
{
	const char *payload = field_text(req, "altcha"), *answer = field_text(req, "answer");
	enum status status = ST_NOT_FOUND;
	uint8_t key[KEY_BYTES];

	if (*payload) {
		work_key(req, key);
		status = altcha_check(req->arena, key, visit_word(req, draft), payload, req->now_ms / 1000);
	}
	if (status != ST_OK && *answer)
		status = judge_sum(req, draft, answer);
	return status;
}

static enum status ask_another(struct request *req, struct draft *draft)
{
	TRY(draft_set(draft, "asked_wrong", arena_printf(req->arena, "%lld", (long long)wrong_so_far(draft) + 1)));
	return visit_save(req, draft);
}

enum status asked_judge(struct request *req, struct draft *draft)
{
	enum status judged = judge(req, draft);
	bool asked;

	if (judged == ST_OK)
		return ST_OK;
	TRY(is_asked(req, draft, &asked));
	if (!asked)
		return ST_OK;
	if (judged == ST_NOT_FOUND)
		request_error(req, "answer", "answer_asked");
	else if (judged == ST_EXPIRED)
		request_error(req, "answer", "answer_old");
	else
		request_error(req, "answer", "answer_wrong");
	if (judged == ST_INVALID)
		TRY(ask_another(req, draft));
	return ST_INVALID;
}
