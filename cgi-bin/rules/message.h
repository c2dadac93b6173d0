/* What crosses the socket between a program and `rules`: fixed sizes, several questions in one message. */
#ifndef RULES_MESSAGE_H
#define RULES_MESSAGE_H

#include "province_rules.h"

#define RULES_MESSAGE_MAGIC 0x4d313152u
#define RULES_QUESTIONS_MAX 6

struct rules_question {
	uint32_t op;		/* enum rules_op */
	uint32_t reserved;
	struct rules_facts facts;
};

union rules_any {
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
	char version[32];	/* of the rules that spoke */
	union rules_any any;
};

struct rules_request {
	uint32_t magic;
	uint32_t id;		/* echoed */
	uint32_t count;
	uint32_t reserved;
	struct rules_question questions[RULES_QUESTIONS_MAX];
};

struct rules_reply {
	uint32_t magic;
	uint32_t id;
	uint32_t count;
	uint32_t reserved;
	struct rules_answer answers[RULES_QUESTIONS_MAX];
};

#endif
