/* portal: what anyone may do. A route table and main(). */
#include "base/config.h"
#include "base/rate.h"
#include "pages/home.h"
#include "pages/notice_stop.h"
#include "pages/phone_check.h"
#include "pages/picture.h"
#include "pages/portal_visit.h"
#include "pages/knowledge.h"
#include "pages/quiet.h"
#include "pages/recover.h"
#include "pages/scope.h"
#include "pages/ticket_apart.h"
#include "pages/ticket_correct.h"
#include "pages/ticket_data.h"
#include "pages/ticket_erase.h"
#include "pages/ticket_new.h"
#include "pages/ticket_new_same.h"
#include "pages/ticket_new_part.h"
#include "pages/ticket_proof.h"
#include "pages/ticket_refile.h"
#include "pages/ticket_reopen.h"
#include "pages/ticket_submit.h"
#include "pages/ticket_supplement.h"
#include "pages/ticket_track.h"
#include "web/serve.h"

#define KEYS (SITE_KEY_CODE | SITE_KEY_PHONE | SITE_KEY_FORM | SITE_KEY_VAULT)

static const struct route routes[] = {
	{ "/", .fields = home_fields, .show = page_home_show, .template = "home" },
	{ "/ticket/new", .fields = new_kind_fields, .show = page_new_kind_show, .act = page_new_kind_act, .template = "ticket_new_kind", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/new/region", .fields = new_region_fields, .show = page_new_region_show, .act = page_new_region_act, .template = "ticket_new_region", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/new/county", .fields = new_county_fields, .show = page_new_county_show, .act = page_new_county_act, .template = "ticket_new_county", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/new/item", .fields = new_item_fields, .show = page_new_item_show, .act = page_new_item_act, .template = "ticket_new_item", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/new/content", .fields = new_content_fields, .show = page_new_content_show, .act = page_new_content_act, .template = "ticket_new_content", .flags = ROUTE_X_FIELDS },
	{ "/ticket/new/scope", .show = page_new_scope_show, .act = page_new_scope_act, .template = "ticket_new_scope", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/new/same", .fields = new_same_fields, .show = page_new_same_show, .act = page_new_same_act, .template = "ticket_new_same", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/new/files", .fields = new_files_fields, .show = page_new_files_show, .act = page_new_files_act, .template = "ticket_new_files" },
	{ "/ticket/new/files/part", .fields = part_begin_fields, .show = page_part_begin_show, .act = page_part_begin_act },
	{ "/ticket/new/files/part/{place}", .fields = part_piece_fields, .show = page_part_show, .act = page_part_act },
	{ "/ticket/new/contact", .fields = new_contact_fields, .show = page_new_contact_show, .act = page_new_contact_act, .template = "ticket_new_contact" },
	{ "/ticket/new/check", .fields = new_check_fields, .show = page_new_check_show, .act = page_new_check_act, .template = "ticket_new_check", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/new/phone", .fields = new_phone_fields, .show = page_new_phone_show, .act = page_new_phone_act, .template = "ticket_new_phone" },
	{ "/ticket/confidential", .show = page_quiet_show, .act = page_quiet_act, .template = "quiet" },
	{ "/leave", .show = page_leave_show },
	{ "/ticket/receipt", .show = page_receipt_show, .template = "ticket_receipt" },
	{ "/ticket/receipt.json", .show = page_receipt_json_show },
	{ "/ticket/picture/{token}", .show = page_picture_show },
	{ "/ticket/track", .fields = track_fields, .show = page_track_show, .act = page_track_act, .template = "ticket_track", .flags = ROUTE_ANY_FIELDS },
	{ "/ticket/supplement", .fields = supplement_fields, .show = page_track_again, .act = page_supplement_act, .template = "ticket_show" },
	{ "/ticket/correct", .fields = track_fields, .show = page_track_again, .act = page_correct_act, .template = "ticket_correct" },
	{ "/ticket/correct/check", .fields = correct_fields, .show = page_correct_again, .act = page_correct_check_act, .template = "ticket_correct_check" },
	{ "/ticket/correct/save", .fields = correct_save_fields, .show = page_correct_again, .act = page_correct_save_act, .template = "ticket_show" },
	{ "/ticket/refile", .fields = track_fields, .show = page_track_again, .act = page_refile_act, .template = "ticket_show" },
	{ "/ticket/withdraw", .fields = withdraw_fields, .show = page_track_again, .act = page_withdraw_act, .template = "ticket_show" },
	{ "/ticket/apart", .fields = apart_fields, .show = page_track_again, .act = page_apart_act, .template = "ticket_show" },
	{ "/ticket/rate", .fields = rate_fields, .show = page_track_again, .act = page_rate_act, .template = "ticket_show" },
	{ "/ticket/reopen", .fields = reopen_fields, .show = page_reopen_again, .act = page_reopen_act, .template = "ticket_show" },
	{ "/ticket/why", .fields = track_fields, .show = page_track_again, .act = page_why_act, .template = "ticket_why" },
	{ "/ticket/urge", .fields = urge_fields, .show = page_track_again, .act = page_urge_act, .template = "ticket_show" },
	{ "/ticket/mine", .fields = track_fields, .show = page_mine_again, .act = page_mine_act, .template = "ticket_mine" },
	{ "/ticket/proof", .fields = track_fields, .show = page_mine_again, .act = page_proof_act, .template = "ticket_mine" },
	{ "/ticket/data", .fields = track_fields, .show = page_mine_again, .act = page_data_act, .template = "ticket_mine" },
	{ "/ticket/erase", .fields = track_fields, .show = page_mine_again, .act = page_erase_act, .template = "ticket_erase" },
	{ "/ticket/erase/ask", .fields = erase_fields, .show = page_erase_again, .act = page_erase_ask_act, .template = "ticket_mine" },
	{ "/ticket/forget", .fields = track_fields, .show = page_mine_again, .act = page_forget_act, .template = "ticket_mine" },
	{ "/ticket/proof/first", .fields = track_fields, .show = page_mine_again, .act = page_first_proof_act, .template = "ticket_mine" },
	{ "/ticket/signed", .fields = track_fields, .show = page_mine_again, .act = page_signed_act, .template = "ticket_mine" },
	{ "/recover", .fields = recover_fields, .show = page_recover_show, .act = page_recover_act, .template = "recover" },
	{ "/recover/code", .fields = recover_code_fields, .show = page_recover_code_show, .act = page_recover_code_act, .template = "recover_code", .flags = ROUTE_ANY_FIELDS },
	{ "/notice/stop", .fields = notice_stop_fields, .show = page_notice_stop_show, .act = page_notice_stop_act, .template = "notice_stop", .flags = ROUTE_ANY_FIELDS },
	{ "/help", .show = page_article_show, .template = "article" },
	{ "/privacy", .show = page_article_show, .template = "article" },
	{ "/accessibility", .show = page_article_show, .template = "article" },
	{ "/knowledge", .fields = knowledge_fields, .show = page_knowledge_show, .template = "knowledge" },
	{ "/knowledge/{id}", .fields = solved_fields, .show = page_knowledge_one_show, .act = page_knowledge_one_act, .template = "knowledge_one", .flags = ROUTE_ANY_FIELDS },
	{ "/refer", .fields = refer_fields, .show = page_refer_show, .act = page_refer_act, .template = "refer" },
	{ 0 }
};

static enum status start(const struct config *config, struct arena *arena, void **site)
{
	TRY(site_open(config, arena, "portal", MAY_PORTAL, KEYS, (struct site **)site));
	((struct site *)*site)->rates = rate_open(arena_printf(arena, "%s/filing.rates", config_text(config, "cache.dir")));
	return ST_OK;
}

int main(void)
{
	static const struct web_program program = {
		.name = "portal", .routes = routes, .start = start, .token = visit_token, .health = site_health,
	};

	return web_serve(&program);
}
