/* Places and months of the status pages; see status_place.h. */
#include "pages/status_place.h"

#include <stdlib.h>
#include <string.h>

#include "base/now.h"
#include "pages/site.h"

#define FIRST_MONTH 201401	/* the number was opened in 2014 */

enum status status_place(struct request *req, uint32_t *region)
{
	const char *text = request_captured(req, "region");
	size_t len = strlen(text);

	*region = (uint32_t)strtoul(text, NULL, 10);
	if (len == 0)
		return ST_OK;
	if (text[strspn(text, "0123456789")] || (len != 2 && len != 4 && len != 6))
		return ST_NOT_FOUND;
	*region *= len == 2 ? 10000 : len == 4 ? 100 : 1;
	return region_find(&site_of(req)->regions, *region) ? ST_OK : ST_NOT_FOUND;
}

enum status status_month(struct request *req, uint32_t *month)
{
	const char *text = request_captured(req, "month");
	int64_t number;

	if (strlen(text) != 6 || text_to_int(text, FIRST_MONTH, month_before(month_of_ms(req->now_ms), 1), &number) != ST_OK ||
	    number % 100 < 1 || number % 100 > 12)
		return ST_NOT_FOUND;
	*month = (uint32_t)number;
	return ST_OK;
}

uint32_t status_path_code(uint32_t region)
{
	return region % 10000 == 0 ? region / 10000 : region % 100 == 0 ? region / 100 : region;
}

const char *status_region_name(const struct request *req, const struct region *region)
{
	return strcmp(req->language, "en") == 0 ? region->name_en : region->name;
}

uint32_t month_of_ms(int64_t at_ms)
{
	return month_of_day(day_of_ms(at_ms));
}
