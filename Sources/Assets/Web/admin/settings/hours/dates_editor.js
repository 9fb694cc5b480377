import { element } from "../../../base/dom.js";
import { icon } from "../../controls/icons.js";
import { DayEditor } from "./day_editor.js";

/** @typedef {import("./times.js").Hours["exceptions"]} Dates */

/** Dates with hours of their own, or without any. */
export class DatesEditor {
  element = element("div", { class: "dates-hours", "data-testid": "dates" });
  #words;
  #locale;
  #changed;
  #list = element("ul", { class: "plain-list" });
  #problem = element("span", { class: "error", role: "alert", "data-testid": "dates-problem" });
  #add;
  /** @type {{ row: HTMLElement, date: HTMLInputElement, day: DayEditor }[]} */
  #rows = [];

  /**
   * @param {object} parts
   * @param {import("../words.js").SettingsWords["hours"]} parts.words
   * @param {string} parts.locale
   * @param {() => void} parts.changed
   */
  constructor({ words, locale, changed }) {
    this.#words = words;
    this.#locale = locale;
    this.#changed = changed;
    this.#add = element("button", { class: "button", type: "button", "data-testid": "add-date" }, icon("plus"), words.addDate);
    this.#add.addEventListener("click", () => {
      this.#push("", []).date.focus();
      changed();
    });
    this.element.append(this.#list, this.#problem, this.#add);
  }

  /** As the fields have them. */
  get value() {
    return this.#rows.map(({ date, day }) => ({ date: date.value, intervals: day.intervals }));
  }

  set value(/** @type {Dates} */ dates) {
    this.#rows = [];
    this.#list.replaceChildren();
    this.#problem.textContent = "";
    for (const { date, intervals } of dates) this.#push(date, intervals);
  }

  /** Whether each date is there once and its hours end on it; if not, it is said. */
  isRight() {
    const seen = new Set();
    for (const { date, day } of this.#rows) {
      const isWrong = !date.value || seen.has(date.value);
      this.#problem.textContent = !isWrong ? "" : date.value ? this.#words.dateTwice : this.#words.dateMissing;
      if (isWrong) {
        date.focus();
        return false;
      }
      seen.add(date.value);
      if (!day.isRight()) return false;
      if (day.intervals.some(({ from, to }) => to !== "00:00" && to <= from)) {
        day.problem = this.#words.dateOrder;
        return false;
      }
    }
    return true;
  }

  /** @param {string} value @param {Dates[number]["intervals"]} intervals */
  #push(value, intervals) {
    const date = element("input", { type: "date", class: "input", required: "", "aria-label": this.#words.date, "data-testid": "date" });
    date.value = value;
    const day = new DayEditor({ label: this.#label(value), words: this.#words, changed: this.#changed });
    day.intervals = intervals;
    const remove = element("button", { class: "icon-button", type: "button", "data-testid": "remove-date" }, icon("remove"));
    const row = element("li", { class: "day" }, element("div", { class: "date" }, date, remove), day.element);
    const made = { row, date, day };
    const name = () => {
      day.label = this.#label(date.value);
      remove.setAttribute("aria-label", this.#words.removeDate(this.#label(date.value)));
    };
    name();
    date.addEventListener("input", () => {
      this.#problem.textContent = "";
      name();
      this.#changed();
    });
    remove.addEventListener("click", () => {
      this.#rows = this.#rows.filter((each) => each !== made);
      row.remove();
      this.#add.focus();
      this.#changed();
    });
    this.#rows.push(made);
    this.#list.append(row);
    return made;
  }

  /** @param {string} date */
  #label(date) {
    const time = Date.parse(date);
    if (Number.isNaN(time)) return this.#words.date;
    return new Intl.DateTimeFormat(this.#locale, { dateStyle: "long", timeZone: "UTC" }).format(time);
  }
}
