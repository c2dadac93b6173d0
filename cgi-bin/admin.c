/* admin: the desk of staff, by role and jurisdiction. A route table and main(). */
#include "domain/rank.h"
#include "pages/acts.h"
#include "pages/desk_absence.h"
#include "pages/desk_brand.h"
#include "pages/desk_bulk.h"
#include "pages/desk_calendar.h"
#include "pages/desk_calls.h"
#include "pages/desk_column.h"
#include "pages/desk_demands.h"
#include "pages/desk_drafts.h"
#include "pages/desk_duties.h"
#include "pages/desk_followup.h"
#include "pages/desk_group.h"
#include "pages/desk_health.h"
#include "pages/desk_hours.h"
#include "pages/desk_import.h"
#include "pages/desk_incidents.h"
#include "pages/desk_indicators.h"
#include "pages/desk_intake.h"
#include "pages/desk_knowledge.h"
#include "pages/desk_manage.h"
#include "pages/desk_nav.h"
#include "pages/desk_notices.h"
#include "pages/desk_people.h"
#include "pages/desk_preview.h"
#include "pages/desk_presence.h"
#include "pages/desk_queue.h"
#include "pages/desk_related.h"
#include "pages/desk_replies.h"
#include "pages/desk_report.h"
#include "pages/desk_reveal.h"
#include "pages/desk_rules.h"
#include "pages/desk_search.h"
#include "pages/desk_signs.h"
#include "pages/desk_split.h"
#include "pages/desk_ticket.h"
#include "pages/desk_topics.h"
#include "pages/desk_view.h"
#include "pages/desk_wall.h"
#include "pages/erasures.h"
#include "pages/finding.h"
#include "pages/holds.h"
#include "pages/job.h"
#include "pages/picture.h"
#include "pages/quarantine.h"
#include "pages/reading.h"
#include "pages/reveals.h"
#include "pages/staff_invitation.h"
#include "pages/staff_session.h"
#include "pages/staff_sessions.h"
#include "web/serve.h"

#define KEYS (SITE_KEY_CODE | SITE_KEY_PHONE | SITE_KEY_FORM | SITE_KEY_VAULT | SITE_KEY_TOTP)

