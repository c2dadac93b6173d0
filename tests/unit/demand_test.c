/* May a demand be made, answered and ended by just those who may, and when? Each line was written from the process, not from
 * demand.c: what stands open, who does what, what is said to it, and what becomes of what stood open.
 */
#include "domain/demand.h"
#include "unit.h"

#define NOW 1000000
#define LATER (NOW + 1)
#define EARLIER (NOW - 1)
#define NOTHING { { .seq = 0 } }
#define EXTENSION(who) { .kind = DEMAND_EXTENSION, .unit = "a", .asked_by = (who), .due_ms = LATER }
#define WAIT(due) { .kind = DEMAND_WAIT, .unit = "", .due_ms = (due) }
#define URGE(due) { .kind = DEMAND_URGE, .unit = "a", .due_ms = (due) }
#define ORDER(who, answered) { .kind = DEMAND_ORDER, .unit = "a", .asked_by = (who), .due_ms = LATER, .answered_ms = (answered) }
#define JOINT(whose) { .kind = DEMAND_JOINT, .unit = (whose) }
#define DESIGNATION { .kind = DEMAND_DESIGNATION, .unit = "a" }
#define TRANSFER { .kind = DEMAND_TRANSFER, .unit = "", .from_region = 440300 }

#define HOLD { .kind = DEMAND_HOLD, .unit = "" }
#define ERASURE { .kind = DEMAND_ERASURE, .unit = "" }
#define REVEAL(who, due, agreed) { .kind = DEMAND_REVEAL, .unit = "", .asked_by = (who), .due_ms = (due), .answered_ms = (agreed) }

/* By staff member 7; a unit's clerk is of by_unit; the unit in charge is "a"; the promise ends at the moment LATER. */
#define BY(type, ...) AT(NOW, type, ##__VA_ARGS__)
#define AT(now, type, ...) { .event = EVENT_##type, .actor_id = 7, .lead = "a", .now_ms = (now), .answer_due_ms = LATER, .region = 650000, ##__VA_ARGS__ }

/* … who stands in for staff member 1. */
#define FOR_1 .absent = { { 1 }, 1 }

