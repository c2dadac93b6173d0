/* libcurl, one handle a call: we talk to others seldom, and a fresh handle remembers nothing. See fetch.h. */
#include "base/fetch.h"

#include "base/curl.h"
#include "base/log.h"

#define CONNECT_MS 5000L

static size_t ignore(char *data, size_t size, size_t n, void *nothing)
{
	(void)data;
	(void)nothing;
	return size * n;
}

CURL *curl_begin(const char *url, int64_t most_ms)
{
	CURL *curl = curl_easy_init();

	if (!curl)
		log_panic("libcurl gives no handle", url, 0);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)most_ms);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, CONNECT_MS);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, ignore);
	return curl;
}

bool fetch_answers(const char *url, int64_t most_ms)
{
	CURL *curl = curl_begin(url, most_ms);
	long code = 0;

	if (curl_easy_perform(curl) == CURLE_OK)
		curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &code);
	curl_easy_cleanup(curl);
	return code == 200;
}
