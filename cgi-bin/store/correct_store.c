/* Corrections; see correct_store.h. */
#include "store/correct_store.h"

#include "statements.h"

static enum status write_person(struct db *db, const struct correction *c, uint64_t ticket_id)
{
	TRY(ticket_correct_person(db, &(struct ticket_correct_person_in){ c->phone_index, c->phone_mask, c->name_mask, ticket_id }));
	TRY(contact_correct(db, &(struct contact_correct_in){ ticket_id, SUITE_X25519_AES256GCM, c->vault_key, c->wrapped, c->sealed }));
	TRY(notice_contact_erase(db, &(struct notice_contact_erase_in){ ticket_id }));
	if (!c->told.channels)
		return ST_OK;
	return notice_contact_insert(db, &(struct notice_contact_insert_in){
		.ticket_id = ticket_id, .channels = c->told.channels, .token_hash = c->told.token_hash, .key_id = c->told.key_id,
		.wrapped = c->told.wrapped, .sealed = c->told.sealed });
}

enum status correction_write(struct db *db, const struct correction *c, uint64_t ticket_id, int64_t filed_ms, int64_t now_ms)
{
	if (now_ms >= correct_until_ms(filed_ms))
		return ST_EXPIRED;
	TRY(ticket_correct(db, &(struct ticket_correct_in){ c->summary, c->place, c->company, c->plate, c->line, c->happened_ms, ticket_id }));
	return c->person ? write_person(db, c, ticket_id) : ST_OK;
}
