/* Keys of machines; see api_key.h. */
#include "pages/api_key.h"

#include <string.h>

#include "pages/site.h"
#include "statements.h"

/* One of the words between spaces. */
static bool has_right(const char *rights, const char *right)
{
	size_t n = strlen(right);

	for (const char *at = rights; at; at = strchr(at, ' '), at += at != NULL)
		if (strncmp(at, right, n) == 0 && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

enum status api_key_admit(struct request *req, const char *key, const char *right, struct api_key *admitted)
{
	struct api_key_find_out row;
	uint8_t hash[HASH_BYTES];
	enum status status;

	crypto_sha256(key, strlen(key), hash);
	status = api_key_find(site_of(req)->db, req->arena, &(struct api_key_find_in){ { hash, HASH_BYTES } }, &row);
	if (status == ST_NOT_FOUND || (status == ST_OK && !has_right(row.rights, right)))
		return ST_FORBIDDEN;
	*admitted = (struct api_key){ row.id, row.province };
	return status;
}
