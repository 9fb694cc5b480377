/** @type {typeof import("./en.js").default} */
export default {
  list: "Обращения",
  toList: "Ваши обращения",
  back: "Назад",
  inCabinet: "Все обращения и новое",
  chatSubject: "Чат на сайте",
  filters: "Какие обращения показать",
  all: "Все",
  status: { open: "Открыто", answered: "Отвечено", closed: "Закрыто", archived: "В архиве" },
  counted: { open: "Открыты", answered: "Ответили", closed: "Закрыты", archived: "Архив" },
  noneSuch: {
    all: "Здесь пусто. Закрытые обращения лежат в архиве.",
    open: "Ничто не ждёт нашего ответа.",
    answered: "Ничто не ждёт вашего ответа.",
    closed: "Только что закрытых нет.",
    archived: "Архив пуст.",
  },
  unreadIn: (count) => `Непрочитанных сообщений: ${count}`,
};
