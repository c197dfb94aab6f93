/* routes.c: every address of the site, who may knock there, and who answers. What is not in this table does not exist. */
#include "account/account_pages.h"
#include "account/account_people.h"
#include "account/invite_pages.h"
#include "assignment/absence_pages.h"
#include "assignment/role_pages.h"
#include "assignment/roster_pages.h"
#include "department/department_pages.h"
#include "history/log_pages.h"
#include "meeting/meeting_pages.h"
#include "notice/notice_pages.h"
#include "notice/told.h"
#include "plan/plan_pages.h"
#include "question/question_pages.h"
#include "review/after_pages.h"
#include "review/review_pages.h"
#include "review/selection_pages.h"
#include "review/voice_pages.h"
#include "round/round_pages.h"
#include "setup/administration_pages.h"
#include "setup/first.h"
#include "sheet/sheet_pages.h"
#include "sheet/steering_pages.h"
#include "transfer/transfer_pages.h"
#include "web/route.h"
#include "web/web_pages.h"

#define AUTHORS WHO(ROLE_AUTHOR)
#define DECIDERS (WHO(ROLE_HEAD) | WHO(ROLE_SECRETARIAT) | WHO(ROLE_CHAIR) | WHO(ROLE_DEPUTY))
#define REVIEWERS (DECIDERS | WHO(ROLE_MEMBER))
#define MEMBERS (WHO(ROLE_MEMBER) | WHO(ROLE_CHAIR) | WHO(ROLE_DEPUTY))
#define ANSWERERS (AUTHORS | WHO(ROLE_HEAD) | WHO(ROLE_SECRETARIAT))
#define READERS (REVIEWERS | WHO(ROLE_ADMINISTRATOR) | WHO(ROLE_AUDITOR))
#define SIGNERS (WHO(ROLE_CHAIR) | WHO(ROLE_DEPUTY))
#define MEETERS (WHO(ROLE_SECRETARIAT) | SIGNERS | WHO(ROLE_MEMBER) | WHO(ROLE_ADMINISTRATOR) | WHO(ROLE_AUDITOR))
#define ADMINISTRATORS WHO(ROLE_ADMINISTRATOR)
#define INSPECTORS (WHO(ROLE_ADMINISTRATOR) | WHO(ROLE_AUDITOR))
#define OVERSEERS (WHO(ROLE_SECRETARIAT) | WHO(ROLE_ADMINISTRATOR) | WHO(ROLE_AUDITOR))

