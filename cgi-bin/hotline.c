/* hotline: what operators do at a shell. A table of verbs; each verb is pages/cli_VERB.c. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "pages/cli.h"

static const struct verb {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *usage;
} verbs[] = {
	{ "init", cli_init, "init                        keys, schema, grants and facts; safe to run again" },
	{ "demo", cli_demo, "demo                        invented people and matters, once" },
	{ "config", cli_config, "config                      every setting with its meaning" },
	{ "clock", cli_clock, "clock --region R --kind K --item I --stage S --at \"YYYY-MM-DD HH:MM:SS\"\n"
	  "        [--amount N --unit minute|hour|natural_day|working_day --start moment|next_day]\n"
	  "        [--calendar-only] [--json]   when is it due, by which rule, which days were counted?\n"
	  "  clock --batch [--calendar FILE]   the same for a case a line" },
	{ "refer", cli_refer, "refer --region R --text T [--json]   whose matter is this text?" },
	{ "doctor", cli_doctor, "doctor                      is everything as it should be? changes nothing" },
	{ "deadline", cli_deadline, "deadline N                  every clock of a ticket, counted again" },
	{ "calendar", cli_calendar, "calendar show YEAR [--region R], calendar import FILE [--year Y] [--source TEXT] [--apply]\n"
	  "        days off and make-up days; an import is shown first, and applied it counts open deadlines again" },
	{ "recompute", cli_recompute, "recompute --all             every due time of every ticket from its events; names what differs" },
	{ "user", cli_user, "user list, user lock|unlock|reset LOGIN --by LOGIN\n"
	  "        user add LOGIN --name N --role R --region CODE [--unit U] --by LOGIN   people who sign in" },
	{ "api", cli_api, "api list, api new NAME --rights call --province NN --by LOGIN, api revoke NAME --by LOGIN\n"
	  "        keys by which machines ask, a telephone exchange for one" },
	{ "incident", cli_incident, "incident list\n"
	  "        incident open --part phone|portal|notice|desk --title T --text T [--title-en T] [--text-en T] [--region CODE]\n"
	  "        [--from TIME] [--planned --until TIME], incident say ID --text T [--text-en T], incident end ID [--text T]\n"
	  "        what the status page tells about faults and planned work" },
	{ "rules", cli_rules, "rules check NN|all [--again] [--reproduce SEED]   do the province rules hold? signs those that do\n"
	  "  rules list [--markdown]   what is there, in which version, and how it gets on\n"
	  "  rules release NN          a province in quarantine is asked again\n"
	  "  rules diff OLD NEW --replay DAY..DAY   which tickets of these days would these plugins decide otherwise?" },
	{ "keys", cli_keys, "keys list, keys show ID, keys rotate|retire vault, keys new|rotate package|log|log-sm2|receipt|rules|backup\n"
	  "        [--private FILE] [--distrust]   pairs that sign exports and that backups are sealed to" },
	{ "export", cli_export, "export [--from DAY] [--to DAY] [--province NN] [--texts | --profile no_text] [--why TEXT] --out DIR | --seal-for LOGIN --out FILE\n"
	  "        tickets filed from DAY to DAY and their chains, as a signed package; sealed to the key that this auditor registered" },
	{ "unseal", cli_unseal, "unseal FILE --key PRIVATE --out NEW   what was sealed to your key, in clear: a file, or the directory of a package" },
	{ "log", cli_log, "log show, log prove N [SEQ], log grown FILE [NN]   the signed log of each province, and proofs from it" },
	{ "sample", cli_sample, "sample show [ID], sample list ID, sample prove ID, sample redraw FILE [--package DIR] [--key FILE [--sm2-key FILE]] [--margin S]\n"
	  "        sample commit NN FROM UNTIL   samples of periods that nobody can steer: their seed is committed to before" },
	{ "verify", cli_verify, "verify DIR [--key FILE]      is this package what was signed, and do its chains hold?\n"
	  "        [--log-key FILE [--old-key FILE]] [--sm2-key FILE [--old-sm2-key FILE]]   … are its checkpoints signed by these keys of the log?\n"
	  "        verify PROOF --key FILE [--old-key FILE] [--sm2-key FILE [--old-sm2-key FILE]]   does this proof from a log hold?\n"
	  "        verify RECEIPT --key FILE [--proof PROOF --log-key FILE [--sm2-key FILE]]   is this receipt ours, and what it names in the log?" },
	{ "witness", cli_witness, "witness FILE --log-key PUB [--old-key PUB] [--sm2-key PUB [--old-sm2-key PUB]] --key PRIVATE --name NAME --state KEPT\n"
	  "        co-sign a log from outside, unless it was rewritten since KEPT" },
	{ "backup", cli_backup, "backup FILE|DIR             database, attachments and keys, sealed to the key of keys new backup" },
	{ "restore", cli_restore, "restore FILE --key PRIVATE [--vault FILE [--vault-keys FILE] | --without-vault] [--replace] [--check]\n"
	  "        the same again; nobody is served until chains, rows and files verify" },
	{ "retention", cli_retention, "retention [--do N]          whose time to be known is over; --do erases the N that it names" },
	{ "number", cli_number, "number check N              is this a ticket number?" },
};

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

static int help(FILE *out)
{
	fprintf(out, "usage: hotline VERB …   (settings: HOTLINE_CONF)\n\n");
	for (size_t i = 0; i < VERBS; i++)
		fprintf(out, "  %s\n", verbs[i].usage);
	fprintf(out, "\nexit codes: 0 done, 1 refused or found wrong, 2 usage, 3 the world failed\n");
	return out == stdout ? CLI_DONE : CLI_USAGE;
}

int main(int argc, char **argv)
{
	int code;

	log_open("hotline", LOG_INFO);
	if (argc < 2)
		return help(stderr);
	if (strcmp(argv[1], "help") == 0 || strcmp(argv[1], "--help") == 0)
		return help(stdout);
	for (size_t i = 0; i < VERBS; i++) {
		if (strcmp(verbs[i].name, argv[1]) != 0)
			continue;
		code = verbs[i].run(argc - 1, argv + 1);
		if (code == CLI_USAGE)
			fprintf(stderr, "usage: hotline %s\n", verbs[i].usage);
		return code;
	}
	fprintf(stderr, "hotline: no verb '%s'\n", argv[1]);
	return help(stderr);
}
