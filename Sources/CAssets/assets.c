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

static const unsigned char bring_bring_css[] = {
#embed "../Assets/Web/bring/bring.css"
};

static const unsigned char bring_bring_js[] = {
#embed "../Assets/Web/bring/bring.js"
};

static const unsigned char bring_index_html[] = {
#embed "../Assets/Web/bring/index.html"
};

static const unsigned char bring_words_js[] = {
#embed "../Assets/Web/bring/words.js"
};

static const unsigned char demo_demo_css[] = {
#embed "../Assets/Web/demo/demo.css"
};

static const unsigned char demo_demo_js[] = {
#embed "../Assets/Web/demo/demo.js"
};

static const unsigned char demo_icon_svg[] = {
#embed "../Assets/Web/demo/icon.svg"
};

static const unsigned char demo_index_html[] = {
#embed "../Assets/Web/demo/index.html"
};

static const unsigned char demo_preferences_js[] = {
#embed "../Assets/Web/demo/preferences.js"
};

static const unsigned char demo_shop_css[] = {
#embed "../Assets/Web/demo/shop.css"
};

static const unsigned char demo_shop_html[] = {
#embed "../Assets/Web/demo/shop.html"
};

static const unsigned char demo_shop_js[] = {
#embed "../Assets/Web/demo/shop.js"
};

static const unsigned char demo_translate_js[] = {
#embed "../Assets/Web/demo/translate.js"
};

static const unsigned char telegram_agent_js[] = {
#embed "../Assets/Web/telegram/agent.js"
};

static const unsigned char telegram_composer_js[] = {
#embed "../Assets/Web/telegram/composer.js"
};

static const unsigned char telegram_dom_js[] = {
#embed "../Assets/Web/telegram/dom.js"
};

static const unsigned char telegram_formatted_js[] = {
#embed "../Assets/Web/telegram/formatted.js"
};

static const unsigned char telegram_group_js[] = {
#embed "../Assets/Web/telegram/group.js"
};

static const unsigned char telegram_icon_svg[] = {
#embed "../Assets/Web/telegram/icon.svg"
};

static const unsigned char telegram_index_html[] = {
#embed "../Assets/Web/telegram/index.html"
};

static const unsigned char telegram_main_js[] = {
#embed "../Assets/Web/telegram/main.js"
};

static const unsigned char telegram_media_view_js[] = {
#embed "../Assets/Web/telegram/media_view.js"
};

static const unsigned char telegram_message_view_js[] = {
#embed "../Assets/Web/telegram/message_view.js"
};

static const unsigned char telegram_people_js[] = {
#embed "../Assets/Web/telegram/people.js"
};

static const unsigned char telegram_picked_files_js[] = {
#embed "../Assets/Web/telegram/picked_files.js"
};

static const unsigned char telegram_pinned_bar_js[] = {
#embed "../Assets/Web/telegram/pinned_bar.js"
};

static const unsigned char telegram_telegram_css[] = {
#embed "../Assets/Web/telegram/telegram.css"
};

static const unsigned char telegram_texts_js[] = {
#embed "../Assets/Web/telegram/texts.js"
};

static const unsigned char telegram_topic_icon_js[] = {
#embed "../Assets/Web/telegram/topic_icon.js"
};

static const unsigned char telegram_topic_view_js[] = {
#embed "../Assets/Web/telegram/topic_view.js"
};

static const unsigned char telegram_topics_view_js[] = {
#embed "../Assets/Web/telegram/topics_view.js"
};

static const unsigned char widget_announcer_js[] = {
#embed "../Assets/Web/widget/announcer.js"
};

static const unsigned char widget_api_js[] = {
#embed "../Assets/Web/widget/api.js"
};

static const unsigned char widget_app_js[] = {
#embed "../Assets/Web/widget/app.js"
};

static const unsigned char widget_backoff_js[] = {
#embed "../Assets/Web/widget/backoff.js"
};

