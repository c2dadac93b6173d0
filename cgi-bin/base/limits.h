/* Every limit of the system, each with its unit and its reason. nginx repeats those marked (nginx);
 * a test compares both. A limit that is not here does not exist.
 */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

/* -- a request ------------------------------------------------------------------------------ */
#define LIMIT_ARENA_BYTES (8u * 1024 * 1024)	/* a request's memory: 20,000 Han characters fit 50 times */
#define LIMIT_BODY_BYTES (1024u * 1024)		/* (nginx) a form without files */
#define LIMIT_UPLOAD_BYTES (190u * 1024 * 1024)	/* (nginx) nine files of 20 MiB and their form */
#define LIMIT_UPLOAD_ONE_BYTES (LIMIT_FILE_BYTES + LIMIT_BODY_BYTES)	/* (nginx) a form that takes one file */
#define LIMIT_PARAMS 200			/* fields in one request; the longest form of ours has 40 */
#define LIMIT_PARAM_NAME_BYTES 64		/* our longest field name is 14 */
#define LIMIT_PARAM_VALUE_BYTES (256u * 1024)	/* refused by the field's own limit long before */
#define LIMIT_QUERY_BYTES (8u * 1024)		/* (nginx large_client_header_buffers) */
#define LIMIT_COOKIE_BYTES (4u * 1024)		/* what browsers keep for one cookie */
#define LIMIT_PATH_BYTES 512			/* our longest path is under 80 */
#define LIMIT_MULTIPART_HEADER_BYTES (4u * 1024) /* headers of one part, file name included */
#define LIMIT_FILE_NAME_BYTES 255		/* what file systems keep */
#define LIMIT_PAGE_BYTES (8u * 1024 * 1024)	/* one rendered page; ours have 6 to 100 KiB */
#define LIMIT_HEADER_VALUE_BYTES 2048		/* a Location or Set-Cookie of ours */
#define LIMIT_LOG_LINE_BYTES 1024		/* one log line; longer ones are cut */

/* -- what a person may give ------------------------------------------------------------------ */
#define LIMIT_FILES 9				/* 03 §3.7: attachments a ticket */
#define LIMIT_FILE_BYTES (20u * 1024 * 1024)	/* 03 §3.7: 20 MB each */
#define LIMIT_PIECE_BYTES (512u * 1024)		/* of a file in pieces: what a broken connection costs; nginx holds one in memory */
#define LIMIT_PART_MS (2 * 60 * 60 * 1000)	/* a file in pieces since its last one: a way through a tunnel, or home */
#define LIMIT_PIECES_PER_SECOND 20		/* (nginx) of one address */
#define LIMIT_CONTENT_CHARS 5000		/* what happened: ten pages of a long letter */
#define LIMIT_CONTENT_CHARS_MIN 5		/* fewer say nothing that can be acted on */
#define LIMIT_WISH_CHARS 500			/* what the person wants done */
#define LIMIT_SHORT_CHARS 100			/* place, company, line, name … */
#define LIMIT_PHONE_CHARS 20			/* +86, area code, extension */
#define LIMIT_REPLY_CHARS 5000			/* a unit's reply, a supplement, an internal note */
#define LIMIT_REASON_CHARS 500			/* why returned, extended, reopened */
#define LIMIT_CORRECTION_MS (10 * 60 * 1000)	/* 03 §3.7: within ten minutes of filing; contact_correct of migration 0101 repeats it */
#define LIMIT_SEARCH_CHARS 50			/* a search box */

