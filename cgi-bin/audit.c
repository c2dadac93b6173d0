/* audit: auditors read and take away; they write nothing but their own notes and trail. A route table and main(). */
#include "domain/rank.h"
#include "pages/acts.h"
#include "pages/audit_desk.h"
#include "pages/audit_key.h"
#include "pages/audit_package.h"
#include "pages/audit_sample.h"
#include "pages/audit_ticket.h"
#include "pages/finding.h"
#include "pages/inspection.h"
#include "pages/job.h"
#include "pages/reading.h"
#include "pages/reveals.h"
#include "pages/staff_session.h"
#include "pages/staff_sessions.h"
#include "web/serve.h"

static const struct route routes[] = {
	{ "/audit/login", .csrf = CSRF_ORIGIN, .fields = login_fields, .show = page_login_show, .act = page_login_act, .template = "login", .flags = ROUTE_ANY_FIELDS },
	{ "/audit/logout", AUDITORS, .show = page_logout_show, .act = page_logout_act, .flags = ROUTE_ANY_FIELDS },
	{ "/audit/sessions", AUDITORS, .fields = sessions_fields, .show = page_sessions_show, .act = page_sessions_act, .template = "staff_sessions" },
	{ "/audit", AUDITORS, .fields = audit_fields, .show = page_audit_show, .template = "audit_desk" },
	{ "/audit/export", AUDITORS, .fields = audit_fields, .show = page_audit_export_show },
	{ "/audit/export/columns", AUDITORS, .fields = audit_columns_fields, .show = page_audit_columns_show },
	{ "/audit/export/sheet", AUDITORS, .fields = audit_sheet_fields, .show = page_audit_show, .act = page_audit_sheet_act, .template = "audit_desk" },
	{ "/audit/key", AUDITORS, .fields = audit_key_fields, .show = page_audit_key_show, .act = page_audit_key_act, .template = "audit_key" },
	{ "/audit/packages", AUDITORS, .show = page_packages_show, .template = "packages" },
	{ "/audit/packages/{id}", AUDITORS, .fields = audit_package_fields, .show = page_package_show, .act = page_package_act, .template = "package" },
	{ "/audit/findings", AUDITORS, .fields = findings_fields, .show = page_findings_show, .act = page_findings_act, .template = "findings" },
	{ "/audit/findings/{id}", AUDITORS, .fields = finding_fields, .show = page_finding_show, .act = page_finding_act, .template = "finding" },
	{ "/audit/inspections", AUDITORS, .fields = inspections_fields, .show = page_inspections_show, .act = page_inspections_act, .template = "inspections" },
	{ "/audit/inspections/{id}", AUDITORS, .show = page_inspection_show, .template = "inspections" },
	{ "/audit/samples", AUDITORS, .show = page_samples_show, .template = "samples" },
	{ "/audit/samples/{id}", AUDITORS, .show = page_sample_show, .template = "samples" },
	{ "/audit/reading", AUDITORS, .fields = reading_fields, .show = page_reading_show, .template = "reading" },
	{ "/audit/reveals", AUDITORS, .fields = reveals_fields, .show = page_reveals_show, .template = "reveals" },
	{ "/audit/acts", AUDITORS, .fields = acts_fields, .show = page_acts_show, .template = "acts" },
	{ "/audit/jobs", AUDITORS, .show = page_jobs_show, .template = "jobs" },
	{ "/audit/jobs/{id}", AUDITORS, .show = page_job_show, .template = "job" },
	{ "/audit/jobs/{id}/cancel", AUDITORS, .show = page_job_show, .act = page_job_cancel_act, .template = "job" },
	{ "/audit/jobs/{id}/file", AUDITORS, .show = page_job_file_show },
	{ "/audit/file/{id}", AUDITORS, .show = page_audit_file_show },
	{ "/audit/ticket/{number}", AUDITORS, .fields = audit_ticket_fields, .show = page_audit_ticket_show, .template = "audit_ticket" },
	{ 0 }
};

static enum status start(const struct config *config, struct arena *arena, void **site)
{
	return site_open(config, arena, "audit", MAY_AUDIT, SITE_KEY_TOTP, (struct site **)site);
}

int main(void)
{
	static const struct web_program program = {
		.name = "audit", .routes = routes, .login = "/audit/login", .start = start,
		.authenticate = staff_authenticate, .health = site_health,
	};

	return web_serve(&program);
}
