const plural = new Intl.PluralRules("ru");

/**
 * @param {number} count
 * @param {string} one
 * @param {string} few
 * @param {string} many
 */
function counted(count, one, few, many) {
  const form = plural.select(count);
  return `${count} ${form === "one" ? one : form === "few" ? few : many}`;
}

/** @type {typeof import("./en.js").default} */
export default {
  title: "Поддержка",
  chat: "Чат с поддержкой",
  online: "На связи",
  reconnecting: "Соединяемся…",
  offline: "Нет связи",
  offlineText: "Сообщения уйдут сразу, как только связь появится.",
  welcome: "Здравствуйте! Чем помочь?",
  welcomeText: "Напишите нам — человек ответит прямо здесь.",
  close: "Закрыть чат",
  messages: "Сообщения",
  placeholder: "Напишите сообщение…",
  send: "Отправить",
  you: "Вы",
  staff: "Поддержка",
  pending: "Отправляется",
  sent: "Отправлено",
  delivered: "Доставлено команде",
  reactions: "Реакции команды",
  spoiler: "Скрытый текст. Нажмите, чтобы показать.",
  failed: "Не отправлено.",
  retry: "Повторить",
  discard: "Удалить",
  edited: "изменено",
  deleted: "Сообщение удалено",
  closed: "Разговор закрыт. Напишите, чтобы открыть его снова.",
  unread: "Новые сообщения",
  jump: "К последнему сообщению",
  historyFailed: "Старые сообщения не загрузились.",
  isTyping: "печатает",
  tooMany: "Слишком много сообщений ждут отправки.",
  attach: "Прикрепить файлы",
  drop: "Отпустите файлы, чтобы прикрепить их",
  picked: "Прикреплённые файлы",
  uploading: "Загружаем… Сообщение уйдёт, как только файлы загрузятся.",
  uploadFailed: "Не загрузилось. Проверьте связь.",
  notUploaded: "Часть файлов не загрузилась. Повторите или уберите их и отправьте.",
  tooManyUnsent: "Слишком много файлов ждут отправки. Отправьте или уберите часть и повторите.",
  fileRefused: "Такие файлы не принимаются. Упакуйте его в ZIP-архив.",
  fileMalformed: "Файл повреждён. Сохраните его заново или выберите другой.",
  fileLoading: "Загружается…",
  fileFailed: "Здесь не показать. Нажмите, чтобы сохранить.",
  fileGone: "Файл недоступен. Попросите прислать его ещё раз.",
  kinds: {
    photo: "Фото",
    video: "Видео",
    animation: "Анимация",
    sticker: "Стикер",
    audio: "Аудио",
    voice: "Голосовое сообщение",
    document: "Файл",
    video_note: "Видеосообщение",
  },
  play: "Воспроизвести",
  pause: "Пауза",
  position: "Позиция",
  picture: "Изображение",
  previous: "Предыдущее изображение",
  next: "Следующее изображение",
  download: "Скачать",
  closePicture: "Закрыть изображение",
  remove: (name) => `Убрать ${name}`,
  fileEmpty: (name) => `Файл «${name}» пуст. Выберите другой.`,
  fileTooLarge: (name, most) => `Файл «${name}» больше ${most}. Уменьшите его или разделите на части.`,
  tooManyFiles: (most) => `В одном сообщении до ${most} файлов. Отправьте эти, потом добавьте остальные.`,
  left: (count) => (count >= 0
    ? `Ещё ${counted(count, "символ", "символа", "символов")}`
    : `Лишних: ${counted(-count, "символ", "символа", "символов")}`),
  titleAlert: (count) => counted(count, "новое сообщение", "новых сообщения", "новых сообщений"),
  announce: (name, text) => `${name}: ${text}`,
};
