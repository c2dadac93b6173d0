/* Is a call back drawn as sample.h says, by figures from Python's hashlib, and is who said so read back from the event? */
#include <string.h>

#include "domain/event_read.h"
#include "base/now.h"
#include "domain/estimate.h"
#include "domain/sample_list.h"
#include "unit.h"

START_TEST(the_draw_is_what_another_implementation_draws)
{
	uint8_t zeros[HASH_BYTES] = { 0 }, ones[HASH_BYTES], counting[HASH_BYTES];

	memset(ones, 0xff, sizeof(ones));
	for (int i = 0; i < HASH_BYTES; i++)
		counting[i] = (uint8_t)i;
	ck_assert_uint_eq(sample_draw(zeros), 460);
	ck_assert_uint_eq(sample_draw(counting), 9);
	ck_assert_uint_eq(sample_draw(ones), 775);
}
END_TEST

START_TEST(what_lies_below_the_rate_is_chosen)
{
	static const struct { uint32_t draw, per_mille; enum sampled want; } rows[] = {
		{ 0, 0, SAMPLED_PASSED_OVER }, { 0, 1, SAMPLED_CHOSEN }, { 99, 100, SAMPLED_CHOSEN }, { 100, 100, SAMPLED_PASSED_OVER },
		{ 999, 1000, SAMPLED_CHOSEN }, { 999, 999, SAMPLED_PASSED_OVER },
	};

	for (int i = 0; i < ROWS(rows); i++)
		ck_assert_msg(sample_decide(rows[i].draw, rows[i].per_mille) == rows[i].want, "%u of %u", rows[i].draw, rows[i].per_mille);
}
END_TEST

START_TEST(about_as_many_are_chosen_as_the_rate_says)
{
	uint8_t hash[HASH_BYTES] = { 0 };
	int chosen = 0;

	for (int i = 0; i < 10000; i++) {
		hash[0] = (uint8_t)i;
		hash[1] = (uint8_t)(i >> 8);
		chosen += sample_decide(sample_draw(hash), 100) == SAMPLED_CHOSEN;
	}
	ck_assert_int_gt(chosen, 900);	/* 1,000 ± more than three standard deviations */
	ck_assert_int_lt(chosen, 1100);
}
END_TEST

static struct bytes canonical_of(const struct event_rule *rules, size_t count)
{
	const struct event event = {
		.number = "JT440300202611270000011", .seq = 5, .type = EVENT_APPROVED, .from = STATE_REPLIED, .to = STATE_ANSWERED,
		.actor = ACTOR_STAFF, .role = ROLE_REVIEWER, .rules = rules, .rule_count = count,
	};

	return event_canonical(arena, &event);
}

START_TEST(a_rule_is_read_back_by_its_question)
{
	const struct event_rule rules[] = {
		{ "admit", "cn.admit", "2026.11", "", false, false }, { "sample", "36.sample", "2025 \"b\"", "江西: 全部回访", true, false },
	};
	struct bytes canonical = canonical_of(rules, 2);
	struct said_rule rule;

	ck_assert(event_rule_of(canonical, "sample", &rule));
	ck_assert_str_eq(event_raw_text(arena, rule.id), "36.sample");
	ck_assert_str_eq(event_raw_text(arena, rule.version), "2025 \"b\"");
	ck_assert_str_eq(event_raw_text(arena, rule.source), "江西: 全部回访");
	ck_assert(rule.verified && !rule.fallback);
	ck_assert(event_rule_of(canonical, "admit", &rule) && !rule.verified);
	ck_assert(!event_rule_of(canonical, "route", &rule));
	ck_assert(!event_rule_of(canonical_of(NULL, 0), "sample", &rule));
	for (size_t cut = 0; cut < canonical.n; cut++)
		event_rule_of((struct bytes){ canonical.p, cut }, "route", &rule);
}
END_TEST

/* ---- the sample of a period; figures by Python's hashlib --------------------------------------------------------- */

static struct sample_head head_of(void)
{
	struct sample_head h = { .period = { 440000, 1790000000000, 1792000000000 }, .entry = 9, .from_size = 10, .until_size = 500, .note = "12328/log/44\n500\n" };

