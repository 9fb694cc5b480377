#include "CAssets.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ASSET(path, bytes) {path, bytes, sizeof(bytes)}

static const unsigned char sql_0001_initial[] = {
#embed "../../sql/0001_initial.sql"
};

const CAsset *cassets_sql(size_t *count) {
    static const CAsset files[] = {
        ASSET("0001_initial.sql", sql_0001_initial),
    };
    *count = COUNT(files);
    return files;
}

static const unsigned char openapi[] = {
#embed "../../docs/openapi.json"
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
static const unsigned char telegram_message_view_js[] = {
#embed "../Assets/Web/telegram/message_view.js"
};
static const unsigned char telegram_people_js[] = {
#embed "../Assets/Web/telegram/people.js"
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

const CAsset *cassets_web(size_t *count) {
    static const CAsset files[] = {
        ASSET("openapi.json", openapi),
        ASSET("telegram/agent.js", telegram_agent_js),
        ASSET("telegram/composer.js", telegram_composer_js),
        ASSET("telegram/dom.js", telegram_dom_js),
        ASSET("telegram/formatted.js", telegram_formatted_js),
        ASSET("telegram/group.js", telegram_group_js),
        ASSET("telegram/icon.svg", telegram_icon_svg),
        ASSET("telegram/index.html", telegram_index_html),
        ASSET("telegram/main.js", telegram_main_js),
        ASSET("telegram/message_view.js", telegram_message_view_js),
        ASSET("telegram/people.js", telegram_people_js),
        ASSET("telegram/telegram.css", telegram_telegram_css),
        ASSET("telegram/texts.js", telegram_texts_js),
        ASSET("telegram/topic_icon.js", telegram_topic_icon_js),
        ASSET("telegram/topic_view.js", telegram_topic_view_js),
        ASSET("telegram/topics_view.js", telegram_topics_view_js),
    };
    *count = COUNT(files);
    return files;
}