/* clang-format off */
const struct route routes[] = {
/*	method address                   pool         who                      form                   handler */
	{GET,  "/",                      INTERACTIVE, WHO_SIGNED_IN,           NULL,                  notice_home},
	{GET,  "/notices",               INTERACTIVE, WHO_SIGNED_IN,           &told_list_form,       told_list},
	{POST, "/notices",               INTERACTIVE, WHO_SIGNED_IN,           &told_form,            told_put_away},
	{GET,  "/sign-in",               HEAVY,       WHO_ANYBODY,             &account_back_form,    setup_or_sign_in},
	{POST, "/sign-in",               HEAVY,       WHO_ANYBODY,             &account_sign_in_form, account_sign_in},
	{GET,  "/sign-in/code",          INTERACTIVE, WHO_HALFWAY,             &account_back_form,    account_code_page},
	{POST, "/sign-in/code",          INTERACTIVE, WHO_HALFWAY,             &account_code_form,    account_code},
	{GET,  "/sign-in/password",      HEAVY,       WHO_HALFWAY,             &account_back_form,    account_choose_page},
	{POST, "/sign-in/password",      HEAVY,       WHO_HALFWAY,             &account_choose_form,  account_choose},
	{GET,  "/sign-in/enrol",         INTERACTIVE, WHO_HALFWAY,             &account_back_form,    account_enrol_page},
	{POST, "/sign-in/enrol",         INTERACTIVE, WHO_HALFWAY,             &account_enrol_form,   account_enrol},
	{GET,  "/sign-in/codes",         INTERACTIVE, WHO_HALFWAY,             &account_back_form,    account_codes_page},
	{POST, "/sign-in/codes",         INTERACTIVE, WHO_HALFWAY,             &account_codes_form,   account_codes_seen},
	{GET,  "/setup",                 HEAVY,       WHO_ANYBODY,             NULL,                  setup_page},
	{POST, "/setup",                 HEAVY,       WHO_ANYBODY,             &setup_form,           setup_do},
	{GET,  "/password/forgotten",    INTERACTIVE, WHO_ANYBODY,             &account_forgotten_form, account_forgotten_page},
	{POST, "/password/forgotten",    INTERACTIVE, WHO_ANYBODY,             &account_ask_form,     account_ask},
	{GET,  "/password/{word}",       HEAVY,       WHO_ANYBODY,             NULL,                  account_link_page},
	{POST, "/password/{word}",       HEAVY,       WHO_ANYBODY,             &account_link_form,    account_link},
	{GET,  "/sign-out",              INTERACTIVE, WHO_ANYBODY,             NULL,                  account_sign_out_page},
	{POST, "/sign-out",              INTERACTIVE, WHO_ANYBODY,             &form_nothing,         account_sign_out},
	{GET,  "/account",               INTERACTIVE, WHO_SIGNED_IN,           &account_own_form,     account_own},
	{POST, "/account",               INTERACTIVE, WHO_SIGNED_IN,           &account_language_form, account_set_language},
	{GET,  "/account/mail",          HEAVY,       WHO_SIGNED_IN,           NULL,                  account_mail_page},
	{POST, "/account/mail",          HEAVY,       WHO_SIGNED_IN,           &account_mail_form,    account_set_mail},
	{GET,  "/account/password",      HEAVY,       WHO_SIGNED_IN,           NULL,                  account_password_page},
	{POST, "/account/password",      HEAVY,       WHO_SIGNED_IN,           &account_password_form, account_set_password},
	{GET,  "/account/second-factor", HEAVY,       WHO_SIGNED_IN,           NULL,                  account_factor_page},
	{POST, "/account/second-factor", HEAVY,       WHO_SIGNED_IN,           &account_factor_form,  account_set_factor},
	{GET,  "/account/sessions/{id}/end", INTERACTIVE, WHO_SIGNED_IN,       NULL,                  account_session_page},
	{POST, "/account/sessions/{id}/end", INTERACTIVE, WHO_SIGNED_IN,       &form_nothing,         account_end_session},
	{GET,  "/account/sessions/end",  INTERACTIVE, WHO_SIGNED_IN,           NULL,                  account_session_page},
	{POST, "/account/sessions/end",  INTERACTIVE, WHO_SIGNED_IN,           &form_nothing,         account_end_session},
	{GET,  "/help",                  INTERACTIVE, WHO_ANYBODY,             NULL,                  account_help},
	{GET,  "/posts",                 INTERACTIVE, WHO_SIGNED_IN,           &account_back_form,    account_posts},
	{POST, "/posts",                 INTERACTIVE, WHO_SIGNED_IN,           &account_post_form,    account_choose_post},
	{GET,  "/absences",              INTERACTIVE, AUTHORS | DECIDERS,      &absence_list_form,     absence_list},
	{POST, "/absences",              INTERACTIVE, AUTHORS | DECIDERS,      &absence_form, absence_enter},
	{GET,  "/absences/{id}/end",     INTERACTIVE, AUTHORS | DECIDERS,      NULL,                  absence_end_ask},
	{POST, "/absences/{id}/end",     INTERACTIVE, AUTHORS | DECIDERS,      &form_nothing,         absence_end},
	{GET,  "/language/{word}",       INTERACTIVE, WHO_MACHINE,             &language_form,        web_language},
	{GET,  "/sheets",                INTERACTIVE, WHO_SIGNED_IN,           &sheet_list_form,      sheet_list},
	{GET,  "/sheets/{id}",           INTERACTIVE, WHO_SIGNED_IN,           NULL,                  sheet_show},
	{GET,  "/sheets/{id}/edit",      INTERACTIVE, AUTHORS,                 &sheet_saved_form,     sheet_edit},
	{POST, "/sheets/{id}/edit",      INTERACTIVE, AUTHORS,                 &sheet_edit_form,      sheet_save},
	{GET,  "/sheets/{id}/check",     INTERACTIVE, AUTHORS,                 NULL,                  sheet_check},
	{POST, "/sheets/{id}/check",     INTERACTIVE, AUTHORS,                 &sheet_submit_form,    sheet_submit},
	{GET,  "/sheets/{id}/submitted", INTERACTIVE, AUTHORS,                 NULL,                  sheet_submitted},
	{GET,  "/sheets/{id}/editions/{id2}", INTERACTIVE, WHO_SIGNED_IN,      &sheet_edition_form,   sheet_edition},
	{GET,  "/sheets/{id}/withdraw",  INTERACTIVE, AUTHORS,                 NULL,                  sheet_withdraw_ask},
	{POST, "/sheets/{id}/withdraw",  INTERACTIVE, AUTHORS,                 &sheet_version_form,   sheet_withdraw},
	{GET,  "/sheets/{id}/exclude",   INTERACTIVE, WHO(ROLE_SECRETARIAT),   NULL,                  sheet_exclude_ask},
	{POST, "/sheets/{id}/exclude",   INTERACTIVE, WHO(ROLE_SECRETARIAT),   &sheet_reason_form,    sheet_exclude},
	{GET,  "/sheets/{id}/include",   INTERACTIVE, WHO(ROLE_SECRETARIAT),   NULL,                  sheet_include_ask},
	{POST, "/sheets/{id}/include",   INTERACTIVE, WHO(ROLE_SECRETARIAT),   &sheet_reason_form,    sheet_include},
	{GET,  "/sheets/{id}/reopen",    INTERACTIVE, WHO(ROLE_SECRETARIAT),   NULL,                  sheet_reopen_ask},
	{POST, "/sheets/{id}/reopen",    INTERACTIVE, WHO(ROLE_SECRETARIAT),   &sheet_reopen_form,    sheet_reopen},
	{GET,  "/sheets/{id}/reassign",  INTERACTIVE, WHO(ROLE_SECRETARIAT),   NULL,                  sheet_reassign_ask},
	{POST, "/sheets/{id}/reassign",  INTERACTIVE, WHO(ROLE_SECRETARIAT),   &sheet_reassign_form,  sheet_reassign},
	{GET,  "/parts/{id}",            INTERACTIVE, WHO_SIGNED_IN,           NULL,                  part_show},
	{GET,  "/parts/{id}/edit",       INTERACTIVE, AUTHORS,                 &sheet_saved_form,     part_edit},
	{POST, "/parts/{id}/edit",       INTERACTIVE, AUTHORS,                 &part_edit_form,       part_save},
	{GET,  "/parts/{id}/check",      INTERACTIVE, AUTHORS,                 NULL,                  part_check},
	{POST, "/parts/{id}/check",      INTERACTIVE, AUTHORS,                 &sheet_version_form,   part_hand_in},
	{GET,  "/parts/{id}/hand-back",  INTERACTIVE, AUTHORS,                 NULL,                  part_hand_back_ask},
	{POST, "/parts/{id}/hand-back",  INTERACTIVE, AUTHORS,                 &part_hand_back_form,  part_hand_back},
	{GET,  "/reviews",               INTERACTIVE, REVIEWERS,               &review_queue_form,    review_queue},
	{GET,  "/reviews/approve",       INTERACTIVE, DECIDERS,                &review_many_form,     review_many_ask},
	{POST, "/reviews/approve",       INTERACTIVE, DECIDERS,                &review_many_form,     review_many},
	{GET,  "/reviews/approved",      INTERACTIVE, DECIDERS,                &review_many_form,     review_many_done},
	{GET,  "/reviews/{id}",          INTERACTIVE, READERS,                 &review_show_form,     review_show},
	{POST, "/reviews/{id}",          INTERACTIVE, DECIDERS,                &review_act_form,      review_act},
	{GET,  "/reviews/{id}/undo",     INTERACTIVE, DECIDERS,                NULL,                  review_undo_ask},
	{POST, "/reviews/{id}/undo",     INTERACTIVE, DECIDERS,                &review_undo_form,     review_undo},
	{GET,  "/meetings",              INTERACTIVE, MEETERS,                 &meeting_list_form,    meeting_list},
	{GET,  "/meetings/new",          INTERACTIVE, WHO(ROLE_SECRETARIAT),   &meeting_new_form,     meeting_new},
	{POST, "/meetings/new",          INTERACTIVE, WHO(ROLE_SECRETARIAT),   &meeting_add_form,     meeting_add},
	{GET,  "/meetings/{id}",         INTERACTIVE, MEETERS,                 &meeting_show_form,    meeting_show},
	{GET,  "/meetings/{id}/edit",    INTERACTIVE, WHO(ROLE_SECRETARIAT),   NULL,                  meeting_edit},
	{POST, "/meetings/{id}/edit",    INTERACTIVE, WHO(ROLE_SECRETARIAT),   &meeting_edit_form,    meeting_change},
	{GET,  "/meetings/{id}/freeze",  INTERACTIVE, WHO(ROLE_SECRETARIAT),   NULL,                  meeting_freeze_ask},
	{POST, "/meetings/{id}/freeze",  INTERACTIVE, WHO(ROLE_SECRETARIAT),   &meeting_freeze_form,  meeting_freeze},
	{GET,  "/meetings/{id}/unfreeze", INTERACTIVE, WHO(ROLE_SECRETARIAT),  NULL,                  meeting_unfreeze_ask},
	{POST, "/meetings/{id}/unfreeze", INTERACTIVE, WHO(ROLE_SECRETARIAT),  &meeting_unfreeze_form, meeting_unfreeze},
	{GET,  "/meetings/{id}/agenda",  INTERACTIVE, MEETERS,                 &meeting_agenda_form,  meeting_agenda},
	{POST, "/meetings/{id}/agenda",  INTERACTIVE, SIGNERS,                 &meeting_choose_form,  meeting_choose},
	{GET,  "/meetings/{id}/opinions", INTERACTIVE, MEETERS,                &meeting_opinions_form, meeting_opinions},
	{GET,  "/meetings/{id}/sign-off", HEAVY,      SIGNERS,                 NULL,                  meeting_sign_page},
	{POST, "/meetings/{id}/sign-off", HEAVY,      SIGNERS,                 &meeting_sign_form,    meeting_sign},
	{GET,  "/meetings/{id}/record",  INTERACTIVE, MEETERS,                 &meeting_record_form,  meeting_record},
	{GET,  "/meetings/{id}/file",    HEAVY,       MEETERS,                 NULL,                  meeting_export},
	{GET,  "/keys",                  INTERACTIVE, WHO_ANYBODY,             NULL,                  meeting_keys},
	{GET,  "/keys/text",             INTERACTIVE, WHO_ANYBODY,             NULL,                  meeting_keys_text},
	{GET,  "/reviews/{id}/opinion",  INTERACTIVE, MEMBERS,                 NULL,                  review_opinion_page},
	{POST, "/reviews/{id}/opinion",  INTERACTIVE, MEMBERS,                 &review_opinion_form,  review_opine},
	{GET,  "/reviews/{id}/ballot",   INTERACTIVE, MEMBERS,                 NULL,                  review_ballot_page},
	{POST, "/reviews/{id}/ballot",   INTERACTIVE, MEMBERS,                 &review_ballot_form,   review_ballot},
	{GET,  "/reviews/{id}/questions", INTERACTIVE, MEMBERS,                NULL,                  review_question_page},
	{POST, "/reviews/{id}/questions", INTERACTIVE, MEMBERS,                &review_question_form, review_ask},
	{GET,  "/stages/{id}/selection", INTERACTIVE, OVERSEERS,               NULL,                  review_selection_page},
	{POST, "/stages/{id}/selection", INTERACTIVE, WHO(ROLE_SECRETARIAT),   &review_selection_form, review_select},
	{GET,  "/questions",             INTERACTIVE, WHO_SIGNED_IN,           &question_list_form,   question_list},
	{GET,  "/questions/{id}",        INTERACTIVE, WHO_SIGNED_IN,           &question_show_form,   question_show},
	{POST, "/questions/{id}",        INTERACTIVE, ANSWERERS,               &question_act_form,    question_act},
	{GET,  "/reviews/{id}/defer",    INTERACTIVE, WHO(ROLE_SECRETARIAT),   NULL,                  review_defer_ask},
	{POST, "/reviews/{id}/defer",    INTERACTIVE, WHO(ROLE_SECRETARIAT),   &review_defer_form,    review_defer},
	{GET,  "/reviews/{id}/view",     INTERACTIVE, WHO(ROLE_HEAD),          NULL,                  review_view_ask},
	{POST, "/reviews/{id}/view",     INTERACTIVE, WHO(ROLE_HEAD),          &review_view_form,     review_view},
	{GET,  "/progress",              INTERACTIVE, OVERSEERS,               &round_progress_form,  round_progress},
	{GET,  "/administration",        INTERACTIVE, INSPECTORS,              NULL,                  administration},
	{GET,  "/administration/state",  INTERACTIVE, INSPECTORS,              NULL,                  administration_state},
	{GET,  "/transfers",             INTERACTIVE, INSPECTORS,              NULL,                  transfer_list},
	{GET,  "/transfers/new",         INTERACTIVE, WHO(ROLE_ADMINISTRATOR), &transfer_new_form,    transfer_new},
	{POST, "/transfers/new",         INTERACTIVE, WHO(ROLE_ADMINISTRATOR), &transfer_keep_form,   transfer_keep},
	{GET,  "/transfers/{id}",        INTERACTIVE, INSPECTORS,              NULL,                  transfer_show},
	{GET,  "/transfers/{id}/confirm", HEAVY,      WHO(ROLE_ADMINISTRATOR), NULL,                  transfer_confirm_ask},
	{POST, "/transfers/{id}/confirm", HEAVY,      WHO(ROLE_ADMINISTRATOR), &transfer_confirm_form, transfer_confirm},
	{GET,  "/transfers/{id}/undo",   HEAVY,       WHO(ROLE_ADMINISTRATOR), NULL,                  transfer_undo_ask},
	{POST, "/transfers/{id}/undo",   HEAVY,       WHO(ROLE_ADMINISTRATOR), &transfer_undo_form,   transfer_undo},
	{GET,  "/accounts",              INTERACTIVE, INSPECTORS,              &account_list_form,    account_list},
	{GET,  "/accounts/{id}",         INTERACTIVE, INSPECTORS,              NULL,                  account_person},
	{GET,  "/accounts/new",          INTERACTIVE, ADMINISTRATORS,          NULL,                  account_new},
	{POST, "/accounts/new",          INTERACTIVE, ADMINISTRATORS,          &account_add_form,     account_add},
	{GET,  "/accounts/{id}/edit",    INTERACTIVE, ADMINISTRATORS,          NULL,                  account_edit},
	{POST, "/accounts/{id}/edit",    INTERACTIVE, ADMINISTRATORS,          &account_edit_form,    account_change},
	{GET,  "/accounts/{id}/stop",    INTERACTIVE, ADMINISTRATORS,          NULL,                  account_stop_ask},
	{POST, "/accounts/{id}/stop",    INTERACTIVE, ADMINISTRATORS,          &account_stop_form,    account_stop},
	{GET,  "/accounts/{id}/restart", INTERACTIVE, ADMINISTRATORS,          NULL,                  account_restart_ask},
	{POST, "/accounts/{id}/restart", INTERACTIVE, ADMINISTRATORS,          &account_stop_form,    account_restart},
	{GET,  "/settings/second-factor", HEAVY,      INSPECTORS,              &account_saved_form,   account_setting_page},
	{POST, "/settings/second-factor", HEAVY,      ADMINISTRATORS,          &account_setting_form, account_set_settings},
	{GET,  "/accounts/{id}/second-factor", HEAVY,  ADMINISTRATORS,         NULL,                  account_reset_page},
	{POST, "/accounts/{id}/second-factor", HEAVY,  ADMINISTRATORS,         &account_reset_form,   account_reset},
	{GET,  "/accounts/{id}/end-sessions", INTERACTIVE, ADMINISTRATORS,     NULL,                  account_end_sessions_ask},
	{POST, "/accounts/{id}/end-sessions", INTERACTIVE, ADMINISTRATORS,     &form_nothing,         account_end_sessions},
	{GET,  "/departments",           INTERACTIVE, OVERSEERS,               &department_tree_form, department_tree},
	{GET,  "/departments/new",       HEAVY,       WHO(ROLE_ADMINISTRATOR), NULL,                  department_new_page},
	{POST, "/departments/new",       HEAVY,       WHO(ROLE_ADMINISTRATOR), &department_new_form,  department_new},
	{GET,  "/departments/{id}",      INTERACTIVE, OVERSEERS,               NULL,                  department_show},
	{GET,  "/departments/{id}/rename", HEAVY,     WHO(ROLE_ADMINISTRATOR), NULL,                  department_rename_page},
	{POST, "/departments/{id}/rename", HEAVY,     WHO(ROLE_ADMINISTRATOR), &department_rename_form, department_rename},
	{GET,  "/departments/{id}/merge", HEAVY,      WHO(ROLE_ADMINISTRATOR), NULL,                  department_merge_page},
	{POST, "/departments/{id}/merge", HEAVY,      WHO(ROLE_ADMINISTRATOR), &department_merge_form, department_merge},
	{GET,  "/departments/{id}/close", HEAVY,      WHO(ROLE_ADMINISTRATOR), NULL,                  department_close_page},
	{POST, "/departments/{id}/close", HEAVY,      WHO(ROLE_ADMINISTRATOR), &department_close_form, department_close},
	{GET,  "/departments/{id}/split", HEAVY,      WHO(ROLE_ADMINISTRATOR), NULL,                  department_split_page},
	{POST, "/departments/{id}/split", HEAVY,      WHO(ROLE_ADMINISTRATOR), &department_split_form, department_split},
	{GET,  "/departments/changes/{id}", HEAVY,    OVERSEERS,               NULL,                  department_change_page},
	{POST, "/departments/changes/{id}", HEAVY,    WHO(ROLE_ADMINISTRATOR), &department_change_form, department_change},
	{GET,  "/accounts/{id}/password", HEAVY,      ADMINISTRATORS,          NULL,                  invite_ask},
	{POST, "/accounts/{id}/password", HEAVY,      ADMINISTRATORS,          &invite_form,          invite_make},
	{GET,  "/accounts/export",       HEAVY,       INSPECTORS,              &account_list_form,    roster_export},
	{GET,  "/accounts/import",       HEAVY,       ADMINISTRATORS,          NULL,                  roster_upload_page},
	{POST, "/accounts/import",       HEAVY,       ADMINISTRATORS,          &roster_upload_form,   roster_upload},
	{GET,  "/accounts/imports/{id}", HEAVY,       ADMINISTRATORS,          NULL,                  roster_show},
	{POST, "/accounts/imports/{id}", HEAVY,       ADMINISTRATORS,          &roster_confirm_form,  roster_confirm},
	{GET,  "/accounts/slips",        HEAVY,       ADMINISTRATORS,          NULL,                  slips_ask},
	{POST, "/accounts/slips",        HEAVY,       ADMINISTRATORS,          &slips_form,           slips_make},
	{GET,  "/accounts/slips/{word}", INTERACTIVE, ADMINISTRATORS,          NULL,                  slips_show},
	{GET,  "/accounts/{id}/roles/new", HEAVY,     ADMINISTRATORS,          NULL,                  role_new},
	{POST, "/accounts/{id}/roles/new", HEAVY,     ADMINISTRATORS,          &role_give_form,       role_give},
	{GET,  "/accounts/{id}/roles/{id2}/end", HEAVY, ADMINISTRATORS,        NULL,                  role_end_ask},
	{POST, "/accounts/{id}/roles/{id2}/end", HEAVY, ADMINISTRATORS,        &role_end_form,        role_end},
	{GET,  "/grants",                INTERACTIVE, INSPECTORS,              NULL,                  grant_list},
	{GET,  "/grants/{id}",           HEAVY,       INSPECTORS,              NULL,                  grant_show},
	{POST, "/grants/{id}",           HEAVY,       ADMINISTRATORS,          &grant_decide_form,    grant_decide},
	{GET,  "/log",                   INTERACTIVE, OVERSEERS,               &log_form,             log_show},
	{GET,  "/log/export",            HEAVY,       OVERSEERS,               &log_form,             log_export},
	{GET,  "/rounds/{id}/settings",  INTERACTIVE, WHO(ROLE_SECRETARIAT),   &round_saved_form,     round_settings},
	{POST, "/rounds/{id}/settings",  INTERACTIVE, WHO(ROLE_SECRETARIAT),   &round_settings_form,  round_set},
	{GET,  "/plans",                 INTERACTIVE, WHO_SIGNED_IN,           NULL,                  plan_list},
	{GET,  "/plans/{id}",            INTERACTIVE, WHO_SIGNED_IN,           NULL,                  plan_show},
	{GET,  "/plans/import",          HEAVY,       WHO(ROLE_SECRETARIAT),   NULL,                  plan_upload_page},
	{POST, "/plans/import",          HEAVY,       WHO(ROLE_SECRETARIAT),   &plan_upload_form,     plan_upload},
	{GET,  "/plans/imports/{id}",    HEAVY,       WHO(ROLE_SECRETARIAT),   NULL,                  plan_import_page},
	{POST, "/plans/imports/{id}",    HEAVY,       WHO(ROLE_SECRETARIAT),   &form_nothing,         plan_import_confirm},
	{GET,  "/healthz",               INTERACTIVE, WHO_MACHINE,             NULL,                  web_healthz},
	{GET,  "/readyz",                INTERACTIVE, WHO_MACHINE,             NULL,                  web_readyz},
	{GET,  NULL,                     INTERACTIVE, 0,                       NULL,                  NULL},
};
/* clang-format on */
