/* Erasing a person; see erase_store.h. Triggers refuse what a hold forbids, whoever asks. */
#include "store/erase_store.h"

#include "statements.h"

enum status erase_weigh(struct db *db, struct arena *arena, uint64_t ticket_id)
{
	struct supplements_unread_out unread;

	TRY(supplements_unread(db, arena, &(struct supplements_unread_in){ ticket_id }, &unread));
	return unread.count > 0 ? ST_CONFLICT : ST_OK;
}

enum status erase_person(struct db *db, uint64_t ticket_id)
{
	TRY(vault_key_erase(db, &(struct vault_key_erase_in){ ticket_id }));
	TRY(vault_erase(db, &(struct vault_erase_in){ ticket_id }));	/* its trigger erases where the person is told */
	TRY(recovery_erase(db, &(struct recovery_erase_in){ ticket_id }));
	return ticket_unname(db, &(struct ticket_unname_in){ ticket_id });
}
