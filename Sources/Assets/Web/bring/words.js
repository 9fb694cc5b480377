const megabytes = (/** @type {number} */ bytes) => Math.floor(bytes / 1048576);

const en = {
  title: "Upload a file",
  what: (/** @type {string | undefined} */ name) =>
    `Telegram didn’t hand over ${name ?? "this file"}. Upload it here, and the customer will see it in its place.`,
  pick: "Choose the file, or drop it here",
  limit: (/** @type {number} */ bytes) => `up to ${megabytes(bytes)} MB`,
  cancel: "Cancel",
  tooBig: (/** @type {number} */ bytes) => `The file is too large: ${megabytes(bytes)} MB at most. Send a link to it instead.`,
  done: "Done: the customer has the file. You can close this page.",
  gone: "This link has expired, or the file is already there. Check the topic.",
  refused: "This file is empty, damaged or of a type that isn’t accepted. Check it, or choose another.",
  noRoom: "The server has no room for files at the moment. Tell whoever runs it, and try again later.",
  failed: "The file didn’t get through. Choose it again.",
  unreachable: "The server can’t be reached. Check the connection and reload the page.",
};

/** @type {typeof en} */
const ru = {
  title: "Загрузить файл",
  what: (name) =>
    `Telegram не отдал нам ${name ?? "этот файл"}. Загрузите его здесь, и клиент увидит его на своём месте.`,
  pick: "Выберите файл или перетащите его сюда",
  limit: (bytes) => `до ${megabytes(bytes)} МБ`,
  cancel: "Отменить",
  tooBig: (bytes) => `Файл слишком большой: не больше ${megabytes(bytes)} МБ. Отправьте вместо него ссылку.`,
  done: "Готово: файл у клиента. Страницу можно закрыть.",
  gone: "Срок ссылки истёк, или файл уже загружен. Посмотрите в теме.",
  refused: "Файл пустой, повреждён или такого типа, который не принимается. Проверьте его или выберите другой.",
  noRoom: "На сервере сейчас нет места для файлов. Скажите тому, кто отвечает за сервер, и попробуйте позже.",
  failed: "Файл не дошёл. Выберите его ещё раз.",
  unreachable: "Сервер недоступен. Проверьте соединение и обновите страницу.",
};

const isRussian = (new URLSearchParams(location.search).get("lang") ?? navigator.language).startsWith("ru");
document.documentElement.lang = isRussian ? "ru" : "en";
export default isRussian ? ru : en;