static const unsigned char widget_chat_js[] = {
#embed "../Assets/Web/widget/chat.js"
};

static const unsigned char widget_composer_js[] = {
#embed "../Assets/Web/widget/composer.js"
};

static const unsigned char widget_connection_js[] = {
#embed "../Assets/Web/widget/connection.js"
};

static const unsigned char widget_conversation_js[] = {
#embed "../Assets/Web/widget/conversation.js"
};

static const unsigned char widget_cursor_js[] = {
#embed "../Assets/Web/widget/cursor.js"
};

static const unsigned char widget_dates_js[] = {
#embed "../Assets/Web/widget/dates.js"
};

static const unsigned char widget_dom_js[] = {
#embed "../Assets/Web/widget/dom.js"
};

static const unsigned char widget_entries_js[] = {
#embed "../Assets/Web/widget/entries.js"
};

static const unsigned char widget_files_drop_zone_js[] = {
#embed "../Assets/Web/widget/files/drop_zone.js"
};

static const unsigned char widget_files_file_icons_js[] = {
#embed "../Assets/Web/widget/files/file_icons.js"
};

static const unsigned char widget_files_file_links_js[] = {
#embed "../Assets/Web/widget/files/file_links.js"
};

static const unsigned char widget_files_file_list_js[] = {
#embed "../Assets/Web/widget/files/file_list.js"
};

static const unsigned char widget_files_file_views_js[] = {
#embed "../Assets/Web/widget/files/file_views.js"
};

static const unsigned char widget_files_files_css[] = {
#embed "../Assets/Web/widget/files/files.css"
};

static const unsigned char widget_files_files_js[] = {
#embed "../Assets/Web/widget/files/files.js"
};

static const unsigned char widget_files_locales_en_js[] = {
#embed "../Assets/Web/widget/files/locales/en.js"
};

static const unsigned char widget_files_locales_ru_js[] = {
#embed "../Assets/Web/widget/files/locales/ru.js"
};

static const unsigned char widget_files_pick_list_js[] = {
#embed "../Assets/Web/widget/files/pick_list.js"
};

static const unsigned char widget_files_picks_js[] = {
#embed "../Assets/Web/widget/files/picks.js"
};

static const unsigned char widget_files_sight_js[] = {
#embed "../Assets/Web/widget/files/sight.js"
};

static const unsigned char widget_files_sizes_js[] = {
#embed "../Assets/Web/widget/files/sizes.js"
};

static const unsigned char widget_files_sound_js[] = {
#embed "../Assets/Web/widget/files/sound.js"
};

static const unsigned char widget_files_upload_js[] = {
#embed "../Assets/Web/widget/files/upload.js"
};

static const unsigned char widget_files_viewer_js[] = {
#embed "../Assets/Web/widget/files/viewer.js"
};

static const unsigned char widget_icons_js[] = {
#embed "../Assets/Web/widget/icons.js"
};

static const unsigned char widget_labels_js[] = {
#embed "../Assets/Web/widget/labels.js"
};

static const unsigned char widget_lazy_files_js[] = {
#embed "../Assets/Web/widget/lazy_files.js"
};

static const unsigned char widget_lifetime_js[] = {
#embed "../Assets/Web/widget/lifetime.js"
};

static const unsigned char widget_linkify_js[] = {
#embed "../Assets/Web/widget/linkify.js"
};

static const unsigned char widget_locales_en_js[] = {
#embed "../Assets/Web/widget/locales/en.js"
};

static const unsigned char widget_locales_ru_js[] = {
#embed "../Assets/Web/widget/locales/ru.js"
};

static const unsigned char widget_lock_js[] = {
#embed "../Assets/Web/widget/lock.js"
};

static const unsigned char widget_message_list_js[] = {
#embed "../Assets/Web/widget/message_list.js"
};

static const unsigned char widget_message_view_js[] = {
#embed "../Assets/Web/widget/message_view.js"
};

