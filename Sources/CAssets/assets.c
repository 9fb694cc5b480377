// Made by scripts/embed.

#include "CAssets.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ASSET(path, bytes) {path, bytes, sizeof(bytes)}

static const unsigned char sql_0001_initial[] = {
#embed "../../sql/0001_initial.sql"
};

static const unsigned char sql_0002_files[] = {
#embed "../../sql/0002_files.sql"
};

static const unsigned char sql_0003_identity[] = {
#embed "../../sql/0003_identity.sql"
};

static const unsigned char sql_0004_board[] = {
#embed "../../sql/0004_board.sql"
};

static const unsigned char sql_0005_tickets[] = {
#embed "../../sql/0005_tickets.sql"
};

static const unsigned char sql_0006_panel[] = {
#embed "../../sql/0006_panel.sql"
};

static const unsigned char openapi[] = {
#embed "../../docs/openapi.json"
};

static const unsigned char web_admin_admin_css[] = {
#embed "../../Sources/Assets/Web/admin/admin.css"
};

static const unsigned char web_admin_api_js[] = {
#embed "../../Sources/Assets/Web/admin/api.js"
};

static const unsigned char web_admin_controls_action_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/action.js"
};

static const unsigned char web_admin_controls_choice_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/choice.js"
};

static const unsigned char web_admin_controls_clock_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/clock.js"
};

static const unsigned char web_admin_controls_controls_css[] = {
#embed "../../Sources/Assets/Web/admin/controls/controls.css"
};

static const unsigned char web_admin_controls_copy_button_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/copy_button.js"
};

static const unsigned char web_admin_controls_field_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/field.js"
};

static const unsigned char web_admin_controls_form_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/form.js"
};

static const unsigned char web_admin_controls_icons_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/icons.js"
};

static const unsigned char web_admin_controls_locales_en_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/locales/en.js"
};

static const unsigned char web_admin_controls_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/locales/ru.js"
};

static const unsigned char web_admin_controls_menu_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/menu.js"
};

static const unsigned char web_admin_controls_password_field_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/password_field.js"
};

static const unsigned char web_admin_controls_problem_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/problem.js"
};

static const unsigned char web_admin_controls_secret_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/secret.js"
};

static const unsigned char web_admin_controls_strength_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/strength.js"
};

static const unsigned char web_admin_controls_style_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/style.js"
};

static const unsigned char web_admin_controls_switch_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/switch.js"
};

static const unsigned char web_admin_controls_window_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/window.js"
};

static const unsigned char web_admin_controls_words_js[] = {
#embed "../../Sources/Assets/Web/admin/controls/words.js"
};

static const unsigned char web_admin_desk_alerts_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/alerts.js"
};

static const unsigned char web_admin_desk_bring_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/bring.js"
};

static const unsigned char web_admin_desk_canned_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/canned.js"
};

static const unsigned char web_admin_desk_card_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/card.js"
};

static const unsigned char web_admin_desk_chat_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/chat.js"
};

static const unsigned char web_admin_desk_chime_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/chime.js"
};

static const unsigned char web_admin_desk_composer_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/composer.js"
};

static const unsigned char web_admin_desk_desk_css[] = {
#embed "../../Sources/Assets/Web/admin/desk/desk.css"
};

static const unsigned char web_admin_desk_desk_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/desk.js"
};

static const unsigned char web_admin_desk_desk_dates_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/desk_dates.js"
};

static const unsigned char web_admin_desk_desk_files_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/desk_files.js"
};

static const unsigned char web_admin_desk_drafts_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/drafts.js"
};

static const unsigned char web_admin_desk_found_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/found.js"
};

static const unsigned char web_admin_desk_header_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/header.js"
};

static const unsigned char web_admin_desk_icons_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/icons.js"
};

static const unsigned char web_admin_desk_line_view_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/line_view.js"
};

static const unsigned char web_admin_desk_lines_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/lines.js"
};

static const unsigned char web_admin_desk_live_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/live.js"
};

static const unsigned char web_admin_desk_locales_en_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/locales/en.js"
};

static const unsigned char web_admin_desk_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/locales/ru.js"
};

static const unsigned char web_admin_desk_menu_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/menu.js"
};

static const unsigned char web_admin_desk_people_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/people.js"
};

static const unsigned char web_admin_desk_rail_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/rail.js"
};

static const unsigned char web_admin_desk_same_note_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/same_note.js"
};

static const unsigned char web_admin_desk_search_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/search.js"
};

static const unsigned char web_admin_desk_shortcuts_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/shortcuts.js"
};

static const unsigned char web_admin_desk_signs_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/signs.js"
};

static const unsigned char web_admin_desk_tab_badge_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/tab_badge.js"
};

static const unsigned char web_admin_desk_telegram_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/telegram.js"
};

static const unsigned char web_admin_desk_thread_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/thread.js"
};

static const unsigned char web_admin_desk_ticket_list_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/ticket_list.js"
};

static const unsigned char web_admin_desk_ticket_row_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/ticket_row.js"
};

static const unsigned char web_admin_desk_tickets_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/tickets.js"
};

static const unsigned char web_admin_desk_timeline_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/timeline.js"
};

static const unsigned char web_admin_desk_waits_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/waits.js"
};

static const unsigned char web_admin_desk_writers_js[] = {
#embed "../../Sources/Assets/Web/admin/desk/writers.js"
};

static const unsigned char web_admin_icon_svg[] = {
#embed "../../Sources/Assets/Web/admin/icon.svg"
};

static const unsigned char web_admin_index_html[] = {
#embed "../../Sources/Assets/Web/admin/index.html"
};

static const unsigned char web_admin_locales_en_js[] = {
#embed "../../Sources/Assets/Web/admin/locales/en.js"
};

static const unsigned char web_admin_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/admin/locales/ru.js"
};

static const unsigned char web_admin_main_js[] = {
#embed "../../Sources/Assets/Web/admin/main.js"
};

static const unsigned char web_admin_preferences_js[] = {
#embed "../../Sources/Assets/Web/admin/preferences.js"
};

