/* Reading canonical bytes back; see event_read.h. A cursor walks forward once; `bad` sticks. */
#include "domain/event_read.h"

#include <string.h>

#define DEPTH_MAX 8	/* an event is three deep */

struct cursor {
	const char *at;
	const char *end;
	bool bad;
};

/* ---- JSON, as much as is needed ------------------------------------------------------------------------ */

static struct cursor begin(struct bytes text)
{
	const char *at = text.n > 0 ? (const char *)text.p : "";

	return (struct cursor){ at, at + text.n, false };
}

static bool take(struct cursor *c, char wanted)
{
	if (c->at == c->end || *c->at != wanted)
		return false;
	c->at++;
	return true;
}

static void expect(struct cursor *c, char wanted)
{
	if (!take(c, wanted))
		c->bad = true;
}

static struct bytes read_string(struct cursor *c)
{
	const char *begin;

	expect(c, '"');
	begin = c->at;
	while (c->at < c->end && *c->at != '"')
		c->at += *c->at == '\\' ? 2 : 1;
	if (c->at >= c->end) {
		c->at = c->end;
		c->bad = true;
		return (struct bytes){ (const uint8_t *)c->end, 0 };
	}
	return (struct bytes){ (const uint8_t *)begin, (size_t)(c->at++ - begin) };
}

static int64_t read_int(struct cursor *c)
{
	bool minus = take(c, '-');
	const char *begin = c->at;
	int64_t value = 0;

	while (c->at < c->end && *c->at >= '0' && *c->at <= '9' && c->at - begin < 18)
		value = value * 10 + (*c->at++ - '0');
	c->bad |= c->at == begin;
	return minus ? -value : value;
}

static bool read_bool(struct cursor *c)
{
	size_t left = (size_t)(c->end - c->at);

	if (left >= 4 && memcmp(c->at, "true", 4) == 0) {
		c->at += 4;
		return true;
	}
	if (left >= 5 && memcmp(c->at, "false", 5) == 0)
		c->at += 5;
	else
		c->bad = true;
	return false;
}

static void pass_over(struct cursor *c, int depth)
{
	char close;

	if (c->bad || c->at == c->end || depth == DEPTH_MAX) {
		c->bad = true;
	} else if (*c->at == '"') {
		read_string(c);
	} else if (*c->at == '{' || *c->at == '[') {
		close = *c->at++ == '{' ? '}' : ']';
		while (!c->bad && !take(c, close)) {
			if (close == '}') {
				read_string(c);
				expect(c, ':');
			}
			pass_over(c, depth + 1);
			if (c->at < c->end && *c->at != close)
				expect(c, ',');
		}
	} else if (*c->at == 't' || *c->at == 'f') {
		read_bool(c);
	} else {
		read_int(c);
	}
}

/* The next key of an object whose brace was taken; false at its end. */
static bool next_key(struct cursor *c, struct bytes *key, bool *begun)
{
	if (c->bad || take(c, '}'))
		return false;
	if (*begun)
		expect(c, ',');
	*begun = true;
	*key = read_string(c);
	expect(c, ':');
	return !c->bad;
}

static bool is(struct bytes text, const char *word)
{
	return strlen(word) == text.n && memcmp(text.p, word, text.n) == 0;
}

/* The number of a word by a function of ticket.h or clock.h. */
static int read_word(struct cursor *c, int (*number_of)(const char *word))
{
	struct bytes text = read_string(c);
	char word[24] = "";

	if (text.n >= sizeof(word))
		return 0;
	if (text.n > 0)
		memcpy(word, text.p, text.n);
	return number_of(word);
}

/* ---- an event ------------------------------------------------------------------------------------------- */

static struct said_rule read_rule(struct cursor *c)
{
	struct said_rule rule = { 0 };
	struct bytes key;
	bool begun = false;

	expect(c, '{');
	while (next_key(c, &key, &begun)) {
		if (is(key, "op"))
			rule.op = read_string(c);
		else if (is(key, "id"))
			rule.id = read_string(c);
		else if (is(key, "version"))
			rule.version = read_string(c);
		else if (is(key, "source"))
			rule.source = read_string(c);
		else if (is(key, "verified"))
			rule.verified = read_bool(c);
		else if (is(key, "fallback"))
			rule.fallback = read_bool(c);
		else
			pass_over(c, 0);
	}
	return rule;
}

