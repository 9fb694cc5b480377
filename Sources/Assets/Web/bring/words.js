const megabytes = (/** @type {number} */ bytes) => Math.floor(bytes / 1048576);

const en = {
  title: "Bring a file",
  what: (/** @type {string | undefined} */ name) =>
    `Telegram did not give us ${name ?? "this file"}. Bring it here, and the visitor sees it in its place.`,
  pick: "Choose the file, or drop it here",
  limit: (/** @type {number} */ bytes) => `up to ${megabytes(bytes)} MB`,
  cancel: "Cancel",
  tooBig: (/** @type {number} */ bytes) => `The file is too big: ${megabytes(bytes)} MB at most. Send a link to it instead.`,
  done: "Done: the visitor has the file. You can close this page.",
  gone: "This link is over, or the file has come already. Look into the topic.",
  failed: "The file did not get through. Choose it again.",
};

/** @type {typeof en} */
const ru = {
  title: "Передать файл",
  what: (name) =>
    `Telegram не отдал нам ${name ?? "этот файл"}. Загрузите его здесь, и посетитель увидит его на своём месте.`,
  pick: "Выберите файл или перетащите его сюда",
  limit: (bytes) => `до ${megabytes(bytes)} МБ`,
  cancel: "Отменить",
  tooBig: (bytes) => `Файл слишком большой: не больше ${megabytes(bytes)} МБ. Отправьте вместо него ссылку.`,
  done: "Готово: файл у посетителя. Страницу можно закрыть.",
  gone: "Срок ссылки истёк, или файл уже передан. Посмотрите в теме.",
  failed: "Файл не дошёл. Выберите его ещё раз.",
};

const isRussian = (new URLSearchParams(location.search).get("lang") ?? navigator.language).startsWith("ru");
document.documentElement.lang = isRussian ? "ru" : "en";
export default isRussian ? ru : en;