static const unsigned char web_admin_preferred_locale_js[] = {
#embed "../../Sources/Assets/Web/admin/preferred_locale.js"
};

static const unsigned char web_admin_settings_account_account_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/account.js"
};

static const unsigned char web_admin_settings_account_browser_section_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/browser_section.js"
};

static const unsigned char web_admin_settings_account_factor_removal_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/factor_removal.js"
};

static const unsigned char web_admin_settings_account_factor_section_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/factor_section.js"
};

static const unsigned char web_admin_settings_account_factor_setup_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/factor_setup.js"
};

static const unsigned char web_admin_settings_account_notifications_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/notifications.js"
};

static const unsigned char web_admin_settings_account_password_section_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/password_section.js"
};

static const unsigned char web_admin_settings_account_profile_section_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/profile_section.js"
};

static const unsigned char web_admin_settings_account_recovery_codes_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/recovery_codes.js"
};

static const unsigned char web_admin_settings_account_sessions_section_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/sessions_section.js"
};

static const unsigned char web_admin_settings_account_telegram_section_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/account/telegram_section.js"
};

static const unsigned char web_admin_settings_administrators_only_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/administrators_only.js"
};

static const unsigned char web_admin_settings_devices_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/devices.js"
};

static const unsigned char web_admin_settings_draft_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/draft.js"
};

static const unsigned char web_admin_settings_keys_keys_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/keys/keys.js"
};

static const unsigned char web_admin_settings_keys_new_key_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/keys/new_key.js"
};

static const unsigned char web_admin_settings_load_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/load.js"
};

static const unsigned char web_admin_settings_locales_en_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/locales/en.js"
};

static const unsigned char web_admin_settings_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/locales/ru.js"
};

static const unsigned char web_admin_settings_look_color_field_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/look/color_field.js"
};

static const unsigned char web_admin_settings_look_contrast_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/look/contrast.js"
};

static const unsigned char web_admin_settings_look_look_form_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/look/look_form.js"
};

static const unsigned char web_admin_settings_look_look_page_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/look/look_page.js"
};

static const unsigned char web_admin_settings_look_presets_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/look/presets.js"
};

static const unsigned char web_admin_settings_look_preview_frame_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/look/preview_frame.js"
};

static const unsigned char web_admin_settings_look_snippet_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/look/snippet.js"
};

static const unsigned char web_admin_settings_moments_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/moments.js"
};

static const unsigned char web_admin_settings_preview_css[] = {
#embed "../../Sources/Assets/Web/admin/settings/preview.css"
};

static const unsigned char web_admin_settings_preview_html[] = {
#embed "../../Sources/Assets/Web/admin/settings/preview.html"
};

static const unsigned char web_admin_settings_preview_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/preview.js"
};

static const unsigned char web_admin_settings_qr_codewords_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/qr/codewords.js"
};

static const unsigned char web_admin_settings_qr_galois_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/qr/galois.js"
};

static const unsigned char web_admin_settings_qr_penalty_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/qr/penalty.js"
};

static const unsigned char web_admin_settings_qr_qr_code_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/qr/qr_code.js"
};

static const unsigned char web_admin_settings_qr_qr_picture_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/qr/qr_picture.js"
};

static const unsigned char web_admin_settings_replies_editor_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/replies/editor.js"
};

static const unsigned char web_admin_settings_replies_list_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/replies/list.js"
};

static const unsigned char web_admin_settings_replies_replies_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/replies/replies.js"
};

static const unsigned char web_admin_settings_replies_variables_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/replies/variables.js"
};

static const unsigned char web_admin_settings_section_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/section.js"
};

static const unsigned char web_admin_settings_session_list_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/session_list.js"
};

static const unsigned char web_admin_settings_settings_css[] = {
#embed "../../Sources/Assets/Web/admin/settings/settings.css"
};

static const unsigned char web_admin_settings_settings_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/settings.js"
};

static const unsigned char web_admin_settings_team_link_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/team/link.js"
};

static const unsigned char web_admin_settings_team_member_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/team/member.js"
};

static const unsigned char web_admin_settings_team_name_field_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/team/name_field.js"
};

static const unsigned char web_admin_settings_team_new_member_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/team/new_member.js"
};

static const unsigned char web_admin_settings_team_rename_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/team/rename.js"
};

static const unsigned char web_admin_settings_team_team_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/team/team.js"
};

static const unsigned char web_admin_settings_words_js[] = {
#embed "../../Sources/Assets/Web/admin/settings/words.js"
};

static const unsigned char web_admin_sign_in_back_button_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/back_button.js"
};

static const unsigned char web_admin_sign_in_bot_step_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/bot_step.js"
};

static const unsigned char web_admin_sign_in_code_step_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/code_step.js"
};

static const unsigned char web_admin_sign_in_frame_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/frame.js"
};

static const unsigned char web_admin_sign_in_invitation_link_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/invitation_link.js"
};

static const unsigned char web_admin_sign_in_invitation_step_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/invitation_step.js"
};

static const unsigned char web_admin_sign_in_locales_en_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/locales/en.js"
};

static const unsigned char web_admin_sign_in_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/locales/ru.js"
};

static const unsigned char web_admin_sign_in_password_step_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/password_step.js"
};

static const unsigned char web_admin_sign_in_sign_in_css[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/sign_in.css"
};

static const unsigned char web_admin_sign_in_sign_in_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/sign_in.js"
};

static const unsigned char web_admin_sign_in_words_js[] = {
#embed "../../Sources/Assets/Web/admin/sign_in/words.js"
};

static const unsigned char web_bring_bring_css[] = {
#embed "../../Sources/Assets/Web/bring/bring.css"
};

static const unsigned char web_bring_bring_js[] = {
#embed "../../Sources/Assets/Web/bring/bring.js"
};

static const unsigned char web_bring_index_html[] = {
#embed "../../Sources/Assets/Web/bring/index.html"
};

static const unsigned char web_bring_words_js[] = {
#embed "../../Sources/Assets/Web/bring/words.js"
};

