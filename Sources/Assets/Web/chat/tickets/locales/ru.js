/** @type {typeof import("./en.js").default} */
export default {
  list: "Обращения",
  toList: "Ваши обращения",
  back: "Назад",
  inCabinet: "Все обращения",
  chatSubject: "Чат на сайте",
  filters: "Какие обращения показать",
  all: "Все",
  status: { open: "Открыто", answered: "Есть ответ", closed: "Закрыто", archived: "В архиве" },
  counted: { open: "Открыты", answered: "Ответили", closed: "Закрыты", archived: "Архив" },
  noneSuch: {
    all: "Здесь пусто. Закрытые обращения — в архиве.",
    open: "Открытых обращений нет.",
    answered: "Обращений с ответом нет.",
    closed: "Недавно закрытых обращений нет.",
    archived: "Архив пуст.",
  },
  unreadIn: (count) => `Непрочитанных сообщений: ${count}`,
};
