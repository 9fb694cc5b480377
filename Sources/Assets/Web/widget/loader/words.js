/** What the loader itself says; the chat brings its own words. */
export const words = {
  en: {
    open: "Open chat",
    close: "Close chat",
    chat: "Chat",
    unread: (/** @type {number} */ count) => `${count} unread`,
    failed: "The chat didn’t load. Check your connection.",
    retry: "Try again",
  },
  ru: {
    open: "Открыть чат",
    close: "Закрыть чат",
    chat: "Чат",
    unread: (/** @type {number} */ count) => `непрочитанных: ${count}`,
    failed: "Чат не загрузился. Проверьте подключение к интернету.",
    retry: "Попробовать ещё раз",
  },
};
