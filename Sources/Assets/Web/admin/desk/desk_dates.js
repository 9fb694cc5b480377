import { Dates } from "../../base/dates.js";

/** Dates as lists have room for them. */
export class DeskDates extends Dates {
  #day;
  #date;

  /** @param {string} locale */
  constructor(locale) {
    super(locale);
    this.#day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short" });
    this.#date = new Intl.DateTimeFormat(locale, { day: "numeric", month: "numeric", year: "2-digit" });
  }

  /** @param {Date} date */
  short(date) {
    const format = date.getFullYear() === new Date().getFullYear() ? this.#day : this.#date;
    return format.format(date);
  }
}