static const unsigned char web_cabinet_app_js[] = {
#embed "../../Sources/Assets/Web/cabinet/app.js"
};

static const unsigned char web_cabinet_cabinet_css[] = {
#embed "../../Sources/Assets/Web/cabinet/cabinet.css"
};

static const unsigned char web_cabinet_cabinet_js[] = {
#embed "../../Sources/Assets/Web/cabinet/cabinet.js"
};

static const unsigned char web_cabinet_icon_svg[] = {
#embed "../../Sources/Assets/Web/cabinet/icon.svg"
};

static const unsigned char web_cabinet_icons_js[] = {
#embed "../../Sources/Assets/Web/cabinet/icons.js"
};

static const unsigned char web_cabinet_index_html[] = {
#embed "../../Sources/Assets/Web/cabinet/index.html"
};

static const unsigned char web_cabinet_locales_en_js[] = {
#embed "../../Sources/Assets/Web/cabinet/locales/en.js"
};

static const unsigned char web_cabinet_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/cabinet/locales/ru.js"
};

static const unsigned char web_cabinet_page_css[] = {
#embed "../../Sources/Assets/Web/cabinet/page.css"
};

static const unsigned char web_cabinet_page_js[] = {
#embed "../../Sources/Assets/Web/cabinet/page.js"
};

static const unsigned char web_cabinet_pane_js[] = {
#embed "../../Sources/Assets/Web/cabinet/pane.js"
};

static const unsigned char web_cabinet_statistics_js[] = {
#embed "../../Sources/Assets/Web/cabinet/statistics.js"
};

static const unsigned char web_cabinet_ticket_form_js[] = {
#embed "../../Sources/Assets/Web/cabinet/ticket_form.js"
};

static const unsigned char web_cabinet_ticket_pane_js[] = {
#embed "../../Sources/Assets/Web/cabinet/ticket_pane.js"
};

static const unsigned char web_demo_account_html[] = {
#embed "../../Sources/Assets/Web/demo/account.html"
};

static const unsigned char web_demo_account_js[] = {
#embed "../../Sources/Assets/Web/demo/account.js"
};

static const unsigned char web_demo_demo_css[] = {
#embed "../../Sources/Assets/Web/demo/demo.css"
};

static const unsigned char web_demo_demo_js[] = {
#embed "../../Sources/Assets/Web/demo/demo.js"
};

static const unsigned char web_demo_icon_svg[] = {
#embed "../../Sources/Assets/Web/demo/icon.svg"
};

static const unsigned char web_demo_index_html[] = {
#embed "../../Sources/Assets/Web/demo/index.html"
};

static const unsigned char web_demo_preferences_js[] = {
#embed "../../Sources/Assets/Web/demo/preferences.js"
};

static const unsigned char web_demo_shop_css[] = {
#embed "../../Sources/Assets/Web/demo/shop.css"
};

static const unsigned char web_demo_shop_html[] = {
#embed "../../Sources/Assets/Web/demo/shop.html"
};

static const unsigned char web_demo_shop_js[] = {
#embed "../../Sources/Assets/Web/demo/shop.js"
};

static const unsigned char web_demo_translate_js[] = {
#embed "../../Sources/Assets/Web/demo/translate.js"
};

static const unsigned char web_look_dialogs_js[] = {
#embed "../../Sources/Assets/Web/look/dialogs.js"
};

static const unsigned char web_look_look_css[] = {
#embed "../../Sources/Assets/Web/look/look.css"
};

static const unsigned char web_look_portrait_js[] = {
#embed "../../Sources/Assets/Web/look/portrait.js"
};

static const unsigned char web_look_toasts_js[] = {
#embed "../../Sources/Assets/Web/look/toasts.js"
};

static const unsigned char web_telegram_agent_js[] = {
#embed "../../Sources/Assets/Web/telegram/agent.js"
};

static const unsigned char web_telegram_composer_js[] = {
#embed "../../Sources/Assets/Web/telegram/composer.js"
};

static const unsigned char web_telegram_dom_js[] = {
#embed "../../Sources/Assets/Web/telegram/dom.js"
};

static const unsigned char web_telegram_formatted_js[] = {
#embed "../../Sources/Assets/Web/telegram/formatted.js"
};

static const unsigned char web_telegram_group_js[] = {
#embed "../../Sources/Assets/Web/telegram/group.js"
};

static const unsigned char web_telegram_icon_svg[] = {
#embed "../../Sources/Assets/Web/telegram/icon.svg"
};

static const unsigned char web_telegram_index_html[] = {
#embed "../../Sources/Assets/Web/telegram/index.html"
};

static const unsigned char web_telegram_main_js[] = {
#embed "../../Sources/Assets/Web/telegram/main.js"
};

static const unsigned char web_telegram_media_view_js[] = {
#embed "../../Sources/Assets/Web/telegram/media_view.js"
};

static const unsigned char web_telegram_message_view_js[] = {
#embed "../../Sources/Assets/Web/telegram/message_view.js"
};

static const unsigned char web_telegram_people_js[] = {
#embed "../../Sources/Assets/Web/telegram/people.js"
};

static const unsigned char web_telegram_picked_files_js[] = {
#embed "../../Sources/Assets/Web/telegram/picked_files.js"
};

static const unsigned char web_telegram_pinned_bar_js[] = {
#embed "../../Sources/Assets/Web/telegram/pinned_bar.js"
};

static const unsigned char web_telegram_telegram_css[] = {
#embed "../../Sources/Assets/Web/telegram/telegram.css"
};

static const unsigned char web_telegram_texts_js[] = {
#embed "../../Sources/Assets/Web/telegram/texts.js"
};

static const unsigned char web_telegram_topic_icon_js[] = {
#embed "../../Sources/Assets/Web/telegram/topic_icon.js"
};

static const unsigned char web_telegram_topic_view_js[] = {
#embed "../../Sources/Assets/Web/telegram/topic_view.js"
};