static const struct route routes[] = {
	{ "/admin/login", .csrf = CSRF_ORIGIN, .fields = login_fields, .show = page_login_show, .act = page_login_act, .template = "login", .flags = ROUTE_ANY_FIELDS },
	{ "/admin/logout", ANYBODY, .show = page_logout_show, .act = page_logout_act, .flags = ROUTE_ANY_FIELDS },
	{ "/admin/sessions", ANYBODY, .fields = sessions_fields, .show = page_sessions_show, .act = page_sessions_act, .template = "staff_sessions" },
	{ "/admin/invitation", .csrf = CSRF_ORIGIN, .fields = invitation_fields, .show = page_invitation_show, .act = page_invitation_act, .template = "invitation", .flags = ROUTE_ANY_FIELDS },
	{ "/admin", LOOKERS, .fields = queue_fields, .show = page_queue_show, .template = "desk_queue" },
	{ "/admin/next", LOOKERS, .fields = queue_fields, .show = page_next_show },
	{ "/admin/views", LOOKERS, .fields = queue_view_fields, .show = page_queue_show, .act = page_view_keep_act, .template = "desk_queue" },
	{ "/admin/views/{id}/drop", LOOKERS, .fields = queue_fields, .show = page_queue_show, .act = page_view_drop_act, .template = "desk_queue" },
	{ "/admin/columns", LOOKERS, .fields = queue_column_fields, .show = page_queue_show, .act = page_columns_act, .template = "desk_queue" },
	{ "/admin/bulk", ROLE_AGENT | ROLE_UNIT | ROLE_REVIEWER | ROLE_FOLLOWUP | ROLE_SUPERVISOR, .fields = bulk_fields, .show = page_bulk_show, .act = page_bulk_act, .template = "desk_bulk" },
	{ "/admin/demands", LOOKERS, .fields = demands_fields, .show = page_demands_show, .template = "desk_demands" },
	{ "/admin/wall", SUPERVISORS, .show = page_wall_show, .template = "desk_wall" },
	{ "/admin/indicators", SUPERVISORS, .fields = indicator_fields, .show = page_indicators_show, .template = "desk_indicators" },
	{ "/admin/indicators/tickets", SUPERVISORS, .fields = measured_fields, .show = page_measured_show, .template = "desk_measured" },
	{ "/admin/signs", SUPERVISORS, .fields = sign_fields, .show = page_signs_show, .template = "desk_signs" },
	{ "/admin/topics", SUPERVISORS, .fields = topic_fields, .show = page_topics_show, .template = "desk_topics" },
	{ "/admin/topics/tickets", SUPERVISORS, .fields = topic_tickets_fields, .show = page_topic_tickets_show, .template = "desk_topic" },
	{ "/admin/followup", ROLE_FOLLOWUP | ROLE_SUPERVISOR, .fields = followup_fields, .show = page_followup_show, .template = "desk_followup" },
	{ "/admin/followup/{number}", ROLE_FOLLOWUP | ROLE_SUPERVISOR, .fields = call_fields, .show = page_call_show, .act = page_call_act, .template = "desk_call" },
	{ "/admin/report", SUPERVISORS, .fields = report_fields, .show = page_report_show, .act = page_report_act, .template = "desk_report" },
	{ "/admin/jobs", LOOKERS, .show = page_jobs_show, .template = "jobs" },
	{ "/admin/jobs/{id}", LOOKERS, .show = page_job_show, .template = "job" },
	{ "/admin/jobs/{id}/cancel", LOOKERS, .show = page_job_show, .act = page_job_cancel_act, .template = "job" },
	{ "/admin/jobs/{id}/file", LOOKERS, .show = page_job_file_show },
	{ "/admin/search", LOOKERS, .show = page_search_show, .template = "desk_search" },
	{ "/admin/intake", ROLE_AGENT | ROLE_SUPERVISOR, .fields = intake_fields, .show = page_intake_show, .act = page_intake_act, .template = "desk_intake", .flags = ROUTE_X_FIELDS },
	{ "/admin/intake/preview", ROLE_AGENT | ROLE_SUPERVISOR, .fields = draft_fields, .show = page_preview_show, .act = page_preview_act, .template = "desk_preview", .flags = ROUTE_ANY_FIELDS },
	{ "/admin/intake/draft", ROLE_AGENT | ROLE_SUPERVISOR, .fields = draft_fields, .show = page_intake_show, .act = page_draft_keep_act, .template = "desk_intake", .flags = ROUTE_ANY_FIELDS },
	{ "/admin/intake/draft/{id}/drop", ROLE_AGENT | ROLE_SUPERVISOR, .show = page_preview_show, .act = page_draft_drop_act },
	{ "/admin/calls", ROLE_AGENT | ROLE_SUPERVISOR, .show = page_calls_show, .template = "desk_calls" },
	{ "/admin/calls/now", ROLE_AGENT | ROLE_SUPERVISOR, .show = page_call_now_show, .flags = ROUTE_BY_ITSELF },
	{ "/admin/calls/{id}/back", ROLE_AGENT | ROLE_SUPERVISOR, .show = page_calls_show, .act = page_call_back_act, .template = "desk_calls" },
	{ "/admin/calls/{id}/again", ROLE_AGENT | ROLE_SUPERVISOR, .show = page_calls_show, .act = page_call_again_act, .template = "desk_calls" },
	{ "/admin/settings", ROLE_PROVINCE_ADMIN, .show = page_settings_show, .template = "desk_settings" },
	{ "/admin/units", ROLE_PROVINCE_ADMIN, .fields = unit_fields, .show = page_units_show, .act = page_units_act, .template = "desk_units" },
	{ "/admin/duties", ROLE_PROVINCE_ADMIN, .fields = duty_fields, .show = page_duties_show, .act = page_duties_act, .template = "desk_duties" },
	{ "/admin/calendar", ROLE_PROVINCE_ADMIN, .fields = calendar_fields, .show = page_calendar_show, .act = page_calendar_act, .template = "desk_calendar" },
	{ "/admin/calendar/{id}", ROLE_PROVINCE_ADMIN, .fields = calendar_plan_fields, .show = page_calendar_plan_show, .act = page_calendar_plan_act, .template = "desk_calendar_plan" },
	{ "/admin/hours", ROLE_PROVINCE_ADMIN, .fields = hours_fields, .show = page_hours_show, .act = page_hours_act, .template = "desk_hours" },
	{ "/admin/notices", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .show = page_notices_show, .template = "desk_notices" },
	{ "/admin/notices/{kind}", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .show = page_notice_show, .template = "desk_notice" },
	{ "/admin/notices/{kind}/propose", ROLE_PROVINCE_ADMIN, .fields = wording_fields, .show = page_notice_show, .act = page_wording_act, .template = "desk_notice" },
	{ "/admin/notices/{kind}/decide", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = wording_decide_fields, .show = page_notice_show, .act = page_wording_decide_act, .template = "desk_notice" },
	{ "/admin/notices/{kind}/end", ROLE_PROVINCE_ADMIN, .fields = wording_end_fields, .show = page_notice_show, .act = page_wording_end_act, .template = "desk_notice" },
	{ "/admin/brand", ROLE_PROVINCE_ADMIN, .fields = brand_fields, .show = page_brand_show, .act = page_brand_act, .template = "desk_brand" },
	{ "/admin/import", ROLE_PROVINCE_ADMIN, .fields = import_fields, .show = page_imports_show, .act = page_imports_act, .template = "desk_imports" },
	{ "/admin/import/{id}", ROLE_PROVINCE_ADMIN, .fields = import_map_fields, .show = page_import_show, .act = page_import_map_act, .template = "desk_import", .flags = ROUTE_X_FIELDS },
	{ "/admin/import/{id}/run", ROLE_PROVINCE_ADMIN, .fields = import_run_fields, .show = page_import_show, .act = page_import_run_act, .template = "desk_import" },
	{ "/admin/import/{id}/drop", ROLE_PROVINCE_ADMIN, .fields = import_drop_fields, .show = page_import_show, .act = page_import_drop_act, .template = "desk_import" },
	{ "/admin/people", PEOPLE_ADMINS, .fields = people_fields, .show = page_people_show, .act = page_people_act, .template = "desk_people" },
	{ "/admin/people/{id}", PEOPLE_ADMINS, .fields = person_fields, .show = page_person_show, .act = page_person_act, .template = "desk_person" },
	{ "/admin/absence", WORKERS | ROLE_SECURITY_ADMIN, .fields = absence_fields, .show = page_absence_show, .act = page_absence_act, .template = "desk_absence" },
	{ "/admin/absence/{id}/end", WORKERS | ROLE_SECURITY_ADMIN, .fields = absence_fields, .show = page_absence_show, .act = page_absence_end_act, .template = "desk_absence" },
	{ "/admin/knowledge", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = articles_fields, .show = page_desk_knowledge_show, .act = page_desk_knowledge_act, .template = "desk_knowledge" },
	{ "/admin/knowledge/{id}", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = article_fields, .show = page_desk_article_show, .act = page_desk_article_act, .template = "desk_article" },
	{ "/admin/knowledge/{id}/tickets", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = article_tickets_fields, .show = page_article_tickets_show, .template = "desk_article_tickets" },
	{ "/admin/replies", ROLE_UNIT | ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = reply_fields, .show = page_replies_show, .act = page_replies_act, .template = "desk_replies" },
	{ "/admin/replies/{id}", ROLE_UNIT | ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = reply_fields, .show = page_reply_show, .act = page_reply_act, .template = "desk_replies" },
	{ "/admin/health", ROLE_SYSTEM_ADMIN, .show = page_health_show, .template = "desk_health" },
	{ "/admin/incidents", ANNOUNCERS, .fields = incidents_fields, .show = page_incidents_desk_show, .act = page_incidents_desk_act, .template = "desk_incidents" },
	{ "/admin/incidents/{id}", ANNOUNCERS, .fields = incident_fields, .show = page_incident_desk_show, .act = page_incident_desk_act, .template = "desk_incident" },
	{ "/admin/reading", ROLE_SECURITY_ADMIN, .fields = reading_fields, .show = page_reading_show, .template = "reading" },
	{ "/admin/reveals", ROLE_SECURITY_ADMIN, .fields = reveals_fields, .show = page_reveals_show, .template = "reveals" },
	{ "/admin/findings", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = findings_fields, .show = page_findings_show, .template = "findings" },
	{ "/admin/findings/{id}", ROLE_SUPERVISOR | ROLE_PROVINCE_ADMIN, .fields = finding_fields, .show = page_finding_show, .act = page_finding_act, .template = "finding" },
	{ "/admin/erasures", ROLE_SECURITY_ADMIN, .fields = erasures_fields, .show = page_erasures_show, .act = page_erasures_act, .template = "erasures" },
	{ "/admin/quarantine", ROLE_SECURITY_ADMIN, .fields = quarantine_fields, .show = page_quarantine_show, .act = page_quarantine_act, .template = "quarantine" },
	{ "/admin/holds", ROLE_SECURITY_ADMIN, .fields = hold_fields, .show = page_holds_show, .act = page_holds_act, .template = "holds" },
	{ "/admin/holds/{number}/lift", ROLE_SECURITY_ADMIN, .fields = lift_fields, .show = page_holds_show, .act = page_lift_act, .template = "holds" },
	{ "/admin/acts", ROLE_SECURITY_ADMIN, .fields = acts_fields, .show = page_acts_show, .template = "acts" },
	{ "/admin/rules", ANYBODY, .show = page_rules_show, .template = "desk_rules" },
	{ "/admin/rules/{province}", ANYBODY, .fields = simulate_fields, .show = page_province_rules_show, .act = page_province_rules_act, .template = "desk_province_rules" },
	{ "/admin/file/{id}", WORKERS, .show = page_desk_file_show },
	{ "/admin/file/{id}/small", WORKERS, .show = page_desk_picture_show },
	{ "/admin/ticket/{number}", LOOKERS, .show = page_desk_ticket_show, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/presence", LOOKERS, .show = page_presence_show, .flags = ROUTE_BY_ITSELF },
	{ "/admin/ticket/{number}/sheet", LOOKERS, .show = page_desk_sheet_show, .template = "desk_sheet" },
	{ "/admin/ticket/{number}/reveal", ROLE_AGENT | ROLE_FOLLOWUP | ROLE_SUPERVISOR, .fields = reveal_fields, .show = page_desk_ticket_show, .act = page_reveal_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/group", ROLE_AGENT | ROLE_SUPERVISOR, .fields = group_fields, .show = page_desk_ticket_show, .act = page_group_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/ungroup", ROLE_AGENT | ROLE_SUPERVISOR, .fields = ungroup_fields, .show = page_desk_ticket_show, .act = page_ungroup_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/link", ROLE_AGENT | ROLE_SUPERVISOR, .fields = link_fields, .show = page_desk_ticket_show, .act = page_link_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/unlink", ROLE_AGENT | ROLE_SUPERVISOR, .fields = link_fields, .show = page_desk_ticket_show, .act = page_unlink_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/merge", ROLE_AGENT | ROLE_SUPERVISOR, .fields = link_fields, .show = page_desk_ticket_show, .act = page_merge_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/unmerge", ROLE_AGENT | ROLE_SUPERVISOR, .fields = link_fields, .show = page_desk_ticket_show, .act = page_unmerge_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/split", ROLE_AGENT | ROLE_SUPERVISOR, .fields = split_fields, .show = page_desk_ticket_show, .act = page_split_act, .template = "desk_ticket" },
	{ "/admin/ticket/{number}/{move}", WORKERS, .fields = move_fields, .show = page_desk_ticket_show, .act = page_desk_move_act, .template = "desk_ticket" },
	{ 0 }
};

static enum status start(const struct config *config, struct arena *arena, void **site)
{
	return site_open(config, arena, "admin", MAY_ADMIN, KEYS, (struct site **)site);
}

int main(void)
{
	static const struct web_program program = {
		.name = "admin", .routes = routes, .login = "/admin/login", .start = start,
		.authenticate = staff_authenticate, .health = site_health,
	};

	return web_serve(&program);
}