static const struct {
	const char *what;
	struct demand open[2];
	struct demand_ask ask;
	enum status said;
	enum ticket_state to;
	enum demand_outcome then;	/* of the first that stood open */
} rows[] = {
	{ "an extension is asked", NOTHING, BY(EXTENSION_ASKED, .by_unit = "a"), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "not while another is judged", { EXTENSION(1) }, BY(EXTENSION_ASKED, .by_unit = "a"), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "nor after the date", NOTHING, AT(LATER + 1, EXTENSION_ASKED, .by_unit = "a"), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "up to the last moment", NOTHING, AT(LATER, EXTENSION_ASKED, .by_unit = "a"), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "granted", { EXTENSION(1) }, BY(EXTENDED), ST_OK, STATE_SIGNED, DEMAND_GRANTED },
	{ "refused", { EXTENSION(1) }, BY(EXTENSION_REFUSED), ST_OK, STATE_SIGNED, DEMAND_REFUSED },
	{ "not by who asked", { EXTENSION(7) }, BY(EXTENDED), ST_FORBIDDEN, STATE_SIGNED, DEMAND_GRANTED },
	{ "nor refused by them", { EXTENSION(7) }, BY(EXTENSION_REFUSED), ST_FORBIDDEN, STATE_SIGNED, DEMAND_REFUSED },
	{ "what nobody asked is not granted", { URGE(LATER) }, BY(EXTENDED), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "it stands while the person is asked", { EXTENSION(1) }, BY(ASKED, .by_unit = "a"), ST_OK, STATE_WAITING, DEMAND_OPEN },
	{ "who answers needs no more time", { EXTENSION(1) }, BY(REPLIED, .by_unit = "a"), ST_OK, STATE_REPLIED, DEMAND_VOID },
	{ "the person answers", { WAIT(LATER) }, BY(SUPPLEMENTED), ST_OK, STATE_SIGNED, DEMAND_MET },
	{ "nobody is waited for: the person just adds", { URGE(LATER) }, BY(SUPPLEMENTED), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "not before the window ends", { WAIT(LATER) }, BY(RESUMED), ST_CONFLICT, STATE_SIGNED, DEMAND_OVER },
	{ "then work goes on", { WAIT(EARLIER) }, BY(RESUMED), ST_OK, STATE_SIGNED, DEMAND_OVER },
	{ "the person takes it back", { WAIT(LATER) }, BY(WITHDRAWN), ST_OK, STATE_WITHDRAWN, DEMAND_VOID },
	{ "urged", NOTHING, BY(URGED), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "not twice at a time", { URGE(LATER) }, BY(URGED), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "again when the time is over", { URGE(EARLIER) }, BY(URGED), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "the newest counts", { URGE(EARLIER), URGE(LATER) }, BY(URGED), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "an urge is answered", { URGE(LATER) }, BY(URGE_ANSWERED, .by_unit = "a"), ST_OK, STATE_SIGNED, DEMAND_MET },
	{ "or the matter is", { URGE(EARLIER) }, BY(REPLIED, .by_unit = "a"), ST_OK, STATE_REPLIED, DEMAND_MET },
	{ "without one there is nothing to answer", { ORDER(1, 0) }, BY(URGE_ANSWERED, .by_unit = "a"), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "who signs is urged still", { URGE(LATER) }, BY(SIGNED, .by_unit = "a"), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "one order at a time", { ORDER(1, 0) }, BY(ORDERED), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "its reply leaves it open", { ORDER(1, 0) }, BY(ORDER_REPLIED, .by_unit = "a"), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "not closed without a reply", { ORDER(7, 0) }, BY(ORDER_CLOSED), ST_CONFLICT, STATE_SIGNED, DEMAND_MET },
	{ "nor sent back", { ORDER(7, 0) }, BY(ORDER_SENT_BACK), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "a reply that does not do is sent back", { ORDER(7, EARLIER) }, BY(ORDER_SENT_BACK), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "not by another", { ORDER(1, EARLIER) }, BY(ORDER_SENT_BACK), ST_FORBIDDEN, STATE_SIGNED, DEMAND_OPEN },
	{ "closed by its giver", { ORDER(7, EARLIER) }, BY(ORDER_CLOSED), ST_OK, STATE_SIGNED, DEMAND_MET },
	{ "and by nobody else", { ORDER(1, EARLIER) }, BY(ORDER_CLOSED), ST_FORBIDDEN, STATE_SIGNED, DEMAND_MET },
	{ "it outlives the answer", { ORDER(1, 0) }, BY(CLOSED), ST_OK, STATE_CLOSED, DEMAND_OPEN },
	{ "not the archive", { ORDER(1, 0) }, BY(ARCHIVED), ST_OK, STATE_ARCHIVED, DEMAND_VOID },
	{ "another unit is asked to assist", { JOINT("c") }, BY(JOINED, .unit = "b"), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "not the one in charge", NOTHING, BY(JOINED, .unit = "a"), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "nor one that is asked already", { JOINT("b") }, BY(JOINED, .unit = "b"), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "it replies", { JOINT("b") }, BY(JOINT_REPLIED, .by_unit = "b"), ST_OK, STATE_SIGNED, DEMAND_MET },
	{ "for itself alone", { JOINT("c"), JOINT("b") }, BY(JOINT_REPLIED, .by_unit = "b"), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "not the one in charge for it", { JOINT("b") }, BY(JOINT_REPLIED, .by_unit = "a"), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "who assists takes notes", { JOINT("b") }, BY(NOTED, .by_unit = "b"), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "but does not answer for the other", { JOINT("b") }, BY(REPLIED, .by_unit = "b"), ST_FORBIDDEN, STATE_REPLIED, DEMAND_OPEN },
	{ "a stranger does nothing", { JOINT("b") }, BY(NOTED, .by_unit = "d"), ST_FORBIDDEN, STATE_SIGNED, DEMAND_OPEN },
	{ "no designation before three returns", NOTHING, BY(DESIGNATED, .unit = "b", .returns = 2), ST_CONFLICT, STATE_DISPATCHED, DEMAND_OPEN },
	{ "then it may be", NOTHING, BY(DESIGNATED, .unit = "b", .returns = 3), ST_OK, STATE_DISPATCHED, DEMAND_OPEN },
	{ "it binds", { DESIGNATION }, BY(RETURNED, .by_unit = "a"), ST_CONFLICT, STATE_RETURNED, DEMAND_VOID },
	{ "without one the unit may return it", { URGE(LATER) }, BY(RETURNED, .by_unit = "a"), ST_OK, STATE_RETURNED, DEMAND_OPEN },
	{ "until it is answered", { DESIGNATION }, BY(APPROVED), ST_OK, STATE_ANSWERED, DEMAND_VOID },
	{ "handed over to another province", NOTHING, BY(TRANSFERRED, .to_region = 440000), ST_OK, STATE_ACCEPTED, DEMAND_OPEN },
	{ "not to a part of the same", NOTHING, BY(TRANSFERRED, .to_region = 650100), ST_CONFLICT, STATE_ACCEPTED, DEMAND_OPEN },
	{ "sent back to where it was", { TRANSFER }, BY(TRANSFER_RETURNED, .to_region = 440300), ST_OK, STATE_RETURNED, DEMAND_REFUSED },
	{ "and nowhere else", { TRANSFER }, BY(TRANSFER_RETURNED, .to_region = 440100), ST_CONFLICT, STATE_RETURNED, DEMAND_REFUSED },
	{ "what was not handed over is not sent back", NOTHING, BY(TRANSFER_RETURNED, .to_region = 440300), ST_CONFLICT, STATE_RETURNED, DEMAND_OPEN },
	{ "set aside with others, all stands as it was", { TRANSFER }, BY(GROUPED), ST_OK, STATE_GROUPED, DEMAND_OPEN },
	{ "as does an extension", { EXTENSION(1) }, BY(GROUPED), ST_OK, STATE_GROUPED, DEMAND_OPEN },
	{ "answered with the others, nobody need urge", { URGE(LATER) }, BY(ANSWERED_TOGETHER), ST_OK, STATE_ANSWERED, DEMAND_MET },
	{ "taken on", { TRANSFER }, BY(DISPATCHED, .unit = "b"), ST_OK, STATE_DISPATCHED, DEMAND_MET },
	{ "of a confidential matter one asks for a look", NOTHING, BY(REVEAL_ASKED, .confidential = true, .known = true), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "of another one need not", NOTHING, BY(REVEAL_ASKED, .known = true), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "where nobody is known there is nothing to see", NOTHING, BY(REVEAL_ASKED, .confidential = true), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "one request at a time", { REVEAL(1, LATER, 0) }, BY(REVEAL_ASKED, .confidential = true, .known = true), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "somebody else agrees", { REVEAL(1, LATER, 0) }, BY(REVEAL_AGREED, .confidential = true, .known = true), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "nor who stands in for who asked", { REVEAL(1, LATER, 0) }, BY(REVEAL_AGREED, .confidential = true, .known = true, FOR_1), ST_FORBIDDEN, STATE_SIGNED, DEMAND_OPEN },
	{ "but of a third person's, who stands in for somebody", { REVEAL(3, LATER, 0) }, BY(REVEAL_AGREED, .confidential = true, .known = true, FOR_1), ST_OK, STATE_SIGNED, DEMAND_OPEN },
	{ "an agreed one is not looked at by who stands in", { REVEAL(1, LATER, NOW) }, BY(REVEALED, .confidential = true, .known = true, FOR_1), ST_FORBIDDEN, STATE_SIGNED, DEMAND_MET },
	{ "who stands in grants no extension of theirs", { EXTENSION(1) }, BY(EXTENDED, FOR_1), ST_FORBIDDEN, STATE_SIGNED, DEMAND_GRANTED },
	{ "who stands in closes the order", { ORDER(1, EARLIER) }, BY(ORDER_CLOSED, FOR_1), ST_OK, STATE_SIGNED, DEMAND_MET },
	{ "not one of somebody else", { ORDER(3, EARLIER) }, BY(ORDER_CLOSED, FOR_1), ST_FORBIDDEN, STATE_SIGNED, DEMAND_MET },
	{ "nor before it is answered", { ORDER(1, 0) }, BY(ORDER_CLOSED, FOR_1), ST_CONFLICT, STATE_SIGNED, DEMAND_MET },
	{ "not who asked", { REVEAL(7, LATER, 0) }, BY(REVEAL_AGREED, .confidential = true, .known = true), ST_FORBIDDEN, STATE_SIGNED, DEMAND_OPEN },
	{ "not when it is over", { REVEAL(1, EARLIER, 0) }, BY(REVEAL_AGREED, .confidential = true, .known = true), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "nor a second time", { REVEAL(1, LATER, NOW) }, BY(REVEAL_AGREED, .confidential = true, .known = true), ST_CONFLICT, STATE_SIGNED, DEMAND_OPEN },
	{ "without an agreement nobody looks", { REVEAL(7, LATER, 0) }, BY(REVEALED, .confidential = true, .known = true), ST_CONFLICT, STATE_SIGNED, DEMAND_MET },
	{ "with it who asked does", { REVEAL(7, LATER, NOW) }, BY(REVEALED, .confidential = true, .known = true), ST_OK, STATE_SIGNED, DEMAND_MET },
	{ "and nobody else", { REVEAL(1, LATER, NOW) }, BY(REVEALED, .confidential = true, .known = true), ST_FORBIDDEN, STATE_SIGNED, DEMAND_MET },
	{ "not an hour later", { REVEAL(7, LATER, NOW - 3600000) }, BY(REVEALED, .confidential = true, .known = true), ST_CONFLICT, STATE_SIGNED, DEMAND_MET },
	{ "another matter needs nobody's word", NOTHING, BY(REVEALED, .known = true), ST_OK, STATE_SIGNED, DEMAND_MET },
	{ "but somebody to look at", NOTHING, BY(REVEALED), ST_CONFLICT, STATE_SIGNED, DEMAND_MET },
	{ "a request lapses when it is over", { REVEAL(1, EARLIER, 0) }, BY(REVEAL_LAPSED), ST_OK, STATE_SIGNED, DEMAND_OVER },
	{ "and not before", { REVEAL(1, LATER, 0) }, BY(REVEAL_LAPSED), ST_CONFLICT, STATE_SIGNED, DEMAND_OVER },
	{ "an agreed one lapses too", { REVEAL(1, LATER, NOW - 3600000) }, BY(REVEAL_LAPSED), ST_OK, STATE_SIGNED, DEMAND_OVER },
	{ "who does not agree ends it", { REVEAL(1, LATER, 0) }, BY(REVEAL_REFUSED), ST_OK, STATE_SIGNED, DEMAND_REFUSED },
	{ "a hold is put", NOTHING, BY(HELD), ST_OK, STATE_ARCHIVED, DEMAND_OPEN },
	{ "not twice", { HOLD }, BY(HELD), ST_CONFLICT, STATE_ARCHIVED, DEMAND_OPEN },
	{ "it outlives the archive", { HOLD }, BY(ARCHIVED), ST_OK, STATE_ARCHIVED, DEMAND_OPEN },
	{ "until it is lifted", { HOLD }, BY(HOLD_LIFTED), ST_OK, STATE_ARCHIVED, DEMAND_MET },
	{ "what is not held is not lifted", NOTHING, BY(HOLD_LIFTED), ST_CONFLICT, STATE_ARCHIVED, DEMAND_OPEN },
	{ "while it stands nothing is erased", { HOLD }, BY(ERASED, .known = true), ST_CONFLICT, STATE_ARCHIVED, DEMAND_OPEN },
	{ "nor ordered to be", { HOLD }, BY(ERASURE_ORDERED, .known = true), ST_CONFLICT, STATE_ARCHIVED, DEMAND_OPEN },
	{ "it ends an order", { ERASURE }, BY(HELD), ST_OK, STATE_ARCHIVED, DEMAND_REFUSED },
	{ "an order is carried out", { ERASURE }, BY(ERASED, .known = true), ST_OK, STATE_ARCHIVED, DEMAND_MET },
	{ "it stands through the archive", { ERASURE }, BY(ARCHIVED), ST_OK, STATE_ARCHIVED, DEMAND_OPEN },
	{ "who asks for the matter again is to be called", { ERASURE }, BY(REOPENED), ST_OK, STATE_REWORK, DEMAND_VOID },
	{ "nobody is erased twice", NOTHING, BY(ERASED), ST_CONFLICT, STATE_ARCHIVED, DEMAND_OPEN },
	{ "handed on, it was taken on", { TRANSFER }, BY(TRANSFERRED, .to_region = 110000), ST_OK, STATE_ACCEPTED, DEMAND_MET },
};

