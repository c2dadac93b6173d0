/* The banner about rules that do not serve; see rules_trouble.h. */
#include "pages/rules_trouble.h"

#include "pages/site.h"
#include "rules/faults.h"
#include "web/view.h"

void view_rules_trouble(struct request *req)
{
	const char *dir = config_text(site_of(req)->config, "run.dir");
	const struct fault_file *faults = faults_look(arena_printf(req->arena, "%s/%s", dir, FAULTS_FILE));
	uint32_t digits[100];
	size_t shown = 0;
	size_t count;

	/* No rules program has run here yet: then none has been refused either. */
	if (!faults)
		return;
	count = faults_troubled(faults, digits);
	faults_close(faults);
	for (size_t i = 0; i < count; i++) {
		uint32_t code = digits[i] * 10000;

		if (req->viewer->province && req->viewer->province != code)
			continue;
		view_intf(req, code, "Trouble.%zu.Code", shown);
		view_setf(req, site_region_name(req, code), "Trouble.%zu.Name", shown++);
	}
}
