/* hotline log: the signed log of each province. show · prove NUMBER [SEQ] · grown FILE [NN]
 *
 * Proofs go to standard output, as files that hotline verify checks anywhere. Each is checked here first.
 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/keyring.h"
#include "base/now.h"
#include "domain/number.h"
#include "domain/proof.h"
#include "pages/cli.h"
#include "pages/evidence.h"
#include "statements.h"
#include "store/log_store.h"

static int refuse(const char *why)
{
	fprintf(stderr, "hotline: refused: %s\n", why);
	return CLI_REFUSED;
}

static enum status show(struct cli *cli)
{
	struct log_checkpoint_row *rows;
	struct log_waiting_out waiting;
	size_t count;

	TRY(log_checkpoint_newest_list(cli->db, cli->arena, &rows, &count));
	TRY(log_waiting(cli->db, cli->arena, &waiting));
	for (size_t i = 0; i < count; i++) {
		int64_t s = (rows[i].at_ms - ms_of_day(day_of_ms(rows[i].at_ms))) / 1000;
		int y, m, d;

		date_from_day(day_of_ms(rows[i].at_ms), &y, &m, &d);
		printf("%s  %llu entries  root %s  signed %04d-%02d-%02d %02d:%02d:%02d\n", note_origin(cli->arena, rows[i].province),
		       (unsigned long long)rows[i].size, text_hex(cli->arena, rows[i].root.p, rows[i].root.n), y, m, d,
		       (int)(s / 3600), (int)(s / 60 % 60), (int)(s % 60));
	}
	printf("%llu events wait for the next checkpoint\n", (unsigned long long)waiting.count);
	return ST_OK;
}

/* ---- proofs ------------------------------------------------------------------------------------------------- */

static bool sm2_holds(struct cli *cli, struct bytes proof)
{
	const char *old, *checkpoint;
	struct keyring_key *keys;
	size_t count;

	(void)proof_checkpoints(cli->arena, proof, &old, &checkpoint);
	return keyring_list(cli->arena, config_text(cli->config, "key.dir"), "log-sm2", PAIR_SM2, &keys, &count) == ST_OK &&
	       evidence_sm2_holds(cli->arena, old, keys, count) && evidence_sm2_holds(cli->arena, checkpoint, keys, count);
}

/* A checkpoint may be signed by a key that was rotated out since: any of ours will do to check ourselves. */
static bool holds(struct cli *cli, const struct buf *proof)
{
	struct bytes text = { (const uint8_t *)proof->text, proof->len };
	struct keyring_key *keys;
	const char *said;
	size_t count;

	if (keyring_list(cli->arena, config_text(cli->config, "key.dir"), "log", PAIR_ED25519, &keys, &count) != ST_OK)
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			if (!proof_check(cli->arena, text, &(struct proof_keys){ .log = keys[i].public_key, .old_log = keys[k].public_key }, &said))
				return sm2_holds(cli, text);
	return false;
}

static int print_proof(struct cli *cli, const struct buf *proof)
{
	if (!holds(cli, proof))
		return refuse("the log does not prove it: run hotline doctor");
	fputs(proof->text, stdout);
	return CLI_DONE;
}

static enum status find_event(struct cli *cli, const char *typed, const char *seq_typed, struct event_row *event, uint64_t *ticket_id,
			      const char **number)
{
	struct ticket_row ticket;
	struct event_row *events;
	size_t count;
	int64_t seq;

	TRY(number_parse(cli->arena, typed, number));
	TRY(ticket_by_number(cli->db, cli->arena, &(struct ticket_by_number_in){ *number }, &ticket));
	seq = ticket.last_seq;
	if (seq_typed)
		TRY(text_to_int(seq_typed, 1, UINT32_MAX, &seq));
	TRY(event_of_ticket_list(cli->db, cli->arena, &(struct event_of_ticket_in){ ticket.id }, &events, &count));
	*ticket_id = ticket.id;
	for (size_t i = 0; i < count; i++)
		if (events[i].seq == seq) {
			*event = events[i];
			return ST_OK;
		}
	return ST_NOT_FOUND;
}

static int prove(struct cli *cli, const char *typed, const char *seq)
{
	struct buf proof = buf_new(cli->arena, 4096);
	struct event_row event;
	const char *number;
	uint64_t ticket_id;
	enum status status = find_event(cli, typed, seq, &event, &ticket_id, &number);

	if (status != ST_OK)
		return cli_exit(status, typed);
	status = log_prove(cli->db, cli->arena, ticket_id, number, &event, &proof);
	if (status == ST_NOT_FOUND)
		return refuse("this event waits for the next checkpoint: ask again in a minute");
	return status == ST_OK ? print_proof(cli, &proof) : cli_exit(status, "log");
}

/* since: a file with checkpoints that somebody kept; which: two digits of a province, NULL for the first. */
static int grown(struct cli *cli, const char *since, const char *which)
{
	static const uint8_t nobody[KEY_BYTES];
	struct buf proof = buf_new(cli->arena, 4096);
	struct log_tree tree = { .db = cli->db, .arena = cli->arena };
	struct log_checkpoint_row *rows;
	struct merkle_path path;
	struct bytes text;
	const char *kept;
	struct note old;
	bool signed_by;
	size_t count;
	int64_t province = 0;
	enum status status;

	if (which && text_to_int(which, 11, 99, &province) != ST_OK)
		return CLI_USAGE;
	if (file_read(cli->arena, since, &text) != ST_OK)
		return CLI_WORLD;
	kept = note_list_find(cli->arena, (const char *)text.p, which ? note_origin(cli->arena, (uint32_t)province * 10000) : NULL);
	if (!kept || note_read(cli->arena, kept, nobody, &old, &signed_by) != ST_OK || old.size == 0)
		return refuse("there is no such checkpoint in this file");
	status = log_checkpoint_newest_list(cli->db, cli->arena, &rows, &count);
	for (size_t i = 0; status == ST_OK && i < count; i++) {
		tree.province = rows[i].province;
		if (strcmp(note_origin(cli->arena, rows[i].province), old.origin) != 0)
			continue;
		if (old.size > rows[i].size)
			return refuse("the log is shorter than this checkpoint says: it was rewritten, or restored from a backup");
		status = merkle_consistency(log_tree_get, &tree, old.size, rows[i].size, &path);
		if (status != ST_OK)
			break;
		proof_add_consistency(&proof, kept, rows[i].note, &path);
		return print_proof(cli, &proof);
	}
	return status == ST_OK ? refuse("there is no log of this name here") : cli_exit(status, "log");
}

static int run(struct cli *cli, int argc, char **argv)
{
	if (strcmp(argv[1], "show") == 0 && argc == 2)
		return cli_exit(show(cli), "log");
	if (strcmp(argv[1], "prove") == 0 && (argc == 3 || argc == 4))
		return prove(cli, argv[2], argc == 4 ? argv[3] : NULL);
	if (strcmp(argv[1], "grown") == 0 && (argc == 3 || argc == 4))
		return grown(cli, argv[2], argc == 4 ? argv[3] : NULL);
	return CLI_USAGE;
}

int cli_log(int argc, char **argv)
{
	return cli_with_db(argc, argv, run);
}
