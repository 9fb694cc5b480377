/** @type {typeof import("./en.js").default} */
export default {
  notices: "Уведомления",
  dismiss: "Скрыть",
  unreachable: "Сервер недоступен.",
  notLoaded: "Страница не загрузилась. Попробуйте ещё раз.",
  retry: "Попробовать ещё раз",
  signOut: "Выйти",
  signOutTitle: "Выйти, не отправив?",
  cancel: "Отмена",
  unsent: (count) => `Ещё не отправлено: ${count}`,
};
