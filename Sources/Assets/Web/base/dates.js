/** Days and times in the visitor's language and time zone. */
export class Dates {
  #locale;
  #time;
  #relative;

  /** @param {string} locale */
  constructor(locale) {
    this.#locale = locale;
    this.#time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  }

  /** @param {Date} date */
  time(date) {
    return this.#time.format(date);
  }

  /**
   * "Today", "Yesterday", or the date, with its year unless that is this one.
   * @param {Date} date
   */
  day(date) {
    const now = new Date();
    const distance = Math.round((midnight(date) - midnight(now)) / 86_400_000);
    const text = distance === 0 || distance === -1
      ? this.#relative.format(distance, "day")
      : new Intl.DateTimeFormat(this.#locale, {
        day: "numeric",
        month: "long",
        ...(date.getFullYear() !== now.getFullYear() && { year: "numeric" }),
      }).format(date);
    return text.charAt(0).toLocaleUpperCase(this.#locale) + text.slice(1);
  }

  /** @param {Date} date */
  full(date) {
    return date.toLocaleString(this.#locale, { dateStyle: "long", timeStyle: "short" });
  }
}

/** @param {Date} date */
function midnight(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}