static const unsigned char web_telegram_topics_view_js[] = {
#embed "../../Sources/Assets/Web/telegram/topics_view.js"
};

static const unsigned char web_widget_announcer_js[] = {
#embed "../../Sources/Assets/Web/widget/announcer.js"
};

static const unsigned char web_widget_api_js[] = {
#embed "../../Sources/Assets/Web/widget/api.js"
};

static const unsigned char web_widget_app_js[] = {
#embed "../../Sources/Assets/Web/widget/app.js"
};

static const unsigned char web_widget_backoff_js[] = {
#embed "../../Sources/Assets/Web/widget/backoff.js"
};

static const unsigned char web_widget_call_js[] = {
#embed "../../Sources/Assets/Web/widget/call.js"
};

static const unsigned char web_widget_chat_css[] = {
#embed "../../Sources/Assets/Web/widget/chat.css"
};

static const unsigned char web_widget_chat_js[] = {
#embed "../../Sources/Assets/Web/widget/chat.js"
};

static const unsigned char web_widget_chat_view_js[] = {
#embed "../../Sources/Assets/Web/widget/chat_view.js"
};

static const unsigned char web_widget_composer_js[] = {
#embed "../../Sources/Assets/Web/widget/composer.js"
};

static const unsigned char web_widget_connection_js[] = {
#embed "../../Sources/Assets/Web/widget/connection.js"
};

static const unsigned char web_widget_conversation_js[] = {
#embed "../../Sources/Assets/Web/widget/conversation.js"
};

static const unsigned char web_widget_cursor_js[] = {
#embed "../../Sources/Assets/Web/widget/cursor.js"
};

static const unsigned char web_widget_dates_js[] = {
#embed "../../Sources/Assets/Web/widget/dates.js"
};

static const unsigned char web_widget_dom_js[] = {
#embed "../../Sources/Assets/Web/widget/dom.js"
};

static const unsigned char web_widget_entries_js[] = {
#embed "../../Sources/Assets/Web/widget/entries.js"
};

static const unsigned char web_widget_files_drop_zone_js[] = {
#embed "../../Sources/Assets/Web/widget/files/drop_zone.js"
};

static const unsigned char web_widget_files_file_icons_js[] = {
#embed "../../Sources/Assets/Web/widget/files/file_icons.js"
};

static const unsigned char web_widget_files_file_links_js[] = {
#embed "../../Sources/Assets/Web/widget/files/file_links.js"
};

static const unsigned char web_widget_files_file_list_js[] = {
#embed "../../Sources/Assets/Web/widget/files/file_list.js"
};

static const unsigned char web_widget_files_file_views_js[] = {
#embed "../../Sources/Assets/Web/widget/files/file_views.js"
};

static const unsigned char web_widget_files_files_css[] = {
#embed "../../Sources/Assets/Web/widget/files/files.css"
};

static const unsigned char web_widget_files_files_js[] = {
#embed "../../Sources/Assets/Web/widget/files/files.js"
};

static const unsigned char web_widget_files_locales_en_js[] = {
#embed "../../Sources/Assets/Web/widget/files/locales/en.js"
};

static const unsigned char web_widget_files_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/widget/files/locales/ru.js"
};

static const unsigned char web_widget_files_pick_list_js[] = {
#embed "../../Sources/Assets/Web/widget/files/pick_list.js"
};

static const unsigned char web_widget_files_picks_js[] = {
#embed "../../Sources/Assets/Web/widget/files/picks.js"
};

static const unsigned char web_widget_files_sight_js[] = {
#embed "../../Sources/Assets/Web/widget/files/sight.js"
};

static const unsigned char web_widget_files_sizes_js[] = {
#embed "../../Sources/Assets/Web/widget/files/sizes.js"
};

static const unsigned char web_widget_files_sound_js[] = {
#embed "../../Sources/Assets/Web/widget/files/sound.js"
};

static const unsigned char web_widget_files_upload_js[] = {
#embed "../../Sources/Assets/Web/widget/files/upload.js"
};

static const unsigned char web_widget_files_viewer_js[] = {
#embed "../../Sources/Assets/Web/widget/files/viewer.js"
};

static const unsigned char web_widget_icons_js[] = {
#embed "../../Sources/Assets/Web/widget/icons.js"
};

static const unsigned char web_widget_labels_js[] = {
#embed "../../Sources/Assets/Web/widget/labels.js"
};

static const unsigned char web_widget_lazy_files_js[] = {
#embed "../../Sources/Assets/Web/widget/lazy_files.js"
};

static const unsigned char web_widget_lazy_rating_js[] = {
#embed "../../Sources/Assets/Web/widget/lazy_rating.js"
};

static const unsigned char web_widget_lifetime_js[] = {
#embed "../../Sources/Assets/Web/widget/lifetime.js"
};

static const unsigned char web_widget_linkify_js[] = {
#embed "../../Sources/Assets/Web/widget/linkify.js"
};

static const unsigned char web_widget_locales_en_js[] = {
#embed "../../Sources/Assets/Web/widget/locales/en.js"
};

static const unsigned char web_widget_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/widget/locales/ru.js"
};

static const unsigned char web_widget_lock_js[] = {
#embed "../../Sources/Assets/Web/widget/lock.js"
};

static const unsigned char web_widget_message_list_js[] = {
#embed "../../Sources/Assets/Web/widget/message_list.js"
};

static const unsigned char web_widget_message_view_js[] = {
#embed "../../Sources/Assets/Web/widget/message_view.js"
};

static const unsigned char web_widget_outbox_js[] = {
#embed "../../Sources/Assets/Web/widget/outbox.js"
};

static const unsigned char web_widget_page_js[] = {
#embed "../../Sources/Assets/Web/widget/page.js"
};

static const unsigned char web_widget_panel_css[] = {
#embed "../../Sources/Assets/Web/widget/panel.css"
};

static const unsigned char web_widget_panel_js[] = {
#embed "../../Sources/Assets/Web/widget/panel.js"
};

static const unsigned char web_widget_rating_locales_en_js[] = {
#embed "../../Sources/Assets/Web/widget/rating/locales/en.js"
};

