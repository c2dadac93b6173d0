#!/bin/bash
# Do the ready tables say what their rows say, for every operation, and is a wrong case of each one named?
# The plugin under test is written here, so that each expectation is worked out by hand from its rows.
. "$(dirname "$0")/../tap.sh"
cd "$top" || exit 1
BUILD=${BUILD:-build}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat >"$work/46_tables.c" <<'C'
#include "table_rules.h"
#define LAW "测试规则第1条"
#define LONG LAW "，一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
static const struct table_admit admissions[] = {
	{ "46.admit.salvage", 0, 5300, 5399, 0, RULES_REFER, 0, "12395", LAW },
	{ "46.admit.secret", RULES_SUGGESTION, 0, 0, RULES_CONFIDENTIAL, RULES_REFUSE, 0, "", LAW },
	{ "46.admit.object", RULES_COMPLAINT, 3100, 3199, 0, RULES_ASK_MORE, 5, "", LAW, .region = 4601, .without = RULES_OBJECT_KNOWN },
};
static const struct table_route routes[] = {
	{ "46.route.third", 0, 0, 0, 0, 3, 1, "460000-09", "460100-01", LAW },
	{ "46.route.county", 0, 1100, 1199, 0, 0, 3, "", "", TABLE_DEFAULT },
};
static const struct table_clock clocks[] = {
	{ "46.answer", RULES_STAGE_ANSWER, 0, 0, 0, 0, 20, RULES_WORKING_DAY, RULES_FROM_NEXT_DAY, LAW },
	{ "46.answer.city", RULES_STAGE_ANSWER, RULES_INQUIRY, 0, 0, 0, 2, RULES_WORKING_DAY, RULES_FROM_NEXT_DAY, LAW, .region = 4602 },
	{ "46.sign.fast", RULES_STAGE_SIGN, 0, 0, 0, RULES_LIFE_AT_RISK, 15, RULES_MINUTE, RULES_FROM_MOMENT, LAW },
	{ "46.extend", RULES_STAGE_EXTEND, 0, 0, 0, 0, 5, RULES_WORKING_DAY, RULES_FROM_NEXT_DAY, LAW, .region = 4601, .again = 1 },
	{ "46.sign", RULES_STAGE_SIGN, 0, 0, 0, 0, 1, RULES_MINUTE, RULES_FROM_MOMENT, TABLE_DEFAULT },
};
static const struct table_day days[] = {
	{ "46.day.off", TABLE_DAY(2026, 4, 20), TABLE_DAY(2026, 4, 21), RULES_DAY_OFF, "三月三", LAW, 4690 },
	{ "46.day.worked", TABLE_DAY(2028, 2, 29), TABLE_DAY(2028, 2, 29), RULES_DAY_WORKED, "", LAW },
};
static const struct table_hours hours[] = {
	{ "46.hours.summer", 501, 930, { TABLE_AT(10, 0), TABLE_AT(14, 0), TABLE_AT(16, 0), TABLE_AT(20, 0) }, LAW },
	{ "46.hours.winter", 1001, 430, { TABLE_AT(10, 0), TABLE_AT(24, 0) }, LAW, .region = 460100 },
};
static const struct table_escalate steps[] = {
	{ "46.yellow", RULES_STAGE_ANSWER, 0, 0, 0, 0, 0, 0, TABLE_WITHIN, 1, 1, 2, RULES_CARD_YELLOW, LAW },
	{ "46.red", RULES_STAGE_ANSWER, 0, 0, 0, 0, 0, 0, TABLE_OVERDUE, 0, 3, 1, RULES_CARD_RED, LAW },
	{ "46.late", RULES_STAGE_ANSWER, 0, 0, 0, 0, 0, 0, TABLE_OVERDUE, 5, 4, 1, RULES_CARD_RED, LAW },
	{ "46.returns", 0, 0, 0, 0, 0, 3, 0, TABLE_WHENEVER, 0, 2, 1, RULES_CARD_NONE, LAW },
	{ "46.reworks", 0, 0, 0, 0, 0, 0, 2, TABLE_WHENEVER, 0, 5, 0, RULES_CARD_NONE, LAW },
};
static const struct table_sample samples[] = {
	{ "46.sample.secret", 0, 0, 0, RULES_CONFIDENTIAL, 0, LAW },
	{ "46.sample", RULES_INQUIRY, 0, 0, 0, 250, LONG },
};
static const struct table_score parts[] = {
	{ "46.score.once", RULES_ANSWERED_AT_ONCE, 90000, 0, 1000, LAW },
	{ "46.score.wait", 8, 30000, 60, 10, LAW },
};
TABLE_ADMIT(admissions) TABLE_ROUTE(routes) TABLE_CLOCK(clocks) TABLE_WORKDAY(days) TABLE_HOURS(hours)
TABLE_ESCALATE(steps) TABLE_SAMPLE(samples) TABLE_SCORE(parts, "46.score")
const struct province_rules province_rules = {
	TABLE_HEAD(460000, "海南省", "Hainan", "1", "x"),
	.admit = table_admit_answer, .route = table_route_answer, .clock = table_clock_answer, .workday = table_workday_answer,
	.office_hours = table_hours_answer, .escalate = table_escalate_answer, .sample = table_sample_answer, .score = table_score_answer,
};
C
# Between spaces here; each becomes a tab.
cat >"$work/cases" <<'CASES'
admit inquiry 5301 460100 - refer 12395 46.admit.salvage 测试规则
admit suggestion 3301 460100 life,confidential refuse - 46.admit.secret 测试规则
admit suggestion 3301 460100 life accept - cn.admit default
admit complaint 3101 460105 - ask_more - 46.admit.object 测试规则
admit complaint 3101 460105 object accept - cn.admit default
admit complaint 3101 460200 - accept - cn.admit default
route complaint 1101 460100 returns=3 1 460000-09 46.route.third 测试规则
route complaint 1101 460100 returns=2 3 - 46.route.county default
route complaint 3101 460100 - 2 - cn.route.territory default
inquiry 3301 460202 answer - 2 working_day next_day 46.answer.city 测试规则
inquiry 3301 460100 answer - 20 working_day next_day 46.answer 测试规则
clock complaint 3101 460100 answer - 10 natural_day next_day cn.answer.taxi_complaint 巡游出租汽车经营服务管理规定
complaint 3101 460100 answer complex 20 working_day next_day 46.answer 测试规则
inquiry 3113 460202 answer - 2 working_day next_day 46.answer.city 测试规则
complaint 3301 460100 sign life 15 minute moment 46.sign.fast 测试规则
complaint 3301 460100 sign - 1 minute moment 46.sign default
complaint 3301 460100 extend - 5 working_day next_day 46.extend 测试规则
complaint 3301 460100 extend extensions=1 5 working_day next_day 46.extend 测试规则
complaint 3301 460200 extend - 10 working_day next_day cn.extend default
complaint 3301 460100 return - 1 working_day next_day cn.return default
workday 469022 2026-04-20 off 46.day.off 测试规则
workday 469022 2026-04-21 off 46.day.off 测试规则
workday 469022 2026-04-22 none - default
workday 460100 2026-04-20 none -
workday 460100 2028-02-29 worked 46.day.worked 测试规则
office_hours 460200 2026-05-01 10:00-14:00,16:00-20:00 46.hours.summer 测试规则
office_hours 460200 2026-09-30 10:00-14:00,16:00-20:00 46.hours.summer 测试规则
office_hours 460105 2026-10-01 10:00-24:00 46.hours.winter 测试规则
office_hours 460105 2028-02-29 10:00-24:00 46.hours.winter 测试规则
office_hours 460105 2026-04-30 10:00-24:00 46.hours.winter 测试规则
office_hours 460200 2026-10-01 none - default
escalate complaint 3301 460100 answer - 2026-11-23T09:00 2026-11-25T23:59 0 2 green cn.escalate default
escalate complaint 3301 460100 answer - 2026-11-24T00:00 2026-11-25T23:59 1 2 yellow 46.yellow 测试规则
escalate complaint 3301 460100 answer - 2026-11-26T00:00 2026-11-25T23:59 3 1 red 46.red 测试规则
escalate complaint 3301 460100 answer - 2026-12-04T00:00 2026-11-25T23:59 4 1 red 46.late 测试规则
escalate complaint 3301 460100 answer returns=3 2026-11-25T09:00 2026-11-25T23:59 2 1 yellow 46.returns 测试规则
escalate complaint 3301 460100 sign returns=3 2026-11-26T09:00 2026-11-25T23:59 2 1 red 46.returns 测试规则
escalate complaint 3301 460100 sign reworks=2,returns=4 2026-11-26T09:00 - 5 0 none 46.reworks 测试规则
escalate complaint 3301 460100 sign reworks=2 2026-11-24T09:00 2026-11-25T23:59 5 2 red 46.reworks 测试规则
escalate complaint 3301 460100 sign reworks=1,returns=2 2026-11-26T09:00 - 0 0 none cn.escalate default
sample inquiry 3301 460100 - 250 46.sample 测试规则
sample complaint 3301 460100 confidential 0 46.sample.secret 测试规则
sample complaint 3301 460100 - 1000 cn.sample.complaint default
score 460000 1000,0,0,0,0,0,0,0,10 120.000 120.000 46.score 测试规则
score 460000 500,0,0,0,0,0,0,0,35 60.000 120.000 46.score 测试规则
score 460000 2000,0,0,0,0,0,0,0,70 90.000 120.000 46.score 测试规则
CASES

