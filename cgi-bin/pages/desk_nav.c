/* Where each role goes; see desk_nav.h. */
#include "pages/desk_nav.h"

#include <string.h>

#include "domain/rank.h"
#include "pages/rules_trouble.h"
#include "web/view.h"

#define SETTINGS "/admin/settings"
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct { unsigned roles; const char *href; const char *label; } nav[] = {
	{ LOOKERS, "/admin/", "nav.queue" },
	{ ROLE_AGENT | ROLE_SUPERVISOR, "/admin/intake", "nav.intake" },
	{ ROLE_AGENT | ROLE_SUPERVISOR, "/admin/calls", "nav.calls" },
	{ LOOKERS, "/admin/demands", "nav.demands" },
	{ SUPERVISORS, "/admin/wall", "nav.wall" },
	{ SUPERVISORS, "/admin/indicators", "nav.indicators" },
	{ SUPERVISORS, "/admin/signs", "nav.signs" },
	{ SUPERVISORS, "/admin/report", "nav.report" },
	{ ROLE_FOLLOWUP | ROLE_SUPERVISOR, "/admin/followup", "nav.followup" },
	{ LOOKERS, "/admin/search", "nav.search" },
	{ ANYBODY & ~ROLE_PROVINCE_ADMIN, "/admin/rules", "nav.rules" },
	{ ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, "/admin/knowledge", "nav.articles" },
	{ ROLE_UNIT | ROLE_SUPERVISOR, "/admin/replies", "nav.replies" },
	{ ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, "/admin/findings", "nav.findings" },
	{ ROLE_SYSTEM_ADMIN, "/admin/health", "nav.health" },
	{ ANNOUNCERS, "/admin/incidents", "nav.incidents" },
	{ ROLE_SECURITY_ADMIN, "/admin/reading", "nav.reading" },
	{ ROLE_SECURITY_ADMIN, "/admin/reveals", "nav.reveals" },
	{ ROLE_SECURITY_ADMIN, "/admin/erasures", "nav.erasures" },
	{ ROLE_SECURITY_ADMIN, "/admin/holds", "nav.holds" },
	{ ROLE_SECURITY_ADMIN, "/admin/quarantine", "nav.quarantine" },
	{ ROLE_SECURITY_ADMIN, "/admin/acts", "nav.acts" },
	{ ROLE_PROVINCE_ADMIN, SETTINGS, "nav.settings" },
	{ ROLE_SUPERVISOR, "/admin/notices", "nav.notices" },
	{ PEOPLE_ADMINS, "/admin/people", "nav.people" },
	{ AUDITORS, "/audit/", "nav.audit" },
	{ AUDITORS, "/audit/findings", "nav.findings" },
	{ AUDITORS, "/audit/inspections", "nav.inspections" },
	{ AUDITORS, "/audit/samples", "nav.samples" },
	{ AUDITORS, "/audit/reading", "nav.reading" },
	{ AUDITORS, "/audit/reveals", "nav.reveals" },
	{ AUDITORS, "/audit/acts", "nav.acts" },
	{ AUDITORS, "/audit/jobs", "nav.export" },
};

/* What a province settles for itself, a page each. */
static const struct { const char *href; const char *label; const char *text; } settings[] = {
	{ "/admin/units", "nav.units", "settings.units" },
	{ "/admin/duties", "nav.duties", "settings.duties" },
	{ "/admin/calendar", "nav.localdays", "settings.calendar" },
	{ "/admin/hours", "nav.hours", "settings.hours" },
	{ "/admin/notices", "nav.notices", "settings.notices" },
	{ "/admin/brand", "nav.brand", "settings.brand" },
	{ "/admin/replies", "nav.replies", "settings.replies" },
	{ "/admin/rules", "nav.rules", "settings.rules" },
	{ "/admin/import", "nav.import", "settings.import" },
};

/* "/admin" is the page that "/admin/" names. */
static bool is_current(const struct request *req, const char *href)
{
	size_t n = strlen(req->path);

	return strncmp(href, req->path, n) == 0 && (href[n] == '\0' || strcmp(href + n, "/") == 0);
}

static bool is_in_settings(const struct request *req)
{
	for (size_t i = 0; i < COUNT(settings); i++)
		if (is_current(req, settings[i].href))
			return true;
	return is_current(req, SETTINGS);
}

void desk_nav(struct request *req)
{
	size_t shown = 0;

	/* What is wrong with rules leads to a page of the desk. */
	if (!(req->viewer->role & AUDITORS))
		view_rules_trouble(req);
	for (size_t i = 0; i < COUNT(nav); i++) {
		if (!(nav[i].roles & req->viewer->role))
			continue;
		view_setf(req, nav[i].href, "Nav.%zu.Href", shown);
		view_setf(req, view_label(req, nav[i].label), "Nav.%zu.Label", shown);
		if (strcmp(nav[i].href, SETTINGS) == 0 ? is_in_settings(req) : is_current(req, nav[i].href))
			view_setf(req, "1", "Nav.%zu.Current", shown);
		shown++;
	}
}

enum status page_settings_show(struct request *req)
{
	desk_nav(req);
	for (size_t i = 0; i < COUNT(settings); i++) {
		view_setf(req, settings[i].href, "Settings.%zu.Href", i);
		view_setf(req, view_label(req, settings[i].label), "Settings.%zu.Label", i);
		view_setf(req, view_label(req, settings[i].text), "Settings.%zu.Text", i);
	}
	return ST_OK;
}
