/** @type {typeof import("./en.js").default} */
export default {
  question: "Как мы справились?",
  comment: "Что было хорошо, а что нет? (по желанию)",
  rate: "Отправить оценку",
  change: "Изменить",
  thanks: "Спасибо за оценку.",
  rateFailed: "Оценка не отправлена.",
  stars: (count) => `${count} из 5`,
};