# build SOURCE: makes it province 46's plugin, as the project builds them.
build() {
	gcc -std=gnu11 -Wall -Wextra -Wshadow -Werror -Wno-missing-field-initializers -Iplugins -O2 -fPIC -fvisibility=hidden -ffreestanding \
		-shared -nostdlib -Wl,--no-undefined -o "$work/46_tables.so" "$1" && chmod go-w "$work/46_tables.so"
}
rules() { HOTLINE_PLUGINS=$work "$BUILD/hotline" rules check 46 2>/dev/null; }
# said LINE: what the check says of a file of this one line.
said() { tr ' ' '\t' <<<"$1" >"$work/46_tables.cases"; rules | grep -o 'line 1: .*'; }

check 'a plugin of nothing but tables builds without a warning, an import or writable data' build "$work/46_tables.c"
tr ' ' '\t' <"$work/cases" >"$work/46_tables.cases"
check 'every table answers as its rows read' rules

# Each operation's case with one wrong cell is named, with what was wanted and what came.
is 'admit' "$(said 'admit inquiry 5301 460100 - refer 12306 46.admit.salvage')" \
	'line 1: wanted refer 12306 46.admit.salvage, got refer 12395 46.admit.salvage'
is 'route' "$(said 'route complaint 1101 460100 - 2 - 46.route.county')" 'line 1: wanted 2 - 46.route.county, got 3 - 46.route.county'
is 'clock' "$(said 'inquiry 3301 460100 answer - 21 working_day next_day 46.answer')" \
	'line 1: wanted 21 working_day next_day 46.answer, got 20 working_day next_day 46.answer'
