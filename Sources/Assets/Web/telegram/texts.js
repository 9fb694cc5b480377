const en = {
  agents: ["Olga", "Max", "Anna"],
  anonymous: "Anonymous admin",
  writingAs: "You write as",
  topics: "Topics",
  general: "General",
  connecting: "Connecting…",
  topicCount: (/** @type {number} */ n) => (n === 1 ? "1 topic" : `${n} topics`),
  unread: (/** @type {number} */ n) => (n === 1 ? "1 unread message" : `${n} unread messages`),
  messageCount: (/** @type {number} */ n) => (n === 1 ? "1 message" : `${n} messages`),
  choose: "Choose a topic to answer",
  none: "No conversations yet. A topic appears here with a customer's first message.",
  empty: "No messages here yet",
  back: "Back to the topics",
  close: "Close topic",
  reopen: "Reopen topic",
  delete: "Delete topic",
  confirmDelete: "Delete this topic and all its messages?",
  cancel: "Cancel",
  closed: "closed",
  typing: (/** @type {string} */ name) => `${name} is typing…`,
  sendingFile: (/** @type {string} */ name) => `${name} is sending a file…`,
  message: "Message",
  send: "Send",
  save: "Save",
  reply: "Reply",
  edit: "Edit",
  like: "Like",
  edited: "edited",
  bot: "bot",
  admin: "admin",
  you: "You",
  replyTo: "Reply to",
  editing: "Editing",
  newest: "To the newest message",
  created: (/** @type {string} */ who, /** @type {string} */ name) => `${who} created the topic “${name}”`,
  renamed: (/** @type {string} */ who, /** @type {string} */ name) => `${who} renamed the topic to “${name}”`,
  newIcon: (/** @type {string} */ who) => `${who} changed the topic's icon`,
  hasClosed: (/** @type {string} */ who) => `${who} closed the topic`,
  hasReopened: (/** @type {string} */ who) => `${who} reopened the topic`,
  pinned: (/** @type {string} */ who, /** @type {string} */ what) => `${who} pinned “${what}”`,
  otherContent: "[unsupported message]",
  kinds: {
    photo: "Photo", document: "File", video: "Video", animation: "GIF", video_note: "Video message", audio: "Music",
    voice: "Voice message", sticker: "Sticker", location: "Location", contact: "Contact",
  },
  attach: "Send files",
  pinnedMessage: "Pinned message",
  bytes: ["B", "KB", "MB"],
  failed: "Not sent:",
  offline: "no connection",
  today: "Today",
};

/** @param {number} n @param {string} one @param {string} few @param {string} many */
function plural(n, one, few, many) {
  const form = new Intl.PluralRules("ru").select(n);
  return `${n} ${form === "one" ? one : form === "few" ? few : many}`;
}

/** @type {typeof en} */
const ru = {
  agents: ["Ольга", "Максим", "Анна"],
  anonymous: "Анонимный админ",
  writingAs: "Вы пишете как",
  topics: "Темы",
  general: "Общее",
  connecting: "Соединение…",
  topicCount: (n) => plural(n, "тема", "темы", "тем"),
  unread: (n) => plural(n, "непрочитанное сообщение", "непрочитанных сообщения", "непрочитанных сообщений"),
  messageCount: (n) => plural(n, "сообщение", "сообщения", "сообщений"),
  choose: "Выберите тему, чтобы ответить",
  none: "Обращений пока нет. Тема появится здесь с первым сообщением клиента.",
  empty: "Здесь пока нет сообщений",
  back: "Назад к темам",
  close: "Закрыть тему",
  reopen: "Открыть тему снова",
  delete: "Удалить тему",
  confirmDelete: "Удалить эту тему со всеми сообщениями?",
  cancel: "Отмена",
  closed: "закрыта",
  typing: (name) => `${name} печатает…`,
  sendingFile: (name) => `${name} отправляет файл…`,
  message: "Сообщение",
  send: "Отправить",
  save: "Сохранить",
  reply: "Ответить",
  edit: "Изменить",
  like: "Нравится",
  edited: "изменено",
  bot: "бот",
  admin: "админ",
  you: "Вы",
  replyTo: "Ответ:",
  editing: "Изменение",
  newest: "К последнему сообщению",
  created: (who, name) => `${who} создаёт тему «${name}»`,
  renamed: (who, name) => `${who} переименовывает тему в «${name}»`,
  newIcon: (who) => `${who} меняет значок темы`,
  hasClosed: (who) => `${who} закрывает тему`,
  hasReopened: (who) => `${who} снова открывает тему`,
  pinned: (who, what) => `${who} закрепляет «${what}»`,
  otherContent: "[другое сообщение]",
  kinds: {
    photo: "Фото", document: "Файл", video: "Видео", animation: "GIF", video_note: "Видеосообщение", audio: "Музыка",
    voice: "Голосовое сообщение", sticker: "Стикер", location: "Место", contact: "Контакт",
  },
  attach: "Отправить файлы",
  pinnedMessage: "Закреплённое сообщение",
  bytes: ["Б", "КБ", "МБ"],
  failed: "Не отправлено:",
  offline: "нет соединения",
  today: "Сегодня",
};

const asked = new URLSearchParams(location.search).get("lang") ?? navigator.language;

export const language = asked.toLowerCase().startsWith("ru") ? "ru" : "en";
export const texts = language === "ru" ? ru : en;

const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat(language, { day: "numeric", month: "long" });
const shortDay = new Intl.DateTimeFormat(language, { day: "2-digit", month: "2-digit" });

const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });

/** @param {number} bytes */
export function sizeName(bytes) {
  const step = bytes < 1024 ? 0 : bytes < 1024 * 1024 ? 1 : 2;
  return `${number.format(bytes / 1024 ** step)} ${texts.bytes[step]}`;
}

/** @param {number} seconds Unix time. */
export const timeOfDay = (seconds) => time.format(seconds * 1000);

/** @param {number} seconds Unix time. */
export const dayName = (seconds) => (isToday(seconds) ? texts.today : day.format(seconds * 1000));

/** @param {number} seconds Unix time. */
export const timeOrDay = (seconds) => (isToday(seconds) ? time : shortDay).format(seconds * 1000);

/** @param {number} seconds Unix time. */
function isToday(seconds) {
  return new Date(seconds * 1000).toDateString() === new Date().toDateString();
}