static void read_clock_rule(struct cursor *c, struct said_clock *clock)
{
	const struct said_rule rule = read_rule(c);

	clock->id = rule.id;
	clock->version = rule.version;
	clock->source = rule.source;
	clock->verified = rule.verified;
	clock->fallback = rule.fallback;
}

static void read_clock(struct cursor *c, struct said_clock *clock)
{
	struct bytes key;
	bool begun = false;

	*clock = (struct said_clock){ 0 };
	expect(c, '{');
	while (next_key(c, &key, &begun)) {
		if (is(key, "stage"))
			clock->stage = (enum stage)read_word(c, stage_from_word);
		else if (is(key, "from_ms"))
			clock->from_ms = read_int(c);
		else if (is(key, "due_ms"))
			clock->due_ms = read_int(c);
		else if (is(key, "amount"))
			clock->rule.amount = (int32_t)read_int(c);
		else if (is(key, "unit"))
			clock->rule.unit = (enum clock_unit)read_word(c, clock_unit_from_word);
		else if (is(key, "start"))
			clock->rule.start = (enum clock_start)read_word(c, clock_start_from_word);
		else if (is(key, "rule"))
			read_clock_rule(c, clock);
		else if (is(key, "proof"))
			clock->proof = read_string(c);
		else
			pass_over(c, 0);
	}
}

static void read_clocks(struct cursor *c, struct event_said *said)
{
	expect(c, '[');
	while (!c->bad && !take(c, ']')) {
		if (said->clock_count > 0)
			expect(c, ',');
		if (said->clock_count == EVENT_CLOCKS_MAX) {
			c->bad = true;
			return;
		}
		read_clock(c, &said->clocks[said->clock_count++]);
	}
}

/* A region stands as six digits in a text. */
static void read_facts(struct cursor *c, struct event_said *said)
{
	struct bytes key;
	bool begun = false;

	expect(c, '{');
	while (next_key(c, &key, &begun)) {
		struct bytes value = read_string(c);
		struct cursor digits = begin(value);

		if (is(key, "region"))
			said->region = (uint32_t)read_int(&digits);
	}
}

enum status event_read(struct bytes canonical, struct event_said *said)
{
	struct cursor c = begin(canonical);
	struct bytes key;
	bool begun = false;

	*said = (struct event_said){ 0 };
	expect(&c, '{');
	while (next_key(&c, &key, &begun)) {
		if (is(key, "seq"))
			said->seq = (uint32_t)read_int(&c);
		else if (is(key, "at_ms"))
			said->at_ms = read_int(&c);
		else if (is(key, "type"))
			said->type = (enum event_type)read_word(&c, event_from_word);
		else if (is(key, "from"))
			said->from = (enum ticket_state)read_word(&c, state_from_word);
		else if (is(key, "to"))
			said->to = (enum ticket_state)read_word(&c, state_from_word);
		else if (is(key, "facts"))
			read_facts(&c, said);
		else if (is(key, "clocks"))
			read_clocks(&c, said);
		else
			pass_over(&c, 0);
	}
	return c.bad || c.at != c.end ? ST_INVALID : ST_OK;
}

/* Goes to the value of one key of the event itself; false when there is none. */
static bool go_to(struct cursor *c, const char *key)
{
	struct bytes found;
	bool begun = false;

	expect(c, '{');
	while (next_key(c, &found, &begun)) {
		if (is(found, key))
			return true;
		pass_over(c, 0);
	}
	return false;
}

/* The text behind a key of an object of texts. */
static struct bytes text_within(struct bytes canonical, const char *object, const char *key)
{
	struct cursor c = begin(canonical);
	struct bytes found;
	bool begun = false;

	if (!go_to(&c, object))
		return (struct bytes){ 0 };
	expect(&c, '{');
	while (next_key(&c, &found, &begun)) {
		struct bytes value = read_string(&c);

		if (is(found, key))
			return value;
	}
	return (struct bytes){ 0 };
}

struct bytes event_fact_of(struct bytes canonical, const char *key)
{
	return text_within(canonical, "facts", key);
}

struct bytes event_committed_of(struct bytes canonical, const char *field)
{
	return text_within(canonical, "texts", field);
}