/* -- secrets and sign-in ---------------------------------------------------------------------- */
#define LIMIT_CODE_TRIES 10			/* wrong query codes for one ticket before it locks */
#define LIMIT_CODE_LOCK_MS (15 * 60 * 1000)	/* … for a quarter of an hour */
#define LIMIT_RECOVERY_MS (30 * 60 * 1000)	/* a link to a new query code: time to find the phone */
#define LIMIT_RECOVERY_DAY_MS (24 * 60 * 60 * 1000)	/* over which the next two count */
#define LIMIT_RECOVERY_PER_TICKET 5		/* asks for one number: nobody's phone is made to ring all day */
#define LIMIT_RECOVERY_PER_PHONE 5		/* asks with one phone: nor by trying one number after the other */
#define LIMIT_RECOVERY_AGAIN_MS (60 * 1000)	/* the same ask within a minute is the same ask */
#define LIMIT_PHONE_CODE_MS (10 * 60 * 1000)	/* a code to verify a phone: time to read a message */
#define LIMIT_PHONE_CODE_TRIES 5		/* of one code: 25 tries a day at a million codes */
#define LIMIT_PHONE_CODES 5			/* to one phone, and of one visit, within a day */
#define LIMIT_PHONE_CODE_DAY_MS (24 * 60 * 60 * 1000)
#define LIMIT_PHONE_CODE_AGAIN_MS (60 * 1000)	/* another within a minute is the same one */
#define LIMIT_PHONE_CODES_PER_ADDRESS 60	/* an hour: many may be behind one address, nobody sends to a whole exchange */
#define LIMIT_RECOVERY_PER_MINUTE 6		/* (nginx) asks of one address */
#define LIMIT_LOGIN_TRIES 8			/* wrong sign-ins of one account before it locks */
#define LIMIT_LOGIN_LOCK_MS (15 * 60 * 1000)
#define LIMIT_PASSPHRASE_CHARS 200		/* 64 Chinese characters must fit */
#define LIMIT_PASSPHRASE_CHARS_MIN 12		/* NIST SP 800-63B asks for 8; this one opens the vault */
#define LIMIT_INVITATION_MS (72 * 60 * 60 * 1000)	/* over a weekend */
#define LIMIT_SESSION_IDLE_MS (30 * 60 * 1000)	/* a desk left alone */
#define LIMIT_SESSION_MS (12 * 60 * 60 * 1000)	/* one shift */
#define LIMIT_PRESENCE_MS (2 * 60 * 1000)	/* who opened a ticket or looked again counts as being on it */
#define LIMIT_ASKED_MS (15 * 60 * 1000)	/* the turn of a sum that is asked: answers to this one and the one before are taken */
#define LIMIT_RATE_KEYS 32768			/* addresses counted at once, 512 KiB; the rarest make room for more */
#define LIMIT_DRAFT_MS (24 * 60 * 60 * 1000)	/* an unfinished form since its last step: over the 20 hours of WCAG 2.2.1 */
#define LIMIT_REVEAL_REASON_CHARS_MIN 5		/* "需要回电": fewer say nothing that the person could understand */
#define LIMIT_REVEAL_WAIT_MS (24 * 60 * 60 * 1000)	/* a second person is on duty within a day; then one asks again */
#define LIMIT_REVEAL_USE_MS (60 * 60 * 1000)	/* an agreed look is for the call at hand. vault_may_open (0130) knows it too */
#define LIMIT_DESK_DRAFT_MS (72 * 60 * 60 * INT64_C(1000))	/* a call that an agent put aside: over a weekend; no clock runs for it */
#define LIMIT_DESK_DRAFTS 20			/* of one agent: more calls open at once are forgotten, not put aside */

/* -- calls -------------------------------------------------------------------------------------- */
#define LIMIT_CALL_MS (7 * 24 * 60 * 60 * INT64_C(1000))	/* a call that the exchange told of: over a week of holidays somebody calls back */
#define LIMIT_CALL_RINGS_MS (2 * 60 * 60 * 1000)	/* one whose end was never told is not at anybody's desk for longer */
#define LIMIT_CALL_AFTER_MS (2 * 60 * 1000)	/* a call that is over still fills in a form that was opened a moment later */

