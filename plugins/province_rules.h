/* The interface of a province's rules. A plugin exports one constant object, `province_rules`, and nothing else.
 *
 * It is data plus pure functions: it allocates nothing, keeps nothing, opens nothing and reads no clock; the day, the
 * facts and the host are arguments, so any decision can be replayed years later from its inputs. No name, phone or
 * free text ever crosses this line. What it answers is treated as untrusted input.
 *
 * Growth: structs only grow at their end; whoever reads a field first checks that `size` covers it. The same major is
 * required; a plugin whose minor is above the host's is refused. There is no hidden padding.
 */
#ifndef PROVINCE_RULES_H
#define PROVINCE_RULES_H

#include <stddef.h>
#include <stdint.h>

#define PROVINCE_RULES_MAGIC 0x31565250u	/* "PRV1", little endian */
#define PROVINCE_RULES_MAJOR 1
#define PROVINCE_RULES_MINOR 1	/* 1: rules_admission.phone_check, which stood reserved */
#define RULES_NOTE_BYTES 256
#define RULES_ID_BYTES 64
#define RULES_SOURCE_BYTES 192

/* What an operation returns; anything else counts as RULES_FAULT. */
enum rules_status {
	RULES_OK = 0,
	RULES_NO_OPINION = 1,	/* the national default answers */
	RULES_BAD_INPUT = 2,	/* these facts cannot be: logged, the national default answers */
	RULES_FAULT = 3,
};

/* The same numbers as the system's own; never renumbered. 0: any, in tables; not told, in facts. */
enum rules_kind { RULES_COMPLAINT = 1, RULES_INQUIRY = 2, RULES_SUGGESTION = 3 };

enum rules_stage {
	RULES_STAGE_DISPATCH = 1,	/* 转办: from filing to dispatch */
	RULES_STAGE_SIGN = 2,		/* 签收 or 退回 by the unit */
	RULES_STAGE_ANSWER = 3,		/* 答复: the promise to the person, from filing */
	RULES_STAGE_REVIEW = 4,		/* 审核 */
	RULES_STAGE_FOLLOWUP = 5,	/* 回访 */
	RULES_STAGE_REOPEN = 6,		/* window in which the person may ask to reopen */
	RULES_STAGE_EXTEND = 7,		/* how long one extension may be */
	RULES_STAGE_RETURN = 8,		/* within which a wrong dispatch may be returned */
	RULES_STAGE_WAIT = 9,		/* 待补充: how long the person is waited for before work goes on */
	RULES_STAGE_URGE = 10,		/* 催办: answer to an urge */
	RULES_STAGE_ORDER = 11,		/* 督办: reply to an order of supervision */
};

enum rules_unit { RULES_MINUTE = 1, RULES_HOUR = 2, RULES_NATURAL_DAY = 3, RULES_WORKING_DAY = 4 };
enum rules_start { RULES_FROM_MOMENT = 1, RULES_FROM_NEXT_DAY = 2 };

enum rules_fact_flag {
	RULES_CONFIDENTIAL = 1 << 0,
	RULES_LIFE_AT_RISK = 1 << 1,		/* or property */
	RULES_UTILITIES = 1 << 2,		/* water, power, gas, heat */
	RULES_OBJECT_KNOWN = 1 << 3,		/* plate, company or line is told */
	RULES_DISSATISFIED = 1 << 4,		/* with an earlier answer */
	RULES_COMPLEX = 1 << 5,
};

enum rules_flag {
	RULES_LINK_PARALLEL = 1 << 0,	/* 12328 and 12345 side by side (双号并行) */
	RULES_LINK_ABSORBED = 1 << 1,	/* 12345 answers (整体并入) */
	RULES_LINK_BRANCH = 1 << 2,	/* 设分中心 */
	RULES_MUNICIPALITY = 1 << 8,	/* no cities: districts only */
	RULES_DIRECT_COUNTIES = 1 << 9,	/* some counties stand directly under the province */
	/* None of the waters: local ones only, maritime affairs and salvage are hidden, ferries stay. */
	RULES_SEA = 1 << 16,		/* sea rescue centre and MSA bureau */
	RULES_YANGTZE = 1 << 17,	/* 长江海事 */
	RULES_HEILONGJIANG = 1 << 18,
	/* Languages beside Chinese: an autonomous region or prefecture bears the name. */
	RULES_LANG_MONGOLIAN = 1 << 24,
	RULES_LANG_TIBETAN = 1 << 25,
	RULES_LANG_UYGHUR = 1 << 26,
	RULES_LANG_ZHUANG = 1 << 27,
};

