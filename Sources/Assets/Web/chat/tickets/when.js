/** When something was, as short as a list needs it: a time today, a day before. */
export class When {
  #time;
  #day;
  #old;

  /** @param {string} locale */
  constructor(locale) {
    this.#time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
    this.#day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
    this.#old = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: "numeric" });
  }

  /** @param {Date} date */
  text(date) {
    const now = new Date();
    if (date.toDateString() === now.toDateString()) return this.#time.format(date);
    return (date.getFullYear() === now.getFullYear() ? this.#day : this.#old).format(date);
  }
}
