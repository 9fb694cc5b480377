import { element } from "../../base/dom.js";

/** Says below the conversation who is writing: the customer by dots, colleagues by name. */
export class Writers {
  element = element("div", { class: "writers" });
  #words;
  #dots = element("div", { class: "typing", "data-testid": "typing", hidden: "" });
  #who = element("span", { class: "unseen" });
  #colleagues = element("p", { class: "colleagues", "data-testid": "colleague-typing", hidden: "" });

  /** @param {{ words: Staff.Words }} parts */
  constructor({ words }) {
    this.#words = words;
    const dots = element("span", { class: "bubble", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
    this.#dots.append(dots, this.#who);
    this.element.append(this.#dots, this.#colleagues);
  }

  /** @param {import("./signs.js").Writer[]} writers @param {string} customer  their name */
  show(writers, customer) {
    this.#dots.hidden = !writers.some(({ author }) => author === "user");
    this.#who.textContent = `${customer} ${this.#words.isTyping}`;
    const names = writers.filter(({ author }) => author === "agent").map(({ name }) => name ?? this.#words.staff);
    this.#colleagues.hidden = !names.length;
    this.#colleagues.textContent = names.length ? this.#words.writing(names) : "";
  }
}