/* Places in rules_facts.indicator: the ministry's set of 2024, per mille. The rest are a province's own. */
enum rules_indicator {
	RULES_ANSWERED_AT_ONCE = 0,	/* 信息咨询类即时答复率 */
	RULES_DONE_IN_TIME = 1,		/* 非投诉举报类限时办结率 */
	RULES_SATISFIED_AT_ONCE = 2,	/* 即时答复满意率 */
	RULES_FOLLOWED_UP = 3,		/* 转办工单回访率 */
	RULES_POOR_MENDED = 4,		/* 差评整改率 */
	RULES_COMPLAINT_IN_TIME = 5,	/* 投诉举报类限时办结率 */
	RULES_COMPLAINT_REVIEWED = 6,	/* 投诉举报类复核率 */
	RULES_COMPLAINT_SATISFIED = 7,	/* 投诉举报类回访满意率 */
	RULES_INDICATORS = 8,
};

/* ---- what goes in ---------------------------------------------------------------------------------- */

struct rules_facts {
	uint32_t size;		/* of this struct, as the host knows it */
	uint32_t kind;		/* enum rules_kind */
	uint32_t domain;	/* first two digits of item */
	uint32_t item;		/* four digits */
	uint32_t region;	/* GB/T 2260 */
	uint32_t source;
	uint32_t flags;		/* enum rules_fact_flag */
	uint32_t state;
	uint32_t stage;		/* enum rules_stage: what clock and escalate are asked about */
	uint32_t returns;
	uint32_t reworks;
	uint32_t extensions;
	int64_t filed_ms;	/* since 1970 UTC */
	int64_t now_ms;
	int64_t due_ms;		/* escalate: of the stage; 0 none */
	uint32_t plate_province;	/* two digits; 0 not told */
	uint32_t plate_colour;
	int32_t day;		/* workday, office_hours: since 1970-01-01 in China Standard Time */
	int32_t reserved;
	int64_t indicator[16];	/* score: enum rules_indicator; per mille, or counts as the province's table says */
};

/* ---- what comes out: caller-owned, zeroed, size set ----------------------------------------------------- */

/* Who said so: part of every answer. */
struct rules_because {
	char rule[RULES_ID_BYTES];		/* "44.answer.complaint" */
	char source[RULES_SOURCE_BYTES];	/* legal basis; "" only when verified is 0 */
	uint32_t verified;			/* 0: default, unverified */
	uint32_t national;			/* 1: taken from the national default */
};

/* Is the phone that a person leaves verified by a code before the matter is filed? The facts say by which way it comes (source). */
enum rules_phone_check { RULES_PHONE_NONE = 0, RULES_PHONE_CODE = 1 };

enum rules_verdict { RULES_ACCEPT = 1, RULES_REFER = 2, RULES_REFUSE = 3, RULES_ASK_MORE = 4 };

