/**
 * When the team is back, in the visitor's own time: the hour, and the day unless it is this one.
 * @param {Date} opening
 * @param {typeof import("./locales/en.js").default} words
 * @param {string} locale
 */
export function back(opening, words, locale) {
  const time = opening.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
  const days = Math.round((midnight(opening) - midnight(new Date())) / 86_400_000);
  if (days <= 0) return words.backToday(time);
  if (days === 1) return words.backTomorrow(time);
  if (days < 7) return words.backOn(/** @type {string} */ (words.weekdays[opening.getDay()]), time);
  return words.backOn(words.date(opening.toLocaleDateString(locale, { day: "numeric", month: "long" })), time);
}

/** @param {Date} date */
function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