static const unsigned char widget_outbox_js[] = {
#embed "../Assets/Web/widget/outbox.js"
};

static const unsigned char widget_page_js[] = {
#embed "../Assets/Web/widget/page.js"
};

static const unsigned char widget_panel_css[] = {
#embed "../Assets/Web/widget/panel.css"
};

static const unsigned char widget_panel_js[] = {
#embed "../Assets/Web/widget/panel.js"
};

static const unsigned char widget_read_marks_js[] = {
#embed "../Assets/Web/widget/read_marks.js"
};

static const unsigned char widget_scroll_keeper_js[] = {
#embed "../Assets/Web/widget/scroll_keeper.js"
};

static const unsigned char widget_session_js[] = {
#embed "../Assets/Web/widget/session.js"
};

static const unsigned char widget_storage_js[] = {
#embed "../Assets/Web/widget/storage.js"
};

static const unsigned char widget_styled_js[] = {
#embed "../Assets/Web/widget/styled.js"
};

static const unsigned char widget_timing_js[] = {
#embed "../Assets/Web/widget/timing.js"
};

static const unsigned char widget_transports_long_poll_js[] = {
#embed "../Assets/Web/widget/transports/long_poll.js"
};

static const unsigned char widget_transports_poll_js[] = {
#embed "../Assets/Web/widget/transports/poll.js"
};

static const unsigned char widget_transports_polling_js[] = {
#embed "../Assets/Web/widget/transports/polling.js"
};

static const unsigned char widget_transports_websocket_js[] = {
#embed "../Assets/Web/widget/transports/websocket.js"
};

static const unsigned char widget_typing_dots_js[] = {
#embed "../Assets/Web/widget/typing_dots.js"
};

static const unsigned char widget_typing_signal_js[] = {
#embed "../Assets/Web/widget/typing_signal.js"
};

static const unsigned char widget_viewport_js[] = {
#embed "../Assets/Web/widget/viewport.js"
};