START_TEST(each_may_just_what_the_process_says)
{
	size_t count = 0;
	enum demand_outcome then;

	while (count < 2 && rows[_i].open[count].kind)
		count++;
	ck_assert_msg(demand_check(rows[_i].open, count, &rows[_i].ask) == rows[_i].said, "%s: %s", rows[_i].what,
		      status_name(demand_check(rows[_i].open, count, &rows[_i].ask)));
	if (count == 0)
		return;
	then = demand_after(&rows[_i].open[0], &rows[_i].ask, rows[_i].to);
	ck_assert_msg(then == rows[_i].then, "%s: %s", rows[_i].what, demand_outcome_word((int)then));
}
END_TEST

START_TEST(no_more_units_than_a_table_seats)
{
	struct demand open[DEMAND_JOINT_MAX];
	const struct demand_ask ask = BY(JOINED, .unit = "z");

	for (int i = 0; i < DEMAND_JOINT_MAX; i++)
		open[i] = (struct demand){ .kind = DEMAND_JOINT, .unit = arena_printf(arena, "u%d", i) };
	ck_assert_int_eq(demand_check(open, DEMAND_JOINT_MAX - 1, &ask), ST_OK);
	ck_assert_int_eq(demand_check(open, DEMAND_JOINT_MAX, &ask), ST_CONFLICT);
}
END_TEST

