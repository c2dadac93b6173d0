/* Changes to people; see people.h. */
#include "store/people.h"

#include "statements.h"
#include "store/absence_store.h"
#include "store/invitation.h"
#include "store/tx.h"

/* Both factors as they are handed over and as they are stored. */
struct factors {
	struct staff_handout handout;
	uint8_t salt[SALT_BYTES];
	uint8_t hash[HASH_BYTES];
	struct bytes totp_sealed;
};

struct change {
	struct arena *arena;
	const struct people_by *by;
	const struct staff *person;
	struct factors factors;
	uint32_t version;
	bool let_in;
	uint8_t *token;		/* of an invitation, when one is to be made */
	const struct staff *moved;
	const char *detail;
	const uint8_t *session;	/* hash of its token */
};

static struct factors draw_factors(struct arena *arena, const uint8_t totp_key[KEY_BYTES])
{
	uint8_t secret[TOTP_SECRET_BYTES], random[15];
	struct factors f;

	crypto_random(secret, sizeof(secret));
	crypto_random(random, sizeof(random));
	f.handout = (struct staff_handout){ text_base32(arena, random, sizeof(random)), text_base32(arena, secret, sizeof(secret)) };
	staff_passphrase(f.handout.passphrase, f.salt, f.hash);
	f.totp_sealed = staff_seal_secret(arena, totp_key, secret);
	return f;
}

static enum status write_act(struct db *db, const struct change *c, const char *act, const char *detail)
{
	return staff_act_insert(db, &(struct staff_act_insert_in){
		.at_ms = c->by->now_ms, .staff_id = c->by->id, .program = c->by->program, .act = act, .object = c->person->login, .detail = detail });
}

static enum status write_invitation(struct db *db, const struct change *c, uint32_t id)
{
	return c->token ? invitation_make(db, id, c->by->id, c->by->now_ms, c->token) : ST_OK;
}

static enum status admit(struct db *db, void *work)
{
	const struct change *c = work;
	const struct staff *p = c->person;
	const struct factors *f = &c->factors;

	TRY(staff_add(db, &(struct staff_add_in){
		.login = p->login, .name = p->name, .role = p->role, .region = p->region, .unit = p->unit,
		.pass_salt = { f->salt, SALT_BYTES }, .pass_hash = { f->hash, HASH_BYTES }, .totp_sealed = f->totp_sealed }));
	TRY(write_invitation(db, c, (uint32_t)db_last_id(db)));
	return write_act(db, c, "person_added", role_word((int)p->role));
}

static enum status renew(struct db *db, void *work)
{
	const struct change *c = work;
	const struct factors *f = &c->factors;

	TRY(staff_factors(db, &(struct staff_factors_in){
		.pass_salt = { f->salt, SALT_BYTES }, .pass_hash = { f->hash, HASH_BYTES }, .totp_sealed = f->totp_sealed, .id = c->person->id }));
	TRY(session_end_all(db, c->person->id));
	TRY(write_invitation(db, c, c->person->id));
	return write_act(db, c, "factors_reset", "");
}

/* "locked li.na": of an absence, what the person who was to stand in is no longer. */
static const char *ended_why(const struct change *c, const char *act)
{
	return arena_printf(c->arena, "%s %s", act, c->person->login);
}

static enum status let_in(struct db *db, void *work)
{
	const struct change *c = work;
	uint64_t affected;

	TRY(db_run(db, SQL_staff_set_active, &(struct staff_set_active_in){ c->let_in, c->person->id, c->version }, &affected));
	if (affected != 1)
		return ST_CONFLICT;
	TRY(session_end_all(db, c->person->id));
	if (!c->let_in)
		TRY(absence_end_delegated(db, c->arena, c->by, c->person->id, ended_why(c, "locked")));
	return write_act(db, c, c->let_in ? "unlocked" : "locked", "");
}

static enum status sign_out(struct db *db, void *work)
{
	const struct change *c = work;

	TRY(session_end_all(db, c->person->id));
	return write_act(db, c, "signed_out", "");
}

static enum status move(struct db *db, void *work)
{
	const struct change *c = work;
	const struct staff *m = c->moved;
	uint64_t affected;

	TRY(db_run(db, SQL_staff_move, &(struct staff_move_in){
		m->role, m->region, m->region / 10000 * 10000, m->unit, c->person->id, c->version }, &affected));
	if (affected != 1)
		return ST_CONFLICT;
	TRY(session_end_all(db, c->person->id));
	TRY(absence_end_delegated(db, c->arena, c->by, c->person->id, ended_why(c, "person_moved")));
	TRY(absence_end_own(db, c->arena, c->by, c->person->id, ended_why(c, "person_moved")));
	return write_act(db, c, "person_moved", c->detail);
}

static enum status end_one(struct db *db, void *work)
{
	const struct change *c = work;
	uint64_t affected;

	TRY(db_run(db, SQL_session_delete_own, &(struct session_delete_own_in){ { c->session, HASH_BYTES }, c->person->id }, &affected));
	return affected == 1 ? write_act(db, c, "session_cut", "") : ST_CONFLICT;
}

enum status people_admit(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const struct people_by *by,
			 const struct staff *person, struct staff_handout *handout, uint8_t *token)
{
	struct change c = { .by = by, .person = person, .factors = draw_factors(arena, totp_key), .token = token };

	*handout = c.factors.handout;
	return tx_run(db, admit, &c);
}

enum status people_renew(struct db *db, struct arena *arena, const uint8_t totp_key[KEY_BYTES], const struct people_by *by,
			 const struct staff *person, struct staff_handout *handout, uint8_t *token)
{
	struct change c = { .by = by, .person = person, .factors = draw_factors(arena, totp_key), .token = token };

	*handout = c.factors.handout;
	return tx_run(db, renew, &c);
}

enum status people_let_in(struct db *db, struct arena *arena, const struct people_by *by, const struct staff *person, uint32_t version, bool let_them_in)
{
	return tx_run(db, let_in, &(struct change){ .arena = arena, .by = by, .person = person, .version = version, .let_in = let_them_in });
}

enum status people_sign_out(struct db *db, const struct people_by *by, const struct staff *person)
{
	return tx_run(db, sign_out, &(struct change){ .by = by, .person = person });
}

/* "agent 440300 → unit 440300 440300-02" */
static const char *told(struct arena *arena, const struct staff *s)
{
	return arena_printf(arena, "%s %06u%s%s", role_word((int)s->role), s->region, *s->unit ? " " : "", s->unit);
}

enum status people_move(struct db *db, struct arena *arena, const struct people_by *by, const struct staff *person, uint32_t version,
			const struct staff *moved)
{
	return tx_run(db, move, &(struct change){ .arena = arena, .by = by, .person = person, .version = version, .moved = moved,
						  .detail = arena_printf(arena, "%s → %s", told(arena, person), told(arena, moved)) });
}

enum status people_end_one(struct db *db, const struct people_by *by, const struct staff *person, const uint8_t hash[HASH_BYTES])
{
	return tx_run(db, end_one, &(struct change){ .by = by, .person = person, .session = hash });
}
