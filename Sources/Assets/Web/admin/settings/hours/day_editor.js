import { element, setChildren } from "../../../base/dom.js";
import { icon } from "../../controls/icons.js";
import { shown } from "./times.js";

/** @typedef {import("./times.js").Interval} Interval */

/** What a new interval is: in a day without any, and after another. */
const [whole, afternoon] = [{ from: "09:00", to: "18:00" }, { from: "14:00", to: "18:00" }];
/** The server's limit. */
const most = 8;

/** The hours of one day, each interval with a field for either end. */
export class DayEditor {
  element = element("div", { class: "day-hours", role: "group" });
  #label;
  #words;
  #changed;
  /** @type {{ row: HTMLElement, from: HTMLInputElement, to: HTMLInputElement }[]} */
  #rows = [];
  #closed;
  #add;
  #problem = element("span", { class: "error", role: "alert", "data-testid": "day-problem" });

  /**
   * @param {object} parts
   * @param {string} parts.label  what day it is
   * @param {import("../words.js").SettingsWords["hours"]} parts.words
   * @param {() => void} parts.changed
   */
  constructor({ label, words, changed }) {
    this.#label = label;
    this.#words = words;
    this.#changed = changed;
    this.#closed = element("span", { class: "soft", "data-testid": "closed" }, words.closed);
    this.#add = element("button", { class: "button quiet", type: "button", "data-testid": "add-interval" }, icon("plus"), words.addInterval);
    this.#add.setAttribute("aria-label", words.addIntervalTo(label));
    this.#add.addEventListener("click", () => {
      this.#push(this.#rows.length ? afternoon : whole).from.focus();
      this.#touched();
    });
    this.label = label;
    this.#draw();
  }

  /** What day it is. */
  set label(/** @type {string} */ label) {
    this.#label = label;
    this.element.setAttribute("aria-label", label);
    this.#add.setAttribute("aria-label", this.#words.addIntervalTo(label));
    this.#name();
  }

  /** As the fields have them: one that ends before it begins goes on after midnight. */
  get intervals() {
    return this.#rows.map(({ from, to }) => ({ from: from.value, to: to.value }));
  }

  set intervals(/** @type {Interval[]} */ intervals) {
    this.#rows = [];
    for (const each of intervals) this.#push(each);
    this.#draw();
  }

  /** Whether every time is there; if not, it is said, and the first field without one has the keyboard. */
  isRight() {
    const empty = this.#rows.flatMap(({ from, to }) => [from, to]).find((input) => !input.value);
    this.problem = empty ? this.#words.timeMissing : "";
    empty?.focus();
    return !empty;
  }

  /** A sentence that says what to do; empty takes it away. */
  set problem(/** @type {string} */ text) {
    this.#problem.textContent = text;
  }

  /** @param {Interval} interval */
  #push(interval) {
    const [from, to] = [this.#input(interval.from, "from"), this.#input(shown(interval.to), "to")];
    const remove = element("button", { class: "icon-button", type: "button", "data-testid": "remove-interval" }, icon("remove"));
    const row = element("div", { class: "interval" }, from, element("span", { "aria-hidden": "true" }, "–"), to, remove);
    const made = { row, from, to };
    remove.addEventListener("click", () => {
      this.#rows = this.#rows.filter((each) => each !== made);
      this.#draw();
      this.#add.focus();
      this.#changed();
    });
    this.#rows.push(made);
    return made;
  }

  /** @param {string} value @param {string} name */
  #input(value, name) {
    const input = element("input", { type: "time", class: "input", required: "", "data-testid": name });
    input.value = value;
    input.addEventListener("input", () => {
      this.problem = "";
      this.#changed();
    });
    return input;
  }

  #touched() {
    const focused = document.activeElement;
    this.#draw();
    if (focused instanceof HTMLElement) focused.focus();
    this.#rows.at(-1)?.from.focus();
    this.#changed();
  }

  #draw() {
    this.problem = "";
    this.#closed.hidden = this.#rows.length > 0;
    this.#add.hidden = this.#rows.length >= most;
    this.#name();
    setChildren(this.element, [...this.#rows.map(({ row }) => row), this.#closed, this.#add, this.#problem]);
  }

  #name() {
    this.#rows.forEach(({ row, from, to }, index) => {
      from.setAttribute("aria-label", this.#words.fromOf(this.#label, index + 1));
      to.setAttribute("aria-label", this.#words.toOf(this.#label, index + 1));
      row.querySelector("button")?.setAttribute("aria-label", this.#words.removeOf(this.#label, index + 1));
    });
  }
}