	for (int i = 0; i < HASH_BYTES; i++) {
		h.secret[i] = (uint8_t)i;
		h.root[i] = (uint8_t)(HASH_BYTES + i);
	}
	sample_commit(arena, &h.period, h.secret, h.commitment);
	sample_seed(h.secret, h.root, h.seed);
	return h;
}

START_TEST(a_period_is_drawn_as_another_implementation_draws_it)
{
	const struct sample_head h = head_of();
	uint8_t zeros[HASH_BYTES] = { 0 }, ones[HASH_BYTES];

	memset(ones, 0xff, sizeof(ones));
	ck_assert_str_eq(text_hex(arena, h.commitment, HASH_BYTES), "37a9e726ed5cd19837553f65ea695b740c4ada02a84405ae5d009e2ca935c14a");
	ck_assert_str_eq(text_hex(arena, h.seed, HASH_BYTES), "82d3641bb7e1a2c8413826aa41f2fc47c363c0fc7bb860d89ff211b3fe86a399");
	ck_assert_uint_eq(sample_lot(h.seed, zeros), 498);
	ck_assert_uint_eq(sample_lot(h.seed, ones), 342);
}
END_TEST

START_TEST(the_next_month_begins_where_this_one_ends)
{
	static const struct { const char *now, *from, *until; } rows[] = {
		{ "2026-11-30 23:59:59", "2026-12-01 00:00:00", "2027-01-01 00:00:00" }, { "2026-12-01 00:00:00", "2027-01-01 00:00:00", "2027-02-01 00:00:00" },
		{ "2028-01-15 12:00:00", "2028-02-01 00:00:00", "2028-03-01 00:00:00" },
	};

	for (int i = 0; i < ROWS(rows); i++) {
		struct sample_period p;
		int64_t now_ms = 0;

		ck_assert(time_from_text(rows[i].now, &now_ms));
		sample_next_month(now_ms, &p);
		ck_assert_str_eq(time_text(arena, p.from_ms), rows[i].from);
		ck_assert_str_eq(time_text(arena, p.until_ms), rows[i].until);
	}
}
END_TEST

/* Lines of a text, without their line feeds. */
static void lines_of(const char *text, const char *lines[SAMPLE_HEAD_LINES])
{
	for (int i = 0; i < SAMPLE_HEAD_LINES; i++) {
		size_t n = strcspn(text, "\n");

		lines[i] = arena_strndup(arena, text, n);
		text += n + (text[n] == '\n');
	}
}

START_TEST(a_list_is_read_back_and_nothing_else_is)
{
	const struct sample_head h = head_of();
	struct sample_line line = { .n = 17, .per_mille = 100, .rule = "cn.sample", .sampled = SAMPLED_CHOSEN }, back_line;
	const char *lines[SAMPLE_HEAD_LINES];
	struct buf text = buf_new(arena, 1024);
	struct sample_head back;

	sample_add_head(&text, &h);
	lines_of(text.text, lines);
	ck_assert_int_eq(sample_read_head(arena, lines, &back), ST_OK);
	ck_assert(memcmp(&back.period, &h.period, sizeof(h.period)) == 0 && memcmp(back.seed, h.seed, HASH_BYTES) == 0 && back.entry == 9 && back.until_size == 500);
	ck_assert_str_eq(back.note, h.note);
	ck_assert_ptr_null(sample_head_fault(arena, &back));
	for (int i = 0; i < SAMPLE_HEAD_LINES - 1; i++) {
		const char *whole = lines[i];

		for (size_t n = 0; n < strlen(whole); n++) {
			lines[i] = arena_strndup(arena, whole, n);
			/* The note is optional, and a shorter number is another one. */
			if (sample_read_head(arena, lines, &back) == ST_OK)
				ck_assert_msg(i == 6 || sample_head_fault(arena, &back), "line %d cut to %zu", i, n);
		}
		lines[i] = whole;
	}
	text.len = 0;
	sample_add_line(&text, &line);
	text.text[text.len - 1] = '\0';
	ck_assert_int_eq(sample_read_line(text.text, &back_line), ST_OK);
	ck_assert(back_line.n == 17 && back_line.per_mille == 100 && back_line.sampled == SAMPLED_CHOSEN && strcmp(back_line.rule, "cn.sample") == 0);
	for (size_t n = 0; n < text.len - 1; n++)
		ck_assert_int_eq(sample_read_line(arena_strndup(arena, text.text, n), &back_line), ST_INVALID);
	ck_assert_int_eq(sample_read_line(arena_printf(arena, "%s x", text.text), &back_line), ST_INVALID);
}
END_TEST

