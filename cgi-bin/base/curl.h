/* What fetch.c and post.c, the two that know libcurl, have in common. For nobody else. */
#ifndef BASE_CURL_H
#define BASE_CURL_H

#include <curl/curl.h>
#include <stdint.h>

/* Never NULL. Ends within its time, no signals, no proxy, no redirection; what is answered is thrown away. */
CURL *curl_begin(const char *url, int64_t most_ms);

#endif
