import { rounded } from "../rounded.js";

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
  away: "Сейчас нас нет",
  backToday: (time) => `Сейчас нас нет, вернёмся в ${time}`,
  backTomorrow: (time) => `Сейчас нас нет, вернёмся завтра в ${time}`,
  backOn: (day, time) => `Сейчас нас нет, вернёмся ${day} в ${time}`,
  weekdays: ["в воскресенье", "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу"],
  date: (date) => date,
  usually: (seconds) => {
    const time = rounded(seconds);
    return "hours" in time
      ? `Обычно отвечаем примерно за ${counted(time.hours, "час", "часа", "часов")}`
      : `Обычно отвечаем примерно за ${counted(time.minutes, "минуту", "минуты", "минут")}`;
  },
};