/* -- the database ------------------------------------------------------------------------------ */
#define LIMIT_TX_RERUNS 5			/* deadlocks in a row before the user is told to try again */
#define LIMIT_STATEMENT_MS 3000			/* one statement; the process must be free within 5 s */
#define LIMIT_DB_CONNECT_S 2
#define LIMIT_DB_SLOW_MS 1000			/* who did not answer for so long … */
#define LIMIT_DB_REST_MS 1000			/* … is not asked again for so long */
#define LIMIT_BROWSER_CHARS 200			/* of User-Agent kept with a session: enough to tell browsers apart */
#define LIMIT_COLLEAGUES 500			/* offered by a form: who has more people gives by unit */
#define LIMIT_QUEUE_VIEWS 30			/* of one person: more are not found again */
#define LIMIT_REPLY_PRINT_MS (90 * 24 * 60 * 60 * INT64_C(1000))	/* a unit's replies within a quarter are held against each other */
#define LIMIT_TOPIC_MS (98 * 24 * 60 * 60 * INT64_C(1000))	/* of a week's topics: the twelve weeks that can be chosen, and the one before */
#define LIMIT_PAGE_ROWS 50			/* rows of a list page */
#define LIMIT_GROUP_TICKETS 500			/* led by one: what one event of a city (a stopped line) brings in an hour */
#define LIMIT_GROUP_AT_ONCE 10			/* of those, moved before the page answers; the worker does the rest */
#define LIMIT_SAME_LOOKED 200			/* newest tickets of an item whose words are compared: their words are cut at 300 characters */
#define LIMIT_JOIN_SHOWN 3			/* matters a person is offered to join: more is a list to search, and nobody asked for one */
#define LIMIT_SAME_SHOWN 8			/* candidates for the same matter that a screen shows */

/* -- messages and mails ------------------------------------------------------------------------- */
#define LIMIT_SEND_MS 20000			/* one delivery, the other machine's answer included */
#define LIMIT_SENDING 8				/* deliveries on their way at once */
#define LIMIT_NOTICE_AGE_MS (3 * 24 * 60 * 60 * 1000)	/* what could not be told for so long is told no more */
#define LIMIT_NOTICE_REASON_CHARS 100		/* of a reason that stands in a message */

/* -- long work ---------------------------------------------------------------------------------- */
#define LIMIT_JOBS_OPEN 3			/* of one person, waiting or running */
#define LIMIT_JOBS_AT_ONCE 3			/* of all people: a long export holds nobody else up */
#define LIMIT_JOB_KEPT_MS (7 * 24 * 60 * 60 * INT64_C(1000))	/* what a job made: over a week of holidays it can be asked for again */
#define LIMIT_JOB_ASKED_MS (7 * 24 * 60 * 60 * INT64_C(1000))	/* how long one that takes two people waits for the second */

/* -- tickets of an older system ------------------------------------------------------------------ */
#define LIMIT_CSV_ROW_BYTES (256u * 1024)	/* one row: 5,000 Han characters of each of what a ticket has, and more than any old system kept */
#define LIMIT_CSV_COLUMNS 100			/* exports of call centres have 30 to 60 */
#define LIMIT_IMPORT_ROWS 200000		/* of one file of LIMIT_FILE_BYTES: a row of content has a hundred bytes at least */
#define LIMIT_IMPORT_HEAD_BYTES (64u * 1024)	/* of a file, kept for the preview of its first rows */
#define LIMIT_IMPORT_PREVIEW 20			/* rows shown before anything is taken over */
#define LIMIT_IMPORT_MS (14 * 24 * 60 * 60 * INT64_C(1000))	/* a file since it was handed in: time to put a mapping right, twice over a weekend */
#define LIMIT_IMPORT_SYSTEM_CHARS 32		/* the name of the older system */
#define LIMIT_IMPORT_NUMBER_CHARS 60		/* a number of the older system: as ticket.external_number */

/* -- scanning ----------------------------------------------------------------------------------- */
#define LIMIT_SCAN_MS 60000			/* one file: 20 MiB of archive in archive take clamd some seconds; it gives up after 120 s itself */
#define LIMIT_SCAN_LATE_MS (10 * 60 * 1000)	/* a file that waits longer is a fault that doctor tells */

/* -- rules ------------------------------------------------------------------------------------- */
#define LIMIT_RULES_MS 50			/* one question and its answer; then the national default */
#define LIMIT_NOTE_BYTES 256			/* a plugin's note, NUL included (ABI) */

#endif