static const unsigned char web_widget_rating_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/widget/rating/locales/ru.js"
};

static const unsigned char web_widget_rating_rating_css[] = {
#embed "../../Sources/Assets/Web/widget/rating/rating.css"
};

static const unsigned char web_widget_rating_rating_js[] = {
#embed "../../Sources/Assets/Web/widget/rating/rating.js"
};

static const unsigned char web_widget_read_marks_js[] = {
#embed "../../Sources/Assets/Web/widget/read_marks.js"
};

static const unsigned char web_widget_scroll_keeper_js[] = {
#embed "../../Sources/Assets/Web/widget/scroll_keeper.js"
};

static const unsigned char web_widget_session_js[] = {
#embed "../../Sources/Assets/Web/widget/session.js"
};

static const unsigned char web_widget_storage_js[] = {
#embed "../../Sources/Assets/Web/widget/storage.js"
};

static const unsigned char web_widget_styled_js[] = {
#embed "../../Sources/Assets/Web/widget/styled.js"
};

static const unsigned char web_widget_tickets_book_js[] = {
#embed "../../Sources/Assets/Web/widget/tickets/book.js"
};

static const unsigned char web_widget_tickets_list_css[] = {
#embed "../../Sources/Assets/Web/widget/tickets/list.css"
};

static const unsigned char web_widget_tickets_locales_en_js[] = {
#embed "../../Sources/Assets/Web/widget/tickets/locales/en.js"
};

static const unsigned char web_widget_tickets_locales_ru_js[] = {
#embed "../../Sources/Assets/Web/widget/tickets/locales/ru.js"
};

static const unsigned char web_widget_tickets_ticket_list_js[] = {
#embed "../../Sources/Assets/Web/widget/tickets/ticket_list.js"
};

static const unsigned char web_widget_tickets_ticket_row_js[] = {
#embed "../../Sources/Assets/Web/widget/tickets/ticket_row.js"
};

static const unsigned char web_widget_tickets_tickets_css[] = {
#embed "../../Sources/Assets/Web/widget/tickets/tickets.css"
};

static const unsigned char web_widget_tickets_tickets_js[] = {
#embed "../../Sources/Assets/Web/widget/tickets/tickets.js"
};

static const unsigned char web_widget_tickets_when_js[] = {
#embed "../../Sources/Assets/Web/widget/tickets/when.js"
};

static const unsigned char web_widget_timing_js[] = {
#embed "../../Sources/Assets/Web/widget/timing.js"
};

static const unsigned char web_widget_transports_long_poll_js[] = {
#embed "../../Sources/Assets/Web/widget/transports/long_poll.js"
};

static const unsigned char web_widget_transports_poll_js[] = {
#embed "../../Sources/Assets/Web/widget/transports/poll.js"
};

static const unsigned char web_widget_transports_polling_js[] = {
#embed "../../Sources/Assets/Web/widget/transports/polling.js"
};

static const unsigned char web_widget_transports_websocket_js[] = {
#embed "../../Sources/Assets/Web/widget/transports/websocket.js"
};

static const unsigned char web_widget_typing_dots_js[] = {
#embed "../../Sources/Assets/Web/widget/typing_dots.js"
};

static const unsigned char web_widget_typing_signal_js[] = {
#embed "../../Sources/Assets/Web/widget/typing_signal.js"
};

static const unsigned char web_widget_viewport_js[] = {
#embed "../../Sources/Assets/Web/widget/viewport.js"
};

static const unsigned char web_widget_visitor_js[] = {
#embed "../../Sources/Assets/Web/widget/visitor.js"
};

static const unsigned char web_widget_widget_js[] = {
#embed "../../Sources/Assets/Web/widget/widget.js"
};

const CAsset *cassets_sql(size_t *count) {
    static const CAsset files[] = {
        ASSET("0001_initial.sql", sql_0001_initial),
        ASSET("0002_files.sql", sql_0002_files),
        ASSET("0003_identity.sql", sql_0003_identity),
        ASSET("0004_board.sql", sql_0004_board),
        ASSET("0005_tickets.sql", sql_0005_tickets),
        ASSET("0006_panel.sql", sql_0006_panel),
    };
    *count = COUNT(files);
    return files;
}

