import { element } from "../../base/dom.js";

/** How good a password is, by its length alone: rules about kinds of letters make passwords worse. */
export class Strength {
  #bar = element("span", { class: "bar", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  #text;
  element;
  #words;
  #lengths;

  /** @param {{ words: import("./words.js").ControlWords, lengths: { least: number, most: number } }} parts */
  constructor({ words, lengths }) {
    this.#words = words.strength;
    this.#lengths = lengths;
    this.#text = element("span", { role: "status" }, this.#words.advice);
    this.element = element(
      "div", { class: "strength", "data-level": "0", "data-testid": "strength" }, this.#bar, this.#text
    );
  }

  /** @param {number} length  in characters */
  show(length) {
    const [level, text] = this.#judge(length);
    this.element.dataset.level = String(level);
    this.#text.textContent = text;
  }

  /**
   * Does not repeat what is said beside it.
   * @param {string} problem
   */
  leave(problem) {
    if (this.#text.textContent === problem) this.#text.textContent = "";
  }

  /** @param {number} length @returns {[level: number, text: string]} */
  #judge(length) {
    const { least, most } = this.#lengths;
    if (length === 0) return [0, this.#words.advice];
    if (length < least) return [0, this.#words.short(least - length)];
    if (length > most) return [0, this.#words.long];
    return length < 14 ? [1, this.#words.fair] : length < 20 ? [2, this.#words.good] : [3, this.#words.strong];
  }
}