START_TEST(what_opens_has_a_word_and_its_rule)
{
	ck_assert_int_eq(demand_opened(EVENT_ORDERED), DEMAND_ORDER);
	ck_assert_int_eq(demand_opened(EVENT_ORDER_REPLIED), 0);
	ck_assert_int_eq(demand_stage(EVENT_ORDERED), STAGE_ORDER);
	ck_assert_int_eq(demand_stage(EVENT_URGED), STAGE_URGE);
	ck_assert_int_eq(demand_stage(EVENT_ASKED), STAGE_WAIT);
	ck_assert_int_eq(demand_stage(EVENT_NOTED), STAGE_NONE);
	for (int kind = 1; kind < DEMAND_KIND_END; kind++)
		ck_assert_ptr_nonnull(demand_word(kind));
	ck_assert_ptr_null(demand_word(0));
	ck_assert_ptr_null(demand_word(DEMAND_KIND_END));
	ck_assert_ptr_null(demand_outcome_word(DEMAND_OUTCOME_END));
}
END_TEST

UNIT(demand)
{
	tcase_add_loop_test(tc, each_may_just_what_the_process_says, 0, ROWS(rows));
	tcase_add_test(tc, no_more_units_than_a_table_seats);
	tcase_add_test(tc, what_opens_has_a_word_and_its_rule);
}
