/* The process that answers: shut in, with plugins that are loaded already. keep.h starts it and starts it again. */
#ifndef RULES_SERVE_H
#define RULES_SERVE_H

#include "rules/faults.h"

struct serving {
	const struct rules_set *set;
	const uint32_t *records;	/* of set->plugins, in faults */
	struct fault_file *faults;
	int seat;			/* of this process in faults */
	int listener;
};

/* Until SIGTERM, which is heeded between two messages. Never returns. */
void rules_serve(const struct serving *serving) __attribute__((noreturn));

#endif
