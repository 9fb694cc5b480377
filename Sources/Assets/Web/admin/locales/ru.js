/** @type {typeof import("./en.js").default} */
export default {
  notices: "Уведомления",
  dismiss: "Скрыть",
  unreachable: "Сервер недоступен.",
  retry: "Попробовать ещё раз",
  signOut: "Выйти",
  signOutTitle: "Выйти, не отправив?",
  cancel: "Отмена",
  unsent: (count) => `Ещё не отправлено: ${count}`,
};