is 'workday' "$(said 'workday 469022 2026-04-20 worked 46.day.off')" 'line 1: wanted worked 46.day.off, got off 46.day.off'
is 'office_hours' "$(said 'office_hours 460105 2026-10-01 10:00-23:00 46.hours.winter')" \
	'line 1: wanted 10:00-23:00 46.hours.winter, got 10:00-24:00 46.hours.winter'
is 'escalate' "$(said 'escalate complaint 3301 460100 answer - 2026-11-26T00:00 2026-11-25T23:59 3 1 yellow 46.red')" \
	'line 1: wanted 3 1 yellow 46.red, got 3 1 red 46.red'
is 'sample' "$(said 'sample inquiry 3301 460100 - 100 46.sample')" 'line 1: wanted 100 46.sample, got 250 46.sample'
is 'score' "$(said 'score 460000 1000,0,0,0,0,0,0,0,10 100.000 120.000 46.score')" \
	'line 1: wanted 100.000 120.000 46.score, got 120.000 120.000 46.score'
is 'another rule than wanted' "$(said 'sample inquiry 3301 460100 - 250 cn.sample')" 'line 1: wanted 250 cn.sample, got 250 46.sample'

# The last cell must be true as well.
is 'another source than the row has' "$(said 'sample inquiry 3301 460100 - 250 46.sample 别的规则')" 'line 1: 250 46.sample does not rest on 别的规则'
is 'a sourced rule called a default' "$(said 'sample inquiry 3301 460100 - 250 46.sample default')" 'line 1: 250 46.sample does not rest on default'
is 'a default given a source' "$(said 'sample complaint 3301 460100 - 1000 cn.sample.complaint 测试规则')" \
	'line 1: 1000 cn.sample.complaint does not rest on 测试规则'