static const unsigned char widget_widget_js[] = {
#embed "../Assets/Web/widget/widget.js"
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
        ASSET("bring/bring.css", bring_bring_css),
        ASSET("bring/bring.js", bring_bring_js),
        ASSET("bring/index.html", bring_index_html),
        ASSET("bring/words.js", bring_words_js),
        ASSET("demo/demo.css", demo_demo_css),
        ASSET("demo/demo.js", demo_demo_js),
        ASSET("demo/icon.svg", demo_icon_svg),
        ASSET("demo/index.html", demo_index_html),
        ASSET("demo/preferences.js", demo_preferences_js),
        ASSET("demo/shop.css", demo_shop_css),
        ASSET("demo/shop.html", demo_shop_html),
        ASSET("demo/shop.js", demo_shop_js),
        ASSET("demo/translate.js", demo_translate_js),
        ASSET("telegram/agent.js", telegram_agent_js),
        ASSET("telegram/composer.js", telegram_composer_js),
        ASSET("telegram/dom.js", telegram_dom_js),
        ASSET("telegram/formatted.js", telegram_formatted_js),
        ASSET("telegram/group.js", telegram_group_js),
        ASSET("telegram/icon.svg", telegram_icon_svg),
        ASSET("telegram/index.html", telegram_index_html),
        ASSET("telegram/main.js", telegram_main_js),
        ASSET("telegram/media_view.js", telegram_media_view_js),
        ASSET("telegram/message_view.js", telegram_message_view_js),
        ASSET("telegram/people.js", telegram_people_js),
        ASSET("telegram/picked_files.js", telegram_picked_files_js),
        ASSET("telegram/pinned_bar.js", telegram_pinned_bar_js),
        ASSET("telegram/telegram.css", telegram_telegram_css),
        ASSET("telegram/texts.js", telegram_texts_js),
        ASSET("telegram/topic_icon.js", telegram_topic_icon_js),
        ASSET("telegram/topic_view.js", telegram_topic_view_js),
        ASSET("telegram/topics_view.js", telegram_topics_view_js),
        ASSET("widget/announcer.js", widget_announcer_js),
        ASSET("widget/api.js", widget_api_js),
        ASSET("widget/app.js", widget_app_js),
        ASSET("widget/backoff.js", widget_backoff_js),
        ASSET("widget/chat.js", widget_chat_js),
        ASSET("widget/composer.js", widget_composer_js),
        ASSET("widget/connection.js", widget_connection_js),
        ASSET("widget/conversation.js", widget_conversation_js),
        ASSET("widget/cursor.js", widget_cursor_js),
        ASSET("widget/dates.js", widget_dates_js),
        ASSET("widget/dom.js", widget_dom_js),
        ASSET("widget/entries.js", widget_entries_js),
        ASSET("widget/files/drop_zone.js", widget_files_drop_zone_js),
        ASSET("widget/files/file_icons.js", widget_files_file_icons_js),
        ASSET("widget/files/file_links.js", widget_files_file_links_js),
        ASSET("widget/files/file_list.js", widget_files_file_list_js),
        ASSET("widget/files/file_views.js", widget_files_file_views_js),
        ASSET("widget/files/files.css", widget_files_files_css),
        ASSET("widget/files/files.js", widget_files_files_js),
        ASSET("widget/files/locales/en.js", widget_files_locales_en_js),
        ASSET("widget/files/locales/ru.js", widget_files_locales_ru_js),
        ASSET("widget/files/pick_list.js", widget_files_pick_list_js),
        ASSET("widget/files/picks.js", widget_files_picks_js),
        ASSET("widget/files/sight.js", widget_files_sight_js),
        ASSET("widget/files/sizes.js", widget_files_sizes_js),
        ASSET("widget/files/sound.js", widget_files_sound_js),
        ASSET("widget/files/upload.js", widget_files_upload_js),
        ASSET("widget/files/viewer.js", widget_files_viewer_js),
        ASSET("widget/icons.js", widget_icons_js),
        ASSET("widget/labels.js", widget_labels_js),
        ASSET("widget/lazy_files.js", widget_lazy_files_js),
        ASSET("widget/lifetime.js", widget_lifetime_js),
        ASSET("widget/linkify.js", widget_linkify_js),
        ASSET("widget/locales/en.js", widget_locales_en_js),
        ASSET("widget/locales/ru.js", widget_locales_ru_js),
        ASSET("widget/lock.js", widget_lock_js),
        ASSET("widget/message_list.js", widget_message_list_js),
        ASSET("widget/message_view.js", widget_message_view_js),
        ASSET("widget/outbox.js", widget_outbox_js),
        ASSET("widget/page.js", widget_page_js),
        ASSET("widget/panel.css", widget_panel_css),
        ASSET("widget/panel.js", widget_panel_js),
        ASSET("widget/read_marks.js", widget_read_marks_js),
        ASSET("widget/scroll_keeper.js", widget_scroll_keeper_js),
        ASSET("widget/session.js", widget_session_js),
        ASSET("widget/storage.js", widget_storage_js),
        ASSET("widget/styled.js", widget_styled_js),
        ASSET("widget/timing.js", widget_timing_js),
        ASSET("widget/transports/long_poll.js", widget_transports_long_poll_js),
        ASSET("widget/transports/poll.js", widget_transports_poll_js),
        ASSET("widget/transports/polling.js", widget_transports_polling_js),
        ASSET("widget/transports/websocket.js", widget_transports_websocket_js),
        ASSET("widget/typing_dots.js", widget_typing_dots_js),
        ASSET("widget/typing_signal.js", widget_typing_signal_js),
        ASSET("widget/viewport.js", widget_viewport_js),
        ASSET("widget.js", widget_widget_js),
    };
    *count = COUNT(files);
    return files;
}
