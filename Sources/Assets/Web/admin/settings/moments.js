/** Times as people say them: "5 minutes ago", or the date. */
export class Moments {
  #relative;
  #date;
  #full;
  #exact;

  /** @param {string} locale */
  constructor(locale) {
    this.#relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    this.#date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric" });
    this.#exact = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" });
    this.#full = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", hour: "numeric", minute: "2-digit" });
  }

  /** @param {string} iso */
  ago(iso) {
    const seconds = (Date.parse(iso) - Date.now()) / 1000;
    if (seconds > -60) return this.#relative.format(0, "second");
    if (seconds > -3600) return this.#relative.format(Math.ceil(seconds / 60), "minute");
    if (seconds > -86_400) return this.#relative.format(Math.ceil(seconds / 3600), "hour");
    if (seconds > -7 * 86_400) return this.#relative.format(Math.ceil(seconds / 86_400), "day");
    return this.date(iso);
  }

  /** @param {string} iso */
  date(iso) {
    return this.#date.format(new Date(iso));
  }

  /** @param {string} iso */
  full(iso) {
    return this.#full.format(new Date(iso));
  }

  /**
   * With the year and the seconds.
   * @param {string} iso
   */
  exact(iso) {
    return this.#exact.format(new Date(iso));
  }
}
