/* Canonical bytes and hash of an event; see event.h. Key order here is the format: append, never reorder. */
#include "domain/event.h"

#include <string.h>

void event_salt(struct event_text *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		crypto_random(texts[i].salt, SALT_BYTES);
}

void event_commitment(const struct event_text *text, uint8_t out[HASH_BYTES])
{
	const char *body = text->body ? text->body : "";
	struct bytes parts[] = {
		{ text->salt, SALT_BYTES },
		{ (const uint8_t *)body, strlen(body) },
	};

	if (text->committed)
		memcpy(out, text->committed, HASH_BYTES);
	else
		crypto_sha256_parts(parts, 2, out);
}

static void add_pair(struct buf *buf, const char *key, const char *value)
{
	buf_json(buf, key);
	buf_char(buf, ':');
	buf_json(buf, value);
}

static void add_rule(struct buf *buf, const struct event_rule *rule)
{
	buf_char(buf, '{');
	add_pair(buf, "op", rule->op);
	buf_char(buf, ',');
	add_pair(buf, "id", rule->id);
	buf_char(buf, ',');
	add_pair(buf, "version", rule->version);
	buf_char(buf, ',');
	add_pair(buf, "source", rule->source);
	buf_printf(buf, ",\"verified\":%s,\"fallback\":%s}", rule->verified ? "true" : "false",
		   rule->fallback ? "true" : "false");
}

static void add_facts(struct buf *buf, const struct event *event)
{
	buf_text(buf, ",\"facts\":{");
	for (size_t i = 0; i < event->fact_count; i++) {
		if (i > 0)
			buf_char(buf, ',');
		add_pair(buf, event->facts[i].key, event->facts[i].value);
	}
	buf_char(buf, '}');
}

static void add_rules(struct buf *buf, const struct event *event)
{
	buf_text(buf, ",\"rules\":[");
	for (size_t i = 0; i < event->rule_count; i++) {
		if (i > 0)
			buf_char(buf, ',');
		add_rule(buf, &event->rules[i]);
	}
	buf_char(buf, ']');
}

static void add_clocks(struct buf *buf, const struct event *event)
{
	buf_text(buf, ",\"clocks\":[");
	for (size_t i = 0; i < event->clock_count; i++) {
		const struct event_clock *clock = &event->clocks[i];

		buf_printf(buf, "%s{\"stage\":\"%s\",\"from_ms\":%lld,\"due_ms\":%lld,\"amount\":%d,", i > 0 ? "," : "",
			   stage_word(clock->stage), (long long)clock->from_ms, (long long)clock->due_ms, clock->amount);
		add_pair(buf, "unit", clock->unit);
		buf_char(buf, ',');
		add_pair(buf, "start", clock->start);
		buf_text(buf, ",\"rule\":");
		add_rule(buf, &clock->rule);
		buf_char(buf, ',');
		add_pair(buf, "proof", clock->proof);
		buf_char(buf, '}');
	}
	buf_char(buf, ']');
}

static void add_texts(struct buf *buf, const struct event *event)
{
	uint8_t commitment[HASH_BYTES];

	buf_text(buf, ",\"texts\":{");
	for (size_t i = 0; i < event->text_count; i++) {
		if (i > 0)
			buf_char(buf, ',');
		event_commitment(&event->texts[i], commitment);
		add_pair(buf, event->texts[i].field, text_hex(buf->arena, commitment, HASH_BYTES));
	}
	buf_char(buf, '}');
}

struct bytes event_canonical(struct arena *arena, const struct event *event)
{
	struct buf buf = buf_new(arena, 1024);

	buf_printf(&buf, "{\"v\":1,\"ticket\":\"%s\",\"seq\":%u,\"at_ms\":%lld,\"type\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"",
		   event->number, event->seq, (long long)event->at_ms, event_word(event->type),
		   state_word(event->from), state_word(event->to));
	buf_printf(&buf, ",\"actor\":{\"kind\":\"%s\",\"id\":%u,\"role\":\"%s\"}", actor_word(event->actor),
		   event->actor_id, role_word(event->role));
	add_facts(&buf, event);
	add_rules(&buf, event);
	add_clocks(&buf, event);
	add_texts(&buf, event);
	buf_char(&buf, '}');
	return (struct bytes){ (const uint8_t *)buf.text, buf.len };
}

void event_hash(enum crypto_suite suite, uint32_t seq, const uint8_t prev[HASH_BYTES], struct bytes canonical,
		uint8_t out[HASH_BYTES])
{
	static const char domain[] = "12328 event\n";
	uint8_t head[9] = { (uint8_t)suite };
	struct bytes parts[] = {
		{ (const uint8_t *)domain, sizeof(domain) - 1 },
		{ head, sizeof(head) },
		{ prev, HASH_BYTES },
		canonical,
	};

	for (int i = 0; i < 4; i++)	/* the upper four bytes of the 64-bit number are zero */
		head[5 + i] = (uint8_t)(seq >> (24 - 8 * i));
	crypto_sha256_parts(parts, 4, out);
}