# A line that cannot be read is refused by its number.
is 'an unknown operation' "$(said 'guess 460100')" 'line 1: it begins with neither an operation nor a kind'
is 'a cell too few' "$(said 'sample inquiry 3301 460100 - 250')" 'line 1: sample has 7 cells and one for its source, not 6'
is 'a cell too many' "$(said 'sample inquiry 3301 460100 - 250 46.sample x y')" 'line 1: sample has 7 cells and one for its source, not 9'
is 'an unknown kind' "$(said 'admit plea 3301 460100 - accept - cn.admit')" "line 1: 'plea' is not a kind"
is 'a wrong item' "$(said 'admit inquiry 33 460100 - accept - cn.admit')" "line 1: '33' is not an item of four digits"
is 'a wrong region' "$(said 'admit inquiry 3301 4601 - accept - cn.admit')" "line 1: '4601' is not a region of six digits"
is 'an unknown stage' "$(said 'inquiry 3301 460100 reply - 1 hour moment x')" "line 1: 'reply' is not a stage"
is 'an unknown fact' "$(said 'sample inquiry 3301 460100 lively 250 46.sample')" "line 1: 'lively' is not facts between commas, or -"
is 'a day that never was' "$(said 'workday 469022 2026-02-29 none -')" "line 1: '2026-02-29' is not a day such as 2026-04-18"
is 'a moment that never was' "$(said 'escalate complaint 3301 460100 answer - 2026-11-26T24:00 - 0 0 none x')" \
	"line 1: '2026-11-26T24:00' is not a moment such as 2026-04-18T10:30"
printf '# a comment\n\nsample\tinquiry\n' >"$work/46_tables.cases"
is 'comments and empty lines count' "$(rules | grep -o 'line [0-9]*')" 'line 3'

# An unsourced row, even one that no case asks for, refuses its table.
tr ' ' '\t' <<<'sample inquiry 3301 460100 - 250 46.sample' >"$work/46_tables.cases"
for table in admissions routes clocks days hours steps samples parts; do
	awk -v table="$table" '$0 ~ " " table "\\[\\]" { on = 1 } /^};/ { on = 0 }
		on && /LAW/ && !done { sub(/LAW/, "\"\""); done = 1 } { print }' "$work/46_tables.c" >"$work/unsourced.c"
	build "$work/unsourced.c"
	is "a row of $table without a source" "$(rules | grep -c 'has each row of its table a rule and a source')" 1
done

# Nor do answers out of their ranges pass, wherever in the year or the country they come up.
# spoiled WHAT FROM TO OP: the plugin with FROM changed into TO is found out in that operation.
spoiled() {
	sed "s/$2/$3/" "$work/46_tables.c" >"$work/spoiled.c"
	build "$work/spoiled.c"
	is "$1" "$(rules | grep -o '^460000 .*: no usable answer')" "460000 $4: no usable answer"
}
spoiled 'hours that end before they begin' 'TABLE_AT(20, 0) }' 'TABLE_AT(15, 0) }' office_hours
spoiled 'a deadline of two years' '4602 },' '4602, 0 }, { "46.x", 5, 0, 0, 0, 0, 730, 3, 2, LAW, 4603 },' clock
# One day in six thousand years is met by chance alone, as is one kind at one stage in one city: a year of days is, and every kind.
spoiled 'a day neither worked nor off' 'TABLE_DAY(2028, 2, 29), RULES_DAY_WORKED' 'TABLE_DAY(2029, 2, 28), 7' workday
spoiled 'more than everybody followed up' ' 250,' ' 1250,' sample
spoiled 'a verdict that is none' 'RULES_REFUSE,' '9,' admit
spoiled 'a level below the county' '3, "", ""' '4, "", ""' route
spoiled 'a card of no colour' 'TABLE_OVERDUE, 5, 4, 1, RULES_CARD_RED' 'TABLE_OVERDUE, 5, 4, 1, 9' escalate
spoiled 'a formula of no points' ' 90000, 0, 1000' ' -90000, 0, 1000' score

# Asked twice, answered otherwise: a plugin cannot keep anything, but it can look at what it should not.
sed 's/^TABLE_ADMIT/static int32_t fickle(const struct rules_host *h, const struct rules_facts *f, struct rules_sample *a) {\
	(void)h; (void)f; table_because(\&a->because, "46.x", LAW);\
	a->per_mille = (uint32_t)__builtin_ia32_rdtsc() % 1000; return RULES_OK; }\
TABLE_ADMIT/; s/.sample = table_sample_answer/.sample = fickle/; s/ TABLE_SAMPLE(samples)//; s/^static const struct table_sample/__attribute__((unused)) &/' \
	"$work/46_tables.c" >"$work/fickle.c"
build "$work/fickle.c"
is 'two answers to one question' "$(rules | grep -o '^460000 .*: two answers')" '460000 sample: two answers'
tap_done
