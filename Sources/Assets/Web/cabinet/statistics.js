import { element } from "../base/dom.js";

const shown = /** @type {const} */ (["open", "answered", "closed", "archived"]);

/** How many tickets of which kind one has. */
export class Statistics {
  element = element("dl", { class: "statistics", "data-testid": "statistics" });
  /** @type {Map<string, HTMLElement>} */
  #values = new Map();

  /** @param {{ words: import("./app.js").Words }} parts */
  constructor({ words }) {
    this.element.setAttribute("aria-label", words.statistics);
    for (const name of [...shown, /** @type {const} */ ("unread")]) {
      const value = element("dd", { "data-testid": `count-${name}` }, "0");
      this.#values.set(name, value);
      const label = name === "unread" ? words.unreadMessages : words.counted[name];
      this.element.append(element("div", { "data-kind": name }, element("dt", {}, label), value));
    }
  }

  /** @param {Wire.Statistics} statistics */
  show(statistics) {
    for (const [name, value] of this.#values) {
      const count = name === "unread" ? statistics.unread_messages : statistics[/** @type {"open"} */ (name)];
      value.textContent = String(count);
      value.parentElement?.classList.toggle("zero", count === 0);
    }
  }
}
