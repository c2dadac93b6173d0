/* What crosses the socket between a program and `rules`: several questions in one message, which is as long as there are. */
#ifndef RULES_MESSAGE_H
#define RULES_MESSAGE_H

#include <stddef.h>

#include "province_rules.h"

#define RULES_MESSAGE_MAGIC 0x4d313152u
#define RULES_QUESTIONS_MAX 16	/* whether each day of a long holiday is worked, and the hours of one */

#define RULES_VERSION_BYTES 32

/* Days that are worked in the region asked about, as whoever asks holds them: bit i of worked is day from + i. Beyond them
 * Monday to Friday are. The calendar is an argument, so that an answer can be had again years later. */
struct rules_days {
	int32_t from;
	uint32_t count;
	uint8_t worked[64];
};

/* Beside the operations: which extra fields does the form of this province have? No code of the plugin runs. */
#define RULES_ASK_FIELD RULES_OPS
/* And what stands beside the mark on its pages? */
#define RULES_ASK_BRAND (RULES_OPS + 1)
#define RULES_FIELDS_MAX 8		/* of one province; a longer form is filled in by nobody */
#define RULES_FIELD_NAME_MAX 14		/* an event names a text by 16 characters: "x_" and the name */

struct rules_question {
	uint32_t op;		/* enum rules_op, RULES_ASK_FIELD, RULES_ASK_BRAND */
	uint32_t nth;		/* RULES_ASK_FIELD: which */
	struct rules_facts facts;
	char version[RULES_VERSION_BYTES];	/* under which the matter was filed; "": in force on the day of filing */
};

/* Why the province's own rules did not speak, although it has some. */
enum rules_aside {
	RULES_NOT_ASIDE = 0,	/* they did, or there are none, or they had no opinion */
	RULES_ASIDE_AWAY,	/* the rules program did not answer */
	RULES_ASIDE_REFUSED,	/* not loaded */
	RULES_ASIDE_QUARANTINED,
	RULES_ASIDE_FAULT,	/* what they said cannot be */
};

struct rules_said_field {
	uint32_t size;
	uint32_t type;		/* enum rules_field_type */
	uint32_t required_for;
	uint32_t reserved;
	char name[24];
	char label_zh[96];
	char label_en[96];
	char choices[320];	/* between '|' */
};

struct rules_said_brand {
	uint32_t size;
	char zh[96];
	char en[96];
};

union rules_any {
	struct rules_said_brand brand;
	struct rules_said_field field;
	struct rules_admission admission;
	struct rules_route route;
	struct rules_clock clock;
	struct rules_escalation escalation;
	struct rules_sample sample;
	struct rules_hours hours;
	struct rules_workday workday;
	struct rules_score score;
};

struct rules_answer {
	uint32_t status;	/* enum rules_status */
	uint32_t province;	/* who spoke: 440000; 0 the national default */
	char version[RULES_VERSION_BYTES];	/* of the rules that spoke */
	uint32_t aside;		/* enum rules_aside */
	uint32_t reserved;
	union rules_any any;
};

struct rules_request {
	uint32_t magic;
	uint32_t id;		/* echoed */
	uint32_t count;
	uint32_t reserved;
	struct rules_days days;
	struct rules_question questions[RULES_QUESTIONS_MAX];
};

struct rules_reply {
	uint32_t magic;
	uint32_t id;
	uint32_t count;
	uint32_t reserved;
	struct rules_answer answers[RULES_QUESTIONS_MAX];
};

/* The bytes of a message with so many questions, and of the reply to it. */
static inline size_t rules_request_bytes(uint32_t count)
{
	return offsetof(struct rules_request, questions) + count * sizeof(struct rules_question);
}

static inline size_t rules_reply_bytes(uint32_t count)
{
	return offsetof(struct rules_reply, answers) + count * sizeof(struct rules_answer);
}

#endif