struct rules_admission {
	uint32_t size;
	uint32_t verdict;	/* enum rules_verdict */
	uint32_t fields;	/* RULES_ASK_MORE: bits of fields[] */
	uint32_t phone_check;	/* enum rules_phone_check; the host never asks it of a confidential matter */
	char number[16];	/* RULES_REFER */
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

struct rules_route {
	uint32_t size;
	uint32_t level;		/* 1 province, 2 city, 3 county */
	char unit[16];		/* code; "" when only the level is known */
	char joint_unit[16];
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

struct rules_clock {
	uint32_t size;
	int32_t amount;		/* 0: at once; limits: 1000000 minutes … 400 days */
	uint32_t unit;		/* enum rules_unit */
	uint32_t start;		/* enum rules_start */
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

enum rules_worked { RULES_DAY_NO_OPINION = 0, RULES_DAY_WORKED = 1, RULES_DAY_OFF = 2 };

struct rules_workday {
	uint32_t size;
	uint32_t worked;	/* enum rules_worked */
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

struct rules_hours {
	uint32_t size;
	uint32_t count;		/* of intervals, at most 4 */
	uint32_t from[4];	/* minutes of the day, Beijing time */
	uint32_t until[4];
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

enum rules_card { RULES_CARD_NONE = 0, RULES_CARD_GREEN = 1, RULES_CARD_YELLOW = 2, RULES_CARD_RED = 3 };

struct rules_escalation {
	uint32_t size;
	uint32_t step;		/* 0 nobody; grows */
	uint32_t level;		/* 1 province, 2 city, 3 county */
	uint32_t card;		/* enum rules_card */
	int64_t next_check_ms;	/* 0: no more */
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

struct rules_sample {
	uint32_t size;
	uint32_t per_mille;	/* 1000: all */
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

struct rules_score {
	uint32_t size;
	int32_t points_milli;	/* thousandths of a point */
	int32_t full_milli;	/* the province's own full mark: 100000, or 120000 in Hebei */
	uint32_t parts;
	int32_t part_milli[16];
	char note[RULES_NOTE_BYTES];
	struct rules_because because;
};

/* ---- the host ------------------------------------------------------------------------------------------- */

enum rules_op {
	RULES_OP_ADMIT, RULES_OP_ROUTE, RULES_OP_CLOCK, RULES_OP_WORKDAY, RULES_OP_OFFICE_HOURS, RULES_OP_ESCALATE,
	RULES_OP_SAMPLE, RULES_OP_SCORE, RULES_OPS
};

struct rules_host {
	uint32_t size;
	uint32_t abi_major;
	uint32_t abi_minor;
	uint32_t reserved;
	/* The day n working days after day in the facts' region (n may be 0: the next worked day, or day itself). */
	int32_t (*workday_add)(const struct rules_host *host, int32_t day, int32_t n);
	/* Asks the national default, to be adjusted. answer: the operation's own, zeroed but for size. */
	int32_t (*national)(const struct rules_host *host, uint32_t op, const struct rules_facts *facts, void *answer);
	/* severity 0 … 3; text: at most 200 bytes, no facts in it. */
	void (*log)(const struct rules_host *host, uint32_t severity, const char *text);
	void *state;		/* the host's own */
};

/* ---- const tables ----------------------------------------------------------------------------------------- */

/* A local word for a label: "domain.52", "水上搜救", "Search and rescue on the water". Also "region.prefecture", "region.county",
 * "region.township", "region.village"; "plate", the first character of its number plates; and "brand", the line of its own beside
 * the mark, at most 95 bytes, with "brand.source", where it is known from. */
struct rules_word {
	const char *key;
	const char *zh;
	const char *en;
};

enum rules_field_type { RULES_FIELD_TEXT = 1, RULES_FIELD_CHOICE = 2, RULES_FIELD_NUMBER = 3 };

/* An extra field of the form. At most eight; only appended, never moved: RULES_ASK_MORE names them by their places. */
struct rules_field {
	const char *name;		/* 1 to 14 small letters, digits, underscores */
	const char *label_zh;		/* labels: at most 95 bytes */
	const char *label_en;
	const char *choices;		/* between '|', at most 319 bytes; NULL unless RULES_FIELD_CHOICE */
	uint32_t type;
	uint32_t required_for;		/* item or domain * 100: asked of these alone, and required; 0: asked of all, required of none */
};

struct rules_unit_row {
	const char *code;
	const char *name;
	uint32_t region;
	uint32_t level;
	uint32_t item_from;	/* items from … until, inclusive */
	uint32_t item_until;
};

struct rules_referral {
	const char *topic;	/* "expressway_rescue", "water_rescue" … */
	const char *number;
	const char *name_zh;
	const char *name_en;
	const char *source;
};

struct province_rules {
	uint32_t magic;
	uint32_t size;
	uint32_t abi_major;
	uint32_t abi_minor;
	uint32_t province;		/* 440000; 0 for the national default */
	uint32_t flags;			/* enum rules_flag */
	int32_t effective_from;		/* days since 1970-01-01 in China Standard Time; 0 open */
	int32_t effective_until;
	const char *name;
	const char *name_en;
	const char *version;		/* stored with each decision */
	const char *source;
	const struct rules_word *words;
	const struct rules_field *fields;
	const struct rules_unit_row *units;
	const struct rules_referral *referrals;
	uint32_t word_count;
	uint32_t field_count;
	uint32_t unit_count;
	uint32_t referral_count;
	/* NULL: no opinion. */
	int32_t (*admit)(const struct rules_host *, const struct rules_facts *, struct rules_admission *);
	int32_t (*route)(const struct rules_host *, const struct rules_facts *, struct rules_route *);
	int32_t (*clock)(const struct rules_host *, const struct rules_facts *, struct rules_clock *);
	int32_t (*workday)(const struct rules_host *, const struct rules_facts *, struct rules_workday *);
	int32_t (*office_hours)(const struct rules_host *, const struct rules_facts *, struct rules_hours *);
	int32_t (*escalate)(const struct rules_host *, const struct rules_facts *, struct rules_escalation *);
	int32_t (*sample)(const struct rules_host *, const struct rules_facts *, struct rules_sample *);
	int32_t (*score)(const struct rules_host *, const struct rules_facts *, struct rules_score *);
};

_Static_assert(sizeof(struct rules_facts) == 216, "rules_facts is part of the ABI");
_Static_assert(sizeof(struct rules_because) == 264, "rules_because is part of the ABI");
_Static_assert(sizeof(struct rules_clock) == 536, "rules_clock is part of the ABI");
_Static_assert(sizeof(struct rules_admission) == 552, "rules_admission is part of the ABI");
_Static_assert(sizeof(struct rules_route) == 560, "rules_route is part of the ABI");
_Static_assert(sizeof(struct rules_workday) == 528, "rules_workday is part of the ABI");
_Static_assert(sizeof(struct rules_hours) == 560, "rules_hours is part of the ABI");
_Static_assert(sizeof(struct rules_escalation) == 544, "rules_escalation is part of the ABI");
_Static_assert(sizeof(struct rules_sample) == 528, "rules_sample is part of the ABI");
_Static_assert(sizeof(struct rules_score) == 600, "rules_score is part of the ABI");
_Static_assert(sizeof(struct province_rules) == 176, "province_rules is part of the ABI");

extern const struct province_rules province_rules __attribute__((visibility("default")));

#endif