START_TEST(what_does_not_hold_together_is_named)
{
	struct sample_head h = head_of();
	struct sample_line line = { .n = 10, .per_mille = 499, .sampled = SAMPLED_CHOSEN };

	ck_assert_ptr_null(sample_line_fault(&h, &line));	/* lot 498 of a hash of zeros */
	line.per_mille = 498;
	ck_assert_ptr_nonnull(sample_line_fault(&h, &line));
	line.sampled = SAMPLED_PASSED_OVER;
	ck_assert_ptr_null(sample_line_fault(&h, &line));
	line.n = 9;
	ck_assert_ptr_nonnull(sample_line_fault(&h, &line));
	line.n = 500;
	ck_assert_ptr_nonnull(sample_line_fault(&h, &line));
	h.entry = 10;
	ck_assert_str_eq(sample_head_fault(arena, &h), "the secret was committed to after the period had begun");
	h = head_of();
	h.root[0] ^= 1;
	ck_assert_ptr_nonnull(sample_head_fault(arena, &h));
	h = head_of();
	h.period.until_ms++;
	ck_assert_ptr_nonnull(sample_head_fault(arena, &h));
}
END_TEST

/* Wilson's by Python; 8 of 10 stand so in textbooks, too: 0.490 … 0.943. */
START_TEST(intervals_are_those_of_another_implementation)
{
	static const struct { struct stratum s; double share, low, high; } rows[] = {
		{ { 100, 20, 10, 8 }, 0.8, 0.4901624715366418, 0.9433178485456248 }, { { 100, 20, 10, 0 }, 0, 0, 0.2775327998628892 },
		{ { 100, 20, 10, 10 }, 1, 0.7224672001371107, 1 },
	};
	const struct stratum strata[] = { { 1000, 100, 80, 60 }, { 50, 50, 40, 10 }, { 0, 0, 0, 0 } };
	const struct stratum few[] = { { 1000, 100, 80, 60 }, { 50, 5, 1, 1 } };
	struct estimate e;

	for (int i = 0; i < ROWS(rows); i++) {
		ck_assert(estimate_one(&rows[i].s, &e));
		ck_assert_double_eq_tol(e.share, rows[i].share, 1e-9);
		ck_assert_double_eq_tol(e.low, rows[i].low, 1e-9);
		ck_assert_double_eq_tol(e.high, rows[i].high, 1e-9);
	}
	ck_assert(!estimate_one(&(struct stratum){ 10, 5, 0, 0 }, &e));
	ck_assert(estimate_all(strata, 3, &e));
	ck_assert_double_eq_tol(e.share, 0.726190476190476, 1e-9);
	ck_assert_double_eq_tol(e.low, 0.6389177143000021, 1e-9);
	ck_assert_double_eq_tol(e.high, 0.81346323808095, 1e-9);
	ck_assert(!estimate_all(few, 2, &e));
	ck_assert(!estimate_all(NULL, 0, &e));
}
END_TEST

UNIT(sample)
{
	tcase_add_test(tc, a_period_is_drawn_as_another_implementation_draws_it);
	tcase_add_test(tc, the_next_month_begins_where_this_one_ends);
	tcase_add_test(tc, a_list_is_read_back_and_nothing_else_is);
	tcase_add_test(tc, what_does_not_hold_together_is_named);
	tcase_add_test(tc, intervals_are_those_of_another_implementation);
	tcase_add_test(tc, the_draw_is_what_another_implementation_draws);
	tcase_add_test(tc, what_lies_below_the_rate_is_chosen);
	tcase_add_test(tc, about_as_many_are_chosen_as_the_rate_says);
	tcase_add_test(tc, a_rule_is_read_back_by_its_question);
}
