import { element } from "../../../base/dom.js";
import { DayEditor } from "./day_editor.js";

/** @typedef {import("./times.js").Interval} Interval */

/** A Monday. */
const monday = Date.UTC(2024, 0, 1);

/** The hours of each weekday. */
export class WeekEditor {
  element = element("div", { class: "week-hours", "data-testid": "week" });
  /** @type {DayEditor[]} */
  #days = [];

  /**
   * @param {object} parts
   * @param {import("../words.js").SettingsWords["hours"]} parts.words
   * @param {string} parts.locale
   * @param {() => void} parts.changed
   */
  constructor({ words, locale, changed }) {
    const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
    for (let index = 0; index < 7; index++) {
      const name = format.format(monday + index * 86_400_000);
      const label = name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
      const day = new DayEditor({ label, words, changed });
      this.#days.push(day);
      this.element.append(element("div", { class: "day", "data-day": String(index + 1) }, element("b", { "aria-hidden": "true" }, label), day.element));
    }
    const copy = element("button", { class: "button", type: "button", "data-testid": "copy-monday" }, words.copyMonday);
    copy.addEventListener("click", () => {
      const [first, ...others] = this.#days;
      for (const day of others.slice(0, 4)) day.intervals = first?.intervals ?? [];
      changed();
    });
    this.element.append(copy);
  }

  /** As the fields have them. */
  get value() {
    return this.#days.map((day) => day.intervals);
  }

  set value(/** @type {Interval[][]} */ week) {
    this.#days.forEach((day, index) => (day.intervals = week[index] ?? []));
  }

  isRight() {
    return this.#days.every((day) => day.isRight());
  }
}