static size_t pairs_of(struct bytes canonical, const char *object, struct said_pair *pairs, size_t most)
{
	struct cursor c = begin(canonical);
	struct bytes key;
	bool begun = false;
	size_t count = 0;

	if (!go_to(&c, object))
		return 0;
	expect(&c, '{');
	while (count < most && next_key(&c, &key, &begun)) {
		struct bytes value = read_string(&c);

		if (!c.bad)
			pairs[count++] = (struct said_pair){ key, value };
	}
	return count;
}

size_t event_facts(struct bytes canonical, struct said_pair *pairs, size_t most)
{
	return pairs_of(canonical, "facts", pairs, most);
}

size_t event_texts(struct bytes canonical, struct said_pair *pairs, size_t most)
{
	return pairs_of(canonical, "texts", pairs, most);
}

size_t event_rules(struct bytes canonical, struct said_rule *rules, size_t most)
{
	struct cursor c = begin(canonical);
	size_t count = 0;

	if (!go_to(&c, "rules"))
		return 0;
	expect(&c, '[');
	while (count < most && !c.bad && !take(&c, ']')) {
		if (count > 0)
			expect(&c, ',');
		rules[count] = read_rule(&c);
		count += !c.bad;
	}
	return count;
}

struct bytes event_role(struct bytes canonical)
{
	struct cursor c = begin(canonical);
	struct bytes key;
	bool begun = false;

	if (!go_to(&c, "actor"))
		return (struct bytes){ 0 };
	expect(&c, '{');
	while (next_key(&c, &key, &begun)) {
		if (is(key, "role"))
			return read_string(&c);
		pass_over(&c, 0);
	}
	return (struct bytes){ 0 };
}

bool event_rule_of(struct bytes canonical, const char *op, struct said_rule *rule)
{
	struct cursor c = begin(canonical);
	bool begun = false;

	if (!go_to(&c, "rules"))
		return false;
	expect(&c, '[');
	while (!c.bad && !take(&c, ']')) {
		if (begun)
			expect(&c, ',');
		begun = true;
		*rule = read_rule(&c);
		if (!c.bad && is(rule->op, op))
			return true;
	}
	return false;
}

/* ---- handing on ----------------------------------------------------------------------------------------- */

static uint32_t read_hex4(const uint8_t *p)
{
	char digits[5] = { (char)p[0], (char)p[1], (char)p[2], (char)p[3], '\0' };
	uint8_t two[2] = { 0 };

	return text_from_hex(digits, two, 2) == ST_OK ? (uint32_t)two[0] << 8 | two[1] : 0xfffd;
}

const char *event_raw_text(struct arena *arena, struct bytes raw)
{
	static const char letters[] = "nrtbf";
	static const char means[] = "\n\r\t\b\f";
	struct buf text;

	if (raw.n == 0)
		return "";
	if (!memchr(raw.p, '\\', raw.n))
		return arena_strndup(arena, (const char *)raw.p, raw.n);
	text = buf_new(arena, raw.n + 1);
	for (size_t i = 0; i < raw.n; i++) {
		const char *letter;

		if (raw.p[i] != '\\' || i + 1 == raw.n) {
			buf_char(&text, (char)raw.p[i]);
			continue;
		}
		i++;
		letter = strchr(letters, raw.p[i]);
		if (raw.p[i] == 'u' && i + 4 < raw.n) {
			buf_codepoint(&text, read_hex4(raw.p + i + 1));
			i += 4;
		} else {
			buf_char(&text, letter ? means[letter - letters] : (char)raw.p[i]);
		}
	}
	return text.text;
}

const struct said_clock *event_clock_of(const struct event_said *said, enum stage stage)
{
	for (size_t i = 0; i < said->clock_count; i++)
		if (said->clocks[i].stage == stage)
			return &said->clocks[i];
	return NULL;
}

struct event_clock event_clock_from(struct arena *arena, const struct said_clock *said)
{
	return (struct event_clock){
		.stage = said->stage, .from_ms = said->from_ms, .due_ms = said->due_ms, .amount = said->rule.amount,
		.unit = clock_unit_word((int)said->rule.unit), .start = clock_start_word((int)said->rule.start),
		.rule = { "clock", event_raw_text(arena, said->id), event_raw_text(arena, said->version),
			  event_raw_text(arena, said->source), said->verified, said->fallback },
		.proof = event_raw_text(arena, said->proof),
	};
}