const CAsset *cassets_web(size_t *count) {
    static const CAsset files[] = {
        ASSET("openapi.json", openapi),
        ASSET("admin/admin.css", web_admin_admin_css),
        ASSET("admin/api.js", web_admin_api_js),
        ASSET("admin/controls/action.js", web_admin_controls_action_js),
        ASSET("admin/controls/choice.js", web_admin_controls_choice_js),
        ASSET("admin/controls/clock.js", web_admin_controls_clock_js),
        ASSET("admin/controls/controls.css", web_admin_controls_controls_css),
        ASSET("admin/controls/copy_button.js", web_admin_controls_copy_button_js),
        ASSET("admin/controls/field.js", web_admin_controls_field_js),
        ASSET("admin/controls/form.js", web_admin_controls_form_js),
        ASSET("admin/controls/icons.js", web_admin_controls_icons_js),
        ASSET("admin/controls/locales/en.js", web_admin_controls_locales_en_js),
        ASSET("admin/controls/locales/ru.js", web_admin_controls_locales_ru_js),
        ASSET("admin/controls/menu.js", web_admin_controls_menu_js),
        ASSET("admin/controls/password_field.js", web_admin_controls_password_field_js),
        ASSET("admin/controls/problem.js", web_admin_controls_problem_js),
        ASSET("admin/controls/secret.js", web_admin_controls_secret_js),
        ASSET("admin/controls/strength.js", web_admin_controls_strength_js),
        ASSET("admin/controls/style.js", web_admin_controls_style_js),
        ASSET("admin/controls/switch.js", web_admin_controls_switch_js),
        ASSET("admin/controls/window.js", web_admin_controls_window_js),
        ASSET("admin/controls/words.js", web_admin_controls_words_js),
        ASSET("admin/desk/alerts.js", web_admin_desk_alerts_js),
        ASSET("admin/desk/bring.js", web_admin_desk_bring_js),
        ASSET("admin/desk/canned.js", web_admin_desk_canned_js),
        ASSET("admin/desk/card.js", web_admin_desk_card_js),
        ASSET("admin/desk/chat.js", web_admin_desk_chat_js),
        ASSET("admin/desk/chime.js", web_admin_desk_chime_js),
        ASSET("admin/desk/composer.js", web_admin_desk_composer_js),
        ASSET("admin/desk/desk.css", web_admin_desk_desk_css),
        ASSET("admin/desk/desk.js", web_admin_desk_desk_js),
        ASSET("admin/desk/desk_dates.js", web_admin_desk_desk_dates_js),
        ASSET("admin/desk/desk_files.js", web_admin_desk_desk_files_js),
        ASSET("admin/desk/drafts.js", web_admin_desk_drafts_js),
        ASSET("admin/desk/found.js", web_admin_desk_found_js),
        ASSET("admin/desk/header.js", web_admin_desk_header_js),
        ASSET("admin/desk/icons.js", web_admin_desk_icons_js),
        ASSET("admin/desk/line_view.js", web_admin_desk_line_view_js),
        ASSET("admin/desk/lines.js", web_admin_desk_lines_js),
        ASSET("admin/desk/live.js", web_admin_desk_live_js),
        ASSET("admin/desk/locales/en.js", web_admin_desk_locales_en_js),
        ASSET("admin/desk/locales/ru.js", web_admin_desk_locales_ru_js),
        ASSET("admin/desk/menu.js", web_admin_desk_menu_js),
        ASSET("admin/desk/people.js", web_admin_desk_people_js),
        ASSET("admin/desk/rail.js", web_admin_desk_rail_js),
        ASSET("admin/desk/same_note.js", web_admin_desk_same_note_js),
        ASSET("admin/desk/search.js", web_admin_desk_search_js),
        ASSET("admin/desk/shortcuts.js", web_admin_desk_shortcuts_js),
        ASSET("admin/desk/signs.js", web_admin_desk_signs_js),
        ASSET("admin/desk/tab_badge.js", web_admin_desk_tab_badge_js),
        ASSET("admin/desk/telegram.js", web_admin_desk_telegram_js),
        ASSET("admin/desk/thread.js", web_admin_desk_thread_js),
        ASSET("admin/desk/ticket_list.js", web_admin_desk_ticket_list_js),
        ASSET("admin/desk/ticket_row.js", web_admin_desk_ticket_row_js),
        ASSET("admin/desk/tickets.js", web_admin_desk_tickets_js),
        ASSET("admin/desk/timeline.js", web_admin_desk_timeline_js),
        ASSET("admin/desk/waits.js", web_admin_desk_waits_js),
        ASSET("admin/desk/writers.js", web_admin_desk_writers_js),
        ASSET("admin/icon.svg", web_admin_icon_svg),
        ASSET("admin/index.html", web_admin_index_html),
        ASSET("admin/locales/en.js", web_admin_locales_en_js),
        ASSET("admin/locales/ru.js", web_admin_locales_ru_js),
        ASSET("admin/main.js", web_admin_main_js),
        ASSET("admin/preferences.js", web_admin_preferences_js),
        ASSET("admin/preferred_locale.js", web_admin_preferred_locale_js),
        ASSET("admin/settings/account/account.js", web_admin_settings_account_account_js),
        ASSET("admin/settings/account/browser_section.js", web_admin_settings_account_browser_section_js),
        ASSET("admin/settings/account/factor_removal.js", web_admin_settings_account_factor_removal_js),
        ASSET("admin/settings/account/factor_section.js", web_admin_settings_account_factor_section_js),
        ASSET("admin/settings/account/factor_setup.js", web_admin_settings_account_factor_setup_js),
        ASSET("admin/settings/account/notifications.js", web_admin_settings_account_notifications_js),
        ASSET("admin/settings/account/password_section.js", web_admin_settings_account_password_section_js),
        ASSET("admin/settings/account/profile_section.js", web_admin_settings_account_profile_section_js),
        ASSET("admin/settings/account/recovery_codes.js", web_admin_settings_account_recovery_codes_js),
        ASSET("admin/settings/account/sessions_section.js", web_admin_settings_account_sessions_section_js),
        ASSET("admin/settings/account/telegram_section.js", web_admin_settings_account_telegram_section_js),
        ASSET("admin/settings/administrators_only.js", web_admin_settings_administrators_only_js),
        ASSET("admin/settings/devices.js", web_admin_settings_devices_js),
        ASSET("admin/settings/draft.js", web_admin_settings_draft_js),
        ASSET("admin/settings/keys/keys.js", web_admin_settings_keys_keys_js),
        ASSET("admin/settings/keys/new_key.js", web_admin_settings_keys_new_key_js),
        ASSET("admin/settings/load.js", web_admin_settings_load_js),
        ASSET("admin/settings/locales/en.js", web_admin_settings_locales_en_js),
        ASSET("admin/settings/locales/ru.js", web_admin_settings_locales_ru_js),
        ASSET("admin/settings/look/color_field.js", web_admin_settings_look_color_field_js),
        ASSET("admin/settings/look/contrast.js", web_admin_settings_look_contrast_js),
        ASSET("admin/settings/look/look_form.js", web_admin_settings_look_look_form_js),
        ASSET("admin/settings/look/look_page.js", web_admin_settings_look_look_page_js),
        ASSET("admin/settings/look/presets.js", web_admin_settings_look_presets_js),
        ASSET("admin/settings/look/preview_frame.js", web_admin_settings_look_preview_frame_js),
        ASSET("admin/settings/look/snippet.js", web_admin_settings_look_snippet_js),
        ASSET("admin/settings/moments.js", web_admin_settings_moments_js),
        ASSET("admin/settings/preview.css", web_admin_settings_preview_css),
        ASSET("admin/settings/preview.html", web_admin_settings_preview_html),
        ASSET("admin/settings/preview.js", web_admin_settings_preview_js),
        ASSET("admin/settings/qr/codewords.js", web_admin_settings_qr_codewords_js),
        ASSET("admin/settings/qr/galois.js", web_admin_settings_qr_galois_js),
        ASSET("admin/settings/qr/penalty.js", web_admin_settings_qr_penalty_js),
        ASSET("admin/settings/qr/qr_code.js", web_admin_settings_qr_qr_code_js),
        ASSET("admin/settings/qr/qr_picture.js", web_admin_settings_qr_qr_picture_js),
        ASSET("admin/settings/replies/editor.js", web_admin_settings_replies_editor_js),
        ASSET("admin/settings/replies/list.js", web_admin_settings_replies_list_js),
        ASSET("admin/settings/replies/replies.js", web_admin_settings_replies_replies_js),
        ASSET("admin/settings/replies/variables.js", web_admin_settings_replies_variables_js),
        ASSET("admin/settings/section.js", web_admin_settings_section_js),
        ASSET("admin/settings/session_list.js", web_admin_settings_session_list_js),
        ASSET("admin/settings/settings.css", web_admin_settings_settings_css),
        ASSET("admin/settings/settings.js", web_admin_settings_settings_js),
        ASSET("admin/settings/team/link.js", web_admin_settings_team_link_js),
        ASSET("admin/settings/team/member.js", web_admin_settings_team_member_js),
        ASSET("admin/settings/team/name_field.js", web_admin_settings_team_name_field_js),
        ASSET("admin/settings/team/new_member.js", web_admin_settings_team_new_member_js),
        ASSET("admin/settings/team/rename.js", web_admin_settings_team_rename_js),
        ASSET("admin/settings/team/team.js", web_admin_settings_team_team_js),
        ASSET("admin/settings/words.js", web_admin_settings_words_js),
        ASSET("admin/sign_in/back_button.js", web_admin_sign_in_back_button_js),
        ASSET("admin/sign_in/bot_step.js", web_admin_sign_in_bot_step_js),
        ASSET("admin/sign_in/code_step.js", web_admin_sign_in_code_step_js),
        ASSET("admin/sign_in/frame.js", web_admin_sign_in_frame_js),
        ASSET("admin/sign_in/invitation_link.js", web_admin_sign_in_invitation_link_js),
        ASSET("admin/sign_in/invitation_step.js", web_admin_sign_in_invitation_step_js),
        ASSET("admin/sign_in/locales/en.js", web_admin_sign_in_locales_en_js),
        ASSET("admin/sign_in/locales/ru.js", web_admin_sign_in_locales_ru_js),
        ASSET("admin/sign_in/password_step.js", web_admin_sign_in_password_step_js),
        ASSET("admin/sign_in/sign_in.css", web_admin_sign_in_sign_in_css),
        ASSET("admin/sign_in/sign_in.js", web_admin_sign_in_sign_in_js),
        ASSET("admin/sign_in/words.js", web_admin_sign_in_words_js),
        ASSET("bring/bring.css", web_bring_bring_css),
        ASSET("bring/bring.js", web_bring_bring_js),
        ASSET("bring/index.html", web_bring_index_html),
        ASSET("bring/words.js", web_bring_words_js),
        ASSET("cabinet/app.js", web_cabinet_app_js),
        ASSET("cabinet/cabinet.css", web_cabinet_cabinet_css),
        ASSET("cabinet/cabinet.js", web_cabinet_cabinet_js),
        ASSET("cabinet/icon.svg", web_cabinet_icon_svg),
        ASSET("cabinet/icons.js", web_cabinet_icons_js),
        ASSET("cabinet/index.html", web_cabinet_index_html),
        ASSET("cabinet/locales/en.js", web_cabinet_locales_en_js),
        ASSET("cabinet/locales/ru.js", web_cabinet_locales_ru_js),
        ASSET("cabinet/page.css", web_cabinet_page_css),
        ASSET("cabinet/page.js", web_cabinet_page_js),
        ASSET("cabinet/pane.js", web_cabinet_pane_js),
        ASSET("cabinet/statistics.js", web_cabinet_statistics_js),
        ASSET("cabinet/ticket_form.js", web_cabinet_ticket_form_js),
        ASSET("cabinet/ticket_pane.js", web_cabinet_ticket_pane_js),
        ASSET("demo/account.html", web_demo_account_html),
        ASSET("demo/account.js", web_demo_account_js),
        ASSET("demo/demo.css", web_demo_demo_css),
        ASSET("demo/demo.js", web_demo_demo_js),
        ASSET("demo/icon.svg", web_demo_icon_svg),
        ASSET("demo/index.html", web_demo_index_html),
        ASSET("demo/preferences.js", web_demo_preferences_js),
        ASSET("demo/shop.css", web_demo_shop_css),
        ASSET("demo/shop.html", web_demo_shop_html),
        ASSET("demo/shop.js", web_demo_shop_js),
        ASSET("demo/translate.js", web_demo_translate_js),
        ASSET("look/dialogs.js", web_look_dialogs_js),
        ASSET("look/look.css", web_look_look_css),
        ASSET("look/portrait.js", web_look_portrait_js),
        ASSET("look/toasts.js", web_look_toasts_js),
        ASSET("telegram/agent.js", web_telegram_agent_js),
        ASSET("telegram/composer.js", web_telegram_composer_js),
        ASSET("telegram/dom.js", web_telegram_dom_js),
        ASSET("telegram/formatted.js", web_telegram_formatted_js),
        ASSET("telegram/group.js", web_telegram_group_js),
        ASSET("telegram/icon.svg", web_telegram_icon_svg),
        ASSET("telegram/index.html", web_telegram_index_html),
        ASSET("telegram/main.js", web_telegram_main_js),
        ASSET("telegram/media_view.js", web_telegram_media_view_js),
        ASSET("telegram/message_view.js", web_telegram_message_view_js),
        ASSET("telegram/people.js", web_telegram_people_js),
        ASSET("telegram/picked_files.js", web_telegram_picked_files_js),
        ASSET("telegram/pinned_bar.js", web_telegram_pinned_bar_js),
        ASSET("telegram/telegram.css", web_telegram_telegram_css),
        ASSET("telegram/texts.js", web_telegram_texts_js),
        ASSET("telegram/topic_icon.js", web_telegram_topic_icon_js),
        ASSET("telegram/topic_view.js", web_telegram_topic_view_js),
        ASSET("telegram/topics_view.js", web_telegram_topics_view_js),
        ASSET("widget/announcer.js", web_widget_announcer_js),
        ASSET("widget/api.js", web_widget_api_js),
        ASSET("widget/app.js", web_widget_app_js),
        ASSET("widget/backoff.js", web_widget_backoff_js),
        ASSET("widget/call.js", web_widget_call_js),
        ASSET("widget/chat.css", web_widget_chat_css),
        ASSET("widget/chat.js", web_widget_chat_js),
        ASSET("widget/chat_view.js", web_widget_chat_view_js),
        ASSET("widget/composer.js", web_widget_composer_js),
        ASSET("widget/connection.js", web_widget_connection_js),
        ASSET("widget/conversation.js", web_widget_conversation_js),
        ASSET("widget/cursor.js", web_widget_cursor_js),
        ASSET("widget/dates.js", web_widget_dates_js),
        ASSET("widget/dom.js", web_widget_dom_js),
        ASSET("widget/entries.js", web_widget_entries_js),
        ASSET("widget/files/drop_zone.js", web_widget_files_drop_zone_js),
        ASSET("widget/files/file_icons.js", web_widget_files_file_icons_js),
        ASSET("widget/files/file_links.js", web_widget_files_file_links_js),
        ASSET("widget/files/file_list.js", web_widget_files_file_list_js),
        ASSET("widget/files/file_views.js", web_widget_files_file_views_js),
        ASSET("widget/files/files.css", web_widget_files_files_css),
        ASSET("widget/files/files.js", web_widget_files_files_js),
        ASSET("widget/files/locales/en.js", web_widget_files_locales_en_js),
        ASSET("widget/files/locales/ru.js", web_widget_files_locales_ru_js),
        ASSET("widget/files/pick_list.js", web_widget_files_pick_list_js),
        ASSET("widget/files/picks.js", web_widget_files_picks_js),
        ASSET("widget/files/sight.js", web_widget_files_sight_js),
        ASSET("widget/files/sizes.js", web_widget_files_sizes_js),
        ASSET("widget/files/sound.js", web_widget_files_sound_js),
        ASSET("widget/files/upload.js", web_widget_files_upload_js),
        ASSET("widget/files/viewer.js", web_widget_files_viewer_js),
        ASSET("widget/icons.js", web_widget_icons_js),
        ASSET("widget/labels.js", web_widget_labels_js),
        ASSET("widget/lazy_files.js", web_widget_lazy_files_js),
        ASSET("widget/lazy_rating.js", web_widget_lazy_rating_js),
        ASSET("widget/lifetime.js", web_widget_lifetime_js),
        ASSET("widget/linkify.js", web_widget_linkify_js),
        ASSET("widget/locales/en.js", web_widget_locales_en_js),
        ASSET("widget/locales/ru.js", web_widget_locales_ru_js),
        ASSET("widget/lock.js", web_widget_lock_js),
        ASSET("widget/message_list.js", web_widget_message_list_js),
        ASSET("widget/message_view.js", web_widget_message_view_js),
        ASSET("widget/outbox.js", web_widget_outbox_js),
        ASSET("widget/page.js", web_widget_page_js),
        ASSET("widget/panel.css", web_widget_panel_css),
        ASSET("widget/panel.js", web_widget_panel_js),
        ASSET("widget/rating/locales/en.js", web_widget_rating_locales_en_js),
        ASSET("widget/rating/locales/ru.js", web_widget_rating_locales_ru_js),
        ASSET("widget/rating/rating.css", web_widget_rating_rating_css),
        ASSET("widget/rating/rating.js", web_widget_rating_rating_js),
        ASSET("widget/read_marks.js", web_widget_read_marks_js),
        ASSET("widget/scroll_keeper.js", web_widget_scroll_keeper_js),
        ASSET("widget/session.js", web_widget_session_js),
        ASSET("widget/storage.js", web_widget_storage_js),
        ASSET("widget/styled.js", web_widget_styled_js),
        ASSET("widget/tickets/book.js", web_widget_tickets_book_js),
        ASSET("widget/tickets/list.css", web_widget_tickets_list_css),
        ASSET("widget/tickets/locales/en.js", web_widget_tickets_locales_en_js),
        ASSET("widget/tickets/locales/ru.js", web_widget_tickets_locales_ru_js),
        ASSET("widget/tickets/ticket_list.js", web_widget_tickets_ticket_list_js),
        ASSET("widget/tickets/ticket_row.js", web_widget_tickets_ticket_row_js),
        ASSET("widget/tickets/tickets.css", web_widget_tickets_tickets_css),
        ASSET("widget/tickets/tickets.js", web_widget_tickets_tickets_js),
        ASSET("widget/tickets/when.js", web_widget_tickets_when_js),
        ASSET("widget/timing.js", web_widget_timing_js),
        ASSET("widget/transports/long_poll.js", web_widget_transports_long_poll_js),
        ASSET("widget/transports/poll.js", web_widget_transports_poll_js),
        ASSET("widget/transports/polling.js", web_widget_transports_polling_js),
        ASSET("widget/transports/websocket.js", web_widget_transports_websocket_js),
        ASSET("widget/typing_dots.js", web_widget_typing_dots_js),
        ASSET("widget/typing_signal.js", web_widget_typing_signal_js),
        ASSET("widget/viewport.js", web_widget_viewport_js),
        ASSET("widget/visitor.js", web_widget_visitor_js),
        ASSET("widget.js", web_widget_widget_js),
    };
    *count = COUNT(files);
    return files;
}
