/* Machines that ask: each brings a key (64 of hex) with each request, kept here as its SHA-256, for named rights in one province. */
#ifndef PAGES_API_KEY_H
#define PAGES_API_KEY_H

#include "web/request.h"

struct api_key {
	uint32_t id;
	uint32_t province;
};

#define API_KEY_CHARS 64

/* ST_FORBIDDEN: no such key, revoked, or without this right: not told apart. */
MUST_CHECK enum status api_key_admit(struct request *req, const char *key, const char *right, struct api_key *admitted);

#endif
